"""The worked examples, played on the console: keys pressed, the screen read."""
