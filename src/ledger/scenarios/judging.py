"""What a scenario expected against what came of it; every difference in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from ledger.kernel.action import Refused
from ledger.kernel.event import Event, micros
from ledger.kernel.words import Language, Words
from ledger.obligations.rows import ObligationRow
from ledger.registers.discipline.events import OffenceProposed, SanctionIssued, SanctionReversed
from ledger.rulebook.terms.money import Money
from ledger.scenarios.form import IssuedSanction, Obliged, ProposedCase, Then
from ledger.scenarios.steps import local

EVERYBODY = "*"
"""In ``total``, all people together."""

_DEDUCTED = ("fine", "wages", "compensation")
_NOTHING = Words("没有", "none")

W = TypeVar("W")
G = TypeVar("G")


class Came(NamedTuple):
    """What came of a scenario.

    ``refusal`` and ``appended`` are of the action of ``when``; ``appended`` is None without one.
    ``beside`` are cases that are no part of the scenario.
    """

    refusal: Refused | None
    appended: tuple[Event, ...] | None
    events: tuple[Event, ...]
    obligations: tuple[ObligationRow, ...]
    zone: ZoneInfo
    beside: frozenset[str] = frozenset()

    def of(self, kind: type[G]) -> list[G]:
        """The ledger's events of a type."""
        return [each for each in self.events if isinstance(each, kind)]


def differences(then: Then, came: Came) -> Iterator[Words]:
    """Everything in which what came differs from what was expected."""
    yield from _refusal(then, came)
    yield from _events(then, came)
    proposals = came.of(OffenceProposed)
    issued = came.of(SanctionIssued)
    yield from _missing(then.proposed, proposals, _is_proposal, _PROPOSAL)
    yield from _missing(then.issued, issued, _is_sanction, _SANCTION)
    yield from _obligations(then, came)
    own = [each for each in proposals if each.offence not in came.beside]
    yield from _unwanted(then, own, issued)
    yield from _totals(then, came)


def _refusal(then: Then, came: Came) -> Iterator[Words]:
    if came.refusal is None:
        if then.refused is not None:
            yield Words(
                f"应被 {then.refused} 拒绝；实际办成了",
                f"expected a refusal by {then.refused}; it was accepted",
            )
        return
    clause = came.refusal.clause
    if then.refused != clause:
        wanted_zh = f"应被 {then.refused} 拒绝" if then.refused else "应能办成"
        wanted_en = f"a refusal by {then.refused}" if then.refused else "that it is accepted"
        yield Words(
            f"{wanted_zh}；实际被 {clause} 拒绝：{came.refusal.text('zh')}",
            f"expected {wanted_en}; refused by {clause}: {came.refusal.text('en')}",
        )


def _events(then: Then, came: Came) -> Iterator[Words]:
    found = came.events if came.appended is None else came.appended
    names = {each.type_name for each in found}
    for name in then.events:
        if name not in names:
            yield Words(
                f"应有事件 {name}；实际有：{'、'.join(sorted(names)) or _NOTHING.zh}",
                f"expected the event {name}; there were: {', '.join(sorted(names)) or 'none'}",
            )


class _Kind(NamedTuple):
    """How things of a kind are told: a wanted one, a found one, and how to begin either."""

    expected: Callable[[object, Language], str]
    found: Callable[[object, Language], str]
    wanted: Words
    there: Words


def _missing(
    wanted: Iterable[W], found: Sequence[G], fits: Callable[[W, G], bool], kind: _Kind
) -> Iterator[Words]:
    """Each wanted thing takes one found thing; what finds none is missing."""
    left = list(found)
    for each in wanted:
        chosen = next((one for one in left if fits(each, one)), None)
        if chosen is not None:
            left.remove(chosen)
            continue
        zh, en = (_listed(found, kind, language) for language in ("zh", "en"))
        yield Words(
            f"{kind.wanted.zh} {kind.expected(each, 'zh')}；{kind.there.zh}：{zh}",
            f"{kind.wanted.en} {kind.expected(each, 'en')}; {kind.there.en}: {en}",
        )


def _listed(found: Sequence[object], kind: _Kind, language: Language) -> str:
    between = "；" if language == "zh" else "; "
    return between.join(kind.found(each, language) for each in found) or _NOTHING.to(language)


def _is_proposal(wanted: ProposedCase, found: OffenceProposed) -> bool:
    return (
        found.clause == wanted.offence
        and wanted.person in (None, found.person)
        and (wanted.amount is None or _amount(found) == wanted.amount)
    )


def _is_sanction(wanted: IssuedSanction, found: SanctionIssued) -> bool:
    return (
        wanted.person in (None, found.person)
        and wanted.kind in (None, found.kind)
        and wanted.clause in (None, found.clause)
        and wanted.measure in (None, found.measure)
        and (wanted.amount is None or _amount(found) == wanted.amount)
    )


