"""The desk: tickets from opening to closing, and calls that rang too long."""
