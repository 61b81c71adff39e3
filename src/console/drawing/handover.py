"""A handover as lines: what is handed over on the left, what the relief says to it on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from console.drawing.numbers import duration, grouped, local
from console.drawing.spans import Line, Tone, fit, length, rule, spread, width_of
from console.presenters.handing_over import Head
from console.text import handover as text
from console.text.columns import wrapped
from ledger.kernel.event import micros
from ledger.kernel.projection import Micros
from ledger.kernel.words import Language, Words
from ledger.registers import value_words
from ledger.registers.handover.events import HandedItem
from ledger.rulebook.rules.catalogue import posts
from projections.handover.book import ACCEPTED, REFUSED, Interval, Sheet
from projections.handover.rows import HandoverRow, ItemRow

_SECOND: Micros = 1_000_000
_NUMBER, _LEFT = 4, 12
_LABEL = {"zh": 10, "en": 15}
_NARROW, _NARROW_LABEL = 100, 11
_LEAST_TEXT = 14


class Setting(NamedTuple):
    """In which language, zone and with which names a handover is told."""

    zone: ZoneInfo
    language: Language
    names: Mapping[str, str] = {}

    def say(self, words: Words, **values: object) -> str:
        """A text in the language."""
        found = words.to(self.language)
        return found.format(**values) if values else found

    def who(self, person: str) -> str:
        """A person by number, with the name where it is known; a post by its title."""
        if person in posts():
            return posts()[person].title.words.to(self.language)
        name = self.names.get(person)
        return person if name is None else f"{person} {name}"

    def at(self, instant: Micros) -> str:
        """An instant on the site's clock."""
        return f"{local(instant, self.zone):%m-%d %H:%M}"

    def time(self, instant: Micros) -> str:
        """The time of day of an instant."""
        return f"{local(instant, self.zone):%H:%M}"


class Entry(NamedTuple):
    """One item as it is shown: on a page that is not handed over yet nothing is said to it."""

    number: int
    matter: str
    words: Words
    person: str | None
    due_at: Micros | None
    position: int
    answer: str | None = None
    answered_at: Micros | None = None
    reason: str | None = None


def composed(items: Sequence[HandedItem]) -> list[Entry]:
    """The items of a page that was composed just now."""
    return [
        Entry(
            number,
            item.matter.value,
            Words(item.zh, item.en),
            item.person,
            None if item.due_at is None else micros(item.due_at),
            item.position,
        )
        for number, item in enumerate(items, 1)
    ]


def handed(sheet: Sheet) -> tuple[Entry, ...]:
    """The items of a handover, with what was said to each."""
    return tuple(_handed(item) for item in sheet.items)


def _handed(item: ItemRow) -> Entry:
    return Entry(
        item.item,
        item.matter,
        Words(item.zh, item.en),
        item.person,
        item.due_at,
        item.position,
        item.answer,
        item.answered_at,
        item.reason,
    )


def split(width: int) -> int:
    """How many cells the left column has."""
    return width * 2 // 3 if width < _NARROW else width * 5 // 8


def columns(width: int, setting: Setting) -> Line:
    """The heads of both columns: 交 and 接."""
    left = split(width)
    return (
        (fit(f" {setting.say(text.GIVES)}", left), Tone.TITLE),
        ("│ ", Tone.QUIET),
        (fit(setting.say(text.TAKES), width - left - 2), Tone.TITLE),
    )


def row(entry: Entry, width: int, setting: Setting, now: Micros, *, marked: bool = False) -> Line:
    """One item in one line: number, matter, what it is, the time left; then the box."""
    parts = [fit(told(entry, setting), _room(width, setting))]
    (line,) = _lines(entry, width, setting, now, parts, whole=False)
    if not marked:
        return line
    *given, box, _ = line
    said = fit(f" {setting.say(text.MARKED)}", width - length(given) - width_of(box[0]))
    return (*given, (text.MARKED_BOX, Tone.KEY), (said, Tone.KEY))


def rows(entry: Entry, width: int, setting: Setting, now: Micros) -> list[Line]:
    """One item with every word of it, in as many lines as it takes."""
    return _lines(entry, width, setting, now, wrapped(told(entry, setting), _room(width, setting)))


