"""Rosters from and for other programs: CSV, workbooks, calendars."""
