"""Bugs that other people's deadlines had in earnest, each as a small history (features.md E)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from ledger.kernel.event import micros
from ledger.obligations.rows import ObligationRow
from ledger.obligations.tracker import Tracker
from ledger.registers.org.events import SiteOpened
from ledger.rulebook.faults import RulebookFault
from ledger.rulebook.loading import parse
from tests.ledger.obligations.history import (
    ANSWER,
    STANDARD,
    History,
    MatterDone,
    MatterDropped,
    MatterMoved,
    MatterOpened,
    MatterRenewed,
    MatterResumed,
    MatterSaid,
    MatterWaiting,
    RoundMade,
    answer,
    at,
    body,
    law,
    local,
)

NEXT_REPLY = """
starts = [{ event = "test.said", where = { by = "customer" } }], about = "ticket",
ends = [{ event = "test.said", where = { by = "agent" } }], withdrawn = [{ event = "test.done" }],
due = { within = "PT30M" }, debtor = { post = "agent" }
"""
WAITING = """
pauses = [{ starts = [{ event = "test.waiting" }],
ends = [{ event = "test.resumed" }, { event = "test.said", where = { by = "customer" } }],
cause = { zh = "等客户", en = "waiting for the customer" } }]
"""
LADDER = """
warn = ["PT15M"], escalate = [{ after = "PT0S", to = "team-leader" },
{ after = "PT30M", to = "shift-leader" }, { after = "PT1H", to = "cs-director" }]
"""


def opened(ticket: str = "T1", owner: str = "A1", due: datetime | None = None) -> MatterOpened:
    """A matter is opened."""
    return MatterOpened(ticket=ticket, owner=owner, due_at=due)


def said(by: str, channel: str = "phone") -> MatterSaid:
    """Somebody says something."""
    return MatterSaid(ticket="T1", by=by, channel=channel)


def second(name: str, terms: str) -> str:
    """Another deadline for a law's text."""
    return (ANSWER % " ".join(terms.split())).replace('"answer"', f'"{name}"')[
        len('\nname = "answers"') :
    ]


def standing(history: History) -> list[ObligationRow]:
    """The obligations that are not over."""
    rows = history.tracker.obligations.values()
    return [row for row in rows if row.concluded_at is None]


def test_the_clock_stops_when_the_agent_has_answered() -> None:
    """E1: the last speaker is the agent, so that no reply is owed any more."""
    history = History(answer(NEXT_REPLY))
    history.add(said("customer"), "09:00")
    history.add(said("agent"), "09:10")
    history.add(said("agent"), "09:20")

    assert standing(history) == []
    assert history.kinds("12:00") == []


def test_a_shorter_update_target_does_not_run_before_the_first_response() -> None:
    """E2: the first response and the update are clauses of their own; only the first has begun."""
    update = """
    starts = [{ event = "test.said", where = { by = "agent" } }], about = "ticket",
    ends = [{ event = "test.said", where = { by = "agent" } }], due = { within = "PT10M" },
    debtor = { field = "by" }
    """
    history = History(law(ANSWER % " ".join(STANDARD.split()) + second("update", update)))
    history.add(opened(), "09:00")

    assert history.tracker.next_due() == at("10:00")
    history.add(said("agent"), "09:30")
    assert history.tracker.next_due() == at("09:40")


def test_an_answer_by_another_channel_sets_the_clock_going_again() -> None:
    """E3: the customer answers by a note on the web, and the pause is over."""
    history = History(answer(STANDARD, WAITING))
    history.add(opened(), "09:00")
    history.add(MatterWaiting(ticket="T1"), "09:20")
    history.add(said("customer", channel="web"), "10:20")

    assert history.row().state == "open"
    assert history.row().due_at == at("11:00")


def test_a_warning_falls_into_office_hours() -> None:
    """E4: a quarter of an hour of working time before half past eight is at a quarter past."""
    history = History(answer(STANDARD, LADDER, hours=True))
    history.add(opened(), "16:30")

    assert history.row().due_at == at("+1 08:30")
    assert [each.at for each in history.warden("+1 08:29")] == [at("+1 08:15")]


def test_the_deadline_is_refreshed_by_the_first_reply() -> None:
    """E5: each message opens its own obligation, and the first reply answers all before it."""
    history = History(answer(NEXT_REPLY))
    history.add(said("customer"), "09:00")
    history.add(said("customer"), "09:05")
    history.add(said("agent"), "09:10")
    fourth = history.add(said("customer"), "09:15")

    assert [row.id for row in standing(history)] == [f"answer#{fourth}"]
    assert standing(history)[0].due_at == at("09:45")


def test_the_numbers_of_a_closed_matter_stay() -> None:
    """E6: opened anew, it gets another obligation; what the first one says is never empty."""
    history = History(answer())
    history.add(opened(), "09:00")
    history.add(MatterDone(ticket="T1"), "09:25")
    again = history.add(opened(), "11:00")
    history.add(MatterDone(ticket="T1"), "11:10")

    minute = 60_000_000
    assert (history.row(1).running, history.row(1).paused, history.row(1).outside) == (
        25 * minute,
        0,
        0,
    )
    assert history.row(again).running == 10 * minute


