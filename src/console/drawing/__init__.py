"""What the console shows, as lines of plain text with a tone for each part.

The screens paint these lines and the plain mode prints them, so both say the same.
"""