def _amount(found: OffenceProposed | SanctionIssued) -> Money | None:
    return Money(found.amount, found.currency) if found.amount is not None else None


def _tell_wanted_proposal(each: object, language: Language) -> str:
    assert isinstance(each, ProposedCase)
    return _told(each.offence, each.person, each.amount, language)


def _tell_proposal(each: object, language: Language) -> str:
    assert isinstance(each, OffenceProposed)
    return _told(each.clause, each.person, _amount(each), language)


def _tell_wanted_sanction(each: object, language: Language) -> str:
    assert isinstance(each, IssuedSanction)
    what = each.measure or each.kind or each.clause
    return _told(what, each.person, each.amount, language)


def _tell_sanction(each: object, language: Language) -> str:
    assert isinstance(each, SanctionIssued)
    return _told(each.measure or each.kind, each.person, _amount(each), language)


_PROPOSAL = _Kind(
    _tell_wanted_proposal,
    _tell_proposal,
    Words("应提议", "expected a proposal of"),
    Words("实际提议", "proposed"),
)
_SANCTION = _Kind(
    _tell_wanted_sanction,
    _tell_sanction,
    Words("应开出", "expected a sanction:"),
    Words("实际开出", "issued"),
)


def _told(what: str | None, person: str | None, amount: Money | None, language: Language) -> str:
    parts = [what or Words("任何处分", "any kind").to(language)]
    if person is not None:
        parts.append(Words(f"{person}", f"for {person}").to(language))
    if amount is not None:
        parts.append(Words(f"{amount}", f"of {amount}").to(language))
    return " ".join(parts)


def _obligations(then: Then, came: Came) -> Iterator[Words]:
    def fits(wanted: Obliged, row: ObligationRow) -> bool:
        due = micros(local(wanted.due, came.zone)) if wanted.due is not None else None
        return (
            row.clause == wanted.clause
            and wanted.state in (None, row.state)
            and wanted.debtor in (None, row.debtor)
            and due in (None, row.due_at)
        )

    def expected(each: object, language: Language) -> str:
        assert isinstance(each, Obliged)
        due = f"{each.due:%m-%d %H:%M:%S}" if each.due is not None else None
        return _obliged(each.clause, each.debtor, each.state, due, language)

    def found(each: object, language: Language) -> str:
        assert isinstance(each, ObligationRow)
        due = f"{_instant(each.due_at, came.zone)}" if each.due_at is not None else None
        return _obliged(each.clause, each.debtor, each.state, due, language)

    kind = _Kind(
        expected, found, Words("应有义务", "expected the obligation"), Words("实际有", "there were")
    )
    wanted = {each.clause for each in then.obligations}
    rows = [row for row in came.obligations if row.clause in wanted]
    yield from _missing(then.obligations, rows, fits, kind)


def _obliged(
    clause: str, debtor: str | None, state: str | None, due: str | None, language: Language
) -> str:
    due_told = Words(f"{due} 到期", f"due {due}").to(language) if due is not None else None
    return " ".join(part for part in (clause, debtor, state, due_told) if part)


def _instant(at: int, zone: ZoneInfo) -> str:
    from ledger.kernel.event import instant

    told: datetime = instant(at).astimezone(zone)
    return f"{told:%m-%d %H:%M:%S}"


def _unwanted(
    then: Then, proposals: Sequence[OffenceProposed], issued: Sequence[SanctionIssued]
) -> Iterator[Words]:
    for each in proposals:
        if then.nothing or each.clause in then.not_proposed:
            yield Words(
                f"不应提议 {_tell_proposal(each, 'zh')}",
                f"expected no proposal of {_tell_proposal(each, 'en')}",
            )
    for sanction in issued if then.nothing else ():
        yield Words(
            f"不应开出 {_tell_sanction(sanction, 'zh')}",
            f"expected no sanction: {_tell_sanction(sanction, 'en')}",
        )


def _totals(then: Then, came: Came) -> Iterator[Words]:
    totals: dict[str, int] = defaultdict(int)
    for issued in came.of(SanctionIssued):
        if issued.kind in _DEDUCTED:
            for whom in (issued.person, EVERYBODY):
                totals[whom] += issued.amount
    for back in came.of(SanctionReversed):
        if back.kind in _DEDUCTED:
            for whom in (back.person, EVERYBODY):
                totals[whom] -= back.amount
    for whom, wanted in then.total.items():
        found = Money(totals[whom], wanted.currency)
        if found != wanted:
            yield Words(
                f"{whom} 合计应为 {wanted}；实际 {found}",
                f"expected a total of {wanted} for {whom}; it is {found}",
            )
