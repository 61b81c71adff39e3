"""Who has proved to be who: passwords, sign-ins, locked consoles, and tokens."""
