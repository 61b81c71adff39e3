"""The console over a network."""
