"""A small morning at a call centre, always the same one, for the floor's tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Role
from ledger.kernel.clock import CountedIds, FrozenClock
from ledger.kernel.event import Event
from ledger.opening import create_book
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAbandoned,
    CallAccepted,
    CallEnded,
    CallOffered,
    CallRang,
    CallWrappedUp,
)
from ledger.registers.org.events import PersonRegistered, QueueOpened
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn
from ledger.vault import Vault, WrappingKey

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 10, 42, 7, tzinfo=ZONE)
LEADER = "A017"
SITE = Site("城东客服中心", "Asia/Shanghai")
QUEUES = {"189": "查询", "180": "投诉", "96123": "综合"}

_NAMES = ["李娜", "赵强", "孙丽", "周杰", "吴刚", "郑洁"]
_NAMES += ["陈晨", "何静", "高飞", "罗敏", "郭亮", "杨柳"]
_AGENTS = [f"A{number:03d}" for number in range(3, 41) if number != 17]

Happening = tuple[Event, datetime]


def empty_book(folder: Path, now: datetime = NOW, url: str | None = None) -> Book:
    """A new book with its leader in it, at the instant the tests look at it.

    It is kept in a file, unless the URL of an empty ledger on a server is given, which other
    programs can then open, too.
    """
    place = url or folder / "book.ledger"
    vault = Vault.open(place, wrapping_key=None if url else WrappingKey.generate(), create=True)
    opened = NOW.replace(hour=7, minute=0, second=0)
    clock, ids = FrozenClock(opened), CountedIds()
    founded = create_book(str(place), SITE, clock=clock, ids=ids, vault=vault)
    book = Book(founded.recorder, vault=vault, clock=FrozenClock(now), ids=CountedIds(1_000))
    leader = PersonRegistered(
        person=LEADER, name="王敏", roles=(Role.DUTY_LEADER, Role.ADMINISTRATOR)
    )
    record(book, (leader, opened))
    return book


def record(book: Book, *happenings: Happening) -> None:
    """Enter what happened, in the order it happened."""
    facts = []
    start = book.recorder.head()
    for number, happening in enumerate(sorted(happenings, key=lambda each: each[1])):
        facts.append(Facts(UUID(int=(start + number + 1) << 64), [happening]))
    book.record(facts, by="program:test")


def morning(folder: Path, url: str | None = None) -> Book:
    """A book of thirty-eight people who have taken some hundred calls since eight o'clock."""
    book = empty_book(folder, url=url)
    eight = NOW.replace(hour=8, minute=0, second=0)
    happenings: list[Happening] = [
        (QueueOpened(queue=queue, title=title), eight - timedelta(hours=1))
        for queue, title in QUEUES.items()
    ]
    for number, agent in enumerate(_AGENTS):
        name = _NAMES[number % len(_NAMES)]
        registered = PersonRegistered(person=agent, name=name, roles=(Role.AGENT,))
        happenings.append((registered, eight - timedelta(minutes=50)))
        happenings.append((SeatSignedIn(agent=agent), eight + timedelta(seconds=number)))
    happenings += _calls(eight)
    happenings += _now()
    record(book, *happenings)
    return book


def _calls(eight: datetime) -> list[Happening]:
    """Calls that are over: every twelfth was abandoned, the others answered after a wait."""
    chance = Random(7)
    found: list[Happening] = []
    at = eight + timedelta(minutes=2)
    for number in range(180):
        at += timedelta(seconds=chance.randint(20, 70))
        if at > NOW - timedelta(minutes=30):
            break
        call, queue = f"08{number:03d}", chance.choice(["189", "189", "180", "96123"])
        found.append((CallOffered(call=call, queue=queue), at))
        wait = timedelta(seconds=chance.choice([3, 6, 9, 12, 15, 18, 25, 40]))
        if number % 12 == 11:
            found.append((CallAbandoned(call=call, queue=queue), at + wait))
            continue
        agent = _AGENTS[number % 24]
        over = at + wait + timedelta(seconds=chance.randint(60, 240))
        found += [
            (CallAccepted(call=call, queue=queue, agent=agent), at + wait),
            (CallEnded(call=call, queue=queue, agent=agent, by="caller"), over),
            (AfterCallWorkBegan(agent=agent, call=call, queue=queue), over),
            (CallWrappedUp(agent=agent, call=call, queue=queue), over + timedelta(seconds=30)),
        ]
    return found


def _now() -> list[Happening]:
    """What is going on: four calls wait, some people talk, pause or wrap up, some for too long."""

    def ago(**span: int) -> datetime:
        return NOW - timedelta(**span)

    found: list[Happening] = []
    for call, queue, seconds in (
        ("09001", "189", 102),
        ("09002", "180", 44),
        ("09003", "189", 31),
        ("09004", "96123", 5),
    ):
        found.append((CallOffered(call=call, queue=queue), ago(seconds=seconds)))
    found.append((CallRang(call="09002", queue="180", agent="A029"), ago(seconds=8)))
    for number, (agent, minutes) in enumerate(
        (("A030", 22), ("A031", 11), ("A032", 5), ("A033", 3), ("A034", 2), ("A035", 1))
    ):
        call, queue = f"0950{number}", ["189", "180", "96123"][number % 3]
        found.append((CallOffered(call=call, queue=queue), ago(minutes=minutes, seconds=10)))
        found.append((CallAccepted(call=call, queue=queue, agent=agent), ago(minutes=minutes)))
    found += [
        (SeatPaused(agent="A036", reason="meal"), ago(minutes=31)),
        (SeatPaused(agent="A037", reason="water"), ago(minutes=4)),
        (SeatPaused(agent="A038", reason="training"), ago(minutes=16)),
        (AfterCallWorkBegan(agent="A039"), ago(minutes=6, seconds=40)),
        (SeatReady(agent="A040"), ago(seconds=2)),
    ]
    return found
