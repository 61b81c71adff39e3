"""Why an obligation stands: its clause, what started it, what has become of it since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from console.drawing import duties as drawing
from console.drawing.scene import NO_FRAME, Scene
from console.drawing.spans import Line, Tone, fit
from console.drawing.trail import Detail
from console.screens.linked_lines import LinkedLines
from console.text import duties as text
from console.text.columns import wrapped
from ledger.book import Book
from ledger.kernel.action import actions
from ledger.kernel.event import instant, micros
from ledger.kernel.words import Words
from projections.obligations import Line as Duty

_HEAD = 12


class _Told(NamedTuple):
    """One thing about an obligation, and the position that it leads to."""

    head: Words
    text: str
    leads: int | None = None


class DutyWhyScreen(LinkedLines):
    """An obligation told whole; the cursor walks along the events it comes from."""

    def __init__(self, book: Book, duty: Duty) -> None:
        super().__init__(book, duty.breached_by or duty.started_by)
        self.duty = duty

    def read(self) -> None:
        """Everything is known already."""
        self.show_read(there=True)

    def drawn(self) -> Detail:
        """The obligation in lines; those about an event lead there."""
        lines: list[Line] = [((f" {drawing.told(self.duty, self.language)}", Tone.STRONG),)]
        links: dict[int, int] = {}
        for told in self._told():
            if told.leads:
                links[len(lines)] = told.leads
            name = self.say(told.head)
            for part in wrapped(told.text, max(20, self.size.width - _HEAD - 2)):
                lines.append(((f" {fit(name, _HEAD)}", Tone.KEY), (part, Tone.NORMAL)))
                name = ""
        return Detail(lines, links)

    def _told(self) -> Iterator[_Told]:
        duty, scene = self.duty, self._scene()
        yield _Told(text.CLAUSE, self._clause(scene))
        if duty.started_by:
            started = self.say(text.STARTED_BY).format(position=duty.started_by)
            yield _Told(text.FROM, started, duty.started_by)
        else:
            yield _Told(text.FROM, self.say(text.PERIODIC))
        yield _Told(text.HEADS[3], drawing.debtor(scene, duty))
        if duty.creditor is not None:
            yield _Told(text.CREDITOR, drawing.post_title(duty.creditor, self.language))
        yield _Told(text.HEADS[1], drawing.due(scene, duty, "%Y-%m-%d %H:%M"))
        yield _Told(text.HEADS[0], drawing.left(scene, duty))
        if state := drawing.state(scene, duty):
            yield _Told(text.HEADS[4], state, duty.alarm.position if duty.alarm else None)
        if duty.breached_by is not None:
            breach = self.say(text.BREACH_AT).format(position=duty.breached_by)
            yield _Told(text.BREACH, breach, duty.breached_by)
        if duty.action is not None:
            known = actions().get(duty.action)
            named = self.say(known.words) if known is not None else ""
            yield _Told(text.DISCHARGED_WITH, f"{named}  {duty.action}".strip())

    def _clause(self, scene: Scene) -> str:
        lawbook = self.opened.lawbook
        day = instant(scene.now).astimezone(scene.zone).date()
        rulebook = lawbook.rulebook_on(day)
        clause = rulebook.clauses.get(self.duty.clause)
        parts = [self.duty.clause, lawbook.title(self.duty.clause).to(self.language)]
        if clause is not None:
            parts += [rulebook.edition, *clause.source]
        return "  ".join(parts)

    def _scene(self) -> Scene:
        pace, book = self.host.pace, self.opened
        now = pace.now() if pace is not None else micros(book.clock.now())
        return Scene(NO_FRAME, now, self.language, book.site.zone, book.site.name)
