"""How many people a queue needs: from arrivals, handling times and patience."""
