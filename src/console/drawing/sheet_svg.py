"""Lines as a picture that prints: one text element a part, each as wide as its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from console.drawing.spans import Line, Tone, width_of
from console.text.columns import printable

_CELL, _HEIGHT, _SIZE, _MARGIN = 8, 18, 14, 16
_BOLD = (Tone.STRONG, Tone.TITLE, Tone.ALARM)
_FONTS = "'Noto Sans Mono CJK SC', 'Sarasa Mono SC', 'DejaVu Sans Mono', monospace"


def svg(lines: Sequence[Line], width: int) -> str:
    """The lines as SVG, black on white; signs and words carry the meaning, so no colour does."""
    wide = width * _CELL + 2 * _MARGIN
    high = len(lines) * _HEIGHT + 2 * _MARGIN
    parts = [text for number, line in enumerate(lines) for text in _line(line, number)]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
            f'viewBox="0 0 {wide} {high}" font-family="{_FONTS}" font-size="{_SIZE}">',
            f'<rect width="{wide}" height="{high}" fill="#ffffff"/>',
            *parts,
            "</svg>\n",
        )
    )


def _line(line: Line, number: int) -> Iterator[str]:
    cell, base = 0, _MARGIN + number * _HEIGHT + _SIZE
    for text, tone in line:
        shown = printable(text)
        bare = shown.strip()
        if bare:
            start = cell + width_of(shown[: len(shown) - len(shown.lstrip())])
            weight = ' font-weight="bold"' if tone in _BOLD else ""
            yield (
                f'<text x="{_MARGIN + start * _CELL}" y="{base}"{weight} xml:space="preserve" '
                f'textLength="{width_of(bare) * _CELL}" lengthAdjust="spacingAndGlyphs">'
                f"{escape(bare)}</text>"
            )
        cell += width_of(text)
