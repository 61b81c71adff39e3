"""A panel of the floor: a title, rows that scroll under it, and a cursor that stays with a row."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual import events
from textual.message import Message

from console.drawing.numbers import age
from console.drawing.scene import Filter, Scene
from console.drawing.spans import Line, Tone, cut, length, muted, rule, spread
from console.subject import Subject
from console.text import floor as text
from console.widgets.lines import Lines


class Panel(Lines, can_focus=True):
    """Base of the floor's panels.

    A subclass says what its rows are (:meth:`rows_of`), how they look (:meth:`draw`), and what is
    under the cursor (:meth:`subject`). While the panel has the cursor, its rows keep their places;
    without it they may be sorted anew each time.
    """

    class Opened(Message):
        """Somebody wants to see what a number is made of."""

        def __init__(self, panel: Panel, subject: Subject) -> None:
            super().__init__()
            self.panel = panel
            self.subject = subject

        @property
        def control(self) -> Panel:
            """The panel it happened in."""
            return self.panel

    class CursorMoved(Message):
        """The cursor is on something else now."""

    headed: bool = False
    """Whether a line of column names stands over the rows."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.scene: Scene | None = None
        self.chosen = Filter()
        self.silence: float | None = None
        self.titled = True
        self._keys: list[Hashable] = []
        self._row = 0
        self._column = 0
        self._first = 0

    def tell(
        self,
        scene: Scene,
        chosen: Filter,
        silence: float | None,
    ) -> None:
        """Show a scene; ``silence`` is how many seconds the panel's feed has said nothing."""
        self.scene, self.chosen, self.silence = scene, chosen, silence
        self.repaint()

    def repaint(self) -> None:
        """Draw what has changed."""
        if self.scene is None or not self.size.width:
            return
        self._keep_places(self.rows_of(self.scene))
        room = max(0, self.size.height - self.titled - self.headed)
        self._keep_in_view(room)
        head = self.head(self.scene)
        body = self.draw(self.scene, self._first, room)
        if not self._keys:
            body = [((f" {self.empty(self.scene)}", Tone.QUIET),)]
        if self.silence is not None:
            body = [muted(line) for line in body]
        lines = [*head, *body]
        self.show(lines[: self.size.height], self._cursor_place(len(head)))

    def rows_of(self, scene: Scene) -> Sequence[Hashable]:
        """The identities of all rows, in the order they would have without a cursor."""
        raise NotImplementedError

    def title(self, scene: Scene) -> Line:
        """The panel's title."""
        raise NotImplementedError

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """As many lines of rows as there is room for, from one on."""
        raise NotImplementedError

    def subject(self) -> Subject | None:
        """What is under the cursor."""
        raise NotImplementedError

    def empty(self, scene: Scene) -> str:
        """What to say when there is no row."""
        return scene.say(text.NO_MATCH)

    def heading(self, scene: Scene) -> Line:
        """The line of column names, of a panel that has one."""
        return ()

    def span_of(self, column: int) -> tuple[int, int]:
        """Which cells of a line the cursor takes in a column: from where, and how many."""
        return 0, self.size.width

    @property
    def columns(self) -> int:
        """How many places a line has for the cursor."""
        return 1

    @property
    def lines_of_rows(self) -> int:
        """How many lines all rows take."""
        return len(self._keys)

    @property
    def keys(self) -> Sequence[Hashable]:
        """The identities of the rows as they stand."""
        return tuple(self._keys)

    @property
    def place(self) -> tuple[int, int]:
        """The cursor's row and column."""
        return self._row, self._column

    def head(self, scene: Scene) -> list[Line]:
        """The title with the age of old news, and the heading."""
        note: Line = ()
        if self.silence is not None:
            old = age(self.silence, scene.language)
            note = ((scene.say(text.NO_DATA, age=old), Tone.WARN),)
        elif more := self.below():
            note = ((scene.say(text.MORE, count=more), Tone.QUIET),)
        found = [rule(self.title(scene), self.size.width, note)] if self.titled else []
        if self.headed:
            heading = self.heading(scene)
            found.append(
                heading if self.titled or not note else _noted(heading, note, self.size.width)
            )
        return found

    def below(self) -> int:
        """How many rows there are below those in sight."""
        room = self.size.height - self.titled - self.headed
        return max(0, len(self._keys) - (self._first + max(0, room)) * self.columns_of_keys)

    def command_up(self) -> None:
        """Move the cursor a row up."""
        self._move(-1, 0)

    def command_down(self) -> None:
        """Move the cursor a row down."""
        self._move(1, 0)

    def command_left(self) -> None:
        """Move the cursor to the left."""
        self._move(0, -1)

    def command_right(self) -> None:
        """Move the cursor to the right."""
        self._move(0, 1)

    def command_page_up(self) -> None:
        """Move the cursor a page up."""
        self._move(-max(1, self.size.height - 2), 0)

    def command_page_down(self) -> None:
        """Move the cursor a page down."""
        self._move(max(1, self.size.height - 2), 0)

    def command_first(self) -> None:
        """Move the cursor to the first row."""
        self._move(-self.lines_of_rows, 0)

    def command_last(self) -> None:
        """Move the cursor to the last row."""
        self._move(self.lines_of_rows, 0)

    def command_open(self) -> None:
        """Open what is under the cursor."""
        subject = self.subject()
        if subject is not None:
            self.post_message(self.Opened(self, subject))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the cursor, or hide it and let the rows be sorted anew."""
        super().watch_has_focus(has_focus)
        self.repaint()

    def on_resize(self, _: events.Resize) -> None:
        """Draw for the new size."""
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click opens."""
        head = self.titled + self.headed
        if event.y < head:
            return
        self._row = min(self._first + event.y - head, max(0, self.lines_of_rows - 1))
        self._column = self.column_at(event.x)
        self.repaint()
        self.post_message(self.CursorMoved())
        if event.chain > 1:
            self.command_open()

    def on_mouse_scroll_down(self, _: events.MouseScrollDown) -> None:
        """Scroll by rows."""
        self._move(1, 0)

    def on_mouse_scroll_up(self, _: events.MouseScrollUp) -> None:
        """Scroll by rows."""
        self._move(-1, 0)

    def column_at(self, x: int) -> int:
        """The cursor's column at a cell."""
        starts = [self.span_of(column)[0] for column in range(self.columns)]
        return max((number for number, start in enumerate(starts) if start <= x), default=0)

    def _move(self, rows: int, columns: int) -> None:
        self._row = min(max(0, self._row + rows), max(0, self.lines_of_rows - 1))
        self._column = min(max(0, self._column + columns), self.columns - 1)
        self.repaint()
        self.post_message(self.CursorMoved())

    def _keep_places(self, wanted: Sequence[Hashable]) -> None:
        """Take over the rows; with the cursor here, those that stay keep their order."""
        if not self.has_focus:
            self._keys = list(wanted)
        elif list(wanted) != self._keys:
            under = self._under_cursor()
            there = set(wanted)
            kept = [key for key in self._keys if key in there]
            known = set(kept)
            self._keys = kept + [key for key in wanted if key not in known]
            if under in there:
                self._put_cursor(self._keys.index(under))
        self._row = min(self._row, max(0, self.lines_of_rows - 1))
        self._column = min(self._column, self.columns - 1)

    def _under_cursor(self) -> Hashable:
        index = self._row * self.columns_of_keys + (self._column if self.columns_of_keys > 1 else 0)
        return self._keys[index] if index < len(self._keys) else None

    def _put_cursor(self, index: int) -> None:
        self._row, rest = divmod(index, self.columns_of_keys)
        if self.columns_of_keys > 1:
            self._column = rest

    @property
    def columns_of_keys(self) -> int:
        """How many rows' identities stand side by side in a line."""
        return 1

    def _keep_in_view(self, room: int) -> None:
        if not self.has_focus:
            self._first = 0
        elif self._row < self._first:
            self._first = self._row
        elif room and self._row >= self._first + room:
            self._first = self._row - room + 1
        self._first = min(self._first, max(0, self.lines_of_rows - room))

    def _cursor_place(self, head: int) -> tuple[int, int, int] | None:
        if not self.has_focus or not self._keys:
            return None
        start, cells = self.span_of(self._column)
        return self._row - self._first + head, start, cells


def _noted(heading: Line, note: Line, width: int) -> Line:
    """A heading that serves as the title: the note stands at its end, over the last columns."""
    return spread(cut(heading, width - length(note) - 2), (*note, (" ", Tone.NORMAL)), width)
