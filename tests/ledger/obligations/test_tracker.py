"""Obligations as a fold: whatever the order of recording, and wherever it is broken off."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.kernel.event import Event, micros
from ledger.kernel.projection import Micros
from ledger.obligations.tracker import Tracker
from ledger.registers.org.events import PersonPlaced, PersonRegistered, SiteOpened
from ledger.registers.regulation.events import RulebookAdopted
from ledger.rulebook.lookup import Lawbook
from ledger.views.tables import ViewTables
from tests.ledger.obligations.history import (
    ANSWER,
    DAY,
    SHANGHAI,
    STANDARD,
    History,
    MatterDone,
    MatterDropped,
    MatterMoved,
    MatterOpened,
    MatterRenewed,
    MatterResumed,
    MatterWaiting,
    RoundMade,
    answer,
    at,
    body,
    law,
    local,
)

EVERYTHING = """
withdrawn = [{ event = "test.dropped" }], restarts = [{ event = "test.renewed" }],
reassigned = [{ event = "test.moved" }], warn = ["PT20M"],
escalate = [{ after = "PT30M", to = "team-leader" }],
pauses = [{ starts = [{ event = "test.waiting" }], ends = [{ event = "test.resumed" }],
cause = { zh = "等待", en = "waiting" } }]
"""
ROUNDS = """
rrule = "FREQ=DAILY;BYHOUR=12", done = [{ event = "test.round" }], debtor = { post = "agent" }
"""

Row = tuple[int, str, Micros, bytes]


def cadence(more: str = "") -> Lawbook:
    """A law with one periodic duty, at noon every day."""
    said = ", ".join(" ".join(part.split()) for part in (ROUNDS, more) if part)
    return law((ANSWER % said).replace('"deadline"', '"cadence"').replace('"answer"', '"round"'))


def rows_of(tracker: Tracker) -> bytes:
    """All rows, as bytes; what order they came in does not matter."""
    tables = {
        name: sorted(msgspec.json.encode(row) for row in rows.values())
        for name, rows in tracker.tables().items()
    }
    return repr(tables).encode()


HAPPENINGS = st.lists(
    st.tuples(
        st.sampled_from(["open", "done", "wait", "resume", "move", "renew", "drop"]),
        st.sampled_from(["T1", "T2"]),
        st.integers(min_value=0, max_value=600),
    ),
    max_size=25,
)


def history_of(happenings: list[tuple[str, str, int]]) -> list[Row]:
    """Stored events of some happenings, at minutes of one day in any order."""
    found = []
    for position, (kind, ticket, minute) in enumerate(happenings, start=1):
        event = happening(kind, ticket, position)
        found.append((position, event.type_name, at("07:00") + minute * 60_000_000, body(event)))
    return found


def happening(kind: str, ticket: str, position: int) -> Event:
    """One event of a kind."""
    match kind:
        case "open":
            return MatterOpened(ticket=ticket, owner="A1")
        case "done":
            return MatterDone(ticket=ticket)
        case "wait":
            return MatterWaiting(ticket=ticket)
        case "resume":
            return MatterResumed(ticket=ticket)
        case "move":
            return MatterMoved(ticket=ticket, owner=f"A{position % 3}")
        case "renew":
            return MatterRenewed(ticket=ticket)
    return MatterDropped(ticket=ticket)


def folded(lawbook: Lawbook, *batches: list[Row]) -> Tracker:
    """A tracker that was given the events in batches."""
    tracker = Tracker(SHANGHAI, lawbook)
    for batch in batches:
        tracker.apply(batch)
    return tracker


@settings(max_examples=60, deadline=None)
@given(happenings=HAPPENINGS, hours=st.booleans())
def test_running_paused_and_outside_are_the_wall_time(
    happenings: list[tuple[str, str, int]], hours: bool
) -> None:
    """Of every concluded obligation, whatever happened in whatever order, to the microsecond."""
    tracker = folded(answer(STANDARD, EVERYTHING, hours=hours), history_of(happenings))

    for row in tracker.obligations.values():
        if row.concluded_at is not None:
            wall = row.concluded_at - row.started_at
            parts = [row.running or 0, row.paused or 0, row.outside or 0]
            stretches = [each for each in tracker.intervals.values() if each.obligation == row.id]
            assert sum(parts) == wall == sum(each.ends - each.starts for each in stretches)
            assert all(part >= 0 for part in parts)


@settings(max_examples=60, deadline=None)
@given(happenings=HAPPENINGS, cut=st.integers(min_value=0, max_value=25))
def test_a_fold_can_be_broken_off_anywhere(
    happenings: list[tuple[str, str, int]], cut: int
) -> None:
    """The fold of a prefix and then of the rest is the fold of all."""
    lawbook, events = answer(STANDARD, EVERYTHING), history_of(happenings)

    assert rows_of(folded(lawbook, events[:cut], events[cut:])) == rows_of(folded(lawbook, events))


@settings(max_examples=60, deadline=None)
@given(happenings=HAPPENINGS, cut=st.integers(min_value=0, max_value=25))
def test_restarting_from_the_rows_changes_nothing(
    happenings: list[tuple[str, str, int]], cut: int
) -> None:
    """A tracker that is given the rows goes on, and has the same due, as one that never stopped."""
    lawbook, events = answer(STANDARD, EVERYTHING), history_of(happenings)
    before = folded(lawbook, events[:cut])
    restarted = Tracker(SHANGHAI, lawbook)
    for name, rows in before.tables().items():
        copies = {key: msgspec.structs.replace(row) for key, row in rows.items()}
        restarted.tables()[name].update(copies)
    restarted.position, restarted.latest_at = before.position, before.latest_at
    restarted.settled()
    restarted.apply(events[cut:])

    whole, later = folded(lawbook, events), at("+2 00:00")
    assert rows_of(restarted) == rows_of(whole)
    assert restarted.due_firings(later) == whole.due_firings(later)


@settings(max_examples=60, deadline=None)
@given(happenings=HAPPENINGS, order=st.randoms(use_true_random=False))
def test_facts_count_at_the_time_they_happened(
    happenings: list[tuple[str, str, int]], order: Random
) -> None:
    """The facts of an open matter come to the same, in whatever order they are recorded."""
    started = [("open", "T1", 0), ("open", "T2", 1)]
    distinct = {minute: (kind, ticket, minute + 2) for kind, ticket, minute in happenings}
    facts = [each for each in distinct.values() if each[0] not in ("open", "move")]
    mixed = list(facts)
    order.shuffle(mixed)
    lawbook = answer(STANDARD, EVERYTHING)

    one = folded(lawbook, history_of(started + sorted(facts, key=lambda fact: fact[2])))
    other = folded(lawbook, history_of(started + mixed))

    for identity, row in one.obligations.items():
        same = other.obligations[identity]
        assert (row.state, row.due_at, row.discharged_at, row.concluded_at) == (
            same.state,
            same.due_at,
            same.discharged_at,
            same.concluded_at,
        )


def test_views_are_stored_and_loaded(tmp_path: Path) -> None:
    """The rows go through real tables and come back, with what is due of them."""
    history = History(answer(STANDARD, EVERYTHING))
    history.add(MatterOpened(ticket="T1", owner="A1"), "09:00")
    history.add(MatterWaiting(ticket="T1"), "09:10")
    history.add(MatterOpened(ticket="T2", owner="A1"), "09:20")
    history.warden("10:05")
    tables = ViewTables.beside(tmp_path / "book")
    tables.load(Tracker(SHANGHAI, answer(STANDARD, EVERYTHING)), lambda position: "here")
    assert tables.save(history.tracker, since=0, mark="here")
    loaded = Tracker(SHANGHAI, answer(STANDARD, EVERYTHING))

    tables.load(loaded, lambda position: "here")

    assert rows_of(loaded) == rows_of(history.tracker)
    assert loaded.due_firings(at("11:00")) == history.tracker.due_firings(at("11:00"))
    tables.close()


def test_an_adoption_governs_the_events_that_follow_in_the_same_batch() -> None:
    """The fold listens for what the new law names from the very next event on."""
    texts = {
        "rulebook.toml": 'name = "ours"\ntitle = { zh = "本中心", en = "Ours" }\n',
        "desk.toml": (ANSWER % " ".join(STANDARD.split())).replace('name = "answers"', ""),
    }
    adopted = RulebookAdopted(
        rulebook="ours", digest="0", texts=texts, effective=DAY, approved_by="A1"
    )
    opened = MatterOpened(ticket="T1", owner="A1")
    tracker = Tracker(SHANGHAI)
    tracker.apply(
        [
            (1, opened.type_name, at("08:59"), body(opened)),
            (2, adopted.type_name, at("09:00"), body(adopted)),
            (3, opened.type_name, at("09:01"), body(opened)),
        ]
    )

    assert list(tracker.obligations) == ["answer#3"]
    late = (4, opened.type_name, at("08:30"), body(opened))
    tracker.apply([late])
    assert list(tracker.obligations) == ["answer#3"]


def test_a_breach_is_withdrawn_when_the_reply_is_recorded_late() -> None:
    """Recorded after the breach but done before it was due: discharged, and the breach undone."""
    history = History(answer())
    history.add(MatterOpened(ticket="T1", owner="A1"), "09:00")
    history.warden("10:00")
    history.add(MatterDone(ticket="T1"), "09:55")

    undone = history.warden("10:10")

    assert [(each.kind, each.breach) for each in undone] == [("overtaken", 2)]
    assert (history.row().state, history.row().overtaken) == ("discharged", True)
    assert history.kinds("12:00") == []


def test_a_pause_recorded_late_moves_the_breach() -> None:
    """The clock had stood still: the breach is withdrawn, and another recorded later on."""
    history = History(answer(STANDARD, EVERYTHING))
    history.add(MatterOpened(ticket="T1", owner="A1"), "09:00")
    history.warden("10:00")
    history.add(MatterWaiting(ticket="T1"), "09:10")
    history.add(MatterResumed(ticket="T1"), "09:40")

    assert [each.kind for each in history.warden("10:05")] == ["overtaken"]
    assert [(each.kind, each.at) for each in history.warden("10:30")] == [
        ("breach", at("10:30")),
    ]


def test_everybody_has_their_own_to_do() -> None:
    """With `each`, the obligation of one person is not discharged by another."""
    terms = STANDARD.replace('field = "owner"', 'field = "people"')
    history = History(answer(terms, 'each = "person"'))
    history.add(MatterOpened(ticket="T1", owner="A1", people=("A1", "A2")), "09:00")
    history.add(MatterDone(ticket="T1", person="A2"), "09:30")

    rows = history.tracker.obligations
    assert {row.debtor: row.state for row in rows.values()} == {"A1": "open", "A2": "discharged"}


def test_a_quiet_deadline_is_breached_by_lateness_alone() -> None:
    """That no report comes is no breach; that one comes too late is."""
    history = History(answer(STANDARD, "quiet = true"))
    history.add(MatterOpened(ticket="T1", owner="A1"), "09:00")
    history.add(MatterOpened(ticket="T2", owner="A1"), "09:00")

    assert history.kinds("12:00") == []
    history.add(MatterDone(ticket="T2"), "10:30")
    assert [(each.kind, each.obligation) for each in history.warden("12:00")] == [
        ("breach", "answer#2")
    ]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("{ time = 17:00:00 }", "17:00"),
        ("{ time = 08:00:00, days = 1 }", "+1 08:00"),
        ("{ time = 08:00:00, days = 5, working = true }", "+7 08:00"),
        ('{ field = "due_at", shift = "-PT4H" }', "+1 08:00"),
    ],
)
def test_what_is_due_at_an_instant(due: str, expected: str) -> None:
    """By a time of the day, so many days or working days on, or before a named instant."""
    history = History(answer(STANDARD.replace('{ within = "PT1H" }', due)))
    opened = MatterOpened(ticket="T1", owner="A1", due_at=local("+1 12:00"))
    history.add(opened, "09:00")

    assert history.row().due_at == at(expected)


def test_a_periodic_duty_is_open_before_it_is_due() -> None:
    """Each turn opens with the end of the one before it, also while nothing happens."""
    history = History(cadence())
    history.add(SiteOpened(site="s", timezone="Asia/Shanghai"), "08:00")

    rows = list(history.tracker.standing(at("+1 13:00")))

    assert [(row.started_at, row.due_at) for row in rows] == [
        (at("08:00"), at("12:00")),
        (at("12:00"), at("+1 12:00")),
        (at("+1 12:00"), at("+2 12:00")),
    ]
    assert {row.debtor for row in rows} == {"agent"}


def test_a_turn_that_was_missed_stays_missed() -> None:
    """What is done after the due instant counts for the next turn, not for the last."""
    history = History(cadence())
    history.add(SiteOpened(site="s", timezone="Asia/Shanghai"), "08:00")
    history.warden("12:00")
    history.add(RoundMade(person="A1"), "12:30")

    states = {row.due_at: row.state for row in history.tracker.standing(at("13:00"))}
    assert states == {at("12:00"): "breached", at("+1 12:00"): "discharged"}


def test_a_turn_with_a_window_can_be_made_good() -> None:
    """Outside every window, what is done counts for the turn that was due last."""
    history = History(cadence('opens = "PT1H"'))
    history.add(SiteOpened(site="s", timezone="Asia/Shanghai"), "08:00")
    history.warden("12:00")
    history.add(RoundMade(person="A1"), "12:30")

    (row,) = history.tracker.standing(at("13:00"))
    assert (row.started_at, row.state) == (at("11:00"), "discharged-late")


def test_a_duty_of_each_person_is_theirs_who_held_the_post_when_it_opened() -> None:
    """Who comes later begins with the next turn."""
    history = History(cadence('each = "agent", about = "person"'))
    history.add(SiteOpened(site="s", timezone="Asia/Shanghai"), "08:00")
    for person in ("A1", "A2"):
        history.add(PersonRegistered(person=person, name="x", roles=()), "08:01")
        history.add(PersonPlaced(person=person, post="agent"), "08:02")
    history.add(RoundMade(person="A2"), "12:30")

    standing = history.tracker.standing(at("13:00"))
    assert {row.debtor: row.state for row in standing} == {"A1": "open", "A2": "discharged"}


def test_several_happenings_can_be_wanted() -> None:
    """Only the second round discharges a duty of two."""
    history = History(cadence("least = 2"))
    history.add(SiteOpened(site="s", timezone="Asia/Shanghai"), "08:00")
    history.add(RoundMade(person="A1"), "09:00")
    assert [row.state for row in history.tracker.standing(at("09:00"))] == ["open"]
    history.add(RoundMade(person="A1"), "10:00")
    assert [row.state for row in history.tracker.standing(at("10:00"))] == ["discharged"]


def test_a_warning_of_a_turn_is_recorded_though_nothing_else_happens() -> None:
    """Turns that opened since the last event fall due like all others, once each."""
    history = History(cadence('warn = ["PT1H"]'))
    history.add(SiteOpened(site="s", timezone="Asia/Shanghai"), "08:00")

    first = history.warden("+1 12:00")
    assert [each.kind for each in first] == ["warning", "breach", "warning", "breach"]
    assert history.kinds("+1 12:00") == []


def test_an_amendment_leaves_open_obligations_as_they_are() -> None:
    """A stricter clause governs what starts from its first day on, and nothing before."""
    first = ANSWER % " ".join(STANDARD.split())
    stricter = first.replace("2026-01-01", (DAY + timedelta(days=1)).isoformat())
    history = History(law(first, stricter.replace("PT1H", "PT5M")))
    history.add(MatterOpened(ticket="T1", owner="A1"), "23:50")
    history.add(MatterOpened(ticket="T2", owner="A1"), "+1 00:10")

    assert history.row(1).due_at == at("+1 00:50")
    assert history.row(2).due_at == at("+1 00:15")
    assert history.row(1).version == date(2026, 1, 1).isoformat()
    assert history.row(1).edition != history.row(2).edition


def test_an_instant_is_the_same_in_rows_and_events() -> None:
    """Rows hold microseconds since the epoch, as the store does."""
    history = History(answer())
    history.add(MatterOpened(ticket="T1", owner="A1"), "09:00")

    assert history.row().started_at == micros(local("09:00"))