def test_an_amendment_after_a_pause_forgets_no_paused_time() -> None:
    """E7: the matter keeps the clause it started under, and the time that it stood still."""
    before = " ".join(f"{STANDARD.strip()}, {WAITING.strip()}".split())
    after = before.replace("PT1H", "PT10M")
    versions = f"{before} }} }}, {{ from = 2026-11-24, values = {{ {after}"
    history = History(law(ANSWER % versions))
    first = history.add(opened(), "23:30")
    history.add(MatterWaiting(ticket="T1"), "23:45")
    history.add(MatterResumed(ticket="T1"), "+1 01:00")
    newer = history.add(opened("T2"), "+1 01:00")

    assert history.row(first).due_at == at("+1 01:45")
    assert history.row(newer).due_at == at("+1 01:10")


def test_nothing_is_breached_while_the_clock_stands_still_for_a_reason() -> None:
    """E8: a matter that waits for the customer is not late, however long it waits."""
    history = History(answer(STANDARD, f"{WAITING.strip()}, {LADDER.strip()}"))
    history.add(opened(), "09:00")
    history.add(MatterWaiting(ticket="T1"), "09:30")

    row = history.row()
    assert (row.state, row.due_at, row.left) == ("paused", None, at("10:00") - at("09:30"))
    assert row.cause_en == "waiting for the customer"
    assert history.kinds("+9 09:00") == []


def test_every_level_of_an_escalation_fires_also_when_it_was_missed() -> None:
    """E9: a warden that comes back late finds all three levels, in their order."""
    history = History(answer(STANDARD, LADDER))
    history.add(opened(), "09:00")

    fired = history.warden("12:00")

    assert [(each.kind, each.step, each.to) for each in fired] == [
        ("warning", 0, None),
        ("breach", 0, None),
        ("escalation", 0, "team-leader"),
        ("escalation", 1, "shift-leader"),
        ("escalation", 2, "cs-director"),
    ]
    assert history.kinds("12:00") == []
    assert history.row().escalated == 3


def test_two_clocks_of_one_matter_are_never_taken_for_each_other() -> None:
    """E10: the time to take it on and the time to resolve it run and escalate on their own."""
    own = STANDARD.replace("test.done", "test.moved").replace("PT1H", "PT15M")
    history = History(law(ANSWER % " ".join(STANDARD.split()) + second("own", own)))
    history.add(opened(), "09:00")
    history.add(MatterMoved(ticket="T1", owner="A2"), "09:10")

    assert history.row(clause="own").state == "discharged"
    assert (history.row().state, history.row().due_at) == ("open", at("10:00"))


def test_whoever_takes_a_matter_over_gets_a_clock_of_their_own() -> None:
    """E11: the breach is the former debtor's; the new one starts with the whole time."""
    moved = '[{ event = "test.moved" }]'
    history = History(answer(STANDARD, f"restarts = {moved}, reassigned = {moved}"))
    history.add(opened(), "09:00")
    breach = history.warden("10:30")
    history.add(MatterMoved(ticket="T1", owner="A2"), "11:00")

    assert [(each.kind, each.debtor) for each in breach] == [("breach", "A1")]
    assert (history.row().debtor, history.row().due_at) == ("A2", at("12:00"))
    assert [(each.kind, each.debtor) for each in history.warden("12:00")] == [("breach", "A2")]


def test_a_late_breach_is_charged_to_who_held_it_when_it_was_due() -> None:
    """E11: noticed after it was handed over, it is still the breach of who let it pass."""
    history = History(answer(STANDARD, 'reassigned = [{ event = "test.moved" }]'))
    history.add(opened(), "09:00")
    history.add(MatterMoved(ticket="T1", owner="A2"), "10:30")

    assert [each.debtor for each in history.warden("11:00")] == ["A1"]
    assert history.row().debtor == "A2"


def test_thanks_at_the_end_keep_no_clock_running() -> None:
    """E12: the matter is resolved, so that no reply is owed to the customer's last word."""
    history = History(answer(NEXT_REPLY))
    history.add(said("customer"), "09:00")
    history.add(said("agent"), "09:10")
    thanks = history.add(said("customer"), "09:11")
    history.add(MatterDone(ticket="T1"), "09:12")

    assert history.row(thanks).state == "withdrawn"
    assert history.kinds("12:00") == []


def test_a_late_reply_does_not_hide_the_breach() -> None:
    """E13: the row says for ever that it came late, and when it was breached."""
    history = History(answer())
    history.add(opened(), "09:00")
    history.warden("10:00")
    history.add(MatterDone(ticket="T1"), "10:20")

    row = history.row()
    assert (row.state, row.breached_at) == ("discharged-late", at("10:00"))
    assert row.discharged_at == at("10:20")


