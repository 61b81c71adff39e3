"""One's own duty as lines: what it is about, what, and how it stands."""

from __future__ import annotations

from collections.abc import Callable

from console.drawing import docket as cases
from console.drawing import duties, lanes
from console.drawing import requests as asked
from console.drawing.numbers import local
from console.drawing.roster import dated
from console.drawing.scene import Scene
from console.drawing.spans import SIGN_WIDTH, Line, Tone, fit, sign, tone_of
from console.presenters.docket import Item as CaseItem
from console.presenters.my_duty import Balance, Entry, Matter, Mine, Section, ShiftOn
from console.presenters.requests import Request
from console.text import my_duty as text
from console.text import requests as request_text
from ledger.kernel.words import Words
from ledger.registers import value_words
from ledger.registers.roster.events import Cause
from projections.frame import Level
from projections.handover.rows import UnreadRow
from projections.obligations import Line as DutyLine

_SECTION = 9

Titles = Callable[[str], Words]
"""Tells a clause's title."""


def row(scene: Scene, entry: Entry, width: int, title: Titles, *, first: bool) -> Line:
    """One line; the first of its section says what it is about."""
    label = scene.say(text.SECTIONS[entry.section]) if first else ""
    level = level_of(scene, entry.matter)
    room = width - 1 - _SECTION - SIGN_WIDTH - 1
    return (
        (f" {fit(label, _SECTION)}", Tone.STRONG),
        (f"{fit(sign(level), SIGN_WIDTH)}", tone_of(level)),
        (fit(told(scene, entry.matter, title), room), _tone(entry, level)),
    )


def told(scene: Scene, matter: Matter, title: Titles) -> str:
    """The matter of a line, in words."""
    match matter:
        case UnreadRow():
            return f"{matter.bulletin}  {matter.title}"
        case CaseItem():
            return _case(scene, matter, title)
        case DutyLine():
            return f"{duties.left(scene, matter)}  {duties.told(matter, scene.language)}"
        case ShiftOn():
            return _shift(scene, matter)
        case Request():
            what = f"{scene.say(request_text.KINDS[matter.row.kind])} {matter.row.request}"
            return "  ".join((what, asked.when(scene, matter), asked.state(scene, matter)))
        case Balance():
            return _balance(scene, matter)


def level_of(scene: Scene, matter: Matter) -> Level:
    """How much a line presses."""
    match matter:
        case UnreadRow():
            return Level.WARN
        case CaseItem():
            return Level.WARN if matter.next or not matter.seen else Level.NORMAL
        case DutyLine():
            return {"!!": Level.ALARM, "!": Level.WARN}.get(matter.sign, Level.NORMAL)
        case ShiftOn():
            return Level.INFO if matter.absence is not None else Level.NORMAL
        case Request():
            return asked.level_of(matter, scene.now)[1]
        case Balance():
            return Level.NORMAL


def lane(scene: Scene, mine: Mine, width: int) -> list[Line]:
    """Today's lane: the hours, what was planned, what happened."""
    label = scene.say(text.LANE)
    if mine.lane is None or not (mine.lane.scheduled or mine.lane.actual):
        none = scene.say(text.NO_SHIFT)
        return [((f" {fit(label, _SECTION)}   {none}", Tone.QUIET),)]
    room = width - 1 - _SECTION - SIGN_WIDTH - 1
    since, until = mine.span
    blank = " " * SIGN_WIDTH
    hours = lanes.axis(since, until, room, scene.zone)
    return [
        ((f" {fit(label, _SECTION)}{blank}{hours}", Tone.QUIET),),
        (
            (f" {fit(scene.say(text.PLANNED), _SECTION)}{blank}", Tone.QUIET),
            *lanes.planned(mine.lane, since, until, room),
        ),
        (
            (f" {fit(scene.say(text.ACTUAL), _SECTION)}{blank}", Tone.QUIET),
            *lanes.actual(mine.lane, since, until, room),
        ),
    ]


def _tone(entry: Entry, level: Level) -> Tone:
    if entry.section is Section.BALANCE:
        return Tone.QUIET
    return tone_of(level) if level is Level.ALARM else Tone.NORMAL


def _case(scene: Scene, item: CaseItem, title: Titles) -> str:
    parts = [cases.state(scene, item)]
    if item.sanction is not None and not item.seen and item.appeal_until is not None:
        parts.append(scene.say(text.NOT_SEEN))
    if item.amount:
        parts.append(cases.amount(scene, item))
    return "  ".join((*parts, title(item.clause).to(scene.language)))


def _shift(scene: Scene, shift: ShiftOn) -> str:
    row = shift.row
    begins, ends = local(row.starts, scene.zone), local(row.ends, scene.zone)
    day = dated(begins.date(), scene.language)
    parts = [f"{day}  {row.code} {begins:%H:%M}–{ends:%H:%M}"]
    if begins.date() == local(scene.now, scene.zone).date():
        parts.append(scene.say(text.TODAY))
    if row.job:
        parts.append(row.job)
    if row.origin == Cause.SWAP.value:
        parts.append(scene.say(text.SWAPPED))
    if shift.absence is not None:
        parts.append(scene.say(text.ON_LEAVE, leave=shift.absence.request))
    return "  ".join(parts)


def _balance(scene: Scene, balance: Balance) -> str:
    category = value_words()[balance.category].to(scene.language)
    known = {"year": balance.year, "category": category, "used": f"{balance.used:g}"}
    if balance.limit is None:
        return scene.say(text.USED, **known)
    left = max(0.0, balance.limit - balance.used)
    return scene.say(text.LEFT, **known, limit=f"{balance.limit:g}", left=f"{left:g}")
