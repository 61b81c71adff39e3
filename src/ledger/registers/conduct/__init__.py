"""Breaches of conduct that somebody has found."""
