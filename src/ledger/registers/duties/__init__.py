"""Periodic duties, each under a code of its own, and meetings."""
