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

    def tell(self, state: State, language: Language) -> None:
        """Show the keys of a screen in a state."""
        self.show([key_line(state, language, self.size.width)])

    def on_resize(self, _: events.Resize) -> None:
        """Draw anew for the new width."""
        from console.screen import BookScreen

        if isinstance(self.screen, BookScreen):
            self.screen.tell_keys()


def key_line(state: State, language: Language, width: int) -> Line:
    """As many keys as fit, whole; the way out is always among them, at the end."""
    entries = [
        _entry(each.shown, each.word.to(language), each.why_not(state) is None)
        for each in commands_at(state.place)
        if each.word.to(language)
    ]
    if not entries:
        return ()
    *others, last = entries
    room = width - length(last) - 1
    found: list[Span] = [(" ", Tone.NORMAL)]
    for entry in others:
        if length(found) + length(entry) > room:
            break
        found.extend(entry)
    gap = room + 1 - length(found)
    return (*found, (" " * max(0, gap), Tone.NORMAL), *last)


def _entry(key: str, word: str, usable: bool) -> Line:
    if usable:
        return ((key, Tone.KEY), (f" {word}  ", Tone.NORMAL))
    return ((f"{key} {word}  ", Tone.QUIET),)
