"""An offence is recorded by a person."""

from datetime import timedelta
from typing import Any

from ledger.kernel.action import NotEntitled
from ledger.registers.discipline.events import OffenceRecorded
from ledger.registers.discipline.record_offence import (
    NotYetHappened,
    OffenderNotRegistered,
    OpenedAlready,
    RecordOffence,
)
from ledger.registers.discipline.replacing import AlreadySanctioned
from ledger.testing import When
from tests.ledger.registers.discipline.cases import (
    DAY,
    LEADER,
    OFFENDER,
    confirmed,
    fixed,
    proposed,
    under_trial,
)


def recording(*history: Any, by: str = "A017", **more: Any) -> When:
    """What A017 has seen of A031 is recorded."""
    fields: dict[str, Any] = {"clause": "duty", "occurred": DAY, "facts": "空岗"} | more
    return under_trial(*history).when(RecordOffence(person="A031", **fields), by=by)


def recorded(offence: str, **more: Any) -> OffenceRecorded:
    """The case that is opened by it."""
    fields: dict[str, Any] = {"clause": "duty", "amount": 5000, "computation": fixed(50)} | more
    return OffenceRecorded(
        offence=offence,
        person="A031",
        day="A031/2026-11-21",
        month="A031/2026-11",
        year="A031/2026",
        occurred=DAY,
        recorder="A017",
        facts="空岗",
        **fields,
    )


def test_what_a_person_saw_becomes_a_case() -> None:
    """Without an event to rest on, the cases of the day are counted."""
    recording(LEADER, OFFENDER).then(
        recorded("A031/2026-11-21/r1"), reading=("discipline.once", "duty")
    )


def test_the_second_case_of_a_day_has_a_name_of_its_own() -> None:
    """Two things seen on one day are two cases."""
    recording(LEADER, OFFENDER, recorded("A031/2026-11-21/r1")).then(recorded("A031/2026-11-21/r2"))


def test_a_case_may_rest_on_an_event_and_further_evidence() -> None:
    """The positions stand with the case."""
    recording(LEADER, OFFENDER, fact="90", evidence=(91,)).then(
        recorded("A031/2026-11-21/90.1", fact="90", evidence=(90, 91))
    )


def test_a_cap_hands_the_case_on_as_it_does_for_proposals() -> None:
    """S1.21-02: thirty minutes late are absence, whoever enters them."""
    recording(LEADER, OFFENDER, clause="late", quantity=45).then(
        recorded(
            "A031/2026-11-21/r1",
            clause="late-day",
            amount=10_000,
            computation=fixed(100),
            report_to=("general-office",),
        )
    )


def test_a_fact_that_is_a_case_already_is_refused() -> None:
    """Once it is proposed under the clause, nobody records it again."""
    recording(LEADER, OFFENDER, proposed("duty", 90), fact="90").refused(OpenedAlready, citing=(3,))


def test_a_fact_that_was_sanctioned_in_the_family_is_refused() -> None:
    """One fact, one family, one sanction."""
    first = proposed("talk", 90)
    recording(LEADER, OFFENDER, confirmed(first), clause="rules", fact="90").refused(
        AlreadySanctioned, citing=(3,)
    )


def test_a_stranger_cannot_have_committed_an_offence() -> None:
    """The offender is a person in the book."""
    recording(LEADER).refused(OffenderNotRegistered)


def test_nothing_is_recorded_before_it_happened() -> None:
    """The day lies in the future."""
    recording(LEADER, OFFENDER, occurred=DAY + timedelta(days=1)).refused(NotYetHappened)


def test_an_agent_records_no_offence() -> None:
    """Leaders and auditors record what they see."""
    recording(OFFENDER, by="A031").refused(NotEntitled)
