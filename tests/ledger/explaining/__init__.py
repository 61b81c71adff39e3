"""Explanations of what stands in a ledger, and of what does not."""
