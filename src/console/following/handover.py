"""Following the ledger for the handover: the page of now, the sheets of the last weeks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import apsw
from textual.message import Message

from console.drawing.handover import Entry, composed
from console.following.thread import Following
from console.pace import Pace
from console.presenters.handing_over import HandingOver, Head, head_of, scope_of
from console.presenters.people import People
from ledger.book import Book
from ledger.kernel.clock import monotonic
from ledger.kernel.projection import Micros
from ledger.store.errors import StoreError
from projections.handover.book import Interval, Sheet, answered_for, handovers, sheet
from projections.handover.rows import UnreadRow

_WAIT_SECONDS = 0.5
_SECONDS_WITHOUT_NEWS = 5.0
_SECONDS_BETWEEN_PICTURES = 0.25
_RESTS_FOR_ITS_WORK = 9.0
"""However much there is to compose, a busy ledger gets a tenth of a core at most."""

_LOOKS_BACK: Micros = 14 * 86_400_000_000


class Handing(NamedTuple):
    """What the screen shows: what to hand over now, the handovers, who has not read what.

    ``answers`` says who answered for each item of a handover from when until when.
    """

    page: tuple[Entry, ...]
    sheets: tuple[Sheet, ...]
    answers: Mapping[tuple[str, int], tuple[Interval, ...]]
    unread: tuple[UnreadRow, ...]
    head: Head
    names: Mapping[str, str]


class HandingMade(Message):
    """The follower has carried the handover on."""

    def __init__(self, handing: Handing) -> None:
        super().__init__()
        self.handing = handing


class HandoverFollower(Following):
    """Carries all views of a handover along on one thread."""

    def __init__(
        self,
        book: Book,
        post: Callable[[Message], object],
        *,
        pace: Pace,
        actor: str | None,
        views: Path | str | None = None,
    ) -> None:
        super().__init__(book, post)
        self._pace = pace
        self._actor = actor
        self._views = views
        self._handing: HandingOver | None = None
        self._people = People(book)

    def follow(self) -> None:
        """Follow until stopped."""
        if self._handing is None:
            self._handing = HandingOver(self.book, self._views)
        else:
            self._handing.resume()
        handing = self._handing
        handing.catch_up()
        self._show(handing)
        self.back_off.reset()
        shown_at = monotonic()
        while not self.stopping.is_set():
            news = handing.wait(_WAIT_SECONDS)
            if news:
                handing.catch_up()
            else:
                handing.save()
            if not news and monotonic() - shown_at < _SECONDS_WITHOUT_NEWS:
                continue
            self.shown.wait()
            began = monotonic()
            self._show(handing)
            shown_at = monotonic()
            rest = max(_SECONDS_BETWEEN_PICTURES, (shown_at - began) * _RESTS_FOR_ITS_WORK)
            self.stopping.wait(rest)

    def save_at_last(self) -> None:
        """Store what was folded, where that is still possible; otherwise it is folded again."""
        if self._handing is not None:
            with suppress(StoreError, apsw.Error, OSError):
                self._handing.save()
            self._handing.close()

    def _show(self, handing: HandingOver) -> None:
        now, kept = self._pace.now(), handing.kept
        of = None if self._actor is None else scope_of(self.book, self._actor)
        page = tuple(composed(handing.page(now, of=of)))
        rows = handovers(kept, now - _LOOKS_BACK, now + 1)
        sheets = tuple(each for row in rows if (each := sheet(kept, row.handover)) is not None)
        answers = {
            (each.handover.handover, item.item): tuple(answered_for(kept, item, now))
            for each in sheets
            for item in each.items
        }
        unread = tuple(handing.running.unread.values())
        people = {entry.person for entry in page} | {row.person for row in unread}
        for each in sheets:
            people |= {each.handover.outgoing, each.handover.incoming}
            people |= {item.person for item in each.items}
        names = self._people.of(people)
        self.shown.clear()
        self.post(HandingMade(Handing(page, sheets, answers, unread, head_of(self.book), names)))