def test_a_breach_counts_office_hours() -> None:
    """E14: what came in on Friday afternoon is not late on Saturday."""
    history = History(answer(hours=True))
    history.add(opened(), "+4 16:30")

    assert history.kinds("+5 12:00") == []
    assert [each.at for each in history.warden("+7 09:00")] == [at("+7 08:30")]


def test_what_says_paused_stands_still_and_a_reply_resolves_nothing() -> None:
    """E15: what is left is the same an hour later; the reply ends the reply's clock alone."""
    text = ANSWER % " ".join(f"{STANDARD.strip()}, {WAITING.strip()}".split())
    history = History(law(text + second("reply", NEXT_REPLY)))
    history.add(opened(), "09:00")
    history.add(MatterWaiting(ticket="T1"), "09:20")
    left = history.row().left
    history.add(MatterMoved(ticket="T1", owner="A1"), "10:20")
    history.add(said("agent"), "10:30")

    assert (history.row().state, history.row().left) == ("paused", left)


def test_a_breached_obligation_is_not_shown_as_paused() -> None:
    """E15: waiting that begins after the due instant covers nothing up."""
    history = History(answer(STANDARD, WAITING))
    history.add(opened(), "09:00")
    history.warden("10:00")
    history.add(MatterWaiting(ticket="T1"), "10:30")

    assert history.row().state == "breached"
    assert history.row().due_at == at("10:00")


def test_a_matter_born_in_the_lunch_break_waits_for_the_afternoon() -> None:
    """E16: the clock begins at one, though the matter was taken down at a quarter past twelve."""
    history = History(answer(hours=True))
    history.add(opened(), "12:15")
    history.add(MatterDone(ticket="T1"), "13:20")

    row = history.row()
    assert row.due_at == at("14:00")
    assert (row.running, row.outside) == (at("13:20") - at("13:00"), at("13:00") - at("12:15"))


def test_no_overdue_notice_follows_what_was_returned() -> None:
    """E21: returned in time but noticed by nobody, it is neither warned of nor breached."""
    history = History(answer(STANDARD, LADDER))
    history.add(opened(), "09:00")
    history.add(MatterDone(ticket="T1"), "09:50")

    assert history.kinds("+3 09:00") == []


def test_what_is_recalled_is_due_by_the_new_date() -> None:
    """E21: a recall sets another due date, and warnings follow that one."""
    terms = STANDARD.replace('due = { within = "PT1H" }', 'due = { field = "due_at" }')
    history = History(answer(terms, 'warn = ["PT15M"], restarts = [{ event = "test.renewed" }]'))
    history.add(opened(due=local("+7 09:00")), "09:00")
    history.add(MatterRenewed(ticket="T1", due_at=local("+1 12:00")), "+1 09:00")

    assert history.row().due_at == at("+1 12:00")
    assert [each.at for each in history.warden("+1 11:50")] == [at("+1 11:45")]


def test_a_breach_is_of_the_due_instant_whatever_else_has_happened() -> None:
    """E23: neither later events of the matter nor the time of noticing move it."""
    history = History(answer(STANDARD, WAITING))
    history.add(opened(), "09:00")
    history.add(opened("T2"), "09:40")
    history.add(said("customer"), "10:30")
    history.add(MatterDropped(ticket="T1"), "10:40")
    history.warden("11:00")

    assert history.row().breached_at == at("10:00")


def test_a_day_ends_at_the_sites_own_midnight_also_when_clocks_change() -> None:
    """E29: between two midnights in Berlin lie 25 hours on the day summer time ends."""
    terms = 'rrule = "FREQ=DAILY", done = [{ event = "test.round" }], debtor = { post = "agent" }'
    text = (ANSWER % terms).replace('"deadline"', '"cadence"')
    tracker = Tracker(ZoneInfo("Europe/Berlin"), law(text))
    opened_at = micros(datetime(2026, 10, 23, 12, tzinfo=UTC))
    opening = SiteOpened(site="Berlin", timezone="Europe/Berlin")
    tracker.apply([(1, "site.opened", opened_at, body(opening))])
    rows = tracker.standing(micros(datetime(2026, 10, 26, 12, tzinfo=UTC)))

    hours = [((row.due_at or 0) - row.started_at) / 3_600_000_000 for row in rows]
    assert hours == [10, 24, 25, 24]
    assert date(2026, 10, 25) in {
        tracker.laws.day_of(row.started_at) for row in tracker.standing(0)
    }


def test_clauses_in_conflict_are_found_before_anyone_acts() -> None:
    """E31: two versions that both hold on a day are a fault of the text, told when it is read."""
    twice = (ANSWER % " ".join(STANDARD.split())).replace(
        "in_force = [{ from", "in_force = [{ from = 2026-01-01, values = {} }, { from"
    )
    with pytest.raises(RulebookFault, match="2026-01-01"):
        parse(twice, "test.toml")


def test_rounds_are_no_matters() -> None:
    """An event that no clause names is folded without a trace."""
    history = History(answer())
    history.add(RoundMade(person="A1"), "09:00")

    assert len(history.tracker.obligations) == 0
