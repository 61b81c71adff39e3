"""Cases of discipline, the sanctions that came of them, and the entries of each month."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledger.kernel.event import Event, instant
from ledger.registers.discipline.events import (
    AppealDecided,
    AppealFiled,
    OffenceConfirmed,
    OffenceExcused,
    OffenceProposed,
    OffenceRecorded,
    OffenceVoided,
    SanctionAcknowledged,
    SanctionIssued,
    SanctionNotified,
    SanctionReversed,
    StatementClosed,
)
from projections.discipline import Discipline, appeals, sanctions_of, waiting
from tests.projections.happenings import at, ledger

CASE = "A031/2026-11-21/90.1"
OF_CASE: dict[str, Any] = {
    "offence": CASE,
    "person": "A031",
    "day": "A031/2026-11-21",
    "month": "A031/2026-11",
    "year": "A031/2026",
}
PROPOSED = OffenceProposed(
    **OF_CASE,
    clause="attendance.late",
    occurred=date(2026, 11, 21),
    fact="90",
    evidence=(90, 88),
    amount=2900,
    computation=(("29 整分钟 × 1.00 = 29.00", "29 full minutes × 1.00 = 29.00"),),
)
CONFIRMED = OffenceConfirmed(**OF_CASE, clause="attendance.late", decider="A017", nth=1)
CONCERNED: dict[str, Any] = {"offence": CASE, "sanction": 1, "person": "A031"}
FINE = SanctionIssued(
    **CONCERNED,
    day="A031/2026-11-21",
    kind="fine",
    clause="attendance.late",
    issuer="A017",
    account="2026-11",
    amount=2900,
    evidence=(90, 88),
)
NOTICE = SanctionNotified(**CONCERNED, appeal_until=instant(at("20:00:00")))
APPEAL = AppealFiled(**CONCERNED, grounds="堵车")


def reversed_by(amount: int, *, annuls: bool = False) -> SanctionReversed:
    """The counter-entry to the fine, in the next month."""
    return SanctionReversed(
        **CONCERNED,
        day="A031/2026-11-21",
        year="A031/2026",
        kind="fine",
        amount=amount,
        account="2026-12",
        corrects="2026-11",
        original=3,
        decider="A001",
        annuls=annuls,
    )


def after(*events: Event) -> Discipline:
    """The view after these events, a minute apart from nine on."""
    view = Discipline()
    view.apply(ledger(*((f"09:{minute:02}:00", each) for minute, each in enumerate(events))))
    return view


def test_a_proposal_waits_with_what_it_would_cost() -> None:
    """The queue shows the person, the clause, the amount and its computation."""
    view = after(PROPOSED)

    (row,) = waiting(view)
    assert (row.offence, row.person, row.clause, row.amount) == (
        CASE,
        "A031",
        "attendance.late",
        2900,
    )
    assert row.computation_zh == "29 整分钟 × 1.00 = 29.00"
    assert (row.evidence, row.recorder) == ("90,88", None)


def test_what_a_person_recorded_waits_too() -> None:
    """The oldest case stands first, whoever opened it."""
    other = OffenceRecorded(
        **(OF_CASE | {"offence": "A031/2026-11-21/r1"}),
        clause="desk.messy",
        occurred=date(2026, 11, 21),
        recorder="A017",
        facts="桌面凌乱",
    )
    found = waiting(after(other, PROPOSED))

    assert [(row.offence, row.recorder) for row in found] == [
        ("A031/2026-11-21/r1", "A017"),
        (CASE, None),
    ]


def test_a_decided_case_waits_no_more() -> None:
    """Confirmed, excused or void, with who decided and when."""
    closed: dict[str, Any] = {**OF_CASE, "decider": "A017", "reason": "r"}
    for ending, state in (
        (CONFIRMED, "confirmed"),
        (OffenceExcused(**closed), "excused"),
        (OffenceVoided(**closed, replaced_by="other"), "void"),
    ):
        view = after(PROPOSED, ending)
        row = view.cases[CASE]
        assert (row.state, row.decider, row.decided_at) == (state, "A017", at("09:01:00"))
        assert waiting(view) == []
    assert view.cases[CASE].replaced_by == "other"


def test_a_sanction_is_followed_from_the_notice_to_the_ruling() -> None:
    """Notified, seen, not agreed; appealed, and what the ruling left of it."""
    seen = SanctionAcknowledged(**CONCERNED)
    view = after(PROPOSED, CONFIRMED, FINE, NOTICE, seen, APPEAL)
    (row,) = sanctions_of(view, CASE)
    assert (row.notified_at, row.appeal_until) == (at("09:03:00"), at("20:00:00"))
    assert (row.acknowledged_at, row.agreed) == (at("09:04:00"), False)
    assert appeals(view) == [row]

    ruling = AppealDecided(
        **CONCERNED, outcome="reduced", decider="A001", amount=900, reason="首次"
    )
    view = after(PROPOSED, CONFIRMED, FINE, NOTICE, seen, APPEAL, ruling, reversed_by(2000))
    (row,) = sanctions_of(view, CASE)
    assert (row.appeal, row.left, row.taken_back) == ("reduced", 900, False)
    assert appeals(view) == []
    assert view.cases[CASE].state == "confirmed"


def test_agreeing_later_keeps_when_it_was_first_seen() -> None:
    """Seen and agreed are two statements."""
    seen, agreed = SanctionAcknowledged(**CONCERNED), SanctionAcknowledged(**CONCERNED, agreed=True)
    (row,) = sanctions_of(after(PROPOSED, FINE, NOTICE, seen, agreed), CASE)

    assert (row.acknowledged_at, row.agreed) == (at("09:03:00"), True)


def test_a_counter_entry_names_what_it_corrects() -> None:
    """The fine stays where it was; the counter-entry stands in the open month."""
    view = after(PROPOSED, CONFIRMED, FINE, reversed_by(2900, annuls=True))

    assert [
        (row.account, row.amount, row.corrects, row.original) for row in view.entries.values()
    ] == [("2026-11", -2900, None, None), ("2026-12", 2900, "2026-11", 3)]
    assert view.sanctions[CASE, 1].taken_back
    assert view.cases[CASE].state == "annulled"


def test_a_closed_month_keeps_its_totals() -> None:
    """The totals it was closed with, and where."""
    closed = StatementClosed(account="2026-11", entries=1, deducted=2900, rewarded=0)
    row = after(PROPOSED, CONFIRMED, FINE, closed).months["2026-11"]

    assert (row.position, row.entries, row.deducted, row.rewarded) == (4, 1, 2900, 0)
