"""What a drawing is made of: a frame, the instant it is looked at, and who looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from console.drawing.spans import Line, text_of, width_of
from console.presenters.board import NO_BOARD, Board
from ledger.kernel.projection import Micros
from ledger.kernel.words import Language, Words
from projections.frame import Frame, Headline, Level, QueueLine, Reading, SeatLine, Since

SECOND: Micros = 1_000_000


class Scene(NamedTuple):
    """A frame at an instant, which may be later than the frame: what counts, counts on."""

    frame: Frame
    now: Micros
    language: Language
    zone: ZoneInfo
    site: str
    names: Mapping[str, str] = {}
    """The clear names of people, as far as they may be shown."""
    actor: str | None = None
    readonly: bool = False
    duties: Board = NO_BOARD
    """The obligations, as far as they are known."""

    def say(self, words: Words, **values: object) -> str:
        """A text in the language of whoever looks."""
        found = words.to(self.language)
        return found.format(**values) if values else found


_NOTHING = Headline(
    waiting=Reading(None),
    oldest=Since(None),
    service_level=Reading(None),
    formula="",
    target_percent=0,
    within_seconds=0,
    offered=0,
    answered=0,
    abandoned=0,
    abandoned_short=0,
    abandonment=Reading(None),
    asa=None,
    aht=None,
    occupancy=None,
    signed_in=0,
    known=0,
    left_out=0,
    unknown=0,
)
NO_FRAME = Frame(0, "", 0, 0, _NOTHING, (), (), ())
"""The frame of a screen that does not show the floor."""


class Filter(NamedTuple):
    """Keeps the rows that hold a text, or with ``!`` before it those that do not."""

    text: str = ""

    def __bool__(self) -> bool:
        """Whether it keeps anything back."""
        return bool(self.text.removeprefix("!").strip())

    def keeps(self, row: str) -> bool:
        """Whether a row stays."""
        if not self:
            return True
        wanted = self.text.removeprefix("!").strip().casefold()
        return (wanted in row.casefold()) != self.text.startswith("!")

    def keeps_line(self, line: Line) -> bool:
        """Whether a drawn row stays."""
        return not self or self.keeps(text_of(line))


NO_FILTER = Filter()


def queue_level(line: QueueLine, now: Micros) -> Level:
    """The worst level of a queue."""
    return max(
        line.waiting.level,
        line.oldest.level(now),
        line.service_level.level,
        line.abandonment.level,
    )


def alarms(scene: Scene) -> int:
    """How many queues, people and obligations need somebody to act now."""
    frame, now = scene.frame, scene.now
    return (
        sum(queue_level(each, now) is Level.ALARM for each in frame.queues)
        + sum(each.since.level(now) is Level.ALARM for each in frame.seats)
        + scene.duties.counts.alarms
    )


def queue_name(line: QueueLine) -> str:
    """A queue by its short name and its title, which may hold the short name already."""
    if not line.title:
        return line.queue
    return line.title if line.queue in line.title.split() else f"{line.queue} {line.title}"


def queue_names(frame: Frame) -> dict[str, str]:
    """What each queue is called."""
    return {line.queue: queue_name(line) for line in frame.queues}


def longest(texts: Iterable[str], least: int, most: int) -> int:
    """The width that the widest text needs, within bounds."""
    return min(most, max(least, max(map(width_of, texts), default=least)))


def person_text(scene: Scene, seat: SeatLine) -> str:
    """What a filter can find a person by, besides what is drawn."""
    return f"{seat.agent} {scene.names.get(seat.agent, '')} {seat.team or ''} {seat.call or ''}"
