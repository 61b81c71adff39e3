"""Swaps of shifts: asked for, agreed by the leaders, made, handed over, or missed."""
