"""Chains of approval: which signatures a matter has, whose turn it is, and who may not sign.

A chain is a clause of kind approval with the event that it refuses until every step is signed.
It is judged when somebody signs, so that nobody signs out of turn, and again when the event is
entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Found, Past
from ledger.kernel.event import Event, identifiers
from ledger.kernel.tags import PersonId, Tag, tag
from ledger.kernel.words import Words
from ledger.rulebook.lookup import OutsideCoverage
from ledger.rulebook.rules.catalogue import posts
from ledger.rulebook.terms import Approval
from ledger.rulebook.terms.approval import Step

_NOBODY = "?"
"""Stands for somebody who has not signed yet; no employee number."""


class NotSigned(
    Refused,
    clause="rulebook.gates",
    zh="{what} 还缺 {needed} 签批",
    en="{what} still has to be signed by the {needed}",
):
    """A signature is missing, or was not given in its turn."""


class NotYourTurn(
    Refused,
    clause="rulebook.gates",
    zh="{what} 轮到 {needed} 签批；{signer} 的岗位是 {post}",
    en="it is for the {needed} to sign {what}; the post of {signer} is {post}",
):
    """Signatures are given level by level, each by a post that the clause names."""


class SignedAlready(
    Refused,
    clause="rulebook.gates",
    zh="{signer} 已签批（#{position}）；每一级须由不同的人签批",
    en="{signer} has signed already (#{position}); each step takes another person",
):
    """Nobody signs two steps of one matter."""


class OwnApplication(
    Refused,
    clause="rulebook.gates",
    zh="{signer} 不能签批自己的申请 {what}",
    en="{signer} cannot sign {what}, which is their own application",
):
    """Nobody approves what they have asked for."""


class NotTheirSuperior(
    Refused,
    clause="rulebook.gates",
    zh="{what} 由申请人的上级 {superior} 签批，不交叉请批；{signer} 不是",
    en="{what} is signed by the applicant's own superior {superior}, and {signer} is another",
):
    """Nobody asks the superior of another line (S4.9-03)."""


class NothingToSign(
    Refused,
    clause="rulebook.gates",
    zh="{what} 已签批齐全",
    en="{what} has all its signatures",
):
    """There is nothing left to sign."""


class Signature(NamedTuple):
    """Who signed under which post, and where that stands; nowhere when it is only thought of."""

    signer: str
    post: str | None
    found: Found[Event] | None = None


class Chain(NamedTuple):
    """One clause of approval as it stands for a matter."""

    clause: str
    terms: Approval
    what: str
    applicant: str | None
    steps: tuple[Step, ...]
    given: tuple[Signature, ...]
    superior: Signature | None = None
    """The applicant's own superior, with the post that they hold."""

    @property
    def taken(self) -> list[Signature]:
        """The signatures that count, each for another step and by another person."""
        return _placed(self.steps, self.given, self.terms.in_order)[1]

    @property
    def missing(self) -> list[Step]:
        """The steps that can be signed now: the next, or all that are open in any order."""
        filled, _ = _placed(self.steps, self.given, self.terms.in_order)
        left = [step for number, step in enumerate(self.steps) if number not in filled]
        return left[:1] if self.terms.in_order else left

    def takes(self, signer: str, post: str | None) -> bool:
        """Whether another signature of this person under this post would count."""
        more = (*self.given, Signature(signer, post))
        return len(_placed(self.steps, more, self.terms.in_order)[1]) > len(self.taken)

    def reserved_for(self, signer: str, post: str | None) -> str | None:
        """Who alone may give the signature that this person would give, if that is so."""
        filled, _ = _placed(self.steps, self.given, self.terms.in_order)
        more, signatures = _placed(
            self.steps, (*self.given, Signature(signer, post)), self.terms.in_order
        )
        for number, each in zip(more, signatures, strict=True):
            step = self.steps[number]
            if number not in filled and each.signer == signer and step.own:
                above = self.superior
                return above.signer if above is not None and above.post in step.by else None
        return None

    def words(self) -> Words:
        """Who has signed, and whose turn it is, for whoever looks before acting."""
        signers = [each.signer for each in self.taken]
        zh, en = f"已签 {'、'.join(signers)}", f"signed by {', '.join(signers)}"
        if not signers:
            zh, en = "尚无签批", "not signed yet"
        needed = named(self.missing)
        if self.missing:
            zh, en = f"{zh}；轮到 {needed.zh}", f"{en}; next the {needed.en}"
        return Words(zh, en)


