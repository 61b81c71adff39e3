"""The trail: its query language, its pages and its screens."""
