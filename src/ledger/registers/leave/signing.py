"""Under which post somebody signs a leave, or rejects it: only when it is their turn."""

from __future__ import annotations

from ledger import registers
from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Found, Past
from ledger.kernel.event import Event
from ledger.kernel.words import Words
from ledger.registers.entries import HoldsNoPost, NotAsTheCaseSays
from ledger.registers.org.standing import acting_post, delegation_of, require_no_own_case
from ledger.rulebook.approvals import turn


def post_in_turn(
    action: Action,
    opening: Found[Event],
    completes: Event,
    past: Past,
    law: Law,
    *,
    wanted: str | None = None,
) -> str:
    """The post under which whoever acts may sign for an event to come about.

    :raises HoldsNoPost: when they hold none.
    :raises NotAsTheCaseSays: when they want to sign under another one than they can.
    :raises OwnMatter: for a deputy in a case of their own, or of whom they stand in for.
    :raises Refused: when it is not their turn, by the clause that says so.
    """
    whose = turn(completes, past, law)
    allowed = None if whose is None else whose.posts
    post = acting_post(past, past.actor, allowed, wanted=wanted)
    if post is None:
        raise HoldsNoPost(actor=past.actor)
    if wanted not in (None, post):
        label = registers.field_words()["post"]
        raise NotAsTheCaseSays(field=Words(label.zh, label.en), known=post, given=wanted)
    require_no_own_case(past, action, opening, post)
    if whose is not None:
        whose.require(past.actor, post, past, law, instead_of=_instead_of(past, post))
    return post


def _instead_of(past: Past, post: str) -> str | None:
    """Whom somebody stands in for whose post it is that they act under, be it their own too."""
    found = delegation_of(past, past.actor)
    return found.event.delegator if found is not None and found.event.post == post else None
