"""Signing in at the console."""

from __future__ import annotations

import pytest

from console.screens.floor import FloorScreen
from console.screens.sign_in import SignInScreen
from ledger.book import Book
from ledger.kernel.words import Language
from tests.console.access.conftest import (
    RIGHT,
    TEMPORARY,
    Opening,
    door_to,
    kinds,
    signed_in,
    type_in,
)
from tests.console.floor.conftest import Console
from tests.console.floor.day import LEADER


def actor_of(console: Console) -> str | None:
    """Who acts at the console."""
    return console.app.actor


def on_sign_in(console: Console) -> bool:
    """Whether the sign-in is in front."""
    return isinstance(console.app.screen, SignInScreen)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_first_screen_asks_who_is_there(
    book: Book, opened: Opening, lang: Language, size: tuple[int, int]
) -> None:
    """Nothing of the book but the site's name is shown before somebody has signed in."""
    async with opened(book, size, lang=lang) as console:
        words = {"zh": ("登录 · 城东客服中心", "工号", "口令"), "en": ("Sign in ·", "Employee no.")}
        for each in words[lang]:
            assert each in console.text
        assert LEADER not in console.text
        assert len(console.app.screen_stack) == 2


async def test_number_and_password_open_the_floor_under_that_person(
    book: Book, opened: Opening
) -> None:
    """Whoever has signed in stands on the screen, and acts."""
    async with opened(book) as console:
        await signed_in(console)
        await console.until_text(f"办理 {LEADER}")
        assert console.app.actor == LEADER
        assert kinds(book)[-1] == "sign_in.succeeded"


async def test_the_number_of_the_command_line_is_filled_in(book: Book, opened: Opening) -> None:
    """--as saves typing the number, and nothing else."""
    async with opened(book, actor=LEADER) as console:
        assert console.app.actor is None
        assert LEADER in console.text
        await type_in(console, "password", RIGHT)
        await console.until(lambda: isinstance(console.app.screen, FloorScreen))


async def test_a_wrong_password_is_told_with_its_clause(book: Book, opened: Opening) -> None:
    """The sentence does not say which of the two is wrong; the password has to be typed anew."""
    async with opened(book, lang="en") as console:
        await type_in(console, "number", LEADER)
        await type_in(console, "password", "wrong")
        await console.until_text("access.sign_in)")
        assert on_sign_in(console)
        assert console.app.screen.query_one("#password").value == ""  # type: ignore[attr-defined]
        assert "wrong horse" not in console.text


async def test_a_password_is_never_shown(book: Book, opened: Opening) -> None:
    """What is typed for a password stands as dots."""
    async with opened(book) as console:
        console.app.screen.query_one("#password").focus()
        await console.press(*"secret")
        assert "secret" not in console.text
        assert "••••••" in console.text


async def test_keys_and_palette_reach_nothing_of_the_book(book: Book, opened: Opening) -> None:
    """Before the sign-in no key, no palette and no form shows or does anything."""
    async with opened(book) as console:
        await console.press("ctrl+p")
        console.app.action_command("console.trail")
        console.app.act("go-ready")
        await console.pilot.pause()
        assert len(console.app.screen_stack) == 2
        await console.press("f2")
        await console.until_text("This book has passwords")


async def test_a_live_session_elsewhere_is_taken_over_on_purpose(
    book: Book, opened: Opening
) -> None:
    """The console says where the person is signed in, and Enter once more takes over."""
    first = door_to(book, "desk-9").sign_in(LEADER, RIGHT)
    async with opened(book, lang="en") as console:
        await type_in(console, "number", LEADER)
        await type_in(console, "password", RIGHT)
        await console.until_text("signed in at desk-9")
        assert on_sign_in(console)
        await console.until_text("Take over")
        await console.press("enter")
        await console.until(lambda: isinstance(console.app.screen, FloorScreen))
    assert not door_to(book).is_live(first)
    assert "session.taken_over" in kinds(book)


async def test_a_temporary_password_is_replaced_first(book: Book, opened: Opening) -> None:
    """Nobody works under a password that somebody else knows."""
    async with opened(book, lang="en") as console:
        await type_in(console, "number", "A003")
        await type_in(console, "password", TEMPORARY)
        await console.until_text("choose one of your own")
        assert actor_of(console) is None
        await type_in(console, "own", "my own one")
        await type_in(console, "again", "my other one")
        await console.until_text("The two differ")
        await type_in(console, "again", "short")
        await type_in(console, "own", "short")
        await type_in(console, "again", "short")
        await console.until_text("access.password)")
        await type_in(console, "own", "my own one")
        await type_in(console, "again", "my own one")
        await console.until(lambda: isinstance(console.app.screen, FloorScreen))
        assert actor_of(console) == "A003"
    door_to(book).prove("A003", "my own one")
