"""What breaks next, and what just happened: the calls that wait, and the latest events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import NamedTuple

from console.drawing.numbers import elapsed, grouped, time_of_day
from console.drawing.scene import Scene
from console.drawing.spans import Line, Tone, fit, signed, spread
from console.text import floor as text
from console.text.sentences import label, sentence
from ledger.kernel.codec import Recorded
from ledger.kernel.event import micros
from ledger.kernel.projection import Micros
from ledger.kernel.words import Language
from projections.frame import WaitingLine

_QUEUE_MOST = 18


def waiting_row(scene: Scene, line: WaitingLine, width: int, queues: Mapping[str, str]) -> Line:
    """A call that waits: how long, where, which, and at whose seat it rings."""
    level = line.since.level(scene.now)
    time = signed(elapsed(line.since, scene.now, scene.language), 7, level)
    queue = fit(queues.get(line.queue, line.queue), min(_QUEUE_MOST, max(8, width // 3)))
    rings = scene.say(text.RINGING, agent=line.ringing_at) if line.ringing_at else ""
    left: Line = (*time, (f" {queue}  ", Tone.NORMAL), (line.call, Tone.QUIET))
    return spread(left, ((rings + " ", Tone.NORMAL),), width) if rings else left


class TickerLine(NamedTuple):
    """An event as the ticker tells it, put into words once."""

    position: int
    at: Micros
    label: str
    sentence: str


def ticker_line(recorded: Recorded, language: Language, zone: tzinfo) -> TickerLine:
    """Put an event into words."""
    return TickerLine(
        recorded.position,
        micros(recorded.envelope.at),
        label(recorded.type_name, language),
        sentence(recorded, language, zone),
    )


def ticker_row(scene: Scene, line: TickerLine, width: int) -> Line:
    """An event: when, what, told in a few words, and its place in the ledger."""
    left: Line = (
        (f" {time_of_day(line.at, scene.zone)}  ", Tone.QUIET),
        (fit(line.label, 12 if scene.language == "zh" else 20) + "  ", Tone.NORMAL),
        (line.sentence, Tone.NORMAL),
    )
    return spread(left, ((f"#{grouped(line.position)} ", Tone.QUIET),), width)
