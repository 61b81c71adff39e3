"""Counter-entries: what is taken back of a sanction, and what else that touches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledger.kernel.action import Law
from ledger.kernel.tags import AccountMonth, OffenceId
from ledger.kernel.words import Words
from ledger.registers.discipline.case import Sanction
from ledger.registers.discipline.events import OffenceConfirmed, SanctionReversed
from ledger.registers.discipline.naming import named
from ledger.registers.discipline.opening import as_lines
from ledger.registers.discipline.record import Record, terms_of
from ledger.rulebook.tariffs import Measured, charge, nth_tariff, yuan
from ledger.rulebook.terms import Offence


class Reversal(NamedTuple):
    """Who takes back, why, and in which month the counter-entries stand."""

    offence: OffenceId
    decider: str
    account: AccountMonth
    reason: str | None = None


def counter_entries(
    reversal: Reversal,
    sanctions: dict[int, Sanction],
    number: int,
    left: int,
    record: Record,
    law: Law,
) -> Iterator[SanctionReversed]:
    """The counter-entries that leave so much in fen of one sanction, and of those joined to it.

    A joint sanction falls with its base in proportion, and never rises. The offence itself is
    annulled when nothing of the offender's own is left standing.
    """
    target = sanctions[number]
    whole = left == 0
    annuls = whole and target.issued.event.joint_of is None and _last_standing(sanctions, number)
    touched = _knock_on(reversal.offence, record, law) if annuls else ()
    yield _entry(reversal, target, left, annuls=annuls, touched=touched)
    for other in sanctions.values():
        if other.issued.event.joint_of != number or not other.standing:
            continue
        base = target.issued.event.amount
        share = other.issued.event.amount * left // base if base else 0
        if share < other.amount or (whole and other.amount == 0):
            yield _entry(reversal, other, min(share, other.amount))


def _last_standing(sanctions: dict[int, Sanction], number: int) -> bool:
    return not any(
        each.standing and each.issued.event.joint_of is None
        for other, each in sanctions.items()
        if other != number
    )


def _entry(
    reversal: Reversal,
    sanction: Sanction,
    left: int,
    *,
    annuls: bool = False,
    touched: tuple[tuple[str, Words], ...] = (),
) -> SanctionReversed:
    known = named(reversal.offence)
    assert known is not None
    issued = sanction.issued.event
    before = sanction.amount
    line = f"{yuan(before)} − {yuan(before - left)} = {yuan(left)}"
    return SanctionReversed(
        offence=reversal.offence,
        sanction=issued.sanction,
        person=issued.person,
        day=known.day,
        year=known.year,
        kind=issued.kind,
        amount=before - left,
        account=reversal.account,
        corrects=issued.account,
        original=sanction.issued.position,
        decider=reversal.decider,
        currency=issued.currency,
        fact=known.fact,
        annuls=annuls,
        knock_on=tuple(offence for offence, _ in touched),
        computation=as_lines((Words(line, line), *(words for _, words in touched))),
        reason=reversal.reason,
    )


def _knock_on(offence: OffenceId, record: Record, law: Law) -> tuple[tuple[str, Words], ...]:
    """The later cases that had counted this one, with what they would be without it."""
    own = next((each.event for each in record.standing() if each.event.offence == offence), None)
    if own is None:
        return ()
    steps = [(later.offence, _step(later, law)) for later in record.later_repeats(own, law)]
    arisen = [
        (
            case,
            Words(
                f"{case}：因本案计数而起，须复核", f"{case}: arose by counting this case; review it"
            ),
        )
        for case in record.arisen_from(offence)
    ]
    return (*steps, *arisen)


def _step(later: OffenceConfirmed, law: Law) -> Words:
    terms = terms_of(law, later.clause)
    assert isinstance(terms, Offence)
    tariff = nth_tariff(terms.tariff, terms.repeats, later.nth - 1)
    amount = charge(tariff, Measured(later.quantity)).amount
    cost = "—" if amount is None else yuan(amount)
    return Words(
        f"{later.offence}：第 {later.nth} 次改为第 {later.nth - 1} 次，应为 {cost}",
        f"{later.offence}: time {later.nth} becomes time {later.nth - 1}, which costs {cost}",
    )
