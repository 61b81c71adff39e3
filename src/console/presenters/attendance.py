"""What the screen and the commands of attendance ask of a book."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from ledger.book import Book
from ledger.kernel.event import instant
from ledger.kernel.projection import Micros
from ledger.registers.attendance.away import limit
from ledger.registers.attendance.presence import PRESENCE
from ledger.views.current import caught_up
from ledger.views.runner import Runner
from ledger.views.storing import stored_views
from projections.attendance import Attendance
from projections.attendance.board import Attending, Board, board

_MICROSECOND = timedelta(microseconds=1)


def current_attendance(book: Book, views: Path | str | None) -> Attendance:
    """Attendance folded up to the head, from the stored views where they can be used."""
    return caught_up(book, Attendance(book.site.zone), views)


def attendance_runner(book: Book, views: Path | str | None) -> Runner[Attendance]:
    """Carries attendance along the ledger."""
    tables = stored_views(views) if views is not None else None
    return Runner(book, Attendance(book.site.zone), tables)


def shifts_now(book: Book, view: Attendance, now: Micros, unit: str | None = None) -> Board:
    """The attendance of the shifts that are on, or for which people come by now."""
    law = book.law_on(instant(now))
    lead = law.read(PRESENCE, "lead", timedelta) // _MICROSECOND
    found = board(view, now, lead, unit)
    allowed = limit(law, permitted=False)
    if allowed is None:
        return found
    told = tuple(_limited(each, allowed // _MICROSECOND) for each in found.attending)
    return found._replace(attending=told)


def _limited(attending: Attending, allowed: Micros) -> Attending:
    """The absence from the post with the limit that the rulebook sets, where none was told."""
    away = attending.away
    if away is not None and away.limit_ends is None:
        away.limit_ends = away.left + allowed
    return attending
