"""The events behind a number: which they are, and reading them from the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from console.drawing.scene import SECOND
from console.subject import Subject
from ledger.book import Book
from ledger.kernel import tags
from ledger.kernel.codec import Recorded
from ledger.kernel.event import instant, micros
from ledger.kernel.projection import Micros
from ledger.kernel.words import Words
from ledger.store.recorder import DCBQuery, DCBQueryItem
from projections.floor.periods import SLOT
from projections.frame import Frame

MOST = 500
"""How many events a screen of evidence shows; the trail shows more."""

_BARS = 12
"""How many slots the last hour has, with the one under way."""

_LATE: Micros = 24 * 3600 * SECOND
"""How much later than its neighbours an event may have been recorded and still be found."""

_TYPES: dict[str, tuple[str, ...]] = {
    "waiting": ("call.offered",),
    "oldest": ("call.offered",),
    "offered": ("call.offered",),
    "last_hour": ("call.offered",),
    "answered": ("call.accepted",),
    "asa": ("call.accepted",),
    "abandoned": ("call.abandoned",),
    "abandonment": ("call.abandoned", "call.offered"),
    "service_level": ("call.accepted", "call.abandoned"),
    "target": ("call.accepted", "call.abandoned"),
    "aht": ("call.ended", "call.transferred", "call.wrapped_up"),
    "occupancy": ("call.accepted", "call.ended", "call.transferred", "call.wrapped_up"),
    "busy": ("call.accepted", "call.ended", "call.transferred"),
    "idle": ("seat.signed_in", "seat.ready", "seat.paused", "seat.signed_out"),
    "staffed": ("seat.signed_in", "seat.signed_out"),
}

_TITLES: dict[str, Words] = {
    "waiting": Words("正在等待的来电", "Calls that wait"),
    "oldest": Words("正在等待的来电", "Calls that wait"),
    "offered": Words("今天进线", "Offered today"),
    "last_hour": Words("最近一小时进线", "Offered in the last hour"),
    "answered": Words("今天接起", "Answered today"),
    "asa": Words("今天接起，平均应答由此算出", "Answered today: what the ASA is made of"),
    "abandoned": Words("今天放弃", "Abandoned today"),
    "abandonment": Words("今天进线与放弃", "Offered and abandoned today"),
    "service_level": Words("今天接起与放弃", "Answered and abandoned today"),
    "target": Words("今天接起与放弃", "Answered and abandoned today"),
    "aht": Words("今天结束的通话与后处理", "Ended and wrapped up today"),
    "occupancy": Words("今天的通话与后处理", "Calls and after-call work today"),
    "busy": Words("今天的通话", "Calls today"),
    "idle": Words("今天的坐席变动", "Changes of seats today"),
    "staffed": Words("今天签入与签出", "Signed in and out today"),
    "agent": Words("今天的事件", "Events today"),
    "call": Words("来电的全部事件", "All events of the call"),
}


class Evidence(NamedTuple):
    """Which events a number is made of: a query, and the time they happened in."""

    title: Words
    query: DCBQuery
    since: Micros | None = None
    until: Micros | None = None


def evidence_of(subject: Subject, shown: Frame, book: Book) -> Evidence:
    """The events behind a number of a frame."""
    title = _title(subject)
    if subject.topic == "call" and subject.call is not None:
        return Evidence(title, DCBQuery([DCBQueryItem([], [tags.call(subject.call)])]))
    since, until = _day(shown, book)
    if subject.topic == "agent" and subject.agent is not None:
        query = DCBQuery([DCBQueryItem([], [tags.person(subject.agent)])])
        return Evidence(title, query, since, until)
    types = list(_TYPES.get(subject.topic, ()))
    if subject.topic in ("waiting", "oldest"):
        calls = [line for line in shown.waiting if subject.queue in (None, line.queue)]
        items = [
            DCBQueryItem(types, [tags.call(line.call), tags.queue(line.queue)])
            for line in calls[:MOST]
        ]
        # A query without items would select everything.
        return Evidence(title, DCBQuery(items or [DCBQueryItem(["none"])]))
    if subject.topic == "last_hour":
        since, until = shown.now // SLOT * SLOT - (_BARS - 1) * SLOT, shown.now + 1
    about = (
        [tags.queue(subject.queue)] if subject.queue and not types[0].startswith("seat.") else []
    )
    return Evidence(title, DCBQuery([DCBQueryItem(types, list(about))]), since, until)


def read(book: Book, wanted: Evidence, most: int = MOST) -> Iterator[Recorded]:
    """The newest events of the evidence, newest first, without reading further back than needed."""
    count = 0
    for each in book.read(wanted.query, backwards=True):
        at = micros(each.envelope.at)
        if wanted.since is not None and at < wanted.since:
            if at < wanted.since - _LATE:
                return
            continue
        if wanted.until is not None and at >= wanted.until:
            continue
        yield each
        count += 1
        if count == most:
            return


def _title(subject: Subject) -> Words:
    found = _TITLES.get(subject.topic, Words("", ""))
    name = subject.agent if subject.topic == "agent" else subject.queue
    if subject.topic == "call":
        name = subject.call
    return Words(f"{name} {found.zh}", f"{name} · {found.en}") if name else found


def _day(shown: Frame, book: Book) -> tuple[Micros, Micros]:
    """The bounds of the frame's business day."""
    day = date.fromisoformat(shown.day)
    zone = book.site.zone
    starts = book.law_on(instant(shown.now)).read("site.business_day", "starts", timedelta)
    first = datetime.combine(day, time(), zone) + starts
    last = datetime.combine(day + timedelta(days=1), time(), zone) + starts
    return micros(first), micros(last)
