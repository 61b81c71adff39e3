"""The trail's query language: what a person types after ``/`` or on the command line.

::

    type:call.* about:A017 since:10:00 -type:call.rang queue:189 #184203 text

A term is ``key:value``; ``-`` before it excludes. Repeated ``type`` and ``actor`` widen, every
other term narrows. ``about:X`` is any thing called X. Times are the site's: ``10:00`` (of the
ledger's newest day), ``2026-11-21`` (``until`` includes that day) or ``2026-11-21T10:00``.
Words without a key filter what is shown. ``#N`` goes to a position.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ledger.kernel.words import Language, Words

KINDS = ("person", "call", "queue", "seat", "team", "customer", "source")
"""The kinds of things an event can be about; each is a key of its own."""

_KEYS = {
    **{kind: kind for kind in KINDS},
    **{key: key for key in ("type", "about", "actor", "tag", "since", "until")},
    "类型": "type",
    "关于": "about",
    "谁": "actor",
    "标签": "tag",
    "从": "since",
    "到": "until",
    "人员": "person",
    "来电": "call",
    "队列": "queue",
    "席位": "seat",
    "班组": "team",
    "客户": "customer",
    "来源": "source",
}
_TERM = re.compile(r'(?:[^\s"]|"[^"]*")+')
_KEYED = re.compile(r"([^\W\d_]+)[:：](.*)", re.DOTALL)


class BadQuery(ValueError):
    """A query cannot be understood; ``words`` says why and what to write, in one sentence."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)

    def text(self, language: Language) -> str:
        """The sentence in that language."""
        return self.words.to(language)


