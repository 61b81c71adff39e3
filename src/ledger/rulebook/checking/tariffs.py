"""What an offence costs: amounts of one currency, ranges, and rows that can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.rulebook.checking.material import Finding, Material, Said, parts
from ledger.rulebook.places import Path
from ledger.rulebook.terms import Offence
from ledger.rulebook.terms.money import Money
from ledger.rulebook.terms.offence import Fixed, Measures, Percent, PerMinute, Range, Tariff

_FINAL = {"dismissal", "self-resignation"}
"""After one of these nobody is left to offend again."""


def check(material: Material) -> Iterator[Finding]:
    """Every tariff of every version."""
    first: Money | None = None
    for said in material.said:
        for path, part in parts(said.terms):
            for name in part.__struct_fields__:
                amount = getattr(part, name)
                if isinstance(amount, Money):
                    first = first or amount
                    yield from _amount(said, (*path, name), amount, first)
            if isinstance(part, Range | PerMinute | Percent):
                yield from _row(said, path, part)
        if isinstance(said.terms, Offence):
            yield from _repeats(said, said.terms)


def _amount(said: Said, path: Path, amount: Money, first: Money) -> Iterator[Finding]:
    if amount.fen <= 0:
        yield said.finding(
            path,
            f'金额 {amount} 应大于零；没有金额时请用 kind = "none"',
            f'the amount {amount} must be above zero; without an amount use kind = "none"',
        )
    if amount.currency != first.currency:
        yield said.finding(
            path,
            f"{amount} 与本规章其他金额的币种 {first.currency} 不同；请统一币种",
            f"{amount} is in another currency than {first.currency} elsewhere in the rulebook; "
            "use one currency",
        )


def _row(said: Said, path: Path, row: Range | PerMinute | Percent) -> Iterator[Finding]:
    match row:
        case Range() if row.least.fen > row.most.fen:
            yield said.finding(
                (*path, "least"),
                f"下限 {row.least} 高于上限 {row.most}；请对调或改正",
                f"least {row.least} is more than most {row.most}; swap or correct them",
            )
        case PerMinute() if (row.cap is None) != (row.becomes is None):
            yield said.finding(
                path,
                "cap 和 becomes 要一起写：到多少分钟、变成哪一条",
                "cap and becomes belong together: from how long on, and which offence it becomes",
            )
        case Percent() if not 0 < row.percent <= 100:
            yield said.finding(
                (*path, "percent"),
                f"百分比不能是 {row.percent}；请写 1 到 100",
                f"the percentage cannot be {row.percent}; write 1 to 100",
            )


def _repeats(said: Said, offence: Offence) -> Iterator[Finding]:
    if offence.repeats is None:
        return
    rows: list[tuple[Path, Tariff]] = [(("tariff",), offence.tariff)]
    rows += [(("repeats", "then", n), row) for n, row in enumerate(offence.repeats.then)]
    if len(rows) == 1:
        yield said.finding(
            ("repeats", "then"),
            "没有写再犯的处罚；请写上，或删去 repeats",
            "it gives no sanction for repeats; give one, or leave repeats out",
        )
    ended = False
    for number, (path, row) in enumerate(rows, start=1):
        if ended:
            yield said.finding(
                path,
                f"第 {number} 次的处罚用不到：前一次已是辞退；请删去",
                f"the sanction for time {number} can never be reached, the one before it "
                "is dismissal; leave it out",
            )
        ended = ended or (
            isinstance(row, Fixed | Range | Measures) and bool(_FINAL.intersection(row.measures))
        )
