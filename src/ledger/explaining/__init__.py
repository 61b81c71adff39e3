"""Why something stands in the ledger, and why something else does not.

Both answers are structures that a screen, a sheet of paper or another system can show; their
JSON form is ``trace/v1`` and only ever grows.
"""