class Turn(NamedTuple):
    """Whose turn it is to sign a matter, by every clause of approval that concerns it."""

    chains: tuple[Chain, ...]

    @property
    def posts(self) -> frozenset[str]:
        """The posts under which a signature would count now."""
        named_by = {post for chain in self.chains for step in chain.steps for post in step.by}
        return frozenset(
            post for post in named_by if any(each.takes(_NOBODY, post) for each in self.chains)
        )

    def require(
        self,
        signer: PersonId,
        post: str | None,
        past: Past,
        law: Law,
        barred: Mapping[str, int] | None = None,
        instead_of: PersonId | None = None,
    ) -> None:
        """Let somebody sign under a post; the signatures in place are evidence then.

        ``barred`` are others who may not sign, such as the proposer, with where that is written;
        ``instead_of`` is whom they stand in for.

        :raises NothingToSign: when every step is signed.
        :raises OwnApplication: for the applicant.
        :raises SignedAlready: for whoever has signed, or is barred.
        :raises NotYourTurn: for a post that is no step of the chain, or not the next one.
        :raises NotTheirSuperior: for another line's superior, where the own one has to sign.
        """
        open_chains = [each for each in self.chains if each.missing]
        chain = next(
            (each for each in open_chains if each.takes(signer, post)),
            (*open_chains, *self.chains)[0],
        )
        law.cite(chain.clause)
        fault = _fault(chain, signer, post, barred or {}, law)
        if fault is None:
            fault = _crossing(chain, signer, post, instead_of, law)
        if fault is not None:
            raise fault
        law.tell(chain.clause, chain.words())
        past.cite(*(each.found for each in chain.taken if each.found is not None))


def turn(completes: Event, past: Past, law: Law) -> Turn | None:
    """Whose turn it is to sign for an event to come about; None when no clause asks for it.

    :raises OutsideCoverage: when a clause has no band for a matter of that size.
    """
    chains: list[Chain] = []
    for clause in law.gates_on(completes):
        terms = law.terms(clause, object)
        if isinstance(terms, Approval):
            chains += chains_of(clause, terms, completes, past)
    return Turn(tuple(chains)) if chains else None


def possible_turn(signature: Event, opening: Event | None, past: Past, law: Law) -> Turn | None:
    """Whose turn it is in any of the chains that a signature may be one of; None without any.

    For a matter whose size and kind are told only when it is concluded.
    """
    chains: list[Chain] = []
    for clause in law.approvals_by(signature):
        terms = law.terms(clause, Approval)
        if terms.about not in signature.__struct_fields__:
            continue
        applicant = getattr(opening, terms.applicant, None) if terms.applicant else None
        for what, about in identified(clause, signature, terms.about):
            given = _given(terms, applicant, about, past)
            chains += (
                Chain(clause, terms, what, applicant, band.steps, given) for band in terms.bands
            )
    return Turn(tuple(chains)) if chains else None


def require_signed(clause: str, terms: Approval, event: Event, past: Past, law: Law) -> None:
    """Let an event pass for which every step is signed.

    :raises NotSigned: otherwise.
    """
    for chain in chains_of(clause, terms, event, past):
        taken = [each.found for each in chain.taken if each.found is not None]
        past.cite(*taken)
        law.tell(clause, chain.words())
        if chain.missing:
            raise NotSigned(
                clause=clause,
                evidence=positions(taken),
                title=law.title(clause),
                what=chain.what,
                needed=named(chain.missing),
            )


def chains_of(clause: str, terms: Approval, event: Event, past: Past) -> Iterator[Chain]:
    """A clause as it stands for each matter of an event."""
    steps = _steps(clause, terms, event)
    applicant = getattr(event, terms.applicant) if terms.applicant is not None else None
    for what, about in identified(clause, event, terms.about):
        counted = _given(terms, applicant, about, past)
        above = getattr(event, terms.superior, None)
        superior = Signature(above, getattr(event, terms.superior_post, None)) if above else None
        yield Chain(clause, terms, what, applicant, steps, counted, superior)


def _given(terms: Approval, applicant: str | None, about: Tag, past: Past) -> tuple[Signature, ...]:
    """The signatures under a matter, but those of the applicant."""
    given = (
        Signature(getattr(each.event, terms.signer), getattr(each.event, terms.post, None), each)
        for each in under(past, about)
        if terms.signed.matches(each.event)
    )
    return tuple(each for each in given if each.signer != applicant)


