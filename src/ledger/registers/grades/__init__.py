"""Examinations, and the grades that rest on them."""
