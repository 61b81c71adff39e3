"""What screens and commands are shown: made from views, names and law, at one instant."""
