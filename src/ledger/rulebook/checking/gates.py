"""Quotas, notices and approvals: what each needs, and bands that cover every size once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import inf

from ledger.rulebook.checking.material import Finding, Material, Said
from ledger.rulebook.terms import Approval, Notice, Quota


def check(material: Material) -> Iterator[Finding]:
    """Every gate of every version."""
    for said, quota in material.of(Quota):
        yield from _quota(said, quota)
    for said, notice in material.of(Notice):
        yield from _notice(said, notice)
    for said, approval in material.of(Approval):
        yield from _bands(said, approval)


def _quota(said: Said, quota: Quota) -> Iterator[Finding]:
    if (quota.most is None) == (quota.least is None):
        yield said.finding(
            (),
            "限次条款要写 most（至多）或 least（至少），写一个且只写一个",
            "a quota takes either most or least; give exactly one",
        )
    if not quota.each:
        yield said.finding(
            ("each",),
            "each 是空的；请写明按哪一项计数",
            "each is empty; name the field that is counted by",
        )


def _notice(said: Said, notice: Notice) -> Iterator[Finding]:
    given = (notice.at_least is not None) + (notice.time is not None) + notice.forbidden
    if given != 1:
        yield said.finding(
            (),
            "提前量要写 at_least、time 或 forbidden，写一个且只写一个",
            "a notice takes one of at_least, time and forbidden; give exactly one",
        )
    if not notice.forbidden and notice.before is None:
        yield said.finding(
            ("before",),
            "没有写 before；请写明在哪个时刻之前",
            "before is missing; name the field with the instant that it counts to",
        )


def _bands(said: Said, approval: Approval) -> Iterator[Finding]:
    if not approval.bands:
        yield said.finding(
            ("bands",), "没有审批级别；请写 bands", "it has no step of approval; give bands"
        )
    if len(approval.bands) > 1 and approval.size is None:
        yield said.finding(
            ("bands",),
            "分了档却没写 size；请写明按哪一项分档",
            "it has bands but no size; name the field that tells them apart",
        )
        return
    reach = [
        (-inf if band.above is None else band.above, inf if band.most is None else band.most)
        for band in approval.bands
    ]
    for number, (band, (above, most)) in enumerate(zip(approval.bands, reach, strict=True)):
        if not band.steps or not all(step.by for step in band.steps):
            yield said.finding(
                ("bands", number, "steps"),
                "有一级没有审批人；请写 by",
                "a step has nobody to sign it; give by",
            )
        if above >= most:
            yield said.finding(
                ("bands", number),
                f"第 {number + 1} 档用不到：大于 {above:g} 且不大于 {most:g}；请改正",
                f"band {number + 1} can never be reached: above {above:g} and at most {most:g}; "
                "correct it",
            )
    yield from _neighbours(said, reach)


def _neighbours(said: Said, reach: list[tuple[float, float]]) -> Iterator[Finding]:
    order = sorted((band, number) for number, band in enumerate(reach) if band[0] < band[1])
    for ((_, most), number), ((above, _), following) in pairwise(order):
        if above < most:
            yield said.finding(
                ("bands", following),
                f"第 {following + 1} 档与第 {number + 1} 档重叠（{above:g} 至 {most:g}）；请改正",
                f"band {following + 1} overlaps band {number + 1} from {above:g} to {most:g}; "
                "correct them",
            )
        elif above > most:
            yield said.finding(
                ("bands", following),
                f"大于 {most:g} 且不大于 {above:g} 的没有规定；请补一档或改正",
                f"nothing is said above {most:g} and up to {above:g}; add a band or correct them",
            )
    if order and (order[0][0][0] > 0 or order[-1][0][1] < inf):
        low, high = order[0][0][0], order[-1][0][1]
        missing = f"{low:g}" if low > 0 else f"{high:g}"
        yield said.finding(
            ("bands",),
            f"{missing} {'及以下' if low > 0 else '以上'}没有规定；请补一档或改正",
            f"nothing is said {'up to' if low > 0 else 'above'} {missing}; add a band or "
            "correct them",
        )
