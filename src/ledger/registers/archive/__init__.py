"""Files and their custody: opened under a level and a term, lent, returned, destroyed."""
