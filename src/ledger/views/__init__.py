"""Keeping views: folding the ledger into them, and storing them as typed tables beside it."""
