"""The list of people, on its screen and at the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.screens.people import PeopleScreen
from console.screens.trail import TrailScreen
from ledger.book import Book
from ledger.registers.org.delegation import NameDeputy
from ledger.registers.org.place_person import PlacePerson
from ledger.registers.org.register_person import RegisterPerson
from tests.console.floor.conftest import Console, Opening, opened
from tests.console.floor.day import LEADER, empty_book

__all__ = ["opened"]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A leader, an agent placed under them, and a deputy."""
    made = empty_book(tmp_path)
    now = made.clock.now()
    made.act(RegisterPerson(person="A003", name="李娜"), by=LEADER)
    made.act(RegisterPerson(person="A004", name="赵强"), by=LEADER)
    made.act(PlacePerson(person="A003", post="agent", unit="189", supervisor=LEADER), by=LEADER)
    name = NameDeputy(delegator=LEADER, deputy="A004", from_at=now, to_at=now + timedelta(days=2))
    made.act(name, by=LEADER)
    yield made
    made.close()


async def listed(console: Console) -> PeopleScreen:
    """Open the people and wait for them."""
    await console.press("P")
    screen = console.app.screen
    assert isinstance(screen, PeopleScreen)
    await console.until(lambda: screen.listed is not None)
    await console.pilot.pause()
    return screen


async def test_everybody_stands_with_post_unit_superior_and_roles(
    book: Book, opened: Opening
) -> None:
    """Who is who, in words of the trade, and who stands in for whom."""
    async with opened(book) as console:
        await listed(console)
        assert "3 人" in console.text.splitlines()[0]
        assert LEADER in console.text.splitlines()[-1]
        for part in ("李娜", "坐席员", "189", "A017 王敏"):
            assert part in console.line("A003")
        assert "代理 A017" in console.line("A004")
        assert "由 A004 代理" in next(
            line for line in console.text.splitlines() if line.startswith(" A017")
        )


async def test_enter_opens_the_persons_events(book: Book, opened: Opening) -> None:
    """Every event about the person is one key away."""
    async with opened(book) as console:
        await listed(console)
        await console.press("enter")
        await console.until(lambda: isinstance(console.app.screen, TrailScreen))
        await console.until_text("人员任职")


async def test_a_filter_keeps_the_rows_that_hold_it(book: Book, opened: Opening) -> None:
    """A unit or a name finds its people."""
    async with opened(book) as console:
        await listed(console)
        await console.press("slash", *"189", "enter")
        await console.until(lambda: "A004" not in console.text)
        assert "A003" in console.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_every_line_fits(
    book: Book, opened: Opening, lang: str, size: tuple[int, int]
) -> None:
    """In both languages and sizes the header, three people and the way out are there."""
    from console.drawing.spans import width_of

    async with opened(book, size, lang=lang) as console:
        await listed(console)
        for line in console.text.splitlines():
            assert width_of(line) <= size[0]
        assert {"zh": "q 离开", "en": "q Leave"}[lang] in console.text
        for person in ("A003", "A004", "A017"):
            assert person in console.text
