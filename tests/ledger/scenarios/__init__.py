"""Scenarios: their files, how they are played, and how they are judged."""