@dataclass(frozen=True, slots=True)
class TrailQuery:
    """A query as understood.

    ``types`` are patterns of which one must fit. ``tags`` holds alternatives: of each entry one
    must be among the event's tags; of ``without_tags`` none may. ``words`` must all be found in
    what is shown. ``until`` is excluded. ``jump`` is a position to go to.
    """

    text: str = ""
    types: tuple[str, ...] = ()
    without_types: tuple[str, ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()
    without_tags: tuple[tuple[str, ...], ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    words: tuple[str, ...] = ()
    without_words: tuple[str, ...] = ()
    jump: int | None = None

    @property
    def sifts(self) -> bool:
        """Whether events found through the index must still be looked at one by one."""
        return bool(self.without_tags or self.words or self.without_words)


def reads_as_term(word: str) -> bool:
    """Whether a word is a term of this language rather than a name or a path."""
    word = word.removeprefix("-")
    keyed = _KEYED.fullmatch(word)
    return bool(re.fullmatch(r"#\d+", word)) or (keyed is not None and keyed[1] in _KEYS)


def parse(text: str, *, zone: ZoneInfo, day: date) -> TrailQuery:
    """The query a text holds; times of day without a date are of ``day`` in ``zone``.

    :raises BadQuery: for an unknown key, an empty value or a time that is none.
    """
    terms = _Terms(zone, day)
    for term in _TERM.findall(text):
        terms.take(term)
    return terms.query(text.strip())


def matching_types(
    patterns: Iterable[str], known: Iterable[str], labels: dict[str, Words] | None = None
) -> list[str]:
    """The known types that fit any pattern: a name, a beginning with ``*``, or a label.

    :raises BadQuery: for a pattern that no known type fits.
    """
    chosen: dict[str, None] = {}
    names = sorted(known)
    for pattern in patterns:
        fits = _fitting(pattern, labels or {})
        found = [name for name in names if fits(name)]
        if not found:
            raise BadQuery(
                f"没有名为 {pattern} 的事件；例如 type:call.accepted 或 type:call.*",
                f"no event is called {pattern}; write for example type:call.accepted, type:call.*",
            )
        chosen.update(dict.fromkeys(found))
    return list(chosen)


def _fitting(pattern: str, labels: dict[str, Words]) -> Callable[[str], bool]:
    if pattern.endswith("*"):
        beginning = pattern[:-1]
        return lambda name: name.startswith(beginning)
    return lambda name: name == pattern or pattern in labels.get(name, ())


@dataclass(slots=True)
class _Terms:
    """Terms as they are read, gathered by what they do."""

    zone: ZoneInfo
    day: date
    types: list[str] = field(default_factory=list)
    without_types: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    tags: list[tuple[str, ...]] = field(default_factory=list)
    without_tags: list[tuple[str, ...]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    without_words: list[str] = field(default_factory=list)
    since: datetime | None = None
    until: datetime | None = None
    jump: int | None = None

    def query(self, text: str) -> TrailQuery:
        """Everything taken, as one query."""
        actors = (tuple(self.actors),) if self.actors else ()
        return TrailQuery(
            text=text,
            types=tuple(self.types),
            without_types=tuple(self.without_types),
            tags=(*actors, *self.tags),
            without_tags=tuple(self.without_tags),
            since=self.since,
            until=self.until,
            words=tuple(self.words),
            without_words=tuple(self.without_words),
            jump=self.jump,
        )

    def take(self, term: str) -> None:
        """Add one term."""
        excluded = term.startswith("-") and len(term) > 1
        bare = term[1:] if excluded else term
        keyed = _KEYED.fullmatch(bare)
        if keyed is None or bare.startswith('"'):
            self._take_word(bare, excluded)
            return
        key, value = _KEYS.get(keyed[1]), keyed[2].replace('"', "")
        if key is None:
            raise BadQuery(
                f"没有 {keyed[1]}: 这种条件；可用 {'、'.join(_offered())}",
                f"there is no {keyed[1]}: term; use one of {', '.join(_offered())}",
            )
        if not value:
            raise BadQuery(
                f"{keyed[1]}: 后面缺少内容；例如 {_EXAMPLES[key]}",
                f"{keyed[1]}: lacks its value; write for example {_EXAMPLES[key]}",
            )
        self._take_keyed(key, value, excluded)

    def _take_word(self, word: str, excluded: bool) -> None:
        position = re.fullmatch(r"#(\d+)", word)
        if position is not None and not excluded:
            self.jump = int(position[1])
            return
        word = word.replace('"', "")
        if word:
            (self.without_words if excluded else self.words).append(word.casefold())

    def _take_keyed(self, key: str, value: str, excluded: bool) -> None:
        if key in ("since", "until"):
            self._take_time(key, value, excluded)
        elif key == "type":
            (self.without_types if excluded else self.types).append(value)
        elif key == "actor" and not excluded:
            self.actors.append(f"actor:{value}")
        else:
            (self.without_tags if excluded else self.tags).append(_alternatives(key, value))

    def _take_time(self, key: str, value: str, excluded: bool) -> None:
        if excluded:
            raise BadQuery(
                f"{key}: 不能排除；用 since: 和 until: 限定时间",
                f"{key}: cannot be excluded; bound the time with since: and until:",
            )
        if key == "since":
            self.since = parse_time(value, zone=self.zone, day=self.day)
        else:
            self.until = parse_time(value, zone=self.zone, day=self.day, end=True)


def parse_time(value: str, *, zone: ZoneInfo, day: date, end: bool = False) -> datetime:
    """The instant a person means: a time of ``day``, a date, or both, in the site's zone.

    With ``end``, a date alone means the end of that day.

    :raises BadQuery: for anything else.
    """
    try:
        if re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", value):
            return datetime.combine(day, time.fromisoformat(value.zfill(5)), zone)
        if re.fullmatch(r"\d{2}-\d{2}(T.*)?", value):
            value = f"{day.year}-{value}"
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            meant = date.fromisoformat(value) + timedelta(days=1 if end else 0)
            return datetime.combine(meant, time(), zone)
        instant = datetime.fromisoformat(value)
        return instant if instant.tzinfo is not None else instant.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        raise BadQuery(
            f"{value} 不是时间；请写 10:00、2026-11-21 或 2026-11-21T10:00",
            f"{value} is no time; write 10:00, 2026-11-21 or 2026-11-21T10:00",
        ) from None


def _alternatives(key: str, value: str) -> tuple[str, ...]:
    if key == "tag":
        if ":" not in value:
            raise BadQuery(
                f"tag:{value} 缺少类别；例如 tag:call:123",
                f"tag:{value} lacks its kind; write for example tag:call:123",
            )
        return (value,)
    if key == "about":
        return tuple(f"{kind}:{value}" for kind in KINDS)
    return (f"{key}:{value}",)


def _offered() -> list[str]:
    return [name for name in _KEYS if name.isascii()]


_EXAMPLES = {
    **{kind: f"{kind}:189" for kind in KINDS},
    "type": "type:call.*",
    "about": "about:A017",
    "actor": "actor:A017",
    "tag": "tag:call:123",
    "since": "since:10:00",
    "until": "until:2026-11-21",
}
