"""Draws the README's pictures of the floor: the demonstration's own day, in a busy minute.

``make picture`` writes them anew. Day, seed and clock are fixed, so that a picture only changes
when the floor does.
"""

from __future__ import annotations

import asyncio
import re
from datetime import date, time
from pathlib import Path
from typing import Final

from textual.pilot import Pilot

from console.app import DutybookApp
from console.pace import ReplayPace
from console.screens.floor import FloorScreen
from console.text.columns import width
from gateway.demo import DUTY_LEADER, Demo
from ledger.kernel.words import Language

PICTURES: Final = Path(__file__).with_name("pictures")
SIZE: Final = (160, 48)

_DAY: Final = date(2026, 11, 16)
_TIME: Final = time(13, 7, 26)
_MOST_SECONDS: Final = 60.0

_UNWANTED: Final = re.compile(
    r"\s*(@font-face \{.*?\}|<!--.*?-->|font-variant-east-asian: full-width;)", re.DOTALL
)
"""Addresses to load from, and a font feature that widens Latin letters in Chinese fonts."""
_TEXT: Final = re.compile(r'<text (.*?) x="([\d.]+)" (.*?) textLength="([\d.]+)"(.*?)>(.*?)</text>')
_SPACE: Final = "&#160;"


def picture(language: Language) -> str:
    """The floor of the demonstration as SVG, in one language, without any address to load from.

    :raises TimeoutError: when the floor shows nothing within a minute.
    """
    with Demo(lang=language, start=_DAY, opens_at=_TIME, elapsed=lambda: 0.0) as demo:
        app = DutybookApp(
            demo.book,
            lang=language,
            actor=DUTY_LEADER,
            pace=ReplayPace(measure=lambda: 0.0),
            measure=lambda: 0.0,
        )
        drawn = asyncio.run(_drawn(app))
    return _TEXT.sub(_words_apart, _UNWANTED.sub("", drawn))


def picture_file(language: Language) -> Path:
    """Where the picture in a language is kept."""
    return PICTURES / f"floor.{language}.svg"


async def _drawn(app: DutybookApp) -> str:
    async with app.run_test(size=SIZE) as pilot:
        await _settled(pilot)
        return app.export_screenshot(title="dutybook demo")


async def _settled(pilot: Pilot[None]) -> None:
    """Wait until the floor has been filled from the ledger."""
    async with asyncio.timeout(_MOST_SECONDS):
        while not (isinstance(pilot.app.screen, FloorScreen) and pilot.app.screen.picture):
            await pilot.pause(0.05)
    await pilot.pause()


def _words_apart(text: re.Match[str]) -> str:
    """Each word at a place of its own, so that columns stand in whatever font it is shown.

    The drawing library reckons a Chinese letter to be as wide as a Latin one; here it takes two
    cells, as on a terminal.
    """
    before, left, between, length, after, content = text.groups()
    letters = len(_without_entities(content))
    cell = float(length) / letters if letters else 0.0
    placed, at = [], 0
    for word in content.split(_SPACE):
        taken = width(_without_entities(word))
        if taken:
            x, long = float(left) + at * cell, taken * cell
            placed.append(
                f'<text {before} x="{x:.5g}" {between} textLength="{long:.5g}"{after}>{word}</text>'
            )
        at += taken + 1
    return "".join(placed)


def _without_entities(markup: str) -> str:
    """A piece of the drawing's text, one letter for each letter on the screen."""
    return re.sub(r"&[#\w]+;", "x", markup)


def _main() -> None:
    languages: tuple[Language, ...] = ("en", "zh")
    PICTURES.mkdir(exist_ok=True)
    for language in languages:
        picture_file(language).write_text(picture(language), encoding="utf-8")


if __name__ == "__main__":
    _main()
