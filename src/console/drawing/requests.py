"""Requests as lines: what is asked for, by whom, for when, how it stands, and the time left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from console.drawing.numbers import duration, local
from console.drawing.scene import SECOND, Scene
from console.drawing.spans import SIGN_WIDTH, Line, Tone, clip, fit, sign
from console.presenters.requests import Group, Request
from console.text import requests as text
from ledger.kernel.projection import Micros
from ledger.registers import value_words
from ledger.rulebook.rules.catalogue import posts
from projections.frame import Level
from projections.requests import ASKED, GRANTED, LEAVE, SWAP, StoodRow, signatures
from projections.roster import ShiftRow

_WIDE = 120
_SOON: Micros = 4 * 3_600 * SECOND
_KIND, _LEFT, _WHEN = 7, 10, 24


class _Columns(NamedTuple):
    """How wide each column is; 0 leaves it out."""

    person: int
    state: int
    id: int
    shifts: int
    signed: int


def heading(width: int, scene: Scene) -> Line:
    """The names of the columns."""
    laid = _columns(width)
    kind, person, when, state, left = (scene.say(words) for words in text.HEADS)
    id_, shifts, signed = (scene.say(words) for words in text.MORE_HEADS)
    cells = (
        " " * (1 + SIGN_WIDTH),
        fit(kind, _KIND),
        fit(id_, laid.id) if laid.id else "",
        fit(person, laid.person),
        fit(when, _WHEN),
        fit(shifts, laid.shifts) if laid.shifts else "",
        fit(signed, laid.signed) if laid.signed else "",
        fit(state, laid.state),
        fit(left, _LEFT, "right"),
    )
    return (("".join(cells), Tone.QUIET),)


def row(scene: Scene, request: Request, width: int) -> Line:
    """One request."""
    laid, found = _columns(width), request.row
    mark, level = level_of(request, scene.now)
    tone = Tone.QUIET if request.group is Group.CLOSED else Tone.NORMAL
    cells = (
        fit(scene.say(text.KINDS[found.kind]), _KIND),
        f"{fit(found.request, laid.id - 1)} " if laid.id else "",
        f"{fit(_who(scene, found), laid.person - 1)} ",
        fit(when(scene, request), _WHEN),
        f"{fit(shifts(scene, request), laid.shifts - 1)} " if laid.shifts else "",
        f"{fit(signed(scene, found), laid.signed - 1)} " if laid.signed else "",
    )
    return (
        (f" {fit(mark, SIGN_WIDTH)}", _TONES[level]),
        ("".join(cells), tone),
        (fit(state(scene, request), laid.state), _TONES[level] if level else tone),
        (fit(left(scene, request), _LEFT, "right"), _TONES[level]),
    )


def table(scene: Scene, requests: Sequence[Request], width: int) -> list[Line]:
    """The whole list with its heading, or what would fill it."""
    if not requests:
        return [((f" {scene.say(text.EMPTY)}", Tone.QUIET),)]
    return [heading(width, scene), *(row(scene, each, width) for each in requests)]


def footer(scene: Scene, request: Request) -> list[Line]:
    """The request under the cursor in words: what, which shifts, who signed, what is next."""
    found = request.row
    told = [
        " · ".join(_asked(scene, found)),
        shifts(scene, request) or scene.say(text.NO_SHIFTS),
        " · ".join((_signed(scene, found), state(scene, request))),
    ]
    told[-1] = " · ".join((told[-1], *_more(scene, request)))
    return [((f" {each}", Tone.NORMAL),) for each in told]


def level_of(request: Request, now: Micros) -> tuple[str, Level]:
    """The sign of a request: whether it presses, and whether it waits for whoever looks."""
    level = Level.NORMAL
    if request.decide_by is not None and request.group in (Group.MINE, Group.WAITING):
        if request.decide_by <= now:
            level = Level.ALARM
        elif request.group is Group.MINE or request.decide_by - now < _SOON:
            level = Level.WARN
    elif request.group is Group.MINE or _is_overdue(request.row, now):
        level = Level.WARN
    return sign(level), level


def state(scene: Scene, request: Request) -> str:
    """How a request stands: whose turn it is, or what became of it."""
    found = request.row
    if found.state == ASKED:
        whose = turn(scene, request)
        if not whose:
            return scene.say(text.TO_GRANT if found.kind == LEAVE else text.TO_SWAP)
        return scene.say(text.NEXT, whose=whose)
    if _is_overdue(found, scene.now):
        return scene.say(text.OVERDUE_BACK)
    if found.state == GRANTED and found.starts is not None and found.starts <= scene.now:
        return scene.say(text.AWAY)
    return scene.say(text.STATES[found.state])


def turn(scene: Scene, request: Request) -> str:
    """Who signs next, in words; empty when nobody has to."""
    found = request.turn
    if found.posts and found.people:
        return scene.say(text.OR).join(_named(scene, each) for each in found.people)
    if found.posts:
        titles = [posts()[each].title.words.to(scene.language) for each in found.posts]
        return scene.say(text.OR).join(titles)
    leaders = {"giver": request.row.person, "taker": request.row.other or ""}
    told = [scene.say(text.LEADER_OF, person=leaders[side]) for side in found.sides]
    return ("、" if scene.language == "zh" else ", ").join(told)


def when(scene: Scene, request: Request) -> str:
    """From when to when a leave is, or the first of the shifts that are swapped."""
    found = request.row
    if found.starts is not None and found.ends is not None:
        return _span(scene, found.starts, found.ends)
    if request.shifts:
        return _span(scene, request.shifts[0].starts, request.shifts[0].ends)
    return found.given or ""


def shifts(scene: Scene, request: Request) -> str:
    """The shifts that a request is about; of a swap the one given, then the one taken."""
    found = request.row
    if found.kind == SWAP:
        known = {each.shift: _shift(scene, each) for each in request.shifts}
        named = [known.get(each, each) for each in (found.given, found.taken) if each]
        return " ⇄ ".join(named)
    return "，".join(_shift(scene, each) for each in request.shifts)


def signed(scene: Scene, row: StoodRow) -> str:
    """Who has signed so far."""
    return "、".join(each.signer for each in signatures(row))


def left(scene: Scene, request: Request) -> str:
    """How long until what is asked for begins, while it waits."""
    if request.decide_by is None or request.group not in (Group.MINE, Group.WAITING):
        return ""
    rest = (request.decide_by - scene.now) / SECOND
    shown = duration(abs(rest), scene.language)
    return f"−{shown}" if rest < 0 else shown


def searched(scene: Scene, request: Request) -> str:
    """What a filter can find a request by."""
    found = request.row
    names = (scene.names.get(each, "") for each in (found.person, found.other or ""))
    parts = (found.request, shifts(scene, request), signed(scene, found), *names)
    return " ".join((scene.say(text.KINDS[found.kind]), state(scene, request), *parts))


def _columns(width: int) -> _Columns:
    wide = width >= _WIDE
    person, id_, shown, names = (20, 20, 28, 14) if wide else (14, 0, 0, 0)
    rest = width - 1 - SIGN_WIDTH - _KIND - id_ - person - _WHEN - shown - names - _LEFT
    return _Columns(person, max(8, rest), id_, shown, names)


_TONES = {
    Level.NORMAL: Tone.NORMAL,
    Level.INFO: Tone.INFO,
    Level.WARN: Tone.WARN,
    Level.ALARM: Tone.ALARM,
}


def _who(scene: Scene, row: StoodRow) -> str:
    if row.other is not None:
        return scene.say(text.BETWEEN, person=row.person, other=row.other)
    return _named(scene, row.person)


def _named(scene: Scene, person: str) -> str:
    return f"{person} {scene.names.get(person, '')}".rstrip()


def _asked(scene: Scene, row: StoodRow) -> Iterator[str]:
    people = " → ".join(_named(scene, each) for each in (row.person, row.other) if each)
    yield f"{scene.say(text.KINDS[row.kind])} {row.request}  {people}"
    if row.category is not None:
        yield value_words()[row.category].to(scene.language)
    if row.days is not None:
        yield scene.say(text.DAYS, days=f"{row.days:g}")
    facts = (
        (row.night, text.NIGHT),
        (row.holiday, text.HOLIDAY),
        (row.unforeseen, text.UNFORESEEN),
    )
    for told, words in facts:
        if told:
            yield scene.say(words)
    yield scene.say(text.ASKED_AT, at=_moment(scene, row.asked_at))
    if row.asker is not None:
        yield scene.say(text.ASKED_BY, asker=_named(scene, row.asker))


def _more(scene: Scene, request: Request) -> Iterator[str]:
    found = request.row
    if found.ender is not None:
        yield scene.say(text.ENDED_BY, person=_named(scene, found.ender))
    if found.reason:
        yield scene.say(text.REASON, reason=found.reason)
    if found.repays is not None:
        yield scene.say(text.REPAYS, swap=found.repays)
    if request.repaid_by is not None:
        yield scene.say(text.REPAID_BY, swap=request.repaid_by)


def _signed(scene: Scene, row: StoodRow) -> str:
    given = [
        " ".join(
            filter(None, (_named(scene, each.signer), _under(scene, each.post, row, each.side)))
        )
        for each in signatures(row)
    ]
    if not given:
        return scene.say(text.UNSIGNED)
    return scene.say(text.SIGNED, signed="、".join(given))


def _under(scene: Scene, post: str | None, row: StoodRow, side: str | None) -> str:
    """The post somebody signed under, and for which side of a swap."""
    known = posts().get(post or "")
    title = known.title.words.to(scene.language) if known is not None else post or ""
    of = {"giver": row.person, "taker": row.other or ""}.get(side or "", "")
    return f"{title}({of})" if of else title


def _is_overdue(row: StoodRow, now: Micros) -> bool:
    """Whether a leave is over and nobody has reported back."""
    return row.state == GRANTED and row.ends is not None and row.ends < now


def _shift(scene: Scene, shift: ShiftRow) -> str:
    begins, ends = local(shift.starts, scene.zone), local(shift.ends, scene.zone)
    return f"{begins:%m-%d} {shift.code} {begins:%H:%M}–{ends:%H:%M}"


def _span(scene: Scene, starts: Micros, ends: Micros) -> str:
    begins, until = local(starts, scene.zone), local(ends, scene.zone)
    last = f"{until:%H:%M}" if until.date() == begins.date() else f"{until:%m-%d %H:%M}"
    return clip(f"{begins:%m-%d %H:%M}–{last}", _WHEN - 1)


def _moment(scene: Scene, at: Micros) -> str:
    return f"{local(at, scene.zone):%m-%d %H:%M}"
