"""What is established about offences, sanctions, appeals and the months they are settled in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ledger.kernel.event import Event, Personal
from ledger.kernel.tags import (
    AccountMonth,
    FactId,
    OffenceId,
    PersonDay,
    PersonId,
    PersonMonth,
    PersonYear,
)

Lines = tuple[tuple[str, str], ...]
"""A computation, a line an item, each in Chinese and in English."""

SanctionKind = Literal[
    "fine", "wages", "compensation", "reward", "warning", "measure", "liability", "record"
]
"""What a sanction is. Fines, wages and compensation are deducted, a reward is paid."""

DEDUCTED: tuple[SanctionKind, ...] = ("fine", "wages", "compensation")
"""The kinds of sanction whose amount a person pays; a reward is paid to the person."""

AppealOutcome = Literal["upheld", "reduced", "annulled"]


class OffenceProposed(Event, type="offence.proposed", version=1):
    """An offence has been proposed because of a fact; a person is to decide whether it was one.

    ``fact`` and ``evidence`` are positions of events, ``quantity`` is in the tariff's unit,
    ``subject`` is what repeats are told apart by. ``amount`` in fen, ``nth`` and ``computation``
    say what it would cost as the book stands; an amount of None is for the decider to set.
    ``arises_from`` are the cases whose number made it arise, if they did.
    """

    offence: OffenceId
    clause: str
    person: PersonId
    day: PersonDay
    month: PersonMonth
    year: PersonYear
    occurred: date
    fact: FactId | None = None
    evidence: tuple[int, ...] = ()
    quantity: float | None = None
    subject: str | None = None
    supervisor: str | None = None
    amount: int | None = None
    currency: str = "CNY"
    nth: int = 1
    computation: Lines = ()
    report_to: tuple[str, ...] = ()
    arises_from: tuple[str, ...] = ()


class OffenceRecorded(Event, type="offence.recorded", version=1):
    """A person has recorded an offence of somebody, which is to be decided.

    The fields are those of a proposal, with what was observed.
    """

    offence: OffenceId
    clause: str
    person: PersonId
    day: PersonDay
    month: PersonMonth
    year: PersonYear
    occurred: date
    recorder: str
    facts: Annotated[str, Personal(of="person", purpose="discipline")]
    fact: FactId | None = None
    evidence: tuple[int, ...] = ()
    quantity: float | None = None
    subject: str | None = None
    supervisor: str | None = None
    amount: int | None = None
    currency: str = "CNY"
    nth: int = 1
    computation: Lines = ()
    report_to: tuple[str, ...] = ()


class OffenceConfirmed(Event, type="offence.confirmed", version=1):
    """Whose decision it is has found that the offence was committed; sanctions follow from it."""

    offence: OffenceId
    clause: str
    person: PersonId
    day: PersonDay
    month: PersonMonth
    year: PersonYear
    decider: str
    nth: int
    fact: FactId | None = None
    quantity: float | None = None
    subject: str | None = None
    reason: Annotated[str | None, Personal(of="person", purpose="discipline")] = None


class OffenceExcused(Event, type="offence.excused", version=1):
    """The offence has been excused for a stated reason; that it was proposed stays on record."""

    offence: OffenceId
    person: PersonId
    day: PersonDay
    month: PersonMonth
    year: PersonYear
    decider: str
    reason: Annotated[str, Personal(of="person", purpose="discipline")]
    fact: FactId | None = None
    evidence: tuple[int, ...] = ()


class OffenceVoided(Event, type="offence.voided", version=1):
    """The case has been found void: no offence was committed, or another case takes its place."""

    offence: OffenceId
    person: PersonId
    day: PersonDay
    month: PersonMonth
    year: PersonYear
    decider: str
    fact: FactId | None = None
    reason: Annotated[str | None, Personal(of="person", purpose="discipline")] = None
    replaced_by: str | None = None


class SanctionIssued(Event, type="sanction.issued", version=1):
    """A person has been sanctioned or rewarded under a clause, with this computation.

    ``sanction`` counts a case's sanctions from 1; ``amount`` is in fen and enters the person's
    statement of ``account``. ``joint_of`` is the sanction for which this person answers jointly.
    ``day`` is that of the case, also where somebody else answers. A measure that is not
    ``in_effect`` is proposed to those who can carry it out.
    """

    offence: OffenceId
    sanction: int
    person: PersonId
    day: PersonDay
    kind: SanctionKind
    clause: str
    issuer: str
    account: AccountMonth
    amount: int = 0
    currency: str = "CNY"
    nth: int = 1
    computation: Lines = ()
    evidence: tuple[int, ...] = ()
    measure: str | None = None
    in_effect: bool = True
    joint_of: int | None = None


class SanctionNotified(Event, type="sanction.notified", version=1):
    """The person concerned has been given notice, from which the time to appeal runs."""

    offence: OffenceId
    sanction: int
    person: PersonId
    appeal_until: datetime


class SanctionAcknowledged(Event, type="sanction.acknowledged", version=1):
    """The person concerned has seen the sanction, and has agreed to it only if it says so."""

    offence: OffenceId
    sanction: int
    person: PersonId
    agreed: bool = False


class AppealFiled(Event, type="appeal.filed", version=1):
    """The person concerned has appealed against the sanction."""

    offence: OffenceId
    sanction: int
    person: PersonId
    grounds: Annotated[str, Personal(of="person", purpose="discipline")]


class AppealDecided(Event, type="appeal.decided", version=1):
    """Somebody other than the issuer has decided the appeal; ``amount`` is what is left in fen."""

    offence: OffenceId
    sanction: int
    person: PersonId
    outcome: AppealOutcome
    decider: str
    amount: int
    reason: Annotated[str, Personal(of="person", purpose="discipline")]


class SanctionReversed(Event, type="sanction.reversed", version=1):
    """A counter-entry takes a sanction back, in whole or in part, in the month still open.

    ``amount`` in fen is what is taken off the amount of the sanction that was entered at position
    ``original`` in the statement of ``corrects``. With ``annuls`` the offence itself no longer
    counts; ``knock_on`` are later cases that had counted it, and ``computation`` says how.
    """

    offence: OffenceId
    sanction: int
    person: PersonId
    day: PersonDay
    year: PersonYear
    kind: SanctionKind
    amount: int
    account: AccountMonth
    corrects: str
    original: int
    decider: str
    currency: str = "CNY"
    fact: FactId | None = None
    annuls: bool = False
    knock_on: tuple[str, ...] = ()
    computation: Lines = ()
    reason: Annotated[str | None, Personal(of="person", purpose="discipline")] = None


class StatementClosed(Event, type="statement.closed", version=1):
    """The month's statement has been closed with these totals in fen, and never changes."""

    account: AccountMonth
    entries: int
    deducted: int
    rewarded: int
