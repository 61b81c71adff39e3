"""Calls: from the queue they are offered to, to the end and the wrap-up."""
