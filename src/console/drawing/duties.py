"""What breaks next: obligations with their time left, which ticks from the due instant."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from console.drawing.numbers import DASH, age, duration, local
from console.drawing.scene import SECOND, Scene
from console.drawing.spans import Line, Span, Tone, fit
from console.text import duties as text
from ledger.kernel.projection import Micros
from ledger.kernel.words import Language
from ledger.rulebook.rules.catalogue import posts
from projections import obligations as duty

_SIGN, _LEFT, _DUE, _STATE, _CLAUSE = 5, 10, 13, 18, 26
_DEBTOR_LEAST, _DEBTOR_MOST = 9, 20
_WIDE = 110
_LONG = 100 * 86_400
_CLAUSED = 150


class Table(NamedTuple):
    """How wide each column is; 0 leaves it out."""

    debtor: int
    due: int
    state: int
    clause: int
    told: int


def table(width: int) -> Table:
    """The columns that fit; the obligation has what the others leave."""
    due, state = (_DUE, _STATE) if width >= _WIDE else (0, 0)
    clause = _CLAUSE if width >= _CLAUSED else 0
    debtor = min(_DEBTOR_MOST, max(_DEBTOR_LEAST, width // 5))
    used = _SIGN + _LEFT + debtor + due + state + clause + 4
    return Table(debtor, due, state, clause, max(8, width - used))


def heading(scene: Scene, width: int) -> Line:
    """The names of the columns."""
    laid = table(width)
    remaining, due_at, what, who, how, where = (scene.say(words) for words in text.HEADS)
    cells = [" " * _SIGN + fit(what, laid.told), fit(remaining, _LEFT, "right")]
    cells.append(fit(due_at, laid.due, "right"))
    cells.append("  " + fit(who, laid.debtor))
    cells += [fit(how, laid.state), fit(where, laid.clause)]
    return (("".join(cells).rstrip(), Tone.QUIET),)


def row(scene: Scene, line: duty.Line, width: int) -> Line:
    """An obligation: sign, what, how long it has left, and who owes it."""
    laid, now = table(width), scene.now
    found: list[Span] = list(_sign(line, now))
    found.append((fit(told(line, scene.language), laid.told), Tone.NORMAL))
    found.append((fit(left(scene, line), _LEFT, "right"), _tone(line, now)))
    if laid.due:
        found.append((fit(due(scene, line), laid.due, "right"), Tone.QUIET))
    found.append(("  " + fit(debtor(scene, line), laid.debtor), Tone.NORMAL))
    if laid.state:
        found.append((fit(state(scene, line), laid.state), Tone.QUIET))
    if laid.clause:
        found.append((fit(line.clause, laid.clause), Tone.QUIET))
    return tuple(found)


def told(line: duty.Line, language: Language) -> str:
    """What must be done, and about which matter."""
    title = line.title.to(language)
    return f"{line.about} {title}" if line.about and line.about != line.debtor else title


def left(scene: Scene, line: duty.Line) -> str:
    """The time left, below zero once it is overdue; with ‖ while the clock stands still."""
    remaining = line.left_at(scene.now)
    if remaining is None:
        return DASH
    seconds = abs(remaining) // SECOND
    shown = (duration if seconds < _LONG else age)(seconds, scene.language)
    if line.due_at is None:
        return f"‖ {shown}"
    return f"−{shown}" if remaining < 0 else shown


def due(scene: Scene, line: duty.Line, form: str = "%m-%d %H:%M") -> str:
    """When it is due, on the site's clock."""
    return format(local(line.due_at, scene.zone), form) if line.due_at is not None else DASH


def debtor(scene: Scene, line: duty.Line) -> str:
    """Who owes it: a person by number and name, or a post by its title."""
    if line.debtor is None:
        return DASH
    if line.to_post:
        return post_title(line.debtor, scene.language)
    name = scene.names.get(line.debtor) or scene.duties.names.get(line.debtor, "")
    return f"{line.debtor} {name}".rstrip()


def state(scene: Scene, line: duty.Line) -> str:
    """What has been done about it: an alarm, a level, a warning, or why its clock stands still."""
    alarm = line.alarm
    if alarm is not None and alarm.shelved_until is not None and not alarm.rings(scene.now):
        return scene.say(text.SHELVED, time=f"{local(alarm.shelved_until, scene.zone):%m-%d %H:%M}")
    if alarm is not None:
        return scene.say(text.NOTED if alarm.acknowledged else text.ALARM)
    if line.cause is not None:
        return scene.say(text.STANDS_STILL, cause=line.cause.to(scene.language))
    if line.escalated:
        return scene.say(text.ESCALATED, count=line.escalated)
    return scene.say(text.WARNED, count=line.warned) if line.warned else ""


@cache
def post_title(post: str, language: Language) -> str:
    """What a post is called, or its id when the list of posts has none such."""
    known = posts().get(post)
    return known.title.words.to(language) if known is not None else post


def _sign(line: duty.Line, now: Micros) -> Line:
    """The sign, in reverse until somebody has taken note; then steady, with a tick."""
    sign, alarm = line.sign_at(now), line.alarm
    if alarm is not None and not alarm.rings(now):
        return ((" ", Tone.NORMAL), (fit("·", _SIGN - 1), Tone.INFO))
    if alarm is not None and alarm.acknowledged:
        return ((" ", Tone.NORMAL), (fit(f"{sign}✓", _SIGN - 1), Tone.NOTED))
    if not sign:
        return ((" " * _SIGN, Tone.NORMAL),)
    return (
        (" ", Tone.NORMAL),
        (sign, Tone.ALARM if sign == "!!" else Tone.WARN),
        (" " * (_SIGN - 1 - len(sign)), Tone.NORMAL),
    )


def _tone(line: duty.Line, now: Micros) -> Tone:
    sign = line.sign_at(now)
    if sign == "!!":
        return Tone.NOTED
    if line.due_at is None:
        return Tone.QUIET
    return Tone.WARN if sign == "!" else Tone.NORMAL
