"""Reports of a book as tables: for the screen, for the command line, and for spreadsheets."""
