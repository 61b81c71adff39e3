"""The leader's and the auditor's door: the terminal application and the command line."""
