"""The dialect of the book: event, boundary, action, projection, clock.

Registers and projections are written in these words alone; of the event-store library they
know nothing.
"""
