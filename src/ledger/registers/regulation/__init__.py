"""The regulation itself: which rulebook is in force, from when, and who approved it."""
