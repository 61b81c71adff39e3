"""Duty in turns: the group on duty, its keys, calls, notices and urgent documents."""
