"""Commands of the trail and of an event's own screen."""

from __future__ import annotations

from console.command import Command

COMMANDS: tuple[Command, ...] = ()
