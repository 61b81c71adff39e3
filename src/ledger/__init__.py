"""The book itself: what may be written, and writing it."""
