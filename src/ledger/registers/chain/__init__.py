"""The chain of command: problems, blocked procedures, agreements, reports upwards."""
