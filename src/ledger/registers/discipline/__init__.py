"""Discipline: offences and rewards, from the proposal to the statement that settles them."""
