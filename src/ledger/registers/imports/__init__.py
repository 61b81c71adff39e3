"""What importers note besides the facts themselves: what they could not place or left out."""
