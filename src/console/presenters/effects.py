"""What a form says of the half hours that its action would change."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from console.drawing.numbers import local, percent
from console.host import Host
from console.presenters.forecast import Foresight, Shortfall
from console.text import effects as text
from ledger.kernel.event import Event
from ledger.kernel.projection import ProjectionFailed
from ledger.kernel.words import Language
from ledger.rulebook.lookup import OutsideCoverage
from ledger.store.errors import StoreError

_MOST = 6


def lines(host: Host, events: Sequence[Event]) -> list[str]:
    """What events would do, a line a span; none where nothing can be told of it.

    It only advises, so that a view that cannot be read now keeps nobody from acting.
    """
    try:
        found = host.forecast.of(events)
    except (StoreError, ProjectionFailed, OutsideCoverage):
        return []
    return [] if found is None else told(found, host.book.site.zone, host.language)


def told(found: Foresight, zone: ZoneInfo, language: Language) -> list[str]:
    """The half hours that a change leaves short, or that it leaves none."""
    head = f"─ {text.EFFECTS.to(language)} ─"
    if not found.shortfalls:
        words = text.ENOUGH if found.fewer else text.NO_FEWER
        return [head, words.to(language)]
    shown = [_told(each, zone, language) for each in found.shortfalls[:_MOST]]
    if (more := len(found.shortfalls) - _MOST) > 0:
        shown.append(text.MORE.to(language).format(count=more))
    return [head, *shown]


def _told(each: Shortfall, zone: ZoneInfo, language: Language) -> str:
    begins, ends = local(each.starts, zone), local(each.ends, zone)
    line = text.SHORT.to(language).format(
        day=f"{begins:%m-%d}",
        starts=f"{begins:%H:%M}",
        ends=f"{ends:%H:%M}",
        count=each.after,
        need=each.need,
    )
    if each.served_before is None or each.served_after is None:
        return line
    served = text.SERVED.to(language).format(
        before=percent(each.served_before * 100), after=percent(each.served_after * 100)
    )
    return f"{line}   {served}"
