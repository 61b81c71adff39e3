"""The page of whoever goes off duty, composed from the ledger as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from ledger.kernel.event import instant
from ledger.kernel.projection import Micros
from ledger.obligations.tracker import Tracker
from ledger.registers.handover.events import HandedItem, Matter
from projections.handover.rows import NewsRow, OpenRow
from projections.handover.running import Running
from projections.loans import Loans
from projections.obligations import Line, panel

MOST_OF_A_KIND = 100
"""No more of a kind are handed over one by one, those first that break next; others are counted."""

_ORDER = {matter: number for number, matter in enumerate(Matter)}
_DAY: Micros = 86_400_000_000
_FAR: Micros = 253_402_214_400_000_000
"""The last day of the year 9999: after anything that is due."""


class Sources(NamedTuple):
    """The views that a page is composed from, all folded up to the same position."""

    running: Running
    loans: Loans
    obligations: Tracker

    @property
    def position(self) -> int:
        """How many events of the ledger the page rests on."""
        return min(view.position for view in self)


def compose(
    sources: Sources,
    now: Micros,
    *,
    seat: str | None = None,
    day_began: Micros = 0,
    of: str | None = None,
    within: Micros | None = None,
) -> list[HandedItem]:
    """What there is to hand over at an instant.

    Obligations that are due later than ``within`` from now are only counted. New is what came
    since the last accepted handover of the seat; without one, since the site's day began. ``of``
    leaves in only what that person has in hand, and what is new.
    """
    running = sources.running
    duties = list(_duties(sources.obligations, now, of, within))
    opened = (row for row in running.open.values() if of is None or row.person == of)
    news = map(_news, _new(running, now, seat, day_began))
    found = sorted([*_files(sources.loans, of), *map(_opened, opened), *news], key=_rank)
    return sorted([*duties, *_brief(found)], key=_rank)


def _brief(items: Sequence[HandedItem]) -> Iterator[HandedItem]:
    """The first of each kind, and how many others there are."""
    for matter, of_a_kind in groupby(items, key=lambda item: item.matter):
        all_of_them = list(of_a_kind)
        yield from all_of_them[:MOST_OF_A_KIND]
        others = len(all_of_them) - MOST_OF_A_KIND
        if others > 0:
            yield HandedItem(
                matter=matter,
                zh=f"另有 {others} 项",
                en=f"{others} more",
                reference=f"{matter.value}:*",
            )


def _new(running: Running, now: Micros, seat: str | None, day_began: Micros) -> Iterator[NewsRow]:
    """What the ledger has learnt since, also of things that happened up to a day before."""
    before = running.handed.get(seat or "")
    if before is None:
        yield from running.news.between(day_began, now + 1)
        return
    for row in running.news.between(before.at - _DAY, now + 1):
        if row.position > before.position:
            yield row


def _rank(item: HandedItem) -> tuple[int, bool, datetime, int]:
    """By kind, then by when it is due; what only counts the others comes last."""
    due = item.due_at or instant(_FAR)
    return _ORDER[item.matter], item.reference.endswith(":*"), due, item.position


def _duties(
    tracker: Tracker, now: Micros, of: str | None, within: Micros | None
) -> Iterator[HandedItem]:
    shown = panel(
        tracker,
        now,
        most=MOST_OF_A_KIND,
        wanted=None if of is None else lambda live: live.row.debtor == of,
    )
    near = [line for line in shown.lines if _is_near(line, now, within)]
    yield from (_duty(line, now) for line in near)
    others = shown.counts.open - len(near)
    if others:
        yield HandedItem(
            matter=Matter.REST,
            zh=f"另有 {others} 项义务，期限更晚",
            en=f"{others} more obligations, due later",
            reference="obligation:*",
        )


def _is_near(line: Line, now: Micros, within: Micros | None) -> bool:
    """Whether it is due in that time, or stands still, which somebody has to know."""
    return within is None or line.due_at is None or line.due_at <= now + within


def _duty(line: Line, now: Micros) -> HandedItem:
    rings = line.alarm is not None and line.alarm.rings(now)
    about = f" {line.about}" if line.about else ""
    paused = line.cause
    return HandedItem(
        matter=Matter.ALARM if rings else Matter.OBLIGATION,
        zh=f"{line.title.zh}{about}" + (f"（{paused.zh}）" if paused is not None else ""),
        en=f"{line.title.en}{about}" + (f" ({paused.en})" if paused is not None else ""),
        reference=f"obligation:{line.obligation}",
        position=line.alarm.position if rings and line.alarm is not None else line.started_by,
        person=line.debtor,
        due_at=None if line.due_at is None else instant(line.due_at),
    )


def _files(loans: Loans, of: str | None) -> Iterator[HandedItem]:
    """Files that are out, by number; a title may be secret."""
    for custody in loans.custody.values():
        if custody.back_at is None and of in (None, custody.person):
            yield HandedItem(
                matter=Matter.FILE,
                zh=f"档案 {custody.file} 由 {custody.person} 借出",
                en=f"file {custody.file} lent to {custody.person}",
                reference=f"file:{custody.file}",
                person=custody.person,
                due_at=None if custody.due_at is None else instant(custody.due_at),
            )


def _opened(row: OpenRow) -> HandedItem:
    return HandedItem(
        matter=Matter(row.matter),
        zh=row.zh,
        en=row.en,
        reference=row.reference,
        position=row.position,
        person=row.person,
        due_at=None if row.due_at is None else instant(row.due_at),
    )


def _news(row: NewsRow) -> HandedItem:
    return HandedItem(
        matter=Matter(row.matter),
        zh=row.zh,
        en=row.en,
        reference=row.reference,
        position=row.position,
        person=row.person,
    )
