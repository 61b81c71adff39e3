"""Copying, saving and checking whole ledgers."""
