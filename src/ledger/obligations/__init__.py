"""Obligations: every *must, until* of the law as a live object, a pure fold over the ledger."""
