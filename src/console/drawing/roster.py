"""The roster as lines: people by days, a letter a shift, and how the day under the cursor is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from console.drawing.numbers import local, percent
from console.drawing.spans import Line, Span, Tone, clip, fit, rule, width_of
from console.text import floor as floor_text
from console.text import roster as text
from ledger.kernel.words import Language
from ledger.registers import value_words
from ledger.registers.roster.events import Cause
from ledger.rulebook.shifts import ShiftKind
from projections.requests.absences import Absence
from projections.roster.board import Board, Clash, Gap
from projections.roster.board import Line as BoardLine
from projections.roster.rows import ShiftRow
from projections.staffing.coverage import Slot
from projections.staffing.need import Effect

_BARS = "▁▂▃▄▅▆▇"
_NAME = 15
_LEAST_DAY, _MOST_DAY = 5, 14
_SWAPPED = Cause.SWAP.value
_TONES = (Tone.STRONG, Tone.GOOD, Tone.TITLE, Tone.KEY)


class Scene(NamedTuple):
    """What a board is drawn with."""

    board: Board
    kinds: Mapping[str, ShiftKind]
    names: Mapping[str, str]
    zone: ZoneInfo
    language: Language
    today: date


def day_width(width: int, days: int) -> int:
    """How many cells a day takes."""
    return max(_LEAST_DAY, min(_MOST_DAY, (width - _NAME - 1) // max(1, days)))


def place_of(column: int, width: int, days: int) -> tuple[int, int]:
    """From which cell, and how many, the cursor takes in a line."""
    cells = day_width(width, days)
    return 1 + _NAME + column * cells, cells


def weekday(day: date, language: Language) -> str:
    """A day's weekday in a word."""
    return floor_text.WEEKDAYS[day.weekday()].to(language)


def dated(day: date, language: Language) -> str:
    """A day as 11-23 一."""
    return f"{day:%m-%d} {weekday(day, language)}"


def headline(scene: Scene) -> Line:
    """Which week it is, and what is wrong with it."""
    found, language = scene.board, scene.language
    last = found.dates[-1]
    told: list[Span] = [
        (f" {text.TITLE.to(language)}  ", Tone.STRONG),
        (f"{found.first} – {last:%m-%d}  ", Tone.NORMAL),
        (text.PEOPLE.to(language).format(count=len(found.lines)), Tone.QUIET),
        ("  ", Tone.QUIET),
        (text.SHIFTS.to(language).format(count=len(found.shifts)), Tone.QUIET),
    ]
    if found.away:
        away = text.AWAY.to(language).format(count=len(found.away))
        told.append((f"  {away}", Tone.INFO))
    if found.gaps:
        told.append((f"  ! {text.GAPS.to(language).format(count=len(found.gaps))}", Tone.WARN))
    if found.clashes:
        clashes = text.CLASHES.to(language).format(count=len(found.clashes))
        told.append((f"  !! {clashes}", Tone.ALARM))
    return tuple(told)


def heading(scene: Scene, width: int) -> Line:
    """The days over their columns; today stands out."""
    cells = day_width(width, scene.board.days)
    told: list[Span] = [(" " * (_NAME + 1), Tone.QUIET)]
    for day in scene.board.dates:
        tone = Tone.FOCUS if day == scene.today else Tone.QUIET
        whole = dated(day, scene.language)
        name = whole if width_of(whole) < cells else whole.removeprefix(f"{day:%m-}")
        told.append((fit(name, cells - 1) + " ", tone))
    return tuple(told)


def row(scene: Scene, line: BoardLine, width: int) -> Line:
    """One person's days."""
    cells = day_width(width, scene.board.days)
    name = scene.names.get(line.person.person, "")
    shown = f"{line.person.person} {name}".rstrip()
    told: list[Span] = [(f" {fit(shown, _NAME - 1)} ", Tone.NORMAL)]
    clashing = {each.shift for clash in scene.board.clashes for each in (clash.first, clash.second)}
    for day in line.days:
        told += _cell(scene, day, cells, clashing)
    return tuple(told)


