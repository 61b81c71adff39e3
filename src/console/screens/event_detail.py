"""One event, whole: what it says, under which clauses, from what it came and what came of it."""

from __future__ import annotations

from functools import partial

from textual import on

from console.drawing import trail as drawing
from console.presenters.event_story import Story
from console.screens.linked_lines import LinkedLines
from console.subject import Subject
from console.trail import reading
from ledger.book import Book


class EventDetail(LinkedLines):
    """An event by its position; the cursor walks along its causes and effects."""

    def __init__(self, book: Book, position: int) -> None:
        super().__init__(book, position)
        self.story: Story | None = None

    def read(self) -> None:
        """Read the event with its causes and effects."""
        work = partial(reading.story, self.opened, self.position, self.post_message)
        self.run_worker(work, thread=True, exclusive=True, group="story")

    @on(reading.StoryRead)
    def _take(self, message: reading.StoryRead) -> None:
        message.stop()
        self.story = message.story
        self.show_read(there=message.story is not None)

    def drawn(self) -> drawing.Detail | None:
        """The event in lines, with where they lead."""
        if self.story is None:
            return None
        return drawing.detail(
            self.story, self.book.lawbook, self.book.site.zone, self.size.width, self.language
        )

    def command_why(self) -> None:
        """Why this event stands in the ledger."""
        self.host.show_why(Subject("event", position=self.position))
