"""The stretch of the trail that a screen holds: some pages around what is looked at.

Events stand newest first. Pages are asked for as the cursor nears an end, and what lies far on
the other side is let go, so a ledger of any size takes the same memory.
"""

from __future__ import annotations

from console.trail.pages import Page
from ledger.kernel.codec import Recorded

MOST_HELD = 600
_NEAR = 60


class TrailWindow:
    """Events held, the row the cursor is on, and the row at the top of the screen."""

    def __init__(self) -> None:
        self.events: list[Recorded] = []
        self.cursor = 0
        self.top = 0
        self.height = 1
        self.behind = 0
        """How many newer events there are that are not shown."""
        self.lowest = 0
        """The position down to which everything has been looked at."""
        self.highest = 0
        self.reaches_oldest = False
        self.reaches_newest = False

    @property
    def under_cursor(self) -> Recorded | None:
        """The event the cursor is on."""
        return self.events[self.cursor] if self.events else None

    @property
    def shown(self) -> list[Recorded]:
        """The events on the screen."""
        return self.events[self.top : self.top + self.height]

    @property
    def follows(self) -> bool:
        """Whether new events belong on the screen at once, since the cursor is on the newest."""
        return self.reaches_newest and self.cursor == 0

    @property
    def wants_older(self) -> bool:
        """Whether the next older page should be fetched."""
        return not self.reaches_oldest and self.cursor + self.height + _NEAR > len(self.events)

    @property
    def wants_newer(self) -> bool:
        """Whether the next newer page should be fetched."""
        return not self.reaches_newest and self.cursor < _NEAR

    def show(
        self, page: Page, *, highest: int, at_newest: bool, cursor_at_end: bool = False
    ) -> None:
        """Hold this page alone; ``highest`` is the position everything is looked at up to."""
        self.events = list(page.events)
        self.lowest, self.highest = page.reached, highest
        self.reaches_oldest, self.reaches_newest = page.ended, at_newest
        self.behind = 0
        self.top = 0
        self.cursor = max(0, len(self.events) - 1) if cursor_at_end else 0
        self._keep_in_view()

    def add_older(self, page: Page) -> None:
        """Add the next older page at the bottom."""
        self.events += page.events
        self.lowest, self.reaches_oldest = page.reached, page.ended
        spare = len(self.events) - MOST_HELD
        if spare > 0 and self.top > spare:
            del self.events[:spare]
            self.highest = self.events[0].position
            self.reaches_newest = False
            self.cursor -= spare
            self.top -= spare

    def add_newer(self, page: Page) -> None:
        """Add the next newer page at the top; what is on the screen stays where it is."""
        stays = not self.follows
        self.events[:0] = page.events
        self.highest = max(self.highest, page.reached)
        if stays:
            self.cursor += len(page.events)
            self.top += len(page.events)
        if page.ended:
            self.reaches_newest, self.behind = True, 0
        if len(self.events) > MOST_HELD and self.top + self.height < MOST_HELD:
            del self.events[MOST_HELD:]
            self.lowest, self.reaches_oldest = self.events[-1].position, False

    def hear(self, page: Page) -> None:
        """Newer events have come: shown at once while following, counted otherwise."""
        if self.follows:
            self.add_newer(page)
        elif page.events:
            self.reaches_newest = False
            self.behind += len(page.events)

    def move(self, rows: int) -> None:
        """Move the cursor by rows, as far as there are any."""
        self.place(self.cursor + rows)

    def place(self, row: int) -> None:
        """Put the cursor on a row."""
        self.cursor = min(max(0, row), max(0, len(self.events) - 1))
        self._keep_in_view()

    def resize(self, height: int) -> None:
        """The screen shows so many rows now."""
        self.height = max(1, height)
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        self.top = min(max(self.top, self.cursor - self.height + 1), self.cursor)
        self.top = max(0, min(self.top, len(self.events) - self.height))
