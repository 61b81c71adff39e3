"""An offence is confirmed, and what follows from it is issued."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import OffenceId, PersonId
from ledger.kernel.words import Words
from ledger.registers.discipline.accounts import closings, fen_of, open_account, refused_amount
from ledger.registers.discipline.case import (
    PEOPLE,
    require_not_concerned,
    sanctions_of,
    undecided,
    whole,
)
from ledger.registers.discipline.dismissing import voided
from ledger.registers.discipline.escalating import arising
from ledger.registers.discipline.events import (
    OffenceConfirmed,
    SanctionIssued,
    SanctionReversed,
)
from ledger.registers.discipline.issuing import Basis, issued, notices
from ledger.registers.discipline.naming import Named, named
from ledger.registers.discipline.opening import Resolved
from ledger.registers.discipline.record import (
    Matter,
    Opened,
    Record,
    assess,
    record_of,
)
from ledger.registers.discipline.replacing import SetAside, require_unsanctioned, set_aside
from ledger.registers.discipline.reversing import Reversal, counter_entries
from ledger.registers.org.standing import roles_of, standing
from ledger.rulebook.tariffs import Charge, Entered, Uncharged
from ledger.rulebook.terms import Offence, Reward
from ledger.rulebook.terms.offence import PerHour


class DecidedTooLate(
    Refused,
    clause="discipline.decision",
    zh="{title_zh}：须在 {limit} 天内决定，已过期（#{position}）",
    en="{title_en}: it had to be decided within {limit} days, and that time is over (#{position})",
):
    """The clause limits the time from discovery to the decision."""


class AnswerableUnclear(
    Refused,
    clause="discipline.decision",
    zh="{title_zh}：请填写连带责任人，须为已登记人员且不是当事人",
    en="{title_en}: name those who answer jointly, registered people other than the offender",
):
    """The clause makes others answer too, and only the decider can say who they are."""


class _Decision(NamedTuple):
    """A confirmation as far as it is established: the case, its terms and its cost."""

    offence: OffenceId
    opened: Found[Opened]
    found: Resolved
    nth: int
    cost: Charge


class ConfirmOffence(Action, by=PEOPLE, placed=True, words=Words("确认违规", "Confirm an offence")):
    """Confirm an offence, or a proposed reward; the sanctions are issued with it.

    ``amount`` is needed for a range or a loss, ``bonus`` for a share of it, ``wage`` where wages
    are withheld, ``quantity`` where it was not known before; ``jointly`` where several answer.
    """

    offence: OffenceId
    amount: str | None = None
    bonus: str | None = None
    wage: str | None = None
    quantity: float | None = None
    jointly: tuple[PersonId, ...] = ()
    reason: str | None = None

    def boundary(self) -> Boundary:
        """The case, the person's record of the year, and which month is open."""
        found = whole(self.offence) | closings()
        for person in self.jointly:
            found |= standing(person)
        known = named(self.offence)
        if known is None:
            return found
        day = about(tags.tag("person-day", known.day)).read(SanctionIssued, SanctionReversed)
        return found | record_of(known) | day

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Confirms once, and issues what the clause says for this time.

        :raises OutsideCoverage: when the rulebook lacks the clause on the day of the fact.
        """
        law.cite("discipline.once")
        case, opened, terms, then = undecided(past, law, self.offence)
        require_not_concerned(past, case, opened.event.person)
        _require_in_time(past, opened, terms, then)
        known = named(self.offence)
        assert known is not None
        record = Record(past, opened.event.person)
        decision = self._weighed(record, opened, known, terms, then)
        require_unsanctioned(record, decision.found, then, but=self.offence)
        answering = self._answering(past, opened, terms, then)
        confirmed = _confirmed(decision, known, past.actor, self.reason)
        yield confirmed
        account = open_account(past, law)
        aside = set_aside(record, decision.found, then, offence=self.offence)
        yield from _setting_aside(past, record, aside, self.offence, then, account)
        yield from _sanctions(past, law, decision, known, account, answering)
        matter = decision.found.matter
        yield from arising(past, record, matter, confirmed, opened.event, aside.confirmed, then)

    def _weighed(
        self, record: Record, opened: Found[Opened], known: Named, terms: Offence | Reward, law: Law
    ) -> _Decision:
        """What it costs, with what the decider entered.

        :raises AmountRefused: when that does not fit the tariff.
        """
        event = opened.event
        quantity = event.quantity if self.quantity is None else self.quantity
        matter = Matter(known, event.clause, quantity, event.subject)
        try:
            self._require_open_quantity(event, terms)
            entered = Entered(
                fen_of(self.amount), fen_of(self.bonus), fen_of(self.wage), self.reason
            )
            nth, cost = assess(record, matter, terms, offence=self.offence, entered=entered)
        except Uncharged as fault:
            raise refused_amount(fault, event.clause, law, (opened.position,)) from fault
        return _Decision(self.offence, opened, Resolved(matter, terms), nth, cost)

    def _require_open_quantity(self, event: Opened, terms: Offence | Reward) -> None:
        """A quantity that is on record stands, except for a delay, which may have gone on."""
        known = event.quantity
        if self.quantity is None or known is None or self.quantity == known:
            return
        if not isinstance(terms.tariff, PerHour) or self.quantity < known:
            raise Uncharged(
                f"记录的数量是 {known:g}，不能改为 {self.quantity:g}",
                f"the quantity on record is {known:g}; it cannot become {self.quantity:g}",
            )

    def _answering(
        self, past: Past, opened: Found[Opened], terms: Offence | Reward, law: Law
    ) -> tuple[PersonId, ...]:
        """Who answers jointly: the supervisor of then, or those whom the decider names."""
        joint = terms.joint if isinstance(terms, Offence) else None
        by_hand = joint is not None and joint.on != "supervisor"
        unknown = [each for each in self.jointly if not roles_of(past, each)]
        if bool(self.jointly) != by_hand or unknown or opened.event.person in self.jointly:
            title = law.title(opened.event.clause)
            raise AnswerableUnclear(
                clause=opened.event.clause, title_zh=title.zh, title_en=title.en
            )
        if by_hand:
            return self.jointly
        supervisor = opened.event.supervisor
        return (supervisor,) if joint is not None and supervisor is not None else ()


def _require_in_time(past: Past, opened: Found[Opened], terms: Offence | Reward, law: Law) -> None:
    limit = terms.limits if isinstance(terms, Offence) else None
    if limit is not None and past.at > opened.at + limit:
        title = law.title(opened.event.clause)
        raise DecidedTooLate(
            clause=opened.event.clause,
            evidence=(opened.position,),
            title_zh=title.zh,
            title_en=title.en,
            limit=f"{limit.total_seconds() / 86_400:g}",
            position=opened.position,
        )


def _confirmed(
    decision: _Decision, known: Named, decider: str, reason: str | None
) -> OffenceConfirmed:
    event, matter = decision.opened.event, decision.found.matter
    return OffenceConfirmed(
        offence=event.offence,
        clause=event.clause,
        person=event.person,
        day=known.day,
        month=known.month,
        year=known.year,
        decider=decider,
        nth=decision.nth,
        fact=event.fact,
        quantity=matter.quantity,
        subject=event.subject,
        reason=reason,
    )


def _setting_aside(
    past: Past, record: Record, aside: SetAside, offence: OffenceId, law: Law, account: str
) -> Iterator[Event]:
    """Open cases that this one takes the place of become void; confirmed ones are taken back."""
    past.cite(*aside.opened, *aside.confirmed)
    for each in aside.opened:
        yield voided(each.event, past.actor, replaced_by=offence)
    for other in aside.confirmed:
        sanctions = sanctions_of(past, other.event.offence)
        reversal = Reversal(other.event.offence, past.actor, account)
        for number, sanction in sanctions.items():
            if sanction.standing and sanction.issued.event.joint_of is None:
                past.cite(sanction.issued, *sanction.reversals)
                yield from counter_entries(reversal, sanctions, number, 0, record, law)


def _sanctions(
    past: Past,
    law: Law,
    decision: _Decision,
    known: Named,
    account: str,
    answering: tuple[PersonId, ...],
) -> Iterator[Event]:
    event, terms = decision.opened.event, decision.found.terms
    basis = Basis(
        offence=event.offence,
        person=event.person,
        day=known.day,
        clause=event.clause,
        issuer=past.actor,
        account=account,
        nth=decision.nth,
        evidence=event.evidence,
    )
    sanctions = list(issued(basis, terms, decision.cost, answering))
    yield from sanctions
    yield from notices(past, law, terms, sanctions)
