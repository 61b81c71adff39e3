"""A day of events as a ledger stores them, and the floor that comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import resources
from itertools import pairwise
from zoneinfo import ZoneInfo

from ledger import registers
from ledger.kernel.codec import Authored, stored
from ledger.kernel.event import Event, micros
from ledger.kernel.event import instant as moment
from ledger.kernel.projection import Micros
from ledger.rulebook.loading import built_in, parse
from ledger.rulebook.lookup import Lawbook
from projections.floor import Floor, IntervalRow, SeatIntervalRow

registers.load()

DAY = "2026-11-21"
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

Stored = tuple[int, str, Micros, bytes]
Happening = tuple[str, Event]

_AUTHORED = Authored("program:test", datetime(2026, 11, 21, tzinfo=UTC), "00" * 16)


class _Clear:
    """Stands in for a vault where nothing personal is at stake."""

    def seal(self, clear: str, *, event_type: str, field: str, subject: str, purpose: str) -> str:
        return f"sealed {field}"


def law(old: str = "", new: str = "") -> Lawbook:
    """The built-in law, with one thing in its text said differently."""
    if not old:
        return Lawbook(built_in())
    file = resources.files("ledger.rulebook") / "presets" / "base.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    return Lawbook(parse(text.replace(old, new), "changed.toml"))


def at(clock: str, day: str = DAY) -> Micros:
    """The instant of a time of day in UTC, such as 09:00 or 09:00:00.000001."""
    return micros(datetime.fromisoformat(f"{day}T{clock}+00:00"))


def as_stored(event: Event, instant: Micros, position: int) -> Stored:
    """An event as a ledger gives it to a projection."""
    data = stored(event, moment(instant), _AUTHORED, _Clear())
    return position, event.type_name, instant, data


def ledger(*happened: Happening) -> list[Stored]:
    """Events at times of the day, in this order."""
    return [
        as_stored(event, at(clock), position)
        for position, (clock, event) in enumerate(happened, start=1)
    ]


def new_floor(zone: str = "UTC", lawbook: Lawbook | None = None) -> Floor:
    """A floor that has seen nothing, under the built-in law unless another is given."""
    return Floor((lawbook or law()).on, ZoneInfo(zone))


def floor_of(*happened: Happening, zone: str = "UTC") -> Floor:
    """The floor after these events."""
    floor = new_floor(zone)
    floor.apply(ledger(*happened))
    return floor


def interval(floor: Floor, clock: str = "09:00", queue: str = "189") -> IntervalRow:
    """A queue's row of the interval that begins at a time."""
    return floor.intervals[at(clock), queue]


def spent(floor: Floor, clock: str = "09:00", agent: str = "A003") -> SeatIntervalRow:
    """A person's row of the interval that begins at a time."""
    return floor.seat_intervals[at(clock), agent]


def contents(floor: Floor) -> dict[str, object]:
    """Everything a floor holds, for comparing two."""
    return {name: dict(rows) for name, rows in floor.tables().items()} | {
        "position": floor.position,
        "latest_at": floor.latest_at,
        "unknown": dict(floor.unknown),
    }


def in_pieces(rows: list[Stored], cuts: Iterable[int]) -> list[list[Stored]]:
    """The rows cut at some places."""
    places = [0, *sorted({min(cut, len(rows)) for cut in cuts}), len(rows)]
    return [rows[begin:end] for begin, end in pairwise(places)]
