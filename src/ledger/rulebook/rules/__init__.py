"""The five collections of regulations as data: systems, rules, deadlines, offences and posts."""
