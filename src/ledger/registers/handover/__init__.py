"""Handover between shifts: opened, noted, accepted; then the seat may be left."""
