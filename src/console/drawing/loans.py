"""The list of loans as lines: a file a line, custody as names with times, overdue days signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from console.drawing.numbers import local
from console.drawing.spans import Line, Tone, fit, sign
from console.text import loans as text
from ledger.kernel.projection import Micros
from ledger.kernel.words import Language
from ledger.registers import value_words
from ledger.registers.archive.events import Level as Secrecy
from projections.frame import Level
from projections.loans import LoanLine

_FILE, _TITLE, _LEVEL, _DUE, _OVERDUE = 10, 16, 12, 11, 9
_LEAST_HANDS = 12


def heading(width: int, language: Language) -> Line:
    """The names of the columns."""
    names = [each.to(language) for each in text.HEADS]
    cells = (_FILE, _TITLE, _LEVEL, _hands(width), _DUE)
    shown = "".join(fit(name, cell) for name, cell in zip(names, cells, strict=False))
    return ((f" {shown}{fit(names[-1], _OVERDUE, 'right')}", Tone.QUIET),)


def row(
    line: LoanLine,
    width: int,
    zone: ZoneInfo,
    language: Language,
    cleared: Callable[[LoanLine], bool],
) -> Line:
    """One file. What is above the reader's clearance is hidden, and the level says why."""
    secret = line.level is not Secrecy.ORDINARY
    title = line.title if cleared(line) or not secret else text.HIDDEN
    level = value_words()[line.level.value].to(language) if secret else ""
    due = line.hands[-1].due_at if line.out else None
    late = line.overdue_days
    days = text.DAYS.to(language).format(count=late) if late else ""
    overdue = f"{days} {sign(Level.ALARM)}" if late else ""
    before = "".join(
        (
            fit(line.file, _FILE - 1),
            " ",
            fit(title, _TITLE - 1),
            " ",
            fit(level, _LEVEL),
            fit(_custody(line, zone, language), _hands(width) - 1),
            " ",
            fit(_moment(due, zone) if due is not None else "", _DUE),
        )
    )
    tone = Tone.ALARM if late else Tone.NORMAL
    return ((f" {before}", Tone.NORMAL), (fit(overdue, _OVERDUE, "right"), tone))


def table(
    lines: Sequence[LoanLine],
    width: int,
    zone: ZoneInfo,
    language: Language,
    cleared: Callable[[LoanLine], bool],
) -> list[Line]:
    """The whole list with its heading, or what would fill it."""
    if not lines:
        return [((f" {text.EMPTY.to(language)}", Tone.QUIET),)]
    return [
        heading(width, language),
        *(row(each, width, zone, language, cleared) for each in lines),
    ]


def _custody(line: LoanLine, zone: ZoneInfo, language: Language) -> str:
    """The last hands, newest first: ``S1 03-01 10:00 → · M2 02-11–02-14``."""
    if not line.hands:
        return text.AT_HOME.to(language)
    newest, *earlier = reversed(line.hands)
    shown = [
        f"{newest.person} {_moment(newest.out_at, zone)} →"
        if newest.back_at is None
        else f"{text.AT_HOME.to(language)} ← {newest.person} {_moment(newest.back_at, zone)}"
    ]
    shown += [f"{hand.person} {_day(hand.out_at, zone)}" for hand in earlier]
    return " · ".join(shown)


def _hands(width: int) -> int:
    return max(_LEAST_HANDS, width - 1 - _FILE - _TITLE - _LEVEL - _DUE - _OVERDUE)


def _moment(at: Micros, zone: ZoneInfo) -> str:
    return f"{local(at, zone):%m-%d %H:%M}"


def _day(at: Micros, zone: ZoneInfo) -> str:
    return f"{local(at, zone):%m-%d}"
