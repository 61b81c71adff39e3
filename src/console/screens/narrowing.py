"""The line that narrows down what a screen lists, while one types."""

from __future__ import annotations

from abc import abstractmethod

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from console.drawing.scene import Filter
from console.screen import BookScreen


class NarrowedScreen(BookScreen):
    """A screen with one panel and a line to type in, which is called ``#filter``."""

    def __init__(self) -> None:
        super().__init__()
        self.filter = Filter()

    @property
    @abstractmethod
    def panel(self) -> Widget:
        """What is narrowed down, and has the cursor while nobody types."""

    @abstractmethod
    def paint(self) -> None:
        """Draw what the filter leaves."""

    def command_filter(self) -> None:
        """Open the line to type a filter in."""
        field = self.query_one("#filter", Input)
        field.value = self.filter.text
        field.add_class("open")
        field.focus()

    def command_clear(self) -> None:
        """Clear the filter."""
        field = self.query_one("#filter", Input)
        field.value = ""
        self._close(field)
        self._narrow("")

    @on(Input.Changed, "#filter")
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self._narrow(message.value)

    @on(Input.Submitted, "#filter")
    def _kept(self, message: Input.Submitted) -> None:
        message.stop()
        self._close(message.input)

    def _close(self, field: Input) -> None:
        field.remove_class("open")
        self.panel.focus()

    def _narrow(self, typed: str) -> None:
        self.filter = Filter(typed)
        self.paint()
        self.tell_keys()
