"""Tests of the benchmarks: that they measure and tell, never how fast anything is."""
