"""A governed floor on a terminal: what it costs to have ten thousand obligations tick on it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.centre import Happening, agents, opening, record_all
from bench.figures import Row
from bench.machine import cpu_seconds
from bench.start import command
from bench.terminal import Terminal
from bench.workshop import Workshop
from ledger.kernel.action import Role
from ledger.registers.desk.events import TicketKind, TicketOpened
from ledger.registers.org.events import PersonRegistered
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook

_OPEN = 10_000
_MOST_PERCENT = 15
_STAFF = 200
_LEADER = "L001"
_WARM_SECONDS = 4.0
_RULEBOOK = """
name = "ticking"
title = { zh = "计时", en = "Ticking" }

[[clause]]
id = "desk.answered"
kind = "deadline"
title = { zh = "工单两日内答复", en = "A ticket is answered within two days" }
source = ["S4.12-02"]
[[clause.in_force]]
from = 2002-02-19
[clause.in_force.values]
starts = [{ event = "ticket.opened" }]
about = "ticket"
ends = [{ event = "ticket.replied" }]
due = { within = "P2D" }
debtor = { field = "owner" }
warn = ["PT47H59M30S"]
action = "reply-to-ticket"
"""


def floor_ticking(shop: Workshop) -> list[Row]:
    """CPU of the console's process with so many open obligations beside a floor of 200 agents."""
    path = _governed(shop)
    return [_row(shop, path, 0), _row(shop, path, 50)]


def _row(shop: Workshop, path: Path, rate: int) -> Row:
    seconds = shop.sizes.watch_seconds
    shop.say(f"watching {_OPEN:,} obligations tick at {rate} events a second")
    with Terminal([*command(), "--lang", "en", "floor", str(path)]) as terminal:
        shown_at = terminal.wait_for(b"Due next 10000")
        lasting = str(seconds + 2 * _WARM_SECONDS)
        asked = ("-m", "bench.appender", str(path), str(_STAFF), str(rate), lasting)
        appender = shop.start(*asked) if rate else None
        time.sleep(_WARM_SECONDS)
        before, began = cpu_seconds(terminal.pid), time.monotonic()
        time.sleep(seconds)
        share = (cpu_seconds(terminal.pid) - before) / (time.monotonic() - began) * 100
        if appender is not None:
            appender.communicate()
        took = shown_at - terminal.began
    return Row(
        figure=f"floor, {_OPEN:,} open obligations, {rate} events/s, CPU",
        measured=f"{share:.1f} % of a core",
        target=f"< {_MOST_PERCENT} %",
        met=share < _MOST_PERCENT,
        beside=f"{_STAFF} agents, 160x48; on show {took:.1f} s after the command",
        values={"percent": share},
    )


def _governed(shop: Workshop) -> Path:
    """A ledger under the rulebook, in which nobody has answered any of so many tickets."""
    book = shop.new_book("ticking")
    now = datetime.now(UTC)
    leader = PersonRegistered(person=_LEADER, name="Leader", roles=(Role.ADMINISTRATOR,))
    record_all(book, iter([(leader, now - timedelta(hours=3))]))
    today = now.astimezone(book.site.zone).date()
    adopt = AdoptRulebook(texts={"rulebook.toml": _RULEBOOK}, effective=today, approved_by=_LEADER)
    book.act(adopt, by=_LEADER)
    record_all(book, _tickets(datetime.now(UTC)))
    record_all(book, opening(agents(_STAFF), datetime.now(UTC)))
    book.close()
    return shop.folder / "ticking"


def _tickets(at: datetime) -> Iterator[Happening]:
    for number in range(_OPEN):
        ticket = TicketOpened(
            ticket=f"T{number}", owner=f"A{number % _STAFF + 1:04d}", kind=TicketKind.QUERY
        )
        yield ticket, at + timedelta(milliseconds=number)
