"""Why an event stands in the ledger; what it cites can be opened from here."""

from __future__ import annotations

from functools import partial

from textual import on

from console.drawing.spans import Line, Tone, fit
from console.drawing.trail import Detail
from console.screens.linked_lines import LinkedLines
from console.text.why import HEAD_WIDTH, why_rows
from console.trail import reading
from ledger.book import Book
from ledger.explaining.trace import Why


class WhyScreen(LinkedLines):
    """The explanation of the event at a position; the cursor walks along what it cites."""

    def __init__(self, book: Book, position: int) -> None:
        super().__init__(book, position)
        self.why: Why | None = None

    def read(self) -> None:
        """Read what the event rests on."""
        work = partial(reading.why, self.opened, self.position, self.post_message)
        self.run_worker(work, thread=True, exclusive=True, group="why")

    @on(reading.WhyRead)
    def _take(self, message: reading.WhyRead) -> None:
        message.stop()
        self.why = message.why
        self.show_read(there=message.why is not None)

    def drawn(self) -> Detail | None:
        """The explanation in lines; those about another event lead there."""
        if self.why is None:
            return None
        lines: list[Line] = []
        links: dict[int, int] = {}
        room = max(40, self.size.width - 2)
        for row in why_rows(self.why, self.opened.site.zone, self.language, room):
            if row.leads is not None and row.leads != self.position:
                links[len(lines)] = row.leads
            if row.head is None:
                lines.append(((f" {row.text}", Tone.STRONG),))
            else:
                head = (f" {fit(row.head, HEAD_WIDTH)}", Tone.KEY)
                lines.append((head, (row.text, Tone.NORMAL)))
        return Detail(lines, links)
