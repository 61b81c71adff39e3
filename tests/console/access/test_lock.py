"""A console locks itself, and asks again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Button, Input

from console.screens.act import ActForm
from console.screens.floor import FloorScreen
from console.screens.lock import LockScreen, ProofDialog
from console.screens.sign_in import SignInScreen
from console.secured import SecuredApp
from ledger.book import Book
from ledger.kernel.clock import FrozenClock
from ledger.kernel.tags import person_day
from ledger.registers.roster.events import ShiftAssigned
from ledger.registers.sessions.events import ConsoleLocked, Locking
from tests.console.access.conftest import (
    RIGHT,
    Opening,
    Watch,
    door_to,
    kinds,
    signed_in,
    type_in,
)
from tests.console.floor.conftest import Console
from tests.console.floor.day import LEADER, NOW, record

TEN_MINUTES = 600.0


def app_of(console: Console) -> SecuredApp:
    """The console's app, as what it is."""
    assert isinstance(console.app, SecuredApp)
    return console.app


async def locked(console: Console, watch: Watch) -> None:
    """Leave the console alone for as long as access.idle allows."""
    watch.seconds += TEN_MINUTES
    app_of(console).look_around()
    await console.until(lambda: isinstance(console.app.screen, LockScreen))
    await console.pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_an_idle_console_is_locked_and_opened_by_the_password(
    book: Book, opened: Opening, watch: Watch, size: tuple[int, int]
) -> None:
    """access.idle: nothing of the floor shows until the same person gives the password."""
    async with opened(book, size) as console:
        await signed_in(console)
        watch.seconds += TEN_MINUTES - 1
        app_of(console).look_around()
        assert isinstance(console.app.screen, FloorScreen)
        watch.seconds += 1
        app_of(console).look_around()
        await console.until_text(f"已锁定 · {LEADER}")
        assert "无人操作" in console.text
        await type_in(console, "password", "wrong")
        await console.until_text("access.sign_in")
        await type_in(console, "password", RIGHT)
        await console.until(lambda: isinstance(console.app.screen, FloorScreen))
    told = [kind for kind in kinds(book) if kind.startswith(("console.", "sign_in."))]
    assert told == ["sign_in.succeeded", "console.locked", "sign_in.failed", "console.unlocked"]


async def test_a_key_keeps_the_console_open(book: Book, opened: Opening, watch: Watch) -> None:
    """Whoever works is not locked out."""
    async with opened(book) as console:
        await signed_in(console)
        watch.seconds += TEN_MINUTES - 1
        await console.press("down")
        watch.seconds += TEN_MINUTES - 1
        app_of(console).look_around()
        assert isinstance(console.app.screen, FloorScreen)


async def test_the_key_locks_at_once(book: Book, opened: Opening) -> None:
    """Ctrl+L covers the console when somebody leaves the desk."""
    async with opened(book, lang="en") as console:
        await signed_in(console)
        await console.press("ctrl+l")
        await console.until_text(f"Locked · {LEADER}")
        await console.press("f2")
        await console.until_text(f"已锁定 · {LEADER}")


async def test_the_end_of_the_shift_locks_the_console(book: Book, opened: Opening) -> None:
    """Whoever stays on after the shift gives the password once more, and is then left alone."""
    clock = book.clock
    assert isinstance(clock, FrozenClock)
    starts, ends = NOW.replace(hour=8, minute=0), NOW.replace(hour=12, minute=0)
    shift = ShiftAssigned(
        shift=f"{NOW.date()}/D/{LEADER}",
        person=LEADER,
        day=person_day(LEADER, NOW.date()),
        starts=starts,
        ends=ends,
        code="D",
    )
    record(book, (shift, starts))
    async with opened(book) as console:
        await signed_in(console)
        clock.move_to(ends - timedelta(seconds=1))
        app_of(console).look_around()
        await console.pilot.pause()
        assert isinstance(console.app.screen, FloorScreen)
        clock.move_to(ends)
        app_of(console).look_around()
        await console.until_text("本班已结束")
        await console.pilot.pause()
        await type_in(console, "password", RIGHT)
        await console.until(lambda: isinstance(console.app.screen, FloorScreen))
        clock.advance(timedelta(minutes=1))
        assert not app_of(console).access.shift_over()
    locks = [each.event for each in book.read() if isinstance(each.event, ConsoleLocked)]
    assert [each.reason for each in locks] == [Locking.SHIFT_END]