def told(entry: Entry, setting: Setting) -> str:
    """What an item is, with whom it concerns."""
    said = entry.words.to(setting.language)
    if entry.person is not None and entry.person not in said:
        return f"{said} · {setting.who(entry.person)}"
    return said


def _room(width: int, setting: Setting) -> int:
    return max(_LEAST_TEXT, split(width) - _NUMBER - _label(width, setting) - _LEFT - 1)


def _label(width: int, setting: Setting) -> int:
    wide = _LABEL[setting.language]
    return min(wide, _NARROW_LABEL) if width < _NARROW else wide


def _lines(
    entry: Entry,
    width: int,
    setting: Setting,
    now: Micros,
    parts: Sequence[str],
    *,
    whole: bool = True,
) -> list[Line]:
    left, labelled = split(width), _label(width, setting)
    label = value_words().get(entry.matter)
    named = "" if label is None else label.to(setting.language)
    remaining, tone = _remaining(entry.due_at, now, setting)
    box, said, box_tone = _box(entry, setting)
    beside = width - left - 2 - width_of(box) - 1
    answers = wrapped(said, max(10, beside)) if whole else [said]
    found: list[Line] = []
    for number in range(max(len(parts), len(answers), 1)):
        first = number == 0
        part = parts[number] if number < len(parts) else ""
        answer = answers[number] if number < len(answers) else ""
        found.append(
            (
                (fit(f"{entry.number} " if first else "", _NUMBER, "right"), Tone.QUIET),
                (fit(f"{named} " if first else "", labelled), Tone.QUIET),
                (fit(part, _room(width, setting)), Tone.NORMAL),
                (fit(remaining if first else "", _LEFT, "right"), tone),
                (" │ ", Tone.QUIET),
                (box if first else " " * width_of(box), box_tone),
                (fit(f" {answer}", max(0, beside + 1)), box_tone),
            )
        )
    return found


def _remaining(due_at: Micros | None, now: Micros, setting: Setting) -> tuple[str, Tone]:
    if due_at is None:
        return "", Tone.NORMAL
    seconds = (due_at - now) / _SECOND
    if seconds <= 0:
        return f"−{duration(-seconds, setting.language)} !!", Tone.ALARM
    return duration(seconds, setting.language), Tone.NORMAL


def _box(entry: Entry, setting: Setting) -> tuple[str, str, Tone]:
    if entry.answer is None:
        return text.NO_BOX, "", Tone.QUIET
    at = "" if entry.answered_at is None else setting.time(entry.answered_at)
    if entry.answer == ACCEPTED:
        return text.ACCEPTED_BOX, setting.say(text.ACCEPTED, at=at), Tone.GOOD
    if entry.answer == REFUSED:
        reason = entry.reason or ""
        return text.REFUSED_BOX, setting.say(text.REFUSED, at=at, reason=reason), Tone.WARN
    return text.EMPTY_BOX, "", Tone.STRONG


def heading(sheet: Sheet, width: int, setting: Setting) -> list[Line]:
    """Which handover it is, between whom, of which seat, by when."""
    handover = sheet.handover
    done = len(sheet.items) - sheet.unanswered
    left: Line = (
        (f" {setting.say(text.SHEET)} {handover.handover}  ", Tone.STRONG),
        (setting.at(handover.opened_at), Tone.NORMAL),
    )
    right: Line = (
        (setting.say(text.ANSWERED, done=done, count=len(sheet.items)) + " ", Tone.NORMAL),
    )
    between = f" {setting.who(handover.outgoing)} → {setting.who(handover.incoming)}"
    more = [
        setting.say(text.SEAT, seat=handover.seat) if handover.seat else "",
        setting.say(text.DUE, at=setting.at(handover.due_at)) if handover.due_at else "",
        setting.say(text.UPTO, upto=grouped(handover.upto)) if handover.upto else "",
    ]
    said = [part for part in more if part]
    # Who stands first; what does not fit beside them is left to the printed sheet.
    while said and width_of(between) + width_of(" · ".join(said)) + 3 > width:
        said.pop()
    told = " · ".join(said)
    return [
        spread(left, right, width),
        spread(((between, Tone.NORMAL),), ((f"{told} ", Tone.QUIET),), width),
    ]


