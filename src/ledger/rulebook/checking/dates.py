"""Versions of a clause: in order of date, each beginning where the one before it ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ledger.kernel.words import Words
from ledger.rulebook.checking.material import Draft, Finding, Material
from ledger.rulebook.clauses import Clause


def check(material: Material) -> Iterator[Finding]:
    """Order, overlap and gaps of every clause's versions."""
    for draft in material.drafts.values():
        if draft.clause is not None:
            yield from _of_one(draft, draft.clause)


def _of_one(draft: Draft, clause: Clause) -> Iterator[Finding]:
    if not clause.in_force:
        yield _finding(
            draft,
            ("in_force",),
            "没有任何版本；请在 in_force 写上 from 日期和内容",
            "it has no version; give in_force a from date and values",
        )
    for number, version in enumerate(clause.in_force):
        if version.ends is not None and version.ends <= version.since:
            yield _finding(
                draft,
                ("in_force", number, "ends"),
                f"版本在 {version.ends} 结束，却从 {version.since} 起；请改正日期",
                f"the version ends on {version.ends} but is from {version.since}; "
                "correct the dates",
            )
    for number, (version, following) in enumerate(pairwise(clause.in_force), start=1):
        at = ("in_force", number, "from")
        if following.since == version.since:
            yield _finding(
                draft,
                at,
                f"两个版本都从 {version.since} 起；请留一个",
                f"two versions are from {version.since}; keep one",
            )
        elif following.since < version.since:
            yield _finding(
                draft,
                at,
                f"{following.since} 的版本写在 {version.since} 之后；请按日期先后排列",
                f"the version from {following.since} stands after that from {version.since}; "
                "put them in order of date",
            )
        elif version.ends is not None and version.ends > following.since:
            yield _finding(
                draft,
                at,
                f"与前一版本重叠：前一版本到 {version.ends} 才结束；请改正日期",
                f"it overlaps the version before, which ends on {version.ends}; correct the dates",
            )
        elif version.ends is not None and version.ends < following.since:
            yield _finding(
                draft,
                at,
                f"{version.ends} 至 {following.since} 之间没有规定；请补上该期间的版本",
                f"nothing is in force from {version.ends} until {following.since}; "
                "give a version for that time",
            )


def _finding(draft: Draft, path: tuple[str | int, ...], zh: str, en: str) -> Finding:
    return Finding(draft, path, Words(zh, en))
