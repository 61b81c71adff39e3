"""Seats: who is signed in where, and whether they can take a call."""
