"""The trail as a query finds it: its language, its pages, the window and the reading of them."""