def _cell(
    scene: Scene, shifts: Sequence[ShiftRow], cells: int, clashing: set[str]
) -> Iterable[Span]:
    if not shifts:
        yield fit("·", cells), Tone.QUIET
        return
    room = cells
    for each in shifts:
        clashes = each.shift in clashing
        letter = marked(scene.board, each)
        shown = clip(letter + ("!!" if clashes else ""), max(0, room - 1))
        room -= width_of(shown)
        yield shown, Tone.ALARM if clashes else _tone(scene, each)
    span = f" {_clock(scene, shifts[0].starts)}–{_clock(scene, shifts[0].ends)}"
    if len(shifts) == 1 and len(span) < room:
        room -= len(span)
        yield span, Tone.QUIET
    yield " " * room, Tone.NORMAL


def marked(board: Board, shift: ShiftRow) -> str:
    """A shift's letter: in brackets while its person is on leave, with a star after a swap."""
    letter = f"{shift.code}*" if shift.origin == _SWAPPED else shift.code
    return f"({letter})" if shift.shift in board.away else letter


def _tone(scene: Scene, shift: ShiftRow) -> Tone:
    if shift.shift in scene.board.away:
        return Tone.WARN
    return Tone.FOCUS if shift.origin == _SWAPPED else tone_of(shift.code, scene.kinds)


def tone_of(code: str, kinds: Mapping[str, ShiftKind]) -> Tone:
    """The look of a shift's letter: nights one of their own, the others in turn."""
    kind = kinds.get(code)
    if kind is None:
        return Tone.NORMAL
    if kind.terms.night:
        return Tone.INFO
    by_day = [each for each, known in kinds.items() if not known.terms.night]
    return _TONES[by_day.index(code) % len(_TONES)]


def bars(scene: Scene, slots: Sequence[Slot], width: int, day: date) -> list[Line]:
    """A day's half hours: planned against need as bars, ``!`` where short, hours under them."""
    language = scene.language
    told = any(slot.need is not None and slot.need.agents for slot in slots)
    each = 2 if width >= _NAME + 2 + 2 * len(slots) else 1
    most = max((slot.planned for slot in slots), default=0)
    planned = "".join(_bar(slot, most, told) * each for slot in slots)
    short = "".join(("!" if slot.short else " ") + " " * (each - 1) for slot in slots)
    # Two hours between figures where half an hour is one cell, so that they stand apart.
    step = 4 // each
    hours = "".join(
        f"{local(slot.starts, scene.zone):%H}".ljust(each * step) for slot in slots[::step]
    )
    title = text.COVERAGE.to(language).format(day=dated(day, language))
    lines: list[Line] = [rule(((title, Tone.QUIET),), width)]
    lines.append(_labelled(text.PLANNED.to(language), planned, Tone.NORMAL))
    if told:
        lines.append(_labelled(text.SHORT.to(language), short, Tone.WARN))
    lines.append(_labelled("", hours, Tone.QUIET))
    if not told:
        lines.append(((f" {text.NO_NEED.to(language)}", Tone.QUIET),))
    return lines


def footer(scene: Scene, line: BoardLine, column: int) -> Line:
    """The cell under the cursor, in words."""
    language = scene.language
    day = scene.board.dates[column]
    name = scene.names.get(line.person.person, "")
    who = f"{line.person.person} {name}".rstrip()
    shifts = line.days[column]
    if not shifts:
        free = text.FREE.to(language).format(who=who, day=dated(day, language))
        return ((f" {free}", Tone.NORMAL),)
    return ((" " + "; ".join(_told(scene, each, who, day) for each in shifts), Tone.NORMAL),)


def effect(scene: Scene, found: Sequence[Effect], width: int) -> Line:
    """What taking the shift under the cursor away would do, half hour by half hour."""
    language = scene.language
    shown = f" {text.WITHOUT.to(language)}"
    for number, each in enumerate(found):
        told = text.EFFECT.to(language).format(
            time=_clock(scene, each.demand.starts),
            before=each.before,
            after=each.after,
            was=_share(each.served_before),
            becomes=_share(each.served_after),
        )
        if number and width_of(shown) + width_of(told) + 2 > width:
            break
        shown += f"; {told}" if number else told
    return ((shown, Tone.QUIET),)


def troubles(scene: Scene, day: date, width: int) -> Line:
    """The first things that are wrong, in one line, and how many more there are."""
    found = trouble(scene, day)
    if not found:
        return ((f" {text.NO_TROUBLE.to(scene.language)}", Tone.QUIET),)
    shown: list[str] = []
    for each in found:
        if shown and width_of("; ".join([*shown, each])) > width - 16:
            break
        shown.append(each)
    more = len(found) - len(shown)
    rest = f"; {text.MORE.to(scene.language).format(count=more)}" if more else ""
    mark, tone = ("!!", Tone.ALARM) if scene.board.clashes else ("!", Tone.WARN)
    return ((f" {mark} {'; '.join(shown)}{rest}", tone),)