async def test_nothing_is_done_behind_the_lock(book: Book, opened: Opening, watch: Watch) -> None:
    """Neither a key nor the palette nor a form reaches the book while the console is locked."""
    async with opened(book) as console:
        await signed_in(console)
        await locked(console, watch)
        await console.press("escape", "q", "e", "ctrl+p")
        console.app.act("go-ready")
        await console.pilot.pause()
        assert isinstance(console.app.screen, LockScreen)


async def test_a_half_filled_form_survives_the_lock(
    book: Book, opened: Opening, watch: Watch
) -> None:
    """Unlocking returns to the very form, with what was typed."""
    async with opened(book) as console:
        await signed_in(console)
        console.app.act("open-queue")
        await console.until(lambda: isinstance(console.app.screen, ActForm))
        await console.pilot.pause()
        form = console.app.screen
        form.query(Input).first().value = "189"
        await locked(console, watch)
        await type_in(console, "password", RIGHT)
        await console.until(lambda: console.app.screen is form)
        assert form.query(Input).first().value == "189"


async def test_somebody_else_signs_in_at_a_locked_console(
    book: Book, opened: Opening, watch: Watch
) -> None:
    """The session of whoever left it is over, and their screens are closed."""
    async with opened(book) as console:
        await signed_in(console)
        await locked(console, watch)
        console.app.screen.query_one("#other", Button).press()
        await console.until(lambda: isinstance(console.app.screen, SignInScreen))
        assert len(console.app.screen_stack) == 2
        await console.until(lambda: kinds(book)[-1] == "session.ended")


async def test_a_console_that_was_taken_over_signs_out(book: Book, opened: Opening) -> None:
    """access.one_session: the console where somebody was before shows nothing any more."""
    async with opened(book) as console:
        await signed_in(console)
        door_to(book, "desk-9").sign_in(LEADER, RIGHT, takeover=True)
        app_of(console).look_around()
        await console.until_text("您的登录已在别处被接管")
        assert console.app.actor is None
        assert isinstance(console.app.screen, SignInScreen)


async def test_a_form_of_consequence_takes_a_recent_proof(
    book: Book, opened: Opening, watch: Watch
) -> None:
    """access.proof: setting roles long after the sign-in asks for the password at the button."""
    async with opened(book) as console:
        await signed_in(console)
        watch.seconds += 900
        app_of(console).access.touch()
        console.app.act("form-team")
        await console.until(lambda: isinstance(console.app.screen, ActForm))
        await console.pilot.pause()
        form = console.app.screen
        for field, typed in zip(form.query(Input), ("T1", "早班"), strict=False):
            field.value = typed
        confirm = form.query_one("#confirm", Button)
        await console.until(lambda: not confirm.disabled)
        confirm.press()
        await console.until(lambda: isinstance(console.app.screen, ProofDialog))
        await console.pilot.pause()
        assert "access.proof" in console.text
        await type_in(console, "password", "wrong")
        await console.until_text("access.sign_in")
        await type_in(console, "password", RIGHT)
        await console.until(lambda: isinstance(console.app.screen, FloorScreen))
        await console.until(lambda: kinds(book)[-1] == "team.formed")
    assert "sign_in.proved" in kinds(book)


async def test_other_forms_and_a_fresh_proof_need_none(
    book: Book, opened: Opening, watch: Watch
) -> None:
    """Everyday work is not interrupted, and neither is what follows the sign-in at once."""
    from ledger.registers.org.form_team import FormTeam
    from ledger.registers.seats.go_ready import GoReady

    async with opened(book) as console:
        await signed_in(console)
        access = app_of(console).access
        assert not access.must_prove(FormTeam)
        watch.seconds += 900
        assert access.must_prove(FormTeam)
        assert not access.must_prove(GoReady)


async def test_leaving_the_console_ends_the_session(book: Book, opened: Opening) -> None:
    """Whoever has left need not be taken over."""
    async with opened(book) as console:
        await signed_in(console)
        session = app_of(console).access.session
        app_of(console).access.leave()
        assert session is not None
    assert not door_to(book).is_live(session)
