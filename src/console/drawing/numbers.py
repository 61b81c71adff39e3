"""Numbers as the floor writes them: 1:42, 74.2 %, 184 203, and a dash for what does not exist."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from console.text import floor as text
from ledger.kernel.event import instant
from ledger.kernel.projection import Micros
from ledger.kernel.words import Language
from projections.frame import Since

DASH = "—"
_BARS = "▁▂▃▄▅▆▇█"
_DAY = 86_400


def duration(seconds: float | None, language: Language) -> str:
    """A length of time: 1:42, 1:02:03, 2 天 7 h; a dash for none."""
    if seconds is None:
        return DASH
    whole = max(0, int(seconds))
    if whole >= _DAY:
        days, rest = divmod(whole, _DAY)
        return text.DAYS_HOURS.to(language).format(days=days, hours=rest // 3600)
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def elapsed(since: Since, now: Micros, language: Language) -> str:
    """How long something has been going on; a dash when nothing is."""
    if since.instant is None:
        return DASH
    return duration((now - since.instant) / 1_000_000, language)


def percent(share: float | None, digits: int = 0) -> str:
    """A share of hundred, or a dash."""
    return DASH if share is None else f"{share:.{digits}f} %"


def grouped(number: int) -> str:
    """A whole number with its thousands apart: 184 203."""
    return f"{number:,}".replace(",", " ")


def bars(counts: tuple[int, ...]) -> str:
    """Counts as a row of bars, the highest of them full; only an empty slot has the lowest bar."""
    most = max(counts, default=0)
    return "".join(
        _BARS[1 + round((count - 1) * 6 / max(1, most - 1)) if count else 0] for count in counts
    )


def age(seconds: float, language: Language) -> str:
    """How old something is, roughly: 0.1 秒, 14 秒, 3 分, 2 小时, 5 天."""
    if seconds < 1:
        return text.AGE_SECONDS.to(language).format(count=f"{max(0.0, seconds):.1f}")
    for words, unit, most in (
        (text.AGE_SECONDS, 1, 120),
        (text.AGE_MINUTES, 60, 7200),
        (text.AGE_HOURS, 3600, 2 * _DAY),
    ):
        if seconds < most:
            return words.to(language).format(count=int(seconds // unit))
    return text.AGE_DAYS.to(language).format(count=int(seconds // _DAY))


def local(at: Micros, zone: ZoneInfo) -> datetime:
    """An instant on the site's clock."""
    return instant(at).astimezone(zone)


def time_of_day(at: Micros, zone: ZoneInfo) -> str:
    """An instant's hours, minutes and seconds on the site's clock."""
    return f"{local(at, zone):%H:%M:%S}"
