"""A destruction is approved, one step at a time."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import MatterId
from ledger.kernel.words import Words
from ledger.registers.archive.destruction import destruction_case, proposal_of, turn_to_sign
from ledger.registers.archive.events import DestructionSigned
from ledger.registers.org.standing import acting_post


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
        turn = turn_to_sign(self.matter, proposed.event.file, past, law)
        post = acting_post(past, past.actor, turn.posts)
        barred = {proposed.event.proposer: proposed.position}
        turn.require(past.actor, post, past, law, barred)
        assert post is not None
        yield DestructionSigned(
            matter=self.matter, file=proposed.event.file, signer=past.actor, post=post
        )
