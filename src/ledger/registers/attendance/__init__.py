"""Attendance: arrivals, lateness, early leaving, absence, and leaving the post."""
