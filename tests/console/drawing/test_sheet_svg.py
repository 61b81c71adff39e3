"""Lines as a picture that prints."""

from __future__ import annotations

from xml.etree import ElementTree

from console.drawing.sheet_svg import svg
from console.drawing.spans import Line, Tone

SVG = "{http://www.w3.org/2000/svg}"
LINES: list[Line] = [
    ((" 交接单 ", Tone.STRONG), ("A<B & \x1b[31mC", Tone.NORMAL)),
    (),
    (("   ", Tone.QUIET), ("11", Tone.QUIET)),
]


def drawn() -> list[ElementTree.Element]:
    """The texts of the picture."""
    return list(ElementTree.fromstring(svg(LINES, 40)).iter(f"{SVG}text"))


def test_each_part_stands_at_its_cell() -> None:
    """A Chinese character takes two cells; blanks before a part move it, and are not drawn."""
    places = [(each.text, each.get("x"), each.get("textLength")) for each in drawn()]
    assert places[0] == ("交接单", str(16 + 8), str(6 * 8))
    assert places[1][1] == str(16 + 8 * 8)
    assert places[2] == ("11", str(16 + 3 * 8), str(2 * 8))


def test_nothing_typed_becomes_markup_or_steers_anything() -> None:
    """What stands in the ledger is text in the picture, whatever it holds."""
    assert drawn()[1].text == "A<B & ·[31mC"


def test_weight_repeats_what_is_strong() -> None:
    """Headings are bold; the rest is not."""
    assert [each.get("font-weight") for each in drawn()] == ["bold", None, None]


def test_it_is_as_large_as_its_lines() -> None:
    """Forty cells and three lines with a margin all round."""
    root = ElementTree.fromstring(svg(LINES, 40))
    assert (root.get("width"), root.get("height")) == (str(40 * 8 + 32), str(3 * 18 + 32))
