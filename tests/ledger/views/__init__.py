"""Tests of the keeping of views."""
