"""The people and the cases that the tests of discipline begin with."""

from datetime import date
from typing import Any

from ledger.kernel.action import Role
from ledger.registers.discipline.events import OffenceConfirmed, OffenceProposed
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.testing import Given, Happening, given
from tests.ledger.registers.discipline.law import LAW

DAY = date(2026, 11, 21)

PROGRAM = "program:warden"
AGENT = PersonPlaced(person="A031", post="agent", supervisor="A017")
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


def proposed(clause: str, fact: int, **more: Any) -> OffenceProposed:
    """A case against A031 of the tests' day."""
    person, occurred = more.pop("person", "A031"), more.pop("occurred", DAY)
    return OffenceProposed(
        offence=more.pop("offence", f"{person}/{occurred}/{fact}.1"),
        clause=clause,
        person=person,
        day=f"{person}/{occurred}",
        month=f"{person}/{occurred:%Y-%m}",
        year=f"{person}/{occurred:%Y}",
        occurred=occurred,
        fact=str(fact),
        evidence=(fact,),
        **more,
    )


def confirmed(case: OffenceProposed, nth: int = 1, decider: str = "A017") -> OffenceConfirmed:
    """The confirmation of a case."""
    return OffenceConfirmed(
        offence=case.offence,
        clause=case.clause,
        person=case.person,
        day=case.day,
        month=case.month,
        year=case.year,
        decider=decider,
        nth=nth,
        fact=case.fact,
        quantity=case.quantity,
        subject=case.subject,
    )


__all__ = ["AGENT", "CHIEF", "DAY", "DIRECTOR", "LEADER", "PROGRAM", "Happening", "confirmed"]
