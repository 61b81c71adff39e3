"""Written conversations with customers."""
