"""A desk or a duty group whose days are lived on the console: keys alone, the screen read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from textual.widgets import Button, Input, Select

from console.screens.act import ActForm
from console.screens.attendance import AttendanceScreen
from console.screens.discipline import DisciplineScreen
from console.screens.floor import FloorScreen
from console.text.statement import Setting, told
from ledger.book import Book
from ledger.kernel.action import Role
from ledger.kernel.clock import FrozenClock
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
from ledger.registers.roster.assign_shift import AssignShift
from ledger.rulebook.loading import preset
from ledger.views.runner import Runner
from ledger.warden import Warden
from projections.discipline import Discipline
from projections.discipline_statement import statement
from tests.console.floor.conftest import Console
from tests.console.floor.day import LEADER, NOW, ZONE, empty_book, record

AGENT, MANAGER = "A031", "M001"


def local(text: str) -> datetime:
    """An instant of the site."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def regulated(folder: Path, rulebook: str, leader_post: str, people: Iterable[str]) -> Book:
    """A book under a preset since 2026 began: a leader of a post, a manager, and people."""
    book = empty_book(folder, local("2026-01-01 08:00"))
    begun = NOW.replace(hour=7, minute=1)
    events = [
        PersonPlaced(person=LEADER, post=leader_post, supervisor=MANAGER),
        PersonRegistered(person=MANAGER, name="高飞", roles=(Role.DUTY_LEADER,)),
        PersonPlaced(person=MANAGER, post="department-manager"),
    ]
    record(book, *((event, begun) for event in events))
    for person in people:
        registered = PersonRegistered(person=person, name="郭亮", roles=(Role.AGENT,))
        placed = PersonPlaced(person=person, post="agent", supervisor=LEADER)
        record(book, (registered, begun), (placed, begun))
    texts = dict(preset(rulebook).texts)
    since = local("2026-01-01 08:00")
    adopt = AdoptRulebook(effective=since.date(), texts=texts, approved_by=LEADER)
    book.act(adopt, by=LEADER, at=since)
    return book


def work(book: Book, on: str, person: str = AGENT, code: str = "D") -> None:
    """A shift from half past eight to half past five."""
    day = datetime.fromisoformat(on).date()
    shift = AssignShift(person=person, on=day, code=code, starts="08:30", ends="17:30")
    book.act(shift, by=LEADER)


def duty(book: Book, on: str, person: str, code: str = "W") -> None:
    """A turn of duty of the kind that the rulebook knows."""
    day = datetime.fromisoformat(on).date()
    book.act(AssignShift(person=person, on=day, code=code), by=LEADER)


def now(book: Book, text: str) -> None:
    """It becomes that time at the site."""
    assert isinstance(book.clock, FrozenClock)
    book.clock.move_to(local(text))


async def attend(console: Console, key: str, person: str = AGENT, **typed: str) -> None:
    """Open the attendance of now, go to a person, and confirm the form of a key."""
    await console.press("A")
    screen = console.app.screen
    assert isinstance(screen, AttendanceScreen)
    await console.until(lambda: screen.listed is not None and bool(screen.listed.board.attending))
    await console.pilot.pause()
    await console.press("home")
    while (found := screen.panel.attending()) is not None and found.row.person != person:
        await console.press("down")
    await console.press(key)
    await confirmed(console, **typed)
    await console.press("q")
    assert isinstance(console.app.screen, FloorScreen)
    Warden.of(console.app.book).step()


async def confirmed(console: Console, **typed: str) -> str:
    """Fill a form in, wait for what it shows, and confirm it; what it showed."""
    form = console.app.screen
    assert isinstance(form, ActForm)
    await console.pilot.pause()
    fields = {str(each.name): each for each in form.query(Input)}
    choices = {str(each.name): each for each in form.query(Select)}
    for name, value in typed.items():
        if name in choices:
            choices[name].value = value
        else:
            fields[name].value = value
    await console.pilot.pause()
    button = form.query_one("#confirm", Button)
    await console.until(lambda: not button.disabled)
    shown, head = console.text, console.app.book.recorder.head()
    button.focus()
    await console.press("enter")
    await console.until(lambda: console.app.book.recorder.head() > head)
    await console.until(lambda: console.app.screen is not form)
    return shown


async def cases(console: Console, who: str = AGENT) -> DisciplineScreen:
    """Open the cases that wait for a decision, and keep those of somebody.

    The calendar has duties of its own that nobody did in these books.
    """
    await console.press("d")
    screen = console.app.screen
    assert isinstance(screen, DisciplineScreen)
    await console.until(lambda: screen.listed is not None)
    await console.press("slash", *who, "enter")
    await console.pilot.pause()
    return screen


async def decide(console: Console, who: str = AGENT, *, left: int = 0, **typed: str) -> str:
    """Confirm the case under the cursor; the form as it was. So many of theirs then wait."""
    await console.press("c")
    shown = await confirmed(console, **typed)
    await console.until(lambda: waiting(console, who) == left)
    return shown


def waiting(console: Console, who: str = AGENT) -> int:
    """How many cases of somebody are on the screen."""
    return len(_rows(console, who))


def first_case(console: Console, who: str = AGENT) -> str:
    """The line of somebody's first case."""
    return _rows(console, who)[0]


def _rows(console: Console, who: str) -> list[str]:
    return [line for line in console.text.splitlines() if line.strip().startswith(who)]


def settled(book: Book, month: str, person: str | None = None) -> str:
    """The statement of a month."""
    runner = Runner(book, Discipline())
    runner.catch_up()
    found = statement(runner.projection, month, person)
    return "\n".join(told(found, Setting(book.site.zone, "zh", book.lawbook.title)))
