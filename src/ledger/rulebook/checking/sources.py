"""Ids, titles and sources: a clause can be named, read and traced to its rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledger.kernel.words import Words
from ledger.rulebook.checking.material import Draft, Finding, Material, nearest
from ledger.rulebook.clauses import Clause
from ledger.rulebook.rules import catalogue

_ID = re.compile(r"[\w.-]{1,48}", re.ASCII)
_RULE = re.compile(r"S\d")


def check(material: Material) -> Iterator[Finding]:
    """Ids that can stand in an obligation's name, titles in both languages, known rules."""
    for draft in material.drafts.values():
        if isinstance(draft.raw.get("id"), str) and not _ID.fullmatch(draft.id):
            yield Finding(
                draft,
                ("id",),
                Words(
                    f"编号 {draft.id!r} 不能用；请写字母、数字、点、横线，最多 48 个",
                    f"the id {draft.id!r} cannot be used; write letters, digits, dots and "
                    "dashes, 48 at most",
                ),
            )
        if draft.clause is not None:
            yield from _of_one(draft, draft.clause)


def _of_one(draft: Draft, clause: Clause) -> Iterator[Finding]:
    for name in ("zh", "en"):
        if not getattr(clause.title, name).strip():
            words = Words(f"title.{name} 是空的；请写上", f"title.{name} is empty; write it")
            yield Finding(draft, ("title", name), words)
    if not clause.source:
        words = Words(
            "没有来源；请在 source 写上条文号或依据",
            "it has no source; name the rule or what else it rests on",
        )
        yield Finding(draft, ("source",), words)
    for number, source in enumerate(clause.source):
        if _RULE.match(source) and source not in catalogue.rules():
            told = nearest(source, catalogue.rules())
            words = Words(f"没有条文 {source}；{told.zh}", f"there is no rule {source}; {told.en}")
            yield Finding(draft, ("source", number), words)
