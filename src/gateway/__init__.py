"""The integrations' door: importers, the simulator and feeds to other systems."""