def named(steps: Sequence[Step]) -> Words:
    """The posts of steps by their titles."""
    titles = [
        posts()[post].title.words if post in posts() else Words(post, post)
        for post in dict.fromkeys(post for step in steps for post in step.by)
    ]
    return Words("或".join(each.zh for each in titles), " or ".join(each.en for each in titles))


def titled(post: str | None) -> Words:
    """A post by its title; a dash for none."""
    return named([Step((post,))]) if post is not None else Words("—", "—")


def identified(clause: str, event: Event, name: str) -> Iterator[tuple[str, Tag]]:
    """What a field of the event identifies, with its tag.

    :raises OutsideCoverage: when that field identifies nothing.
    """
    for field, kind, many in identifiers(type(event)):
        if field == name:
            value = getattr(event, field)
            for single in value if many else () if value is None else (value,):
                yield single, tag(kind, single)
            return
    raise OutsideCoverage(
        f"clause {clause} counts by {name}, which identifies nothing in {type(event).type_name}"
    )


def under(past: Past, about: Tag) -> list[Found[Event]]:
    """What has happened about something, uncited."""
    return [each for each in past.peek(Event) if about in each.tags]


def positions(found: Sequence[Found[Event]]) -> list[int]:
    """Where events stand; those of the same decision stand nowhere yet."""
    return [each.position for each in found if each.position]


def _fault(
    chain: Chain, signer: str, post: str | None, barred: Mapping[str, int], law: Law
) -> Refused | None:
    title = law.title(chain.clause)
    told: dict[str, Any] = {
        "clause": chain.clause,
        "title": title,
        "what": chain.what,
        "signer": signer,
    }
    taken = [each.found for each in chain.taken if each.found is not None]
    evidence = positions(taken)
    if not chain.missing:
        return NothingToSign(evidence=evidence, **told)
    if signer == chain.applicant:
        return OwnApplication(**told)
    before = {each.signer: each.found.position for each in chain.taken if each.found} | {**barred}
    if signer in before:
        return SignedAlready(evidence=(before[signer],), position=before[signer], **told)
    if not chain.takes(signer, post):
        return NotYourTurn(
            evidence=evidence, needed=named(chain.missing), post=titled(post), **told
        )
    return None


def _crossing(
    chain: Chain, signer: str, post: str | None, instead_of: str | None, law: Law
) -> Refused | None:
    """Why somebody of another line does not sign, if so."""
    superior = chain.reserved_for(signer, post)
    if superior is None or superior in (signer, instead_of):
        return None
    return NotTheirSuperior(
        clause=chain.clause,
        title=law.title(chain.clause),
        what=chain.what,
        superior=superior,
        signer=signer,
    )


def _steps(clause: str, terms: Approval, event: Event) -> tuple[Step, ...]:
    """The signatures that a matter of this size needs."""
    if terms.size is None:
        return terms.bands[0].steps
    size = getattr(event, terms.size)
    for band in terms.bands:
        above = band.above is None or size > band.above
        if above and (band.most is None or size <= band.most):
            return band.steps
    raise OutsideCoverage(f"clause {clause} has no band for {terms.size} {size}; add one")


def _placed(
    steps: tuple[Step, ...], given: Sequence[Signature], in_order: bool
) -> tuple[tuple[int, ...], list[Signature]]:
    """As many steps as can be filled, each by another person, with their signatures.

    In order these are the first ones; otherwise any.
    """
    for reach in range(len(steps), 0, -1):
        chosen = [tuple(range(reach))] if in_order else combinations(range(len(steps)), reach)
        for numbers in chosen:
            wanted = tuple(steps[number] for number in numbers)
            found = _filled(wanted, given, frozenset(), in_order)
            if found is not None:
                return numbers, found
    return (), []


def _filled(
    steps: tuple[Step, ...], given: Sequence[Signature], people: frozenset[str], in_order: bool
) -> list[Signature] | None:
    if not steps:
        return []
    for number, each in enumerate(given):
        if each.signer in people or each.post not in steps[0].by:
            continue
        rest = given[number + 1 :] if in_order else given
        others = _filled(steps[1:], rest, people | {each.signer}, in_order)
        if others is not None:
            return [each, *others]
    return None
