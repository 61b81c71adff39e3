"""Clauses that clauses refer to: they exist, and are of the kind that is meant."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.words import Words
from ledger.rulebook.checking.material import Draft, Finding, Material, Said, nearest
from ledger.rulebook.places import Path
from ledger.rulebook.terms import Cadence, Checklist, Deadline, Offence
from ledger.rulebook.terms.offence import PerMinute

_KINDS = {"offence": "违规类（offence）", "hours": "工作时间类（hours）"}


def check(material: Material) -> Iterator[Finding]:
    """Every reference from clause to clause. Nothing is missed in a text that is not whole."""
    if not material.whole:
        return
    for said in material.said:
        for path, wanted, kind in _named(said):
            yield from _resolved(material, said.draft, said.at(*path), wanted, kind)
    for draft in material.drafts.values():
        if draft.clause is None:
            continue
        for number, over in enumerate(draft.clause.over):
            yield from _resolved(material, draft, ("over", number), over, draft.kind)


def _named(said: Said) -> Iterator[tuple[Path, str, str]]:
    terms = said.terms
    if isinstance(terms, Deadline | Cadence | Checklist) and terms.breach is not None:
        yield ("breach",), terms.breach, "offence"
    if isinstance(terms, Deadline | Cadence) and terms.hours is not None:
        yield ("hours",), terms.hours, "hours"
    if isinstance(terms, Offence):
        if isinstance(terms.tariff, PerMinute) and terms.tariff.becomes is not None:
            yield ("tariff", "becomes"), terms.tariff.becomes, "offence"
        if terms.threshold is not None:
            for number, of in enumerate(terms.threshold.of):
                yield ("threshold", "of", number), of, "offence"
        for number, replaced in enumerate(terms.replaces):
            yield ("replaces", number), replaced, "offence"


def _resolved(
    material: Material, draft: Draft, path: Path, wanted: str, kind: str
) -> Iterator[Finding]:
    if wanted == draft.id:
        words = Words(f"条款指向自己（{wanted}）；请改正", f"it refers to itself; correct {wanted}")
        yield Finding(draft, path, words)
        return
    found = material.drafts.get(wanted)
    if found is None:
        known = [each.id for each in material.drafts.values() if each.kind == kind]
        told = nearest(wanted, known, most=0)
        words = Words(f"没有条款 {wanted}；{told.zh}", f"there is no clause {wanted}; {told.en}")
        yield Finding(draft, path, words)
    elif found.kind != kind:
        words = Words(
            f"条款 {wanted} 是 {found.kind} 类，这里要{_KINDS.get(kind, f' {kind} 类')}；请改正",
            f"clause {wanted} is of kind {found.kind}, and {kind} is meant; name another",
        )
        yield Finding(draft, path, words)
