"""The line of keys at the bottom of every screen, made from the registry."""

from __future__ import annotations

from textual import events

from console.command import State
from console.drawing.spans import Line, Span, Tone, length
from console.registry import commands_at
from console.widgets.lines import Lines
from ledger.kernel.words import Language


class KeyLine(Lines):
    """Keys with a word each; one that cannot be used now is grey."""

    DEFAULT_CSS = "KeyLine { dock: bottom; height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._told: tuple[State, Language] | None = None

    def tell(self, state: State, language: Language) -> None:
        """Show the keys of a screen in a state."""
        self._told = (state, language)
        self.show([key_line(state, language, self.size.width)])

    def on_resize(self, _: events.Resize) -> None:
        """Draw anew for the new width."""
        if self._told is not None:
            self.tell(*self._told)


def key_line(state: State, language: Language, width: int) -> Line:
    """As many keys as fit, whole; the way out is always among them, at the end.

    Who acts stands before it, on screens whose first line does not say so.
    """
    entries = [
        _entry(each.shown, each.word.to(language), each.why_not(state) is None)
        for each in commands_at(state.place)
        if each.word.to(language)
    ]
    if not entries:
        return ()
    *others, last = entries
    who = state.actor if state.place not in _SAY_WHO_ACTS else None
    end: Line = last if who is None else ((f" {who}  ", Tone.QUIET), *last)
    room = width - length(end) - 1
    found: list[Span] = [(" ", Tone.NORMAL)]
    for entry in others:
        if length(found) + length(entry) > room:
            break
        found.extend(entry)
    gap = room + 1 - length(found)
    return (*found, (" " * max(0, gap), Tone.NORMAL), *end)


_SAY_WHO_ACTS = ("floor", "evidence")


def _entry(key: str, word: str, usable: bool) -> Line:
    if usable:
        return ((key, Tone.KEY), (f" {word}  ", Tone.NORMAL))
    return ((f"{key} {word}  ", Tone.QUIET),)
