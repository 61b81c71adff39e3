"""The commands of the console, one file a screen; `console.registry` gathers them."""
