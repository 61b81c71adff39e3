"""Medical proofs cover a sick leave, day by day and without a gap."""

from __future__ import annotations

from datetime import date

import msgspec

from ledger.kernel.event import Event
from ledger.registers.leave.case import NotTheirLeave
from ledger.registers.leave.events import (
    Category,
    LeaveReturned,
    MedicalProofSubmitted,
    SickLeaveEnded,
)
from ledger.registers.leave.proof import in_short
from ledger.registers.leave.return_from_leave import ReturnFromLeave
from ledger.registers.leave.submit_medical_proof import (
    NotCovered,
    PeriodReversed,
    SubmitMedicalProof,
)
from ledger.testing import When, given
from tests.ledger.registers.leave.leaves import granted, local, requested
from tests.ledger.registers.people import AGENT

SICK = requested("2026-11-25T08:00", "2026-11-28T00:00", 3, category=Category.SICK)
GRANTED = granted(SICK)


def handing_in(first: int, last: int, *before: Event, more: bool = False) -> When:
    """A proof from one day of November to another, after these events."""
    action = SubmitMedicalProof(
        leave="L-1",
        person="A003",
        covers_from=date(2026, 11, first),
        covers_to=date(2026, 11, last),
        more_follows=more,
    )
    return given(AGENT, SICK, *before).when(action, by="A003", at=local("2026-11-29T09:00"))


def proof(first: int, last: int, uncovered: int = 0) -> MedicalProofSubmitted:
    """A proof that was handed in."""
    return MedicalProofSubmitted(
        leave="L-1",
        person="A003",
        covers_from=date(2026, 11, first),
        covers_to=date(2026, 11, last),
        uncovered=uncovered,
    )


def test_a_proof_covers_every_day_of_the_leave() -> None:
    """S4.9-06: from its first day to its last, which ends at midnight."""
    handing_in(25, 27, GRANTED).then(proof(25, 27), reading=("leave.proof",))


def test_the_days_that_a_proof_does_not_cover_are_named() -> None:
    """S4.9-06: the 27th is not proved, and the refusal says so."""
    outcome = handing_in(25, 26, GRANTED)
    outcome.refused(NotCovered, clause="leave.proof")
    assert outcome.refusal is not None
    assert "11-27" in outcome.refusal.text("zh")
    assert "11-25 to 11-27, 11-27 is not proved" in outcome.refusal.text("en")


def test_a_proof_may_be_followed_by_another() -> None:
    """Said so, the first may end early; the second has to follow on and covers the rest."""
    handing_in(25, 26, GRANTED, more=True).then(proof(25, 26, uncovered=1))
    handing_in(27, 27, GRANTED, proof(25, 26, uncovered=1)).then(proof(27, 27))


def test_proofs_leave_no_gap() -> None:
    """S4.9-06: continuous, also when another is said to follow."""
    handing_in(26, 27, GRANTED, more=True).refused(NotCovered)
    handing_in(27, 27, GRANTED, proof(25, 25, uncovered=2), more=True).refused(NotCovered)
    handing_in(1, 2, GRANTED, more=True).refused(NotCovered)


def test_after_an_early_return_fewer_days_are_proved() -> None:
    """Who was back on the 26th proves the 25th and the 26th."""
    back = LeaveReturned(leave="L-1", person="A003", returned_at=local("2026-11-26T12:00"))
    handing_in(25, 26, GRANTED, back).then(proof(25, 26))


def test_a_sick_leave_that_was_ended_is_proved_to_its_end() -> None:
    """Its last day is the one that was entered."""
    ended = SickLeaveEnded(leave="L-1", person="A003", ended_on=date(2026, 11, 30), days=6)
    handing_in(25, 27, GRANTED, ended).refused(NotCovered)
    handing_in(25, 30, GRANTED, ended).then(proof(25, 30))


def test_a_period_ends_after_it_begins() -> None:
    """A date typed wrongly is refused."""
    handing_in(27, 25, GRANTED).refused(PeriodReversed)


def test_a_proof_is_for_the_persons_own_leave() -> None:
    """A colleague's leave is not proved by mistake."""
    theirs = msgspec.structs.replace(SICK, person="A004")
    action = SubmitMedicalProof(
        leave="L-1", person="A003", covers_from=date(2026, 11, 25), covers_to=date(2026, 11, 27)
    )
    given(AGENT, theirs).when(action, by="A003").refused(NotTheirLeave)


def test_who_has_proved_all_days_owes_no_proof_on_returning() -> None:
    """The sick leave ends without starting what was done already."""
    outcome = given(AGENT, SICK, GRANTED, proof(25, 27)).when(
        ReturnFromLeave(leave="L-1", person="A003"), by="A003", at=local("2026-11-28T00:00")
    )
    assert [type(each) for each in outcome.events] == [LeaveReturned]


def test_days_are_told_in_short() -> None:
    """Days that follow one another are one span."""
    days = [date(2026, 11, number) for number in (25, 26, 27, 30)]
    assert in_short(days) == "11-25–11-27, 11-30"
    assert in_short([]) == ""
