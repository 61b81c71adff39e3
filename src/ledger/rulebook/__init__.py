"""The regulation as dated data: clauses, where they come from, and looking them up."""
