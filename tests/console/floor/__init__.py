"""Tests of the console's frame and of the floor."""
