"""Is something wrong: the line at the top, and the strip of figures under it."""

from __future__ import annotations

from typing import NamedTuple

from console.drawing.numbers import age, duration, elapsed, grouped, local, percent
from console.drawing.scene import NO_FILTER, Filter, Scene, alarms
from console.drawing.spans import (
    SIGN_WIDTH,
    Line,
    Span,
    Tone,
    clip,
    length,
    sign,
    spread,
    tone_of,
    width_of,
)
from console.text import floor as text
from ledger.kernel.projection import Micros
from ledger.kernel.words import Words
from projections.frame import Level

_LATE_SECONDS = 2.0
_ROOMY = 100


class Feed(NamedTuple):
    """How the console hears of the ledger, in seconds of the watcher's own time."""

    heard_ago: float
    """Since the follower last knew that nothing newer is there."""
    replay_speed: float | None = None
    """Set while the time on show is that of a replay."""
    behind: int | None = None
    """Set while the floor is paused: how many events have come since."""
    fault: Words | None = None
    """Why nothing is heard, where that is known."""
    ended: bool = False
    """Set when it will not be tried again."""
    heard_on: Micros = 0
    """The instant that was on show when it last knew so."""

    @property
    def cut_off(self) -> bool:
        """Whether the floor may be missing events."""
        return self.heard_ago > _LATE_SECONDS or self.fault is not None


class Figure(NamedTuple):
    """One figure of the strip: what it opens, its label and value, and room for both."""

    topic: str
    label: str
    value: str
    level: Level
    room: int

    @property
    def width(self) -> int:
        """The cells it takes, always the same ones so that nothing jumps."""
        return width_of(self.label) + 1 + max(self.room, width_of(self.value)) + SIGN_WIDTH

    def line(self) -> Line:
        """The figure in its room."""
        mark = f" {sign(self.level)}" if self.level else ""
        shown = self.value + mark
        padding = self.width - width_of(self.label) - 1 - width_of(shown)
        tone = Tone.STRONG if self.level is Level.NORMAL else tone_of(self.level)
        return (
            (self.label + " ", Tone.QUIET),
            (shown, tone),
            (" " * padding, Tone.NORMAL),
        )


def header(scene: Scene, feed: Feed | None, width: int, chosen: Filter = NO_FILTER) -> Line:
    """Whose floor, what time, how fresh, how many alarms; and what is being held back.

    A frame that is printed once has no feed; it says up to which event it counts. Of a floor that
    is cut off nothing else matters than that it is.
    """
    if feed is not None and feed.cut_off:
        return stale(scene, feed, width)
    return spread(_left(scene, chosen, width), _right(scene, feed, width), width)


def _left(scene: Scene, chosen: Filter, width: int) -> Line:
    found: list[Span] = [
        (f" {scene.say(text.PRODUCT)} " if width >= _ROOMY else "", Tone.STRONG),
        (f" {scene.site}", Tone.NORMAL),
        (f" · {standing(scene)}", Tone.QUIET),
    ]
    if chosen:
        found.append((f"  {scene.say(text.FILTER, text=chosen.text)}", Tone.INFO))
    if unknown := scene.frame.headline.unknown:
        found.append((f"  ! {scene.say(text.UNKNOWN, count=unknown)}", Tone.WARN))
    if (left_out := scene.frame.headline.left_out) and width >= _ROOMY:
        found.append((f"  · {scene.say(text.LEFT_OUT, count=left_out)}", Tone.INFO))
    return tuple(found)


def standing(scene: Scene) -> str:
    """Who acts here, or that nobody can."""
    if scene.actor is None:
        return scene.say(text.NOBODY)
    if scene.readonly:
        return f"{scene.actor} {scene.say(text.READ_ONLY)}"
    return scene.say(text.ACTS_AS, actor=scene.actor)


def _right(scene: Scene, feed: Feed | None, width: int) -> Line:
    moment = local(scene.now, scene.zone)
    day = f"{moment:%Y-%m-%d}" if width >= _ROOMY else f"{moment:%m-%d}"
    weekday = scene.say(text.WEEKDAYS[moment.weekday()])
    count = alarms(scene)
    warning: Span = (f" {scene.say(text.NO_ALARM)} ", Tone.QUIET)
    if count:
        warning = (f" !! {scene.say(text.ALARMS, count=count)} ", Tone.ALARM)
    return (
        (f"{day} {weekday} ", Tone.QUIET),
        (f"{moment:%H:%M:%S}  ", Tone.STRONG),
        _freshness(scene, feed),
        ("  ", Tone.NORMAL),
        warning,
    )


