"""Permits to enter the machine room, to use open fire, or to use a computer for other ends."""
