"""The crash laboratory: every failure we can cause, and what each leaves of a ledger."""