def _freshness(scene: Scene, feed: Feed | None) -> Span:
    if feed is None:
        return (f"#{grouped(scene.frame.position)}", Tone.QUIET)
    old = age(feed.heard_ago, scene.language)
    if feed.behind is not None:
        return (f"‖ {scene.say(text.PAUSED, count=feed.behind)}", Tone.WARN)
    if feed.replay_speed:
        speed = f"{feed.replay_speed:g}"
        return (f"● {scene.say(text.REPLAY_AT, speed=speed, age=old)}", Tone.GOOD)
    words: Words = text.LIVE if feed.replay_speed is None else text.REPLAY
    return (f"● {scene.say(words, age=old)}", Tone.GOOD)


def figures(scene: Scene) -> list[Figure]:
    """The figures of the strip, the most important first."""
    line, now, language = scene.frame.headline, scene.now, scene.language
    rate = line.abandonment
    gave_up = str(line.abandoned)
    if rate.value is not None:
        gave_up += f" · {percent(rate.value, 1)}"
    oldest = line.oldest
    return [
        Figure(
            "waiting",
            scene.say(text.WAITING),
            _count(line.waiting.value),
            *_at(line.waiting.level, 3),
        ),
        Figure(
            "oldest",
            scene.say(text.OLDEST),
            elapsed(oldest, now, language),
            *_at(oldest.level(now), 5),
        ),
        Figure(
            "service_level",
            scene.say(text.WITHIN, seconds=f"{line.within_seconds:g}"),
            percent(line.service_level.value, 1),
            *_at(line.service_level.level, 6),
        ),
        Figure(
            "target",
            "",
            scene.say(text.TARGET, percent=line.target_percent, formula=line.formula),
            Level.NORMAL,
            0,
        ),
        Figure("answered", scene.say(text.ANSWERED), str(line.answered), *_at(Level.NORMAL, 4)),
        Figure("abandoned", scene.say(text.ABANDONED), gave_up, *_at(rate.level, 12)),
        Figure("asa", scene.say(text.ASA), duration(line.asa, language), *_at(Level.NORMAL, 4)),
        Figure(
            "staffed",
            scene.say(text.ON_DUTY),
            f"{line.signed_in}/{line.known}",
            *_at(Level.NORMAL, 5),
        ),
        Figure("aht", scene.say(text.AHT), duration(line.aht, language), *_at(Level.NORMAL, 4)),
        Figure(
            "occupancy", scene.say(text.OCCUPANCY), percent(line.occupancy), *_at(Level.NORMAL, 5)
        ),
        Figure("offered", scene.say(text.OFFERED), str(line.offered), *_at(Level.NORMAL, 4)),
    ]


class Strip(NamedTuple):
    """The strip laid out: its lines, and where each figure stands as (line, cell)."""

    lines: list[Line]
    placed: list[tuple[Figure, int, int]]


def strip(scene: Scene, width: int, rows: int) -> Strip:
    """The figures in as many lines as there are; the last ones give way."""
    lines: list[list[Span]] = [[(" ", Tone.NORMAL)]]
    placed: list[tuple[Figure, int, int]] = []
    for figure in figures(scene):
        if length(lines[-1]) + figure.width > width:
            if len(lines) == rows:
                continue
            lines.append([(" ", Tone.NORMAL)])
        placed.append((figure, len(lines) - 1, length(lines[-1])))
        lines[-1].extend(figure.line())
    return Strip([tuple(line) for line in lines], placed)


def banner(sentence: str, width: int) -> Line:
    """A fault in one line, where nobody can miss it."""
    return ((clip(f" !! {sentence} ", width), Tone.ALARM),)


def stale(scene: Scene, feed: Feed, width: int) -> Line:
    """That what is shown is old, since when and why, in the header's place."""
    now, since = local(scene.now, scene.zone), local(feed.heard_on, scene.zone)
    time = f"{since:%H:%M:%S}" if now.date() == since.date() else f"{since:%m-%d %H:%M:%S}"
    told = [scene.say(text.STALE, time=time)]
    if width >= _ROOMY:
        told.append(age(feed.heard_ago, scene.language))
    if not feed.ended:
        told.append(scene.say(text.RECONNECTING))
    told.append(scene.say(feed.fault or text.NO_ANSWER))
    clock: Line = ((f" {now:%H:%M:%S} ", Tone.STRONG),)
    return spread(banner(" · ".join(told), width), clock, width)


def _at(level: Level, room: int) -> tuple[Level, int]:
    return level, room


def _count(value: float | None) -> str:
    return "—" if value is None else f"{value:g}"
