"""The trail as lines: a row an event, and everything about one of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from console.drawing.spans import Line, Span, Tone, cut, fit, length
from console.presenters.event_story import Story
from console.text import trail as text
from console.text.columns import wrapped
from console.text.sentences import label, sentence, thing, value_label, who
from ledger import registers
from ledger.kernel.codec import Recorded
from ledger.kernel.words import Language, Words
from ledger.rulebook.lookup import Lawbook

_LABEL_WIDTH = 14


class Columns(NamedTuple):
    """How wide each column is; a column of no width is left out."""

    time: int
    event: int
    who: int
    thing: int
    told: int
    clause: int
    position: int


def columns(width: int, language: Language) -> Columns:
    """The columns that a width has room for; what happened takes what is left."""
    event = 12 if language == "zh" else 20
    thing_width = 16 if width >= 100 else 0
    clause = 20 if width >= 130 else 0
    fixed = [14, event, 9, thing_width, clause, 10]
    gaps = sum(1 for each in fixed if each) + 2
    return Columns(14, event, 9, thing_width, max(8, width - sum(fixed) - gaps), clause, 10)


def heading(shown: Columns, language: Language) -> Line:
    """The names of the columns."""
    names = (text.TIME, text.EVENT, text.WHO, text.THING, text.TOLD, text.CLAUSE)
    parts = [fit(name.to(language), at) for name, at in zip(names, shown, strict=False) if at]
    return ((" " + " ".join(parts) + " " + fit("#", shown.position, "right"), Tone.QUIET),)


def row(event: Recorded, shown: Columns, zone: ZoneInfo, language: Language) -> Line:
    """One event in a line."""
    at = event.envelope.at.astimezone(zone)
    clauses = event.envelope.clauses
    known = event.event is not None
    parts: list[Span] = [
        (" " + fit(f"{at:%m-%d %H:%M:%S}", shown.time) + " ", Tone.QUIET),
        (fit(label(event.type_name, language), shown.event) + " ", Tone.STRONG),
        (fit(who(event), shown.who) + " ", Tone.NORMAL),
    ]
    if shown.thing:
        parts.append((fit(thing(event), shown.thing) + " ", Tone.NORMAL))
    told = sentence(event, language, zone)
    parts.append((fit(told, shown.told) + " ", Tone.NORMAL if known else Tone.WARN))
    if shown.clause:
        parts.append((fit(clauses[-1].id if clauses else "", shown.clause) + " ", Tone.QUIET))
    parts.append((fit(f"{event.position}", shown.position, "right"), Tone.QUIET))
    return tuple(parts)


def walk(story: Story, width: int, language: Language) -> list[Line]:
    """Causes and effects, a line each, as far as there is room."""
    return [
        _chain(text.CAUSES, "←", text.NO_CAUSES, story.causes, width, language),
        _chain(text.EFFECTS, "→", text.NO_EFFECTS, story.effects, width, language),
    ]


def _chain(
    name: Words,
    arrow: str,
    none: Words,
    events: tuple[Recorded, ...],
    width: int,
    language: Language,
) -> Line:
    if not events:
        return ((f" {none.to(language)}", Tone.QUIET),)
    parts: list[Span] = [(f" {name.to(language)} ", Tone.KEY)]
    for event in events:
        parts.append((f"{arrow} #{event.position} ", Tone.STRONG))
        parts.append((f"{label(event.type_name, language)} ", Tone.NORMAL))
    return cut(tuple(parts), width)


class Detail(NamedTuple):
    """Everything about an event as lines; ``links`` are the lines one can walk along."""

    lines: list[Line]
    links: dict[int, int]
    """The position that each such line leads to."""


def detail(
    story: Story,
    law: Lawbook,
    zone: ZoneInfo,
    width: int,
    language: Language,
    *,
    whole: bool = True,
) -> Detail:
    """The event in full: body, envelope, clauses; with ``whole`` causes, effects and raw JSON."""
    event = story.recorded
    lines: list[Line] = [_title(event, zone, language)]
    for name, value in _body(story, zone, language):
        lines += _pair(name, value, width)
    for name, value in _envelope(event, zone, language):
        lines += _pair(name, value, width, Tone.QUIET)
    lines += _clauses(event, law, width, language)
    links: dict[int, int] = {}
    if whole:
        for words, events in ((text.CAUSED_BY, story.causes), (text.LED_TO, story.effects)):
            lines += [(), ((f" {words.to(language)}", Tone.STRONG),)]
            for each in events:
                links[len(lines)] = each.position
                lines.append(_link(each, zone, width, language))
            if not events:
                lines.append((("   —", Tone.QUIET),))
        lines += [(), ((f" {text.RAW.to(language)}", Tone.STRONG),)]
        for raw in story.raw.splitlines():
            lines += [((f"   {part}", Tone.QUIET),) for part in _pieces(raw, width - 4)]
    return Detail(lines, links)


def _title(event: Recorded, zone: ZoneInfo, language: Language) -> Line:
    return (
        (f" #{event.position} ", Tone.KEY),
        (f"{label(event.type_name, language)}  ", Tone.STRONG),
        (sentence(event, language, zone), Tone.NORMAL),
    )


def _body(story: Story, zone: ZoneInfo, language: Language) -> Iterator[tuple[str, str]]:
    names = registers.field_words()
    body = story.recorded.envelope.body
    fields = body if isinstance(body, dict) else msgspec.to_builtins(body)
    for name, value in fields.items():
        named = names[name].to(language) if name in names else name
        if name in story.clear:
            revealed = story.clear[name]
            yield named, text.SEALED.to(language) if revealed is None else revealed
        elif isinstance(at := getattr(story.recorded.event, name, None), datetime):
            yield named, _instant(at, zone)
        else:
            yield named, _plain(value, language)


def _plain(value: Any, language: Language) -> str:
    if isinstance(value, list | tuple):
        return " ".join(_plain(each, language) for each in value)
    return value_label(value, language) if isinstance(value, str) else str(value)


def _envelope(event: Recorded, zone: ZoneInfo, language: Language) -> Iterator[tuple[str, str]]:
    envelope = event.envelope
    yield text.OCCURRED.to(language), _instant(envelope.at, zone)
    yield text.RECORDED.to(language), _instant(envelope.recorded, zone)
    yield text.BY.to(language), envelope.by
    if envelope.behalf is not None:
        yield text.BEHALF.to(language), envelope.behalf
    if envelope.station is not None:
        yield text.STATION.to(language), envelope.station
    yield text.COMMAND.to(language), envelope.command
    yield text.TAGS.to(language), " ".join(event.tags)


def _clauses(event: Recorded, law: Lawbook, width: int, language: Language) -> list[Line]:
    lines: list[Line] = []
    for clause in event.envelope.clauses:
        since = text.IN_FORCE_SINCE.to(language).format(date=clause.since)
        values = " ".join(f"{name}={value}" for name, value in clause.values.items())
        told = f"{clause.id} {law.title(clause.id).to(language)}  {since}  {values}".rstrip()
        name = text.READ_CLAUSES.to(language) if not lines else ""
        lines += _pair(name, f"{told}  {clause.rulebook}", width)
    return lines


def _link(event: Recorded, zone: ZoneInfo, width: int, language: Language) -> Line:
    at = event.envelope.at.astimezone(zone)
    parts: Line = (
        (f"   #{event.position}  ", Tone.KEY),
        (f"{at:%m-%d %H:%M:%S}  ", Tone.QUIET),
        (f"{label(event.type_name, language)}  ", Tone.STRONG),
        (sentence(event, language, zone), Tone.NORMAL),
    )
    return cut(parts, width)


def _pair(name: str, value: str, width: int, tone: Tone = Tone.NORMAL) -> list[Line]:
    room = max(10, width - _LABEL_WIDTH - 3)
    lines: list[Line] = []
    for part in wrapped(value, room) or [""]:
        for piece in _pieces(part, room):
            shown = fit(name if not lines else "", _LABEL_WIDTH)
            lines.append(((f" {shown} ", Tone.QUIET), (piece, tone)))
    return lines


def _pieces(value: str, room: int) -> list[str]:
    """A text without spaces cut to width, so that long references are shown whole."""
    if length(((value, Tone.NORMAL),)) <= room:
        return [value]
    return [value[at : at + room] for at in range(0, len(value), room)]


def _instant(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local:%Y-%m-%d %H:%M:%S}.{local.microsecond // 1000:03d}"
