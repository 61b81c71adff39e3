"""One destruction: its proposal, and who must sign it."""

from __future__ import annotations

from ledger.kernel import tags
from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.tags import FileId, MatterId
from ledger.registers.archive.events import DestructionProposed, FileDestroyed
from ledger.rulebook.approvals import Turn, turn


class DestructionNotProposed(
    Refused,
    clause="files.custody",
    zh="没有销毁事项 {matter}；请先提议",
    en="there is no destruction {matter}; propose it first",
):
    """A destruction begins with a keeper's proposal."""


class DestructionNotRegulated(
    Refused,
    clause="files.custody",
    zh="现行规章没有规定谁批准销毁；请先通过含有此条款的规章",
    en="the rulebook in force does not say who approves a destruction; adopt one that does",
):
    """Nothing is destroyed without a clause that says after which approvals."""


def destruction_case(matter: MatterId) -> Boundary:
    """All that has happened in one matter of destruction."""
    return about(tags.tag("matter", matter)).whole()


def proposal_of(past: Past, matter: MatterId) -> Found[DestructionProposed]:
    """The proposal that the matter began with.

    :raises DestructionNotProposed: when there is none.
    """
    proposed = past.last(DestructionProposed, tag=tags.tag("matter", matter))
    if proposed is None:
        raise DestructionNotProposed(matter=matter)
    return proposed


def turn_to_sign(matter: MatterId, file: FileId, past: Past, law: Law) -> Turn:
    """Whose turn it is to sign for a file to be destroyed.

    :raises DestructionNotRegulated: when no rulebook in force says who signs.
    """
    found = turn(FileDestroyed(matter=matter, file=file), past, law)
    if found is None:
        raise DestructionNotRegulated
    return found
