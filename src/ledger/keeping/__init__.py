"""Keeping whole ledgers safe: moving one elsewhere, backing it up, restoring it, checking it."""
