"""Proving who somebody is: passwords by Argon2id, tokens, and the door that judges both.

The door is the only part that ever holds a clear password; the ledger keeps digests, sealed.
"""
