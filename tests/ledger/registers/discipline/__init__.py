"""The tests of discipline."""
