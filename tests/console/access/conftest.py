"""A console over a book with passwords, driven as a person drives it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from console.screens.floor import FloorScreen
from console.screens.sign_in import SignInScreen
from console.secured import SecuredApp
from ledger.authentication.door import Door
from ledger.authentication.passwords import Passwords
from ledger.book import Book
from ledger.registers.org.register_person import RegisterPerson
from tests.console.floor.conftest import Console
from tests.console.floor.day import LEADER, empty_book

RIGHT = "correct horse"
TEMPORARY = "from the boss"


class Watch:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """The seconds so far."""
        return self.seconds


Opening = Callable[..., AbstractAsyncContextManager[Console]]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book whose leader has a password, and its agent A003 a temporary one."""
    made = empty_book(tmp_path)
    made.act(RegisterPerson(person="A003", name="李娜"), by=LEADER)
    door = door_to(made)
    door.set_password(LEADER, LEADER, RIGHT)
    door.set_password(LEADER, "A003", TEMPORARY)
    yield made
    made.close()


def door_to(book: Book, station: str = "desk-2") -> Door:
    """A door under parameters that cost a test little."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return Door(book, station=station, passwords=Passwords(cheap))


@pytest.fixture
def watch() -> Watch:
    """The console's sense of how long nobody has touched it."""
    return Watch()


@pytest.fixture
def opened(watch: Watch) -> Opening:
    """Open a console on a book: ``async with opened(book, lang="en") as console``."""

    @asynccontextmanager
    async def open_on(
        book: Book, size: tuple[int, int] = (160, 48), **options: Any
    ) -> AsyncIterator[Console]:
        app = SecuredApp(book, door=door_to(book, "desk-1"), measure=watch, **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            console = Console(pilot)
            await console.until(lambda: isinstance(app.screen, SignInScreen))
            yield console

    return open_on


async def type_in(console: Console, field: str, text: str) -> None:
    """Type into a field, from its beginning, and press Enter."""
    field_ = console.app.screen.query_one(f"#{field}")
    field_.focus()
    field_.value = ""  # type: ignore[attr-defined]
    await console.press(*("space" if each == " " else each for each in text), "enter")


async def signed_in(console: Console, person: str = LEADER, password: str = RIGHT) -> None:
    """Sign in, and wait for the floor."""
    await type_in(console, "number", person)
    await type_in(console, "password", password)
    await console.until(lambda: isinstance(console.app.screen, FloorScreen))
    floor = console.app.screen
    await console.until(lambda: getattr(floor, "picture", None) is not None)


def kinds(book: Book) -> list[str]:
    """The types of all events, oldest first."""
    return [each.type_name for each in book.read()]
