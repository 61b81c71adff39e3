"""The roster: who is on which shift, who leads which duty group, and whose month it is to drive."""
