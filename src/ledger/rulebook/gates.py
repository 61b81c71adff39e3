"""The rulebook's gates: what an event must pass before it is entered.

A gate is a clause of kind quota, notice or approval that names the event's type. What it counts
lies within the boundary of whoever asks: the case of the event and the periods of its people. A
gate cites what its answer rests on, and nothing else that it looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Found, Past
from ledger.kernel.event import Event
from ledger.kernel.words import Words
from ledger.rulebook.approvals import NotSigned, identified, positions, require_signed, under
from ledger.rulebook.terms import Approval, Notice, Quota
from ledger.rulebook.terms.base import Window, any_matches


class TooOften(
    Refused,
    clause="rulebook.gates",
    zh="{what} 已有 {count} 次，至多 {limit} 次",
    en="{what} has {count} already, and at most {limit} are allowed",
):
    """It has happened as often as the quota allows."""


class TooSeldom(
    Refused,
    clause="rulebook.gates",
    zh="{what} 只有 {count} 次，至少要 {limit} 次",
    en="{what} has {count}, and at least {limit} are needed first",
):
    """Something has not happened often enough yet."""


class TooLate(
    Refused,
    clause="rulebook.gates",
    zh="最迟应在 {limit} 提出，现在是 {at}{why}",
    en="this had to come by {limit}, and it is {at}{why}",
):
    """It comes later than the notice it needs."""


class Forbidden(
    Refused, clause="rulebook.gates", zh="规章不允许{why}", en="the rulebook forbids it{why}"
):
    """It is refused at any time."""


class Ground(NamedTuple):
    """Why a field of an event is what it is, where that was derived: in words, and from where."""

    words: Words
    positions: tuple[int, ...] = ()


NO_GROUNDS: Mapping[str, Ground] = {}
"""Of an event whose fields were told."""


def check(event: Event, past: Past, law: Law, grounds: Mapping[str, Ground] = NO_GROUNDS) -> None:
    """Let an event pass that is about to be entered.

    ``grounds`` are those of its fields that were derived; a refusal for their sake states them.

    :raises TooOften: when a quota is used up.
    :raises TooSeldom: when what a quota wants first has not happened.
    :raises TooLate: when it comes after the notice it needs.
    :raises Forbidden: when a notice allows it at no time.
    :raises NotSigned: when an approval lacks a signature.
    :raises OutsideCoverage: when a gate asks for a field that the event does not have.
    """
    for clause in law.gates_on(event):
        _check_one(clause, event, past, law, grounds)


def check_outright(event: Event, past: Past, law: Law, grounds: Mapping[str, Ground]) -> None:
    """Let an event pass that no gate forbids at any time; its notice and quotas are not asked.

    For what was let pass once and rests on something that has changed since.

    :raises Forbidden: otherwise.
    """
    for clause in law.gates_on(event):
        terms = law.terms(clause, object)
        if isinstance(terms, Notice) and terms.forbidden:
            _notice(clause, terms, event, past, law, grounds)


def sign(signature: Event, completes: Event, past: Past, law: Law) -> Iterator[Event]:
    """A signature, and in the same commit what it was the last one for.

    ``completes`` comes about when the gates that ask for such signatures, and all others, let it
    pass with this one counted. Where no gate asks for it, only the signature is entered. Who may
    sign is for :func:`ledger.rulebook.approvals.turn` to say.

    :raises Refused: when a gate refuses what is signed for another reason than a missing signature.
    """
    yield signature
    joined = past.joined_by(signature)
    asked, complete = False, True
    for clause in law.gates_on(completes):
        asked = asked or _asks_for(law.terms(clause, object), signature)
        try:
            _check_one(clause, completes, joined, law)
        except (NotSigned, TooSeldom):
            complete = False
    if asked and complete:
        yield completes


def _asks_for(terms: object, signature: Event) -> bool:
    """Whether a gate waits for such a signature."""
    if isinstance(terms, Approval):
        return terms.signed.matches(signature)
    if isinstance(terms, Quota):
        return terms.least is not None and any_matches(terms.counts, signature)
    return False


def _check_one(
    clause: str,
    event: Event,
    past: Past,
    law: Law,
    grounds: Mapping[str, Ground] = NO_GROUNDS,
) -> None:
    terms = law.terms(clause, object)
    if isinstance(terms, Quota):
        for name in terms.each:
            for what, about in identified(clause, event, name):
                _quota(clause, terms, what, under(past, about), past, law)
    elif isinstance(terms, Notice):
        _notice(clause, terms, event, past, law, grounds)
    elif isinstance(terms, Approval):
        require_signed(clause, terms, event, past, law)


def _quota(
    clause: str, terms: Quota, what: str, known: list[Found[Event]], past: Past, law: Law
) -> None:
    known = [each for each in known if _within(terms.window, each.at, past.at, law.zone)]
    counted = _distinct(terms, [each for each in known if any_matches(terms.counts, each.event)])
    count = len(counted)
    over = terms.most is not None and count >= terms.most
    under = terms.least is not None and count < terms.least
    if not over and not under:
        law.tell(clause, _counted(terms, what, count))
        past.cite(*counted[: terms.least or 0])
        return
    lifted = next((each for each in known if any_matches(terms.unless, each.event)), None)
    if lifted is not None:
        law.tell(clause, _counted(terms, what, count, lifted.position))
        past.cite(lifted)
        return
    past.cite(*counted)
    if terms.most == 0 and not counted:
        raise Forbidden(clause=clause, title=law.title(clause), why="")
    raise (TooOften if over else TooSeldom)(
        clause=clause,
        evidence=positions(counted),
        title=law.title(clause),
        what=what,
        count=count,
        limit=terms.most if over else terms.least,
    )


def _counted(terms: Quota, what: str, count: int, lifted: int | None = None) -> Words:
    """What a quota found, for whoever looks before acting."""
    zh, en = f"{what} 已 {count}", f"{what} has {count}"
    if terms.most is not None:
        zh, en = f"{zh}，至多 {terms.most}", f"{en} of at most {terms.most}"
    if terms.least is not None:
        zh, en = f"{zh}，至少 {terms.least}", f"{en} of at least {terms.least}"
    if lifted is not None:
        zh, en = f"{zh}，因 #{lifted} 准许", f"{en}, allowed by #{lifted}"
    return Words(zh, en)


def _distinct(terms: Quota, counted: list[Found[Event]]) -> list[Found[Event]]:
    if terms.distinct is None:
        return counted
    first: dict[object, Found[Event]] = {}
    for each in counted:
        first.setdefault(getattr(each.event, terms.distinct), each)
    return list(first.values())


def _notice(
    clause: str,
    terms: Notice,
    event: Event,
    past: Past,
    law: Law,
    grounds: Mapping[str, Ground],
) -> None:
    named = {name for each in terms.on if each.matches(event) for name in each.where}
    relevant = [grounds[name] for name in grounds if name in named | {terms.before}]
    because: dict[str, Any] = {
        "clause": clause,
        "title": law.title(clause),
        "evidence": sorted({position for each in relevant for position in each.positions}),
        "why": Words(
            "".join(f"：{each.words.zh}" for each in relevant),
            "".join(f": {each.words.en}" for each in relevant),
        ),
    }
    if terms.forbidden:
        raise Forbidden(**because)
    before = None if terms.before is None else getattr(event, terms.before)
    if before is None:
        return
    latest = _latest(terms, before, law.zone)
    if past.at > latest:
        raise TooLate(limit=_written(latest, law.zone), at=_written(past.at, law.zone), **because)
    limit = _written(latest, law.zone)
    law.tell(clause, Words(f"最迟 {limit}", f"by {limit} at the latest"))


def _latest(terms: Notice, before: datetime, zone: tzinfo) -> datetime:
    """The last instant at which it may still come."""
    if terms.time is not None:
        day = before.astimezone(zone).date() - timedelta(days=terms.days)
        return datetime.combine(day, terms.time, zone).astimezone(UTC)
    return before - (terms.at_least or timedelta(0))


def _within(window: Window, then: datetime, now: datetime, zone: tzinfo) -> bool:
    """Whether an instant lies in the period of the site's days that the present lies in."""
    if window == "case":
        return True
    length = {"day": 3, "calendar-month": 2, "calendar-year": 1}[window]
    return _parts(then, zone)[:length] == _parts(now, zone)[:length]


def _parts(at: datetime, zone: tzinfo) -> tuple[int, int, int]:
    day: date = at.astimezone(zone).date()
    return day.year, day.month, day.day


def _written(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
