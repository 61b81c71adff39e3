"""The commands of the command line, one file each; `console.cli` gathers them.

A command imports what it needs when it runs, so that asking for help costs nothing.
"""
