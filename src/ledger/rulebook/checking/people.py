"""Who is meant: posts that exist, and parties that name exactly one thing."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ledger.kernel.action import Role
from ledger.rulebook.checking.material import Finding, Material, nearest, parts
from ledger.rulebook.places import Path
from ledger.rulebook.rules import catalogue
from ledger.rulebook.terms import Cadence, Lending, Offence, Reward
from ledger.rulebook.terms.approval import Step
from ledger.rulebook.terms.base import Party
from ledger.rulebook.terms.deadline import Escalation
from ledger.rulebook.terms.offence import Appeal, Joint


def check(material: Material) -> Iterator[Finding]:
    """Every post that a clause names, and every party."""
    posts = catalogue.posts()
    for said in material.said:
        for path, part in parts(said.terms):
            if isinstance(part, Party) and (part.field is None) == (part.post is None):
                yield said.finding(
                    path,
                    f"{path[-1]} 要么写 field，要么写 post，写一个且只写一个",
                    f"{path[-1]} takes either field or post; give exactly one",
                )
            for step, post in _posts(part):
                if post not in posts:
                    told = nearest(post, posts)
                    yield said.finding(
                        (*path, *step),
                        f"没有岗位 {post}；{told.zh}",
                        f"there is no post {post}; {told.en}",
                    )
        if isinstance(said.terms, Cadence) and said.terms.each is not None:
            each = said.terms.each
            if each not in posts and each not in tuple(Role):
                told = nearest(each, [*posts, *Role])
                yield said.finding(
                    ("each",),
                    f"没有岗位或角色 {each}；{told.zh}",
                    f"there is no post or role {each}; {told.en}",
                )


def _posts(part: msgspec.Struct) -> Iterator[tuple[Path, str]]:
    match part:
        case Party(post=str(post)):
            yield ("post",), post
        case Escalation():
            yield ("to",), part.to
        case Step():
            yield from _listed("by", part.by)
        case Appeal():
            yield from _listed("to", part.to)
        case Offence():
            yield from _listed("decided_by", part.decided_by)
            yield from _listed("report_to", part.report_to)
        case Reward():
            yield from _listed("decided_by", part.decided_by)
        case Joint():
            yield from _listed("spares", part.spares)
        case Lending():
            yield from _listed("borrowers", part.borrowers)
            yield from _listed("approved_by", part.approved_by)


def _listed(name: str, posts: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for number, post in enumerate(posts):
        yield (name, number), post
