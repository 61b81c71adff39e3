"""Callbacks: attempts to reach a customer again, and what came of them."""