def trouble(scene: Scene, day: date | None = None) -> list[str]:
    """What is missing and what cannot be, in words; those of one day in front."""
    found = [_clash(scene, each) for each in scene.board.clashes]
    gaps = sorted(scene.board.gaps, key=lambda gap: (gap.wanted.on != day, gap.wanted.starts))
    return [*found, *(_gap(scene, each) for each in gaps)]


def _told(scene: Scene, shift: ShiftRow, who: str, day: date) -> str:
    language = scene.language
    kind = scene.kinds.get(shift.code)
    told = text.ON.to(language).format(
        who=who,
        day=dated(day, language),
        code=shift.code,
        title=kind.title.to(language) if kind is not None else text.SPECIAL.to(language),
        starts=_clock(scene, shift.starts),
        ends=_clock(scene, shift.ends),
    )
    more = []
    if shift.job:
        more.append(shift.job)
    if shift.holiday:
        more.append(text.HOLIDAY.to(language))
    if shift.roster:
        more.append(text.FROM_ROSTER.to(language).format(roster=shift.roster))
    if shift.origin == _SWAPPED:
        more.append(text.SWAPPED.to(language))
    if absence := scene.board.away.get(shift.shift):
        more.append(_absence(scene, absence))
    if shift.first != shift.person:
        more.append(text.FIRST_HAD.to(language).format(person=shift.first))
    return " · ".join([told, *more, f"#{shift.position}"])


def _absence(scene: Scene, absence: Absence) -> str:
    category = value_words()[absence.category].to(scene.language) if absence.category else ""
    return text.ON_LEAVE.to(scene.language).format(
        leave=absence.request,
        category=category,
        until=f"{local(absence.ends, scene.zone):%m-%d %H:%M}",
    )


def _gap(scene: Scene, gap: Gap) -> str:
    kind = scene.kinds.get(gap.wanted.code)
    return text.GAP.to(scene.language).format(
        day=dated(gap.wanted.on, scene.language),
        code=gap.wanted.code,
        title=kind.title.to(scene.language) if kind is not None else "",
        found=gap.found,
        least=gap.wanted.least,
    )


def _clash(scene: Scene, clash: Clash) -> str:
    return text.CLASH.to(scene.language).format(
        person=clash.first.person, first=clash.first.shift, second=clash.second.shift
    )


def _bar(slot: Slot, most: int, told: bool) -> str:
    """How far planned people meet the need; without a need, how many they are."""
    if told:
        agents = slot.need.agents if slot.need is not None else 0
        if not agents:
            return _BARS[-1] if slot.planned else " "
        return _BARS[min(len(_BARS), 1 + (len(_BARS) - 1) * slot.planned // agents) - 1]
    if not slot.planned or not most:
        return " "
    return _BARS[(len(_BARS) - 1) * slot.planned // most]


def _share(served: float | None) -> str:
    return percent(None if served is None else served * 100)


def _labelled(label: str, shown: str, tone: Tone) -> Line:
    return ((f" {fit(label, _NAME - 1)} ", Tone.QUIET), (shown, tone))


def _clock(scene: Scene, at: int) -> str:
    return f"{local(at, scene.zone):%H:%M}"


def table(scene: Scene, width: int) -> list[Line]:
    """The whole board as lines, for a terminal that scrolls."""
    lines = [headline(scene), heading(scene, width)]
    lines += [row(scene, each, width) for each in scene.board.lines]
    if not scene.board.lines:
        lines.append(((f" {text.EMPTY.to(scene.language)}", Tone.QUIET),))
    lines += [((f" ! {told}", Tone.WARN),) for told in trouble(scene)]
    return lines


def legend(scene: Scene) -> Line:
    """What each letter stands for."""
    if not scene.kinds:
        return ((f" {text.NO_KINDS.to(scene.language)}", Tone.QUIET),)
    told: list[Span] = [(" ", Tone.QUIET)]
    for code, kind in scene.kinds.items():
        told.append((code, tone_of(code, scene.kinds)))
        terms = kind.terms
        times = f"{terms.starts:%H:%M}–{terms.ends:%H:%M}"
        told.append((f" {kind.title.to(scene.language)} {times}  ", Tone.QUIET))
    return tuple(told)
