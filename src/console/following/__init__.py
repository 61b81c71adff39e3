"""Following a ledger on threads of their own: the floor, lists, the handover, the watch."""
