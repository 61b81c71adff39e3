"""Benchmarks: every figure the product promises, measured on this machine and printed as a table.

``python -m bench`` runs them all, ``python -m bench decide trail`` only these, ``--quick`` at
smaller sizes. Times never appear in tests; they are looked at here.
"""
