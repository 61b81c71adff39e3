"""Where a ledger is kept: the port every store implements, and the stores."""