def notes(sheet: Sheet, width: int, setting: Setting) -> list[Line]:
    """What was noted by hand in the log of the handover."""
    if not sheet.notes:
        return []
    titled = setting.say(text.NOTES, count=len(sheet.notes))
    found: list[Line] = [rule(((titled, Tone.TITLE),), width)]
    for note in sheet.notes:
        label = value_words().get(note.category)
        named = note.category if label is None else label.to(setting.language)
        told = f" {setting.time(note.at)}  {named}  {note.text}"
        found.append(((fit(told, width), Tone.NORMAL),))
    return found


def signatures(handover: HandoverRow, width: int, setting: Setting) -> Line:
    """Both signatures, and whether it was late or the seat was left too soon."""
    unsigned = setting.say(text.UNSIGNED)
    gave = setting.time(handover.signed_at) if handover.signed_at is not None else unsigned
    took = setting.time(handover.accepted_at) if handover.accepted_at is not None else unsigned
    if handover.late_minutes is not None:
        took += f" {setting.say(text.LATE, minutes=handover.late_minutes)} !"
    outgoing = setting.say(text.OUTGOING, who=setting.who(handover.outgoing), at=gave)
    incoming = setting.say(text.INCOMING, who=setting.who(handover.incoming), at=took)
    seat, tone = _left(handover, setting)
    line: Line = (
        (f" {outgoing}", Tone.NORMAL if handover.signed_at is not None else Tone.QUIET),
        (f"  │  {incoming}", Tone.NORMAL if handover.accepted_at is not None else Tone.QUIET),
    )
    return spread(line, ((f"{seat} ", tone),), width) if seat else line


def _left(handover: HandoverRow, setting: Setting) -> tuple[str, Tone]:
    left_at = handover.left_at
    if left_at is None:
        return "", Tone.NORMAL
    if handover.accepted_at is None or left_at < handover.accepted_at:
        return f"!! {setting.say(text.LEFT_BEFORE, at=setting.time(left_at))}", Tone.ALARM
    return setting.say(text.LEFT, at=setting.time(left_at)), Tone.NORMAL


def answered(spans: Sequence[Interval], width: int, setting: Setting) -> Line:
    """Who answered for an item from when until when."""
    told = " · ".join(
        f"{setting.who(span.holder)} {setting.time(span.since)}–{setting.time(span.until)}"
        for span in spans
    )
    return ((fit(f" {setting.say(text.ANSWERED_FOR, spans=told)}", width), Tone.QUIET),)


def day(now: Micros, zone: ZoneInfo) -> date:
    """The site's day of an instant."""
    return local(now, zone).date()


def head(found: Head, width: int, setting: Setting) -> Line:
    """The ledger's head in words."""
    told = setting.say(text.HEAD, position=grouped(found.position), root=found.root)
    return ((fit(f" {told}", width), Tone.QUIET),)


def printed(sheet: Sheet, found: Head, width: int, setting: Setting) -> list[Line]:
    """The whole sheet, to be printed and signed."""
    entries = handed(sheet)
    opened_at = sheet.handover.opened_at
    lines = heading(sheet, width, setting)
    lines += [_across(width), columns(width, setting), _across(width)]
    lines += [line for entry in entries for line in rows(entry, width, setting, opened_at)]
    if not entries:
        lines.append(((f" {setting.say(text.NO_ITEMS_HANDED)}", Tone.QUIET),))
    lines += notes(sheet, width, setting)
    lines += [rule(((setting.say(text.SIGNATURES), Tone.TITLE),), width)]
    lines += [signatures(sheet.handover, width, setting), _across(width)]
    return [*lines, head(found, width, setting)]


def unopened(
    entries: Sequence[Entry], found: Head, width: int, setting: Setting, now: Micros
) -> list[Line]:
    """A page that nobody has handed over yet."""
    title: Line = (
        (f" {setting.say(text.PAGE)}  ", Tone.STRONG),
        (setting.at(now), Tone.NORMAL),
    )
    count: Line = ((setting.say(text.ITEMS, count=len(entries)) + " ", Tone.NORMAL),)
    lines = [spread(title, count, width), _across(width)]
    lines += [line for entry in entries for line in rows(entry, width, setting, now)]
    if not entries:
        lines.append(((f" {setting.say(text.NO_ITEMS)}", Tone.QUIET),))
    return [*lines, _across(width), head(found, width, setting)]


def _across(width: int) -> Line:
    return (("─" * width, Tone.QUIET),)
