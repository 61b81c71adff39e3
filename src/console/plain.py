"""The floor as plain text, for screen readers, scripts and tests: the same words and signs."""

from __future__ import annotations

from collections.abc import Mapping

from console.drawing import agents, calls, duties, headline, queues
from console.drawing.scene import Scene, queue_names
from console.drawing.spans import Line, Tone, text_of
from console.presenters.board import NO_BOARD, Board
from console.text import duties as duty_text
from console.text import floor as text
from ledger.book import Site
from ledger.kernel.words import Language
from projections.frame import Frame


def plain_floor(
    frame: Frame,
    *,
    site: Site,
    lang: Language = "zh",
    width: int = 100,
    names: Mapping[str, str] | None = None,
    board: Board = NO_BOARD,
) -> str:
    """One frame of the floor as lines of text, a person a line, ending in a newline.

    ``names`` are people's clear names by employee number, as far as they may be shown. The
    obligations of the ``board`` are left out where no rulebook speaks of any.
    """
    scene = Scene(frame, frame.now, lang, site.zone, site.name, names or {}, duties=board)
    parts = [
        _headline(scene, width),
        _queues(scene, width),
        _agents(scene, width),
        _waiting(scene, width),
    ]
    if board.governed:
        parts.append(_duties(scene, width))
    return "\n\n".join("\n".join(_bare(line) for line in part) for part in parts) + "\n"


def _headline(scene: Scene, width: int) -> list[Line]:
    found = [headline.header(scene, None, width)]
    found += headline.strip(scene, width, 3).lines
    if left_out := scene.frame.headline.left_out:
        found.append(((f" · {scene.say(text.LEFT_OUT, count=left_out)}", Tone.INFO),))
    return found


def _queues(scene: Scene, width: int) -> list[Line]:
    if not scene.frame.queues:
        return [_sentence(scene.say(text.NO_QUEUE))]
    shown = queues.table(scene, width)
    return [
        queues.heading(scene, shown),
        *(queues.row(scene, line, shown) for line in scene.frame.queues),
    ]


def _agents(scene: Scene, width: int) -> list[Line]:
    seats = agents.chosen(scene, 0)
    title = _sentence(scene.say(text.AGENTS, count=len(seats)))
    if not seats:
        return [title, _sentence(scene.say(text.NO_AGENT[0]))]
    laid = agents.grid(scene, seats, min(width, 60), len(seats))
    return [title, *agents.rows(scene, seats, laid, 0, len(seats))]


def _waiting(scene: Scene, width: int) -> list[Line]:
    waiting = scene.frame.waiting
    if not waiting:
        return [_sentence(scene.say(text.NOBODY_WAITS))]
    named = queue_names(scene.frame)
    return [
        _sentence(scene.say(text.WAIT_LONGEST, count=len(waiting))),
        *(calls.waiting_row(scene, line, width, named) for line in waiting),
    ]


def _duties(scene: Scene, width: int) -> list[Line]:
    board = scene.duties
    title = _sentence(scene.say(duty_text.NEXT, count=board.counts.open))
    if not board.lines:
        return [title, _sentence(scene.say(board.fault or duty_text.NONE_OPEN))]
    found = [title, *(duties.row(scene, line, width) for line in board.lines)]
    if more := board.counts.open - len(board.lines):
        found.append(_sentence(scene.say(text.MORE, count=more)))
    return found


def _sentence(words: str) -> Line:
    return ((f" {words}", Tone.NORMAL),)


def _bare(line: Line) -> str:
    return text_of(line).rstrip()
