"""The list of people as lines: a person a line, what is out of the ordinary in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from console.drawing.numbers import local
from console.drawing.spans import Line, Tone, fit
from console.text import people as text
from ledger.kernel.projection import Micros
from ledger.kernel.words import Language
from ledger.registers import value_words
from ledger.rulebook.rules.catalogue import posts
from projections.people import PersonLine, PlacementRow, expired

_WIDE = 110
_NUMBER = 8


class _Columns(NamedTuple):
    name: int
    post: int
    unit: int
    superior: int
    roles: int


_NARROW_COLUMNS = _Columns(name=9, post=13, unit=9, superior=9, roles=11)
_WIDE_COLUMNS = _Columns(name=12, post=24, unit=18, superior=18, roles=30)


def heading(width: int, language: Language) -> Line:
    """The names of the columns."""
    *cells, now = (words.to(language) for words in text.HEADS)
    return ((_laid(cells, width) + now, Tone.QUIET),)


def row(
    line: PersonLine, names: Mapping[str, str], width: int, zone: ZoneInfo, language: Language
) -> Line:
    """One person."""
    person = line.row
    superior = person.supervisor or ""
    if width >= _WIDE and superior in names:
        superior = f"{superior} {names[superior]}"
    told = [_role(role, language) for role in person.roles.split()]
    cells = [
        person.person,
        names.get(person.person, ""),
        _post(person.post, language),
        person.unit or person.team or "",
        superior,
        ("、" if language == "zh" else ", ").join(told),
    ]
    words, tone = _now(line, zone, language)
    return (
        (_laid(cells, width), Tone.NORMAL if person.roles else Tone.QUIET),
        (fit(words, max(0, width - 1 - _NUMBER - sum(_columns(width)))), tone),
    )


def table(
    lines: Sequence[PersonLine],
    names: Mapping[str, str],
    width: int,
    zone: ZoneInfo,
    language: Language,
) -> list[Line]:
    """The whole list with its heading, or what would fill it."""
    if not lines:
        return [((f" {text.EMPTY.to(language)}", Tone.QUIET),)]
    return [heading(width, language), *(row(each, names, width, zone, language) for each in lines)]


def placements(
    rows: Sequence[PlacementRow],
    names: Mapping[str, str],
    day: date,
    width: int,
    language: Language,
) -> list[Line]:
    """Where everybody stood on a day, with their licences, or that nobody was placed."""
    if not rows:
        return [((f" {text.NOT_PLACED.to(language).format(day=day)}", Tone.QUIET),)]
    heads = [words.to(language) for words in text.HEADS_ON]
    found: list[Line] = [((_laid(heads[:-1], width) + heads[-1], Tone.QUIET),)]
    for each in rows:
        over = expired(each.licences, day)
        cells = [
            each.person,
            names.get(each.person, ""),
            _post(each.post, language),
            each.unit or "",
            each.supervisor or "",
            each.grade or "",
        ]
        told = text.EXPIRED.to(language).format(licences=" ".join(over)) if over else ""
        licences = "  ".join(filter(None, (each.licences, told)))
        found.append(((_laid(cells, width), Tone.NORMAL), (licences, _tone(over))))
    return found


def _tone(over: Sequence[str]) -> Tone:
    return Tone.WARN if over else Tone.NORMAL


def _columns(width: int) -> _Columns:
    return _WIDE_COLUMNS if width >= _WIDE else _NARROW_COLUMNS


def _laid(cells: Sequence[str], width: int) -> str:
    widths = (_NUMBER, *_columns(width))
    laid = (f"{fit(cell, room - 1)} " for cell, room in zip(cells, widths, strict=True))
    return " " + "".join(laid)


def _now(line: PersonLine, zone: ZoneInfo, language: Language) -> tuple[str, Tone]:
    """What a person does now: away, standing in, at a console or a seat."""
    person, told, tone = line.row, [], Tone.NORMAL
    if not person.roles:
        return text.NO_ROLE.to(language), Tone.QUIET
    if line.away_until is not None:
        told.append(text.ON_LEAVE.to(language).format(until=_moment(line.away_until, zone)))
        tone = Tone.WARN
    if line.stood_in_by is not None:
        told.append(text.STOOD_IN_BY.to(language).format(person=line.stood_in_by))
    if line.stands_in_for is not None:
        told.append(text.STANDS_IN.to(language).format(person=line.stands_in_for))
        tone = Tone.INFO
    if line.expired:
        told.append(text.EXPIRED.to(language).format(licences=" ".join(line.expired)))
        tone = Tone.WARN
    if person.session is not None:
        words = text.LOCKED if person.locked else text.CONSOLE
        told.append(words.to(language).format(station=person.station or "").rstrip())
    if person.seat_at is not None:
        told.append(text.SEAT.to(language))
    return " · ".join(told), tone


def _moment(at: Micros, zone: ZoneInfo) -> str:
    return f"{local(at, zone):%m-%d %H:%M}"


def _post(post: str | None, language: Language) -> str:
    known = posts().get(post or "")
    return known.title.words.to(language) if known is not None else post or ""


def _role(role: str, language: Language) -> str:
    return value_words()[role].to(language)
