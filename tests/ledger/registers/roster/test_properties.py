"""Whatever is done to a roster in whatever order: what never comes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Action, Refused, Role
from ledger.kernel.boundary import Found
from ledger.kernel.clock import CountedIds, FrozenClock
from ledger.kernel.event import tags_of
from ledger.kernel.tags import tag
from ledger.registers.org.events import PersonRegistered
from ledger.registers.roster.assign_shift import AssignShift
from ledger.registers.roster.cancel_shift import CancelShift
from ledger.registers.roster.events import ShiftAssigned, ShiftCancelled, ShiftReassigned
from ledger.registers.roster.holding import CHANGES, Held, held_by_all
from ledger.registers.roster.publish_roster import PublishRoster
from ledger.registers.roster.reassign_shift import ReassignShift
from ledger.registers.roster.withdraw_roster import WithdrawRoster
from ledger.store.memory import memory_store
from tests.ledger.registers.discipline.test_properties import NoSecrets
from tests.ledger.registers.roster.rosters import LAW

PEOPLE = ("A1", "A2")
FIRST = date(2026, 10, 23)
BERLIN = ZoneInfo("Europe/Berlin")

people = st.sampled_from(PEOPLE)
days = st.integers(0, 2).map(lambda number: FIRST + timedelta(days=number))
codes = st.sampled_from("DNX")
steps = st.one_of(
    st.tuples(st.just("assign"), people, days, codes),
    st.tuples(st.just("reassign"), people, st.integers(0, 20), st.just(0)),
    st.tuples(st.just("cancel"), st.just("-"), st.integers(0, 20), st.just(0)),
    st.tuples(
        st.just("publish"),
        st.lists(st.tuples(people, days, codes), min_size=1, max_size=4),
        st.just(0),
        st.just(0),
    ),
    st.tuples(st.just("withdraw"), st.just("-"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("wait"), st.just("-"), st.integers(1, 30), st.just(0)),
)


def changes_in(book: Book) -> list[Found[Any]]:
    """Every change of the roster, in order."""
    return [
        Found(each.position, each.envelope.at, each.event, ())
        for each in book.read()
        if isinstance(each.event, CHANGES)
    ]


def standing(book: Book) -> list[Held]:
    """The shifts that stand, in the order of their identities."""
    held = held_by_all(changes_in(book))
    return sorted(each for mine in held.values() for each in mine.values())


def action_of(book: Book, step: tuple[Any, ...], number: int) -> Action | None:
    """What a step does, if there is anything to do it to."""
    kind, first, second, third = step
    shifts = standing(book)
    match kind:
        case "assign":
            own = third == "X"
            return AssignShift(
                person=first,
                on=second,
                code=third,
                starts="21:30" if own else None,
                ends="06:30" if own else None,
            )
        case "publish":
            lines = [
                f"{person} {on} {code}" + (" 05:00-09:00" if code == "X" else "")
                for person, on, code in first
            ]
            return PublishRoster(
                roster=f"R{number}",
                first=FIRST,
                last=FIRST + timedelta(days=5),
                lines=tuple(lines),
            )
        case "withdraw":
            return WithdrawRoster(roster=f"R{second}", reason="trial")
        case "reassign" if shifts:
            return ReassignShift(shift=shifts[second % len(shifts)].shift, person=first)
        case "cancel" if shifts:
            return CancelShift(shift=shifts[second % len(shifts)].shift)
    return None


def require_sound(book: Book) -> None:
    """Nobody is on two shifts at once, every shift has one owner, no identity is used again."""
    held = held_by_all(changes_in(book))
    for mine in held.values():
        for before, after in pairwise(sorted(mine.values(), key=lambda each: each.starts)):
            assert before.ends <= after.starts, (before, after)
    owners = [shift for mine in held.values() for shift in mine]
    assert len(owners) == len(set(owners))
    found = [each.event for each in changes_in(book)]
    assigned = [event.shift for event in found if isinstance(event, ShiftAssigned)]
    assert len(assigned) == len(set(assigned))
    cancelled = [event.shift for event in found if isinstance(event, ShiftCancelled)]
    assert len(cancelled) == len(set(cancelled))
    for event in found:
        require_tagged(event)


def require_tagged(event: ShiftAssigned | ShiftReassigned | ShiftCancelled) -> None:
    """An event lies under the day of the site that each end of its shift lies on."""
    if isinstance(event, ShiftCancelled):
        return
    for instant in (event.starts, event.ends - timedelta(microseconds=1)):
        on = instant.astimezone(BERLIN).date()
        assert tag("person-day", f"{event.person}/{on}") in tags_of(event)


@settings(max_examples=200, deadline=None)
@given(st.lists(steps, max_size=14))
def test_nobody_is_ever_on_two_shifts_at_once(history: list[tuple[Any, ...]]) -> None:
    """Over the night in which the clock is put back, whatever is assigned, passed on, cancelled."""
    clock = FrozenClock(datetime(2026, 10, 22, 12, tzinfo=UTC))
    book = Book.found(
        memory_store(),
        Site("trial", "Europe/Berlin"),
        vault=NoSecrets(),
        clock=clock,
        ids=CountedIds(),
    )
    book = Book(book.recorder, vault=book.vault, law=LAW, clock=clock, ids=CountedIds(1_000))
    registered = [
        PersonRegistered(person=person, name=person, roles=(Role.DUTY_LEADER,)) for person in PEOPLE
    ]
    book.record(
        [Facts(book.new_command(), [(each, clock.now()) for each in registered])], by="program:t"
    )
    for number, step in enumerate(history):
        if step[0] == "wait":
            clock.advance(timedelta(hours=step[2]))
            continue
        action = action_of(book, step, number)
        if action is None:
            continue
        refused = None
        try:
            book.act(action, by="A1")
        except Refused as refusal:
            refused = refusal
        assert refused is None or refused.clause
        require_sound(book)
