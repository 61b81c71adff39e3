"""How one case of discipline stands, as its own events tell."""

from __future__ import annotations

from typing import NamedTuple

from ledger.kernel.action import Law, Refused, Role
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.tags import OffenceId
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
)
from ledger.registers.discipline.naming import offence_tag
from ledger.registers.discipline.record import Opened, terms_of
from ledger.registers.org.standing import acting_post, stands_in_for
from ledger.rulebook.rules.catalogue import posts
from ledger.rulebook.terms import Offence, Reward

PEOPLE = (
    Role.AGENT,
    Role.TEAM_LEADER,
    Role.DUTY_LEADER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
"""Everybody in the book: here the post that a clause names decides, not the role."""

Ending = OffenceConfirmed | OffenceExcused | OffenceVoided


class CaseNotKnown(
    Refused, clause="discipline.once", zh="没有案件 {offence}", en="there is no case {offence}"
):
    """Nothing can be decided about a case that was never opened."""


class CaseDecided(
    Refused,
    clause="discipline.once",
    zh="案件 {offence} 已有决定（#{position}）",
    en="case {offence} is decided already (#{position})",
):
    """A case is confirmed, excused or void once and for all; later changes are reversals."""


class NotTheDecider(
    Refused,
    clause="discipline.decision",
    zh="{title_zh} 由 {posts_zh} 决定；你的岗位是 {post_zh}",
    en="{title_en} is decided by {posts_en}; your post is {post_en}",
):
    """The clause names whose decision it is."""


class OwnCase(
    Refused,
    clause="discipline.decision",
    zh="{actor} 是案件 {offence} 的当事人或受益人，须回避",
    en="{actor} is concerned by case {offence} or gains from the decision, and takes no part in it",
):
    """Nobody decides to their own cost or gain."""


class NoSuchSanction(
    Refused,
    clause="discipline.once",
    zh="案件 {offence} 没有第 {sanction} 项奖惩",
    en="case {offence} has no sanction {sanction}",
):
    """Only what was issued can be acknowledged, appealed against or taken back."""


class TakenBack(
    Refused,
    clause="discipline.once",
    zh="案件 {offence} 第 {sanction} 项奖惩已冲销（#{position}）",
    en="sanction {sanction} of case {offence} was taken back (#{position})",
):
    """What was taken back whole is no longer there to be decided about."""


class NotConcerned(
    Refused,
    clause="discipline.notice",
    zh="只有本人 {person} 可以知悉或申诉",
    en="only {person}, whom it concerns, may acknowledge it or appeal",
):
    """A notice is between the book and the person concerned."""


class NotNotified(
    Refused,
    clause="discipline.notice",
    zh="案件 {offence} 第 {sanction} 项奖惩尚未通知",
    en="no notice of sanction {sanction} of case {offence} has been given yet",
):
    """Before the notice there is nothing to acknowledge, and no time to appeal runs."""


class Sanction(NamedTuple):
    """One sanction of a case: what was issued, and what has happened to it since.

    ``amount`` in fen is what is left of it; ``standing`` is false once it was taken back whole.
    """

    issued: Found[SanctionIssued]
    notified: Found[SanctionNotified] | None
    acknowledged: Found[SanctionAcknowledged] | None
    appeal: Found[AppealFiled] | None
    ruling: Found[AppealDecided] | None
    reversals: tuple[Found[SanctionReversed], ...]

    @property
    def amount(self) -> int:
        """What is left of the amount, in fen."""
        return self.issued.event.amount - sum(each.event.amount for each in self.reversals)

    @property
    def standing(self) -> bool:
        """Whether it has not been taken back whole."""
        taken_off = bool(self.reversals) and self.amount == 0
        return not taken_off


class Case(NamedTuple):
    """One case: how it was opened, how it ended, and its sanctions by number."""

    offence: OffenceId
    opened: Found[Opened] | None
    ending: Found[Ending] | None
    sanctions: dict[int, Sanction]

    def sanction(self, past: Past, number: int) -> Sanction:
        """One sanction that stands, cited with what was taken off it.

        :raises NoSuchSanction: when the case has none of that number.
        :raises TakenBack: when nothing is left of it.
        """
        found = self.sanctions.get(number)
        if found is None:
            raise NoSuchSanction(offence=self.offence, sanction=number)
        if not found.standing:
            position = found.reversals[-1].position
            raise TakenBack(
                evidence=(position,), offence=self.offence, sanction=number, position=position
            )
        past.cite(found.issued, *found.reversals)
        return found

    def noticed(self, past: Past, number: int) -> tuple[Sanction, Found[SanctionNotified]]:
        """One sanction that stands and whose notice was given to the actor, both cited.

        :raises NotConcerned: when it is somebody else's.
        :raises NotNotified: when no notice was given.
        """
        found = self.sanction(past, number)
        if found.issued.event.person != past.actor:
            raise NotConcerned(evidence=(found.issued.position,), person=found.issued.event.person)
        if found.notified is None:
            raise NotNotified(offence=self.offence, sanction=number)
        past.cite(found.notified)
        return found, found.notified


def whole(offence: OffenceId) -> Boundary:
    """All that has happened in one case."""
    return about(offence_tag(offence)).whole()


def case_of(past: Past, offence: OffenceId) -> Case:
    """How a case stands; nothing is cited yet.

    :raises CaseNotKnown: when it was never opened.
    """
    opened: list[Found[Opened]] = past.peek(OffenceProposed, OffenceRecorded)
    endings: list[Found[Ending]] = past.peek(OffenceConfirmed, OffenceExcused, OffenceVoided)
    first = next((each for each in opened if each.event.offence == offence), None)
    ending = next((each for each in endings if each.event.offence == offence), None)
    sanctions = sanctions_of(past, offence)
    if first is None and not sanctions:
        raise CaseNotKnown(offence=offence)
    return Case(offence, first, ending, sanctions)


def sanctions_of(past: Past, offence: OffenceId) -> dict[int, Sanction]:
    """The sanctions of a case by number, in order; nothing is cited."""
    found: dict[int, Sanction] = {}
    for each in past.peek(SanctionIssued):
        if each.event.offence == offence:
            found[each.event.sanction] = _sanction(past, each)
    return found


def _sanction(past: Past, issued: Found[SanctionIssued]) -> Sanction:
    case, number = issued.event.offence, issued.event.sanction

    def same(event: SanctionNotified | SanctionAcknowledged | AppealFiled | AppealDecided) -> bool:
        return event.offence == case and event.sanction == number

    notified = [each for each in past.peek(SanctionNotified) if same(each.event)]
    seen = [each for each in past.peek(SanctionAcknowledged) if same(each.event)]
    appeals = [each for each in past.peek(AppealFiled) if same(each.event)]
    rulings = [each for each in past.peek(AppealDecided) if same(each.event)]
    return Sanction(
        issued,
        notified[-1] if notified else None,
        seen[-1] if seen else None,
        appeals[-1] if appeals else None,
        rulings[-1] if rulings else None,
        tuple(
            each
            for each in past.peek(SanctionReversed)
            if each.event.offence == case and each.event.sanction == number
        ),
    )


def undecided(
    past: Past, law: Law, offence: OffenceId
) -> tuple[Case, Found[Opened], Offence | Reward, Law]:
    """A case that the actor may decide now: how it was opened, and its terms on the fact's day.

    :raises CaseNotKnown: when it was never opened.
    :raises CaseDecided: when it has been confirmed, excused or found void.
    :raises NotTheDecider: when the clause gives the decision to other posts.
    """
    law.cite("discipline.decision")
    case = case_of(past, offence)
    if case.ending is not None:
        position = case.ending.position
        raise CaseDecided(evidence=(position,), offence=offence, position=position)
    if case.opened is None:
        raise CaseNotKnown(offence=offence)
    past.cite(case.opened)
    then = law.on(case.opened.event.occurred)
    terms = terms_of(then, case.opened.event.clause)
    require_post(past, then, terms.decided_by, case.opened.event.clause)
    return case, case.opened, terms, then


def require_post(past: Past, law: Law, allowed: tuple[str, ...], clause: str) -> None:
    """Let the actor pass who holds one of the posts that a clause names.

    :raises NotTheDecider: citing that clause, for anyone else.
    """
    post = acting_post(past, past.actor, allowed)
    if post in allowed:
        return
    title = law.title(clause)
    named = [_post(each) for each in allowed]
    own = _post(post) if post is not None else ("—", "—")
    raise NotTheDecider(
        clause=clause,
        title_zh=title.zh,
        title_en=title.en,
        posts_zh="、".join(zh for zh, _ in named),
        posts_en=", ".join(en for _, en in named),
        post_zh=own[0],
        post_en=own[1],
    )


def require_not_concerned(past: Past, case: Case, *people: str | None) -> None:
    """Keep out whom a decision concerns.

    :raises OwnCase: when the actor is one of these people, or stands in for one of them.
    """
    if past.actor in people or (stands_in_for(past, past.actor) or past.actor) in people:
        raise OwnCase(actor=past.actor, offence=case.offence)


def _post(post: str) -> tuple[str, str]:
    known = posts().get(post)
    return (known.title.zh, known.title.en) if known is not None else (post, post)
