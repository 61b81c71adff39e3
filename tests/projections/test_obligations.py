"""The obligations panel: what breaks next, and how it says so."""

from __future__ import annotations

from ledger.registers.alarms.events import AlarmAcknowledged, AlarmRaised, AlarmShelved
from projections.obligations import Alarm, Counts, panel
from tests.ledger.obligations.history import (
    STANDARD,
    History,
    MatterDone,
    MatterOpened,
    MatterWaiting,
    answer,
    at,
    local,
)

MORE = """
warn = ["PT15M"], action = "reply-to-ticket", creditor = { post = "team-leader" },
pauses = [{ starts = [{ event = "test.waiting" }], ends = [{ event = "test.resumed" }],
cause = { zh = "等客户", en = "waiting for the customer" } }]
"""


def history() -> History:
    """Four matters: one overdue, one at risk, one with time, one that waits; a fifth is done."""
    made = History(answer(STANDARD, MORE))
    made.add(MatterOpened(ticket="T1", owner="A1"), "09:00")
    made.add(MatterOpened(ticket="T4", owner="A4"), "09:05")
    made.add(MatterWaiting(ticket="T4"), "09:10")
    made.add(MatterOpened(ticket="T2", owner="A2"), "09:20")
    made.add(MatterOpened(ticket="T3", owner="A3"), "09:50")
    made.add(MatterOpened(ticket="T5", owner="A3"), "09:51")
    made.add(MatterDone(ticket="T5"), "09:55")
    return made


def test_what_breaks_next_comes_first() -> None:
    """Overdue, at risk, with time; what stands still comes last, what is done not at all."""
    lines = panel(history().tracker, at("10:10")).lines

    assert [(each.about, each.sign) for each in lines] == [
        ("T1", "!!"),
        ("T2", "!"),
        ("T3", ""),
        ("T4", ""),
    ]


def test_a_line_says_how_long_is_left_and_who_owes_what() -> None:
    """The time left goes below zero; the clause gives the title and the way to discharge it."""
    first, *_, last = panel(history().tracker, at("10:10")).lines

    assert first.left == at("10:00") - at("10:10")
    assert (first.debtor, first.creditor, first.to_post) == ("A1", "team-leader", False)
    assert (first.title.zh, first.action) == ("答复", "reply-to-ticket")
    assert last.left == at("10:05") - at("09:10")
    assert last.cause is not None
    assert last.cause.en == "waiting for the customer"


def test_the_counts_are_of_all_however_few_are_shown() -> None:
    """Four are open, one each breached, at risk and standing still, though one line is wanted."""
    shown = panel(history().tracker, at("10:10"), most=1)

    assert len(shown.lines) == 1
    assert shown.counts == Counts(open=4, breached=1, at_risk=1, paused=1)


def test_a_person_sees_their_own() -> None:
    """Chosen by debtor, the counts are of that person's alone."""
    own = panel(history().tracker, at("10:10"), wanted=lambda live: live.row.debtor == "A3")

    assert [each.about for each in own.lines] == ["T3"]
    assert own.counts.open == 1


def test_a_line_ticks_without_the_tracker() -> None:
    """From its due and warning instants a line tells its sign and time left at any later one."""
    third = next(each for each in panel(history().tracker, at("10:00")).lines if each.about == "T3")

    assert [third.sign_at(at(when)) for when in ("10:00", "10:36", "10:50")] == ["", "!", "!!"]
    assert third.left_at(at("10:51")) == at("10:50") - at("10:51")


def test_a_line_knows_what_the_discharging_action_needs() -> None:
    """The case by the name of its kind, and who owes it."""
    first = panel(history().tracker, at("10:10")).lines[0]

    assert dict(first.given) == {"ticket": "T1", "person": "A1"}


def test_an_alarm_is_on_its_line_and_counted_until_it_is_shelved() -> None:
    """Acknowledged it still counts; put aside it does not, until its time is over."""
    made = history()
    due = local("10:00")
    raised = AlarmRaised(obligation="answer#1", clause="answer", due_at=due)
    position = made.add(raised, "10:01")
    assert panel(made.tracker, at("10:02")).counts[-2:] == (1, 1)

    made.add(AlarmAcknowledged(obligation="answer#1", fact=str(position)), "10:03")
    shown = panel(made.tracker, at("10:03"))
    assert shown.counts[-2:] == (1, 0)
    assert shown.lines[0].alarm == Alarm(position, at("10:01"), True, None)

    shelved = AlarmShelved(
        obligation="answer#1", fact=str(position), until=local("11:00"), reason="x"
    )
    made.add(shelved, "10:04")
    assert panel(made.tracker, at("10:30")).counts[-2:] == (0, 0)
    assert panel(made.tracker, at("11:00")).counts[-2:] == (1, 0)
