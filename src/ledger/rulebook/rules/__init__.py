"""Every rule of the five regulations as data: systems, rules, deadlines, offences and posts."""
