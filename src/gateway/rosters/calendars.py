"""Rosters as iCalendar (RFC 5545): an event a shift, with the person and the code beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from gateway.rosters.lines import Fault, Place, Reading, ReadShift, WrittenShift
from ledger.kernel.words import Words
from ledger.registers.roster.placing import RosterLine

_PERSON, _CODE = "X-DUTYBOOK-PERSON", "X-DUTYBOOK-SHIFT"
_LONGEST_LINE = 75
"""Octets of a line, its end not counted."""

_ESCAPED = re.compile(r"\\([\\;,nN])")
_INSTANT = re.compile(r"(\d{8})T(\d{6})(Z?)")


def write(shifts: Iterable[WrittenShift], stamp: datetime) -> str:
    """The shifts as a calendar that any program can subscribe to; times are in UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dutybook//Roster//ZH"]
    for shift in shifts:
        if shift.starts is None or shift.ends is None:
            continue
        identity = shift.identity or f"{shift.on}/{shift.code}/{shift.person}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(identity)}@dutybook",
            f"DTSTAMP:{_utc(stamp)}",
            f"DTSTART:{_utc(shift.starts)}",
            f"DTEND:{_utc(shift.ends)}",
            f"SUMMARY:{_escaped(f'{shift.code} {shift.title} {shift.person}')}",
            f"{_PERSON}:{_escaped(shift.person)}",
            f"{_CODE}:{_escaped(shift.code)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def read(text: str, zone: ZoneInfo) -> Reading:
    """The shifts of a calendar; ``zone`` is what times without one are meant in."""
    shifts: list[ReadShift] = []
    faults: list[Fault] = []
    event: dict[str, tuple[str, str]] | None = None
    begins = 1
    for number, line in _unfolded(text):
        name, parameters, value = _parted(line)
        if line.upper() == "BEGIN:VEVENT":
            event, begins = {}, number
        elif line.upper() == "END:VEVENT" and event is not None:
            found = _shift(event, begins, zone)
            if isinstance(found, Fault):
                faults.append(found)
            else:
                shifts.append(found)
            event = None
        elif event is not None:
            event[name] = parameters, value
    if not shifts and not faults:
        faults.append(_fault(1, "", "日历里没有班次", "the calendar holds no shift"))
    return Reading(tuple(shifts), tuple(faults))


def _shift(event: dict[str, tuple[str, str]], number: int, zone: ZoneInfo) -> ReadShift | Fault:
    for needed in (_PERSON, _CODE, "DTSTART", "DTEND"):
        if needed not in event:
            return _fault(number, needed, "缺少这一项；请补上", "it is missing; add it")
    for unwanted in ("RRULE", "RDATE"):
        if unwanted in event:
            return _fault(
                number,
                unwanted,
                "重复的日程要逐日写出",
                "an event that recurs must be written day by day",
            )
    instants = []
    for name in ("DTSTART", "DTEND"):
        instant = _instant(*event[name], zone)
        if instant is None:
            told = event[name][1]
            return _fault(
                number,
                name,
                f"没有 {told} 这个时刻；请改正",
                f"there is no time {told}; correct it",
            )
        instants.append(instant.astimezone(zone))
    starts, ends = instants
    days = (ends.date() - starts.date()).days
    whole = days == 1 and (ends.hour, ends.minute) <= (starts.hour, starts.minute)
    if not (whole or (days == 0 and starts < ends)):
        return _fault(
            number,
            "DTEND",
            "班次须先开始后结束，不超过一昼夜",
            "a shift ends after it starts, within a day",
        )
    values = {
        "person": _plain(event[_PERSON][1]),
        "on": starts.date(),
        "code": _plain(event[_CODE][1]),
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
    }
    try:
        return ReadShift(Place(number), msgspec.convert(values, RosterLine))
    except msgspec.ValidationError as fault:
        return _fault(number, "", f"读不懂（{fault}）；请改正", f"{fault}; correct it")


def _instant(parameters: str, value: str, zone: ZoneInfo) -> datetime | None:
    found = _INSTANT.fullmatch(value)
    if found is None:
        return None
    named = re.search(r"TZID=\"?([^;:\"]+)", parameters)
    try:
        meant = UTC if found[3] else ZoneInfo(named[1]) if named else zone
        return datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S").replace(tzinfo=meant)
    except (ValueError, ZoneInfoNotFoundError, OSError):
        return None


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Lines as they were before folding, with the number of the first of each."""
    held: tuple[int, str] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if line[:1] in (" ", "\t") and held is not None:
            held = held[0], held[1] + line[1:]
            continue
        if held is not None:
            yield held
        held = number, line
    if held is not None:
        yield held


def _parted(line: str) -> tuple[str, str, str]:
    head, _, value = line.partition(":")
    name, _, parameters = head.partition(";")
    return name.upper(), parameters, value


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, never cut within a character."""
    piece, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _LONGEST_LINE:
            yield piece
            piece, octets = " ", 1
        piece += letter
        octets += size
    yield piece


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _fault(row: int, column: str, zh: str, en: str) -> Fault:
    return Fault(Place(row, column), Words(zh, en))
