"""Tasks: given, objected to, extended, done, and reported back; errors and leads."""
