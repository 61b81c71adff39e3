"""An appeal is decided by somebody other than the issuer, and never for the worse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import OffenceId
from ledger.kernel.words import Words
from ledger.registers.discipline.accounts import closings, fen_of, open_account, refused_amount
from ledger.registers.discipline.case import (
    PEOPLE,
    Sanction,
    case_of,
    require_not_concerned,
    require_post,
    whole,
)
from ledger.registers.discipline.events import AppealDecided, AppealOutcome
from ledger.registers.discipline.naming import named
from ledger.registers.discipline.record import Record, record_of, terms_of
from ledger.registers.discipline.reversing import Reversal, counter_entries
from ledger.registers.org.standing import place_of, stands_in_for
from ledger.rulebook.tariffs import Uncharged, yuan
from ledger.rulebook.terms import Offence, Reward


class NoAppeal(
    Refused,
    clause="discipline.appeal",
    zh="案件 {offence} 第 {sanction} 项奖惩没有申诉",
    en="there is no appeal against sanction {sanction} of case {offence}",
):
    """Only an appeal that was filed is decided."""


class RuledAlready(
    Refused,
    clause="discipline.appeal",
    zh="申诉已裁定（#{position}）",
    en="the appeal is decided already (#{position})",
):
    """An appeal is decided once."""


class ReviewerIsIssuer(
    Refused,
    clause="discipline.appeal",
    zh="{issuer} 是原决定人；裁定人不得是原决定人或其下属",
    en="{issuer} issued it; neither the issuer nor their subordinate decides the appeal",
):
    """Nobody reviews their own decision, or their superior's."""


class WorseOnAppeal(
    Refused,
    clause="discipline.appeal",
    zh="申诉不得加重：现为 {amount}，减轻后须更少且大于 0",
    en="an appeal never makes it worse: it is {amount} now; a reduction is less, and above 0",
):
    """Nobody is worse off for having appealed."""


class DecideAppeal(Action, by=PEOPLE, placed=True, words=Words("裁定申诉", "Decide an appeal")):
    """Uphold, reduce or annul a sanction on appeal; ``amount`` is what a reduction leaves of it."""

    offence: OffenceId
    outcome: AppealOutcome
    reason: Annotated[str, msgspec.Meta(min_length=1)]
    sanction: int = 1
    amount: str | None = None

    def boundary(self) -> Boundary:
        """The case, the offender's record of the year, and which month is open."""
        known = named(self.offence)
        found = whole(self.offence) | closings()
        return found if known is None else found | record_of(known)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Decides once; what is taken off stands in the open month as a counter-entry."""
        case = case_of(past, self.offence)
        target = case.sanction(past, self.sanction)
        _require_pending(past, self.offence, target)
        issued = target.issued.event
        known = named(self.offence)
        assert known is not None
        then = law.on(known.occurred)
        self._require_reviewer(past, law, then, target)
        require_not_concerned(past, case, issued.person)
        left = self._left(target, then)
        yield AppealDecided(
            offence=self.offence,
            sanction=self.sanction,
            person=issued.person,
            outcome=self.outcome,
            decider=past.actor,
            amount=left,
            reason=self.reason,
        )
        if self.outcome == "upheld":
            return
        account = open_account(past, law)
        reversal = Reversal(self.offence, past.actor, account)
        record = Record(past, known.person)
        yield from counter_entries(reversal, case.sanctions, self.sanction, left, record, then)

    def _require_reviewer(self, past: Past, law: Law, then: Law, target: Sanction) -> None:
        """Let the post decide that the clause names, but not the issuer.

        :raises NotTheDecider: for another post.
        :raises ReviewerIsIssuer: for the issuer, who stands below, and who stands in for them.
        """
        issued = target.issued.event
        require_post(past, law, _reviewers(law, terms_of(then, issued.clause)), "discipline.appeal")
        kept_out = (
            past.actor,
            place_of(past, past.actor).supervisor,
            stands_in_for(past, past.actor),
        )
        if issued.issuer in kept_out:
            raise ReviewerIsIssuer(evidence=(target.issued.position,), issuer=issued.issuer)

    def _left(self, target: Sanction, law: Law) -> int:
        """What the outcome leaves of the amount, in fen.

        :raises WorseOnAppeal: when that is no improvement.
        """
        issued = target.issued.event
        worse = WorseOnAppeal(evidence=(target.issued.position,), amount=yuan(target.amount))
        try:
            entered = fen_of(self.amount)
        except Uncharged as fault:
            raise refused_amount(fault, issued.clause, law) from fault
        if self.outcome == "upheld":
            return target.amount
        if issued.kind == "reward":
            raise worse
        if self.outcome == "annulled":
            return 0
        if entered is None or not 0 < entered < target.amount:
            raise worse
        return entered


def _require_pending(past: Past, offence: OffenceId, target: Sanction) -> None:
    if target.ruling is not None:
        position = target.ruling.position
        raise RuledAlready(evidence=(position,), position=position)
    if target.appeal is None:
        raise NoAppeal(offence=offence, sanction=target.issued.event.sanction)
    past.cite(target.appeal)


def _reviewers(law: Law, terms: Offence | Reward) -> tuple[str, ...]:
    if isinstance(terms, Offence) and terms.appeal is not None:
        return terms.appeal.to
    return tuple(law.read("discipline.appeal", "to", list))
