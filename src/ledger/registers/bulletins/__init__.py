"""Bulletins, notices and products that people must have read, learnt or published."""
