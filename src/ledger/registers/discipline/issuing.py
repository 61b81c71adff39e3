"""What follows from a confirmation: the sanctions, those who answer jointly, and the notices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from ledger.kernel.action import Law
from ledger.kernel.boundary import Past
from ledger.kernel.event import Event
from ledger.kernel.tags import AccountMonth, OffenceId, PersonDay, PersonId
from ledger.kernel.words import Words
from ledger.registers.discipline.events import SanctionIssued, SanctionKind, SanctionNotified
from ledger.registers.discipline.opening import as_lines
from ledger.rulebook.tariffs import Charge, yuan
from ledger.rulebook.terms import Offence, Reward
from ledger.rulebook.terms.offence import ONLY_PROPOSED, Joint


class Basis(NamedTuple):
    """What all sanctions of one decision share."""

    offence: OffenceId
    person: PersonId
    day: PersonDay
    clause: str
    issuer: str
    account: AccountMonth
    nth: int
    evidence: tuple[int, ...]


class _Part(NamedTuple):
    kind: SanctionKind
    amount: int
    lines: tuple[Words, ...]
    measure: str | None = None


def issued(
    basis: Basis, terms: Offence | Reward, cost: Charge, answering: tuple[PersonId, ...]
) -> Iterator[SanctionIssued]:
    """The sanctions of a confirmed case, then those of the people who answer jointly."""
    own = [
        _sanction(basis, number, part, cost.currency)
        for number, part in enumerate(_parts(terms, cost), start=1)
    ]
    yield from own
    joint = terms.joint if isinstance(terms, Offence) else None
    if joint is not None:
        yield from _jointly(basis, joint, own, answering)


def notices(
    past: Past, law: Law, terms: Offence | Reward, sanctions: list[SanctionIssued]
) -> Iterator[Event]:
    """A notice of each sanction to the person concerned, unless the clause wants it by hand."""
    if isinstance(terms, Offence) and terms.notice == "by-hand":
        return
    for each in sanctions:
        yield notice(past, law, terms, each)


def notice(
    past: Past, law: Law, terms: Offence | Reward, sanction: SanctionIssued
) -> SanctionNotified:
    """The notice of one sanction, given now, with the end of the time to appeal."""
    law.cite("discipline.notice")
    appeal = terms.appeal if isinstance(terms, Offence) else None
    within = law.read("discipline.appeal", "within", timedelta) if appeal is None else appeal.within
    return SanctionNotified(
        offence=sanction.offence,
        sanction=sanction.sanction,
        person=sanction.person,
        appeal_until=past.at + within,
    )


def _parts(terms: Offence | Reward, cost: Charge) -> list[_Part]:
    """What the offender, or whoever is rewarded, gets: amounts, then measures, else a record."""
    amount = cost.amount or 0
    parts = []
    if isinstance(terms, Reward):
        return [_Part("reward", amount, cost.lines)]
    if cost.loss:
        parts.append(_Part("compensation", amount, cost.lines))
    elif amount:
        parts.append(_Part("fine", amount, cost.lines))
    if cost.wages:
        parts.append(_Part("wages", cost.wages, cost.lines[-1:]))
    for measure in cost.measures:
        kind: SanctionKind = "warning" if measure == "warning" else "measure"
        parts.append(_Part(kind, 0, (), measure))
    return parts or [_Part("record", 0, cost.lines)]


def _sanction(basis: Basis, number: int, part: _Part, currency: str) -> SanctionIssued:
    return SanctionIssued(
        offence=basis.offence,
        sanction=number,
        person=basis.person,
        day=basis.day,
        kind=part.kind,
        clause=basis.clause,
        issuer=basis.issuer,
        account=basis.account,
        amount=part.amount,
        currency=currency,
        nth=basis.nth,
        computation=as_lines(part.lines),
        evidence=basis.evidence,
        measure=part.measure,
        in_effect=part.measure not in ONLY_PROPOSED,
    )


def _jointly(
    basis: Basis, joint: Joint, own: list[SanctionIssued], answering: tuple[PersonId, ...]
) -> Iterator[SanctionIssued]:
    """One sanction for each fine that is multiplied, or one liability, for each who answers."""
    number = len(own)
    for person in answering:
        for base in own if joint.factor is not None else own[:1]:
            part = _multiplied(base, joint)
            if part is None:
                continue
            number += 1
            made = _sanction(basis._replace(person=person), number, part, base.currency)
            yield _answers_for(made, base.sanction)


def _multiplied(base: SanctionIssued, joint: Joint) -> _Part | None:
    if joint.factor is None:
        words = (
            Words("直接上级领导责任", "leadership responsibility of the direct superior")
            if joint.liability == "leadership"
            else Words("连带责任", "joint liability")
        )
        return _Part("liability", 0, (words,))
    if base.kind != "fine" and not (base.kind == "wages" and joint.wages):
        return None
    amount = base.amount * joint.factor
    line = f"{yuan(base.amount)} × {joint.factor} = {yuan(amount)}"
    return _Part("fine", amount, (Words(f"连带：{line}", f"jointly: {line}"),))


def _answers_for(sanction: SanctionIssued, base: int) -> SanctionIssued:
    fields = {name: getattr(sanction, name) for name in sanction.__struct_fields__}
    return SanctionIssued(**(fields | {"joint_of": base}))
