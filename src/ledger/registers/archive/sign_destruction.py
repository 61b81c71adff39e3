"""A destruction is approved, one step at a time."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import MatterId
from ledger.kernel.words import Words
from ledger.registers.archive.destruction import destruction_case, proposal_of, steps_of
from ledger.registers.archive.events import DestructionSigned
from ledger.registers.org.standing import acting_post


class NotYourStep(
    Refused,
    clause="files.custody",
    zh="第 {number} 步由 {needed} 签批，{person} 的岗位是 {post}",
    en="step {number} is signed by {needed}; the post of {person} is {post}",
):
    """Signatures are given in order, each by the post that the clause names."""


class SignedByAnother(
    Refused,
    clause="files.custody",
    zh="{person} 已参与此事（#{position}）；每一步须由不同的人",
    en="{person} has taken part already (#{position}); each step takes another person",
):
    """The proposer and the signers are all different people."""


class AllSigned(
    Refused,
    clause="files.custody",
    zh="销毁事项 {matter} 已全部签批",
    en="destruction {matter} has all its signatures",
):
    """There is nothing left to sign."""


class SignDestruction(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER, Role.ADMINISTRATOR),
    placed=True,
    words=Words("签批销毁", "Sign a destruction"),
):
    """Give the next signature to a proposed destruction (S0.5-16)."""

    matter: MatterId

    def boundary(self) -> Boundary:
        """The matter."""
        return destruction_case(self.matter)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Signs the step whose turn it is, by its post, and by somebody new to the matter."""
        proposed = proposal_of(past, self.matter)
        clause, steps = steps_of(law)
        signed = past.of(DestructionSigned)
        if len(signed) >= len(steps):
            raise AllSigned(
                evidence=tuple(each.position for each in signed), clause=clause, matter=self.matter
            )
        taken = {each.event.signer: each.position for each in signed}
        taken[proposed.event.proposer] = proposed.position
        if past.actor in taken:
            position = taken[past.actor]
            raise SignedByAnother(
                evidence=(position,), clause=clause, person=past.actor, position=position
            )
        step = steps[len(signed)]
        post = acting_post(past, past.actor, step.by)
        if post is None or post not in step.by:
            raise NotYourStep(
                clause=clause,
                number=len(signed) + 1,
                needed=", ".join(step.by),
                person=past.actor,
                post=post or "—",
            )
        yield DestructionSigned(
            matter=self.matter, file=proposed.event.file, signer=past.actor, post=post
        )
