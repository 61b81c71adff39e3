"""The people and the cases that the tests of discipline begin with."""

from datetime import date, datetime, timedelta
from typing import Any

from ledger.kernel.action import Role
from ledger.registers.discipline.events import (
    OffenceConfirmed,
    OffenceProposed,
    SanctionIssued,
    SanctionNotified,
    SanctionReversed,
)
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.testing import NOON, Given, given
from tests.ledger.registers.discipline.law import LAW

DAY = date(2026, 11, 21)
MONTH = "2026-11"

PROGRAM = "program:warden"
AGENT = PersonPlaced(person="A031", post="agent", supervisor="A017")
OFFENDER = PersonRegistered(person="A031", name="郭亮", roles=(Role.AGENT,), post="agent")
LEADER = PersonRegistered(person="A017", name="王敏", roles=(Role.TEAM_LEADER,), post="team-leader")
DIRECTOR = PersonRegistered(
    person="A009", name="高飞", roles=(Role.DUTY_LEADER,), post="cs-director"
)
CHIEF = PersonRegistered(
    person="A001", name="何静", roles=(Role.ADMINISTRATOR,), post="centre-director"
)


def under_trial(*events: Any) -> Given:
    """A history under the rulebook of these tests."""
    return given(*events, law=LAW)


def after(number: int) -> datetime:
    """The instant at which a history of so many events is decided about."""
    return NOON + timedelta(seconds=number - 1, minutes=1)


def fixed(amount: int) -> tuple[tuple[str, str], ...]:
    """The computation of a fixed amount in whole units."""
    return ((f"定额 {amount}.00", f"fixed at {amount}.00"),)


def proposed(clause: str, fact: int, **more: Any) -> OffenceProposed:
    """A case against A031 of the tests' day."""
    person, occurred = more.pop("person", "A031"), more.pop("occurred", DAY)
    fields: dict[str, Any] = {
        "offence": f"{person}/{occurred}/{fact}.1",
        "evidence": (fact,),
    } | more
    return OffenceProposed(
        clause=clause,
        person=person,
        day=f"{person}/{occurred}",
        month=f"{person}/{occurred:%Y-%m}",
        year=f"{person}/{occurred:%Y}",
        occurred=occurred,
        fact=str(fact),
        **fields,
    )


def confirmed(case: OffenceProposed, nth: int = 1, **more: Any) -> OffenceConfirmed:
    """The confirmation of a case, by its leader A017."""
    fields: dict[str, Any] = {"decider": "A017", "quantity": case.quantity} | more
    return OffenceConfirmed(
        offence=case.offence,
        clause=case.clause,
        person=case.person,
        day=case.day,
        month=case.month,
        year=case.year,
        nth=nth,
        fact=case.fact,
        subject=case.subject,
        **fields,
    )


def sanction(case: OffenceProposed, number: int = 1, **more: Any) -> SanctionIssued:
    """A sanction of a case: a fine, issued by A017 in the tests' month."""
    fields: dict[str, Any] = {
        "person": case.person,
        "kind": "fine",
        "issuer": "A017",
        "account": MONTH,
        "evidence": case.evidence,
    } | more
    return SanctionIssued(
        offence=case.offence, sanction=number, day=case.day, clause=case.clause, **fields
    )


def notified(issued: SanctionIssued, at: datetime, days: int = 3) -> SanctionNotified:
    """The notice of a sanction, given at an instant."""
    return SanctionNotified(
        offence=issued.offence,
        sanction=issued.sanction,
        person=issued.person,
        appeal_until=at + timedelta(days=days),
    )


def taken_back(
    case: OffenceProposed, issued: SanctionIssued, position: int, **more: Any
) -> SanctionReversed:
    """The counter-entry that takes a sanction back whole, entered by A017."""
    amount = issued.amount
    line = f"{amount / 100:.2f} − {amount / 100:.2f} = 0.00"
    fields: dict[str, Any] = {
        "amount": amount,
        "account": MONTH,
        "decider": "A017",
        "annuls": issued.joint_of is None,
        "computation": ((line, line),),
    } | more
    return SanctionReversed(
        offence=case.offence,
        sanction=issued.sanction,
        person=issued.person,
        day=case.day,
        year=case.year,
        kind=issued.kind,
        corrects=issued.account,
        original=position,
        fact=case.fact,
        **fields,
    )
