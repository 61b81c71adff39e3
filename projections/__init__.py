"""The questions asked of the ledger, one file a question."""
