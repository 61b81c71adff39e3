"""The "Anonymous Bank" call records: one line for a whole call, seventeen fields, tab-separated.

The data set is published by the Technion's Service Enterprise Engineering laboratory. What its
fields mean here:

* A call belongs to the day in its ``date`` field, at the time the voice unit took it (``arrived``).
  The other stamps carry no date; each is read as the one nearest to the stamp before it, so that a
  call runs past midnight and a stamp a second early stays a second early.
* It is offered when it enters the queue, or when the voice unit lets go of it if it never queued.
* It waited ``q_time`` and talked ``ser_time``, as the switch says, whatever the stamps say.
* ``AGENT`` is accepted and ended, by an unknown agent where the server is lost. ``HANG`` is
  abandoned, also where a service time stands beside it. ``PHANTOM`` is no call and is ignored.
* A call is known by date, voice unit with line, and call id: call ids repeat across voice units.

* A customer's number that a spreadsheet has rounded (``6.02E+11``) names nobody any more.

A record whose service or queue ends before it starts, with no midnight to explain it, cannot have
happened and is left out.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gateway.importers.account import Account
from gateway.importers.identity import CommandIds, command
from gateway.importers.source import Line, Unreadable, text_of
from ledger.book import Facts
from ledger.kernel.event import Event
from ledger.kernel.words import Words
from ledger.registers.calls.events import CallAbandoned, CallAccepted, CallEnded, CallOffered
from ledger.vault import Vault

TIMEZONE = "Asia/Jerusalem"

_HEADER = b"vru+line"
_FIELDS = 17
_DAY = 86_400
_HALF_DAY = 43_200
_NO_SERVER = "NO_SERVER"
_ROUNDED = re.compile(r"\d(\.\d+)?E\+\d+", re.ASCII)
_IDENTIFIER = re.compile(r"[\w.-]{1,32}", re.ASCII)
_MOST_DIGITS = 18
"""As many as a whole number of 64 bits always holds, as the tables of views keep them."""

_Call = tuple[
    int,  # offered, seconds since the epoch
    int,  # line
    bytes,  # the line as it stood
    str,  # call
    str,  # queue
    str | None,  # customer number
    int,  # priority
    int,  # arrived
    int,  # waited
    int | None,  # accepted, None when abandoned
    int,  # ended
    int,  # talked
    str | None,  # agent
]


class AnonymousBank:
    """Reads the file and tells its calls."""

    name = "anonymous-bank"

    def __init__(self, vault: Vault, zone: ZoneInfo, source: str, account: Account) -> None:
        self._vault = vault
        self._calendar = _Calendar(zone)
        self._ids = CommandIds(vault, self.name)
        self._account = account

    def read(self, lines: Iterable[Line]) -> Iterator[_Call]:
        """The calls of the file, in its own order."""
        account = self._account
        for line in lines:
            if line.number == 1 and line.raw.startswith(_HEADER):
                continue
            try:
                call = self._call(line)
            except Unreadable as fault:
                account.leave_out(line, fault.words)
                continue
            if call is None:
                account.ignored += 1
            else:
                yield call

    def tell(self, calls: Iterable[_Call]) -> Iterator[Facts]:
        """The events of calls, which come in order of their offer, in order of time.

        Within a call the order of steps wins over the stamps: an acceptance stamped before the
        offer stands right behind it.
        """
        pending: list[tuple[int, int, int, Facts]] = []
        newest = _Newest()
        for call in calls:
            offered, number, raw = call[:3]
            if newest.repeats(call[3]):
                self._account.leave_out(Line(number, raw), _TWICE)
                continue
            while pending and pending[0][0] <= offered:
                yield heapq.heappop(pending)[3]
            self._account.imported += 1
            ids = self._ids.of(raw, offered * 1_000)
            yield Facts(command(ids, 0), ((self._offer(call), _instant(offered)),))
            for step, (at, event) in enumerate(self._steps(call), start=1):
                facts = Facts(command(ids, step), ((event, _instant(at)),))
                heapq.heappush(pending, (at, number, step, facts))
        while pending:
            yield heapq.heappop(pending)[3]

    def _offer(self, call: _Call) -> CallOffered:
        number = call[5]
        return CallOffered(
            call=call[3],
            queue=call[4],
            customer=self._vault.pseudonym("customer", number) if number else None,
            customer_number=number,
            priority=call[6],
            arrived=_instant(call[7]),
        )

    def _steps(self, call: _Call) -> Iterator[tuple[int, Event]]:
        """What came after the offer, each with its epoch second."""
        name, queue, waited = call[3], call[4], call[8]
        accepted, ended, talked, agent = call[9:]
        if accepted is None:
            yield ended, CallAbandoned(call=name, queue=queue, waited=waited)
            return
        yield accepted, CallAccepted(call=name, queue=queue, agent=agent, waited=waited)
        yield ended, CallEnded(call=name, queue=queue, agent=agent, talked=talked)

    def _call(self, line: Line) -> _Call | None:
        fields = text_of(line).split("\t")
        if len(fields) != _FIELDS:
            raise Unreadable(_wrong_count(len(fields)))
        fields = [field.strip() for field in fields]
        unit, call_id, customer, priority, queue, day, *stamps, server = fields
        entered, left_unit, _, q_start, q_exit, q_time, outcome, s_start, s_exit, s_time = stamps
        if outcome == "PHANTOM":
            return None
        if outcome not in ("AGENT", "HANG"):
            raise Unreadable(_UNKNOWN_OUTCOME)
        for identifier, field in ((unit, "vru+line"), (call_id, "call_id"), (queue, "type")):
            _require_identifier(identifier, field)
        _require_identifier(server, "server")
        arrived = _seconds(entered, "vru_entry")
        exited = _after(arrived, _seconds(left_unit, "vru_exit"))
        begins = _seconds(q_start, "q_start")
        waited = _span("q", q_time, begins, _seconds(q_exit, "q_exit"))
        offered = exited if not waited and not begins else _after(exited, begins)
        left = offered + waited
        accepted, ended, talked = None, left, 0
        if outcome == "AGENT":
            begins, ends = _seconds(s_start, "ser_start"), _seconds(s_exit, "ser_exit")
            talked = _span("ser", s_time, begins, ends)
            # Some services have no stamps at all; they began when the queue let the call go.
            accepted = _after(left, begins) if talked or begins or ends else left
            ended = accepted + talked
        midnight = self._calendar.midnight
        return (
            midnight(day, offered),
            line.number,
            line.raw,
            f"{day}-{unit}-{call_id}",
            queue,
            self._customer(customer, line),
            _whole(priority, "priority"),
            midnight(day, arrived),
            waited,
            None if accepted is None else midnight(day, accepted),
            midnight(day, ended),
            talked,
            server if server != _NO_SERVER else None,
        )

    def _customer(self, number: str, line: Line) -> str | None:
        """The customer's number, None where it is not known."""
        if _ROUNDED.fullmatch(number):
            self._account.notice(line, _ROUNDED_NUMBER)
            return None
        return number if _whole(number, "customer_id") else None


class _Calendar:
    """Local days as instants."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._days: dict[str, tuple[datetime, int | None]] = {}

    def midnight(self, day: str, seconds: int) -> int:
        """The epoch second of so many seconds into a day, by the local clock."""
        local, start = self._days.get(day) or self._day(day)
        if start is not None:
            return start + seconds
        return int((local + timedelta(seconds=seconds)).replace(tzinfo=self._zone).timestamp())

    def _day(self, day: str) -> tuple[datetime, int | None]:
        """Local midnight, with its epoch second if no clock is put forward or back near it."""
        try:
            year = int(day[:2])
            if len(day) != 6:
                raise ValueError(day)
            calendar = date(year + (1900 if year >= 70 else 2000), int(day[2:4]), int(day[4:6]))
        except ValueError:
            raise Unreadable(_NO_DATE) from None
        local = datetime.combine(calendar, time())
        offsets = {
            (local + timedelta(hours=hours)).replace(tzinfo=self._zone).utcoffset()
            for hours in range(-24, 73, 12)
        }
        midnight = int(local.replace(tzinfo=self._zone).timestamp())
        found = self._days[day] = (local, midnight if len(offsets) == 1 else None)
        return found


class _Newest:
    """Remembers the calls of the two newest days, which is as far as a repetition reaches."""

    def __init__(self) -> None:
        self._days: dict[str, set[str]] = {}

    def repeats(self, call: str) -> bool:
        """Whether the call was met before."""
        day = call[:6]
        calls = self._days.get(day)
        if calls is None:
            calls = self._days[day] = set()
            if len(self._days) > 3:
                del self._days[next(iter(self._days))]
        if call in calls:
            return True
        calls.add(call)
        return False


def _seconds(stamp: str, field: str) -> int:
    """A time of day, ``H:MM:SS``, in seconds."""
    try:
        hours, minutes, seconds = map(int, stamp.split(":"))
    except ValueError:
        raise Unreadable(_no_time(field)) from None
    if not (0 <= hours < 24 and 0 <= minutes < 60 and 0 <= seconds < 60):
        raise Unreadable(_no_time(field))
    return hours * 3_600 + minutes * 60 + seconds


def _after(previous: int, stamp: int) -> int:
    """Seconds since the midnight of the call's day, of the stamp nearest to the one before it."""
    return previous + (stamp - previous + _HALF_DAY) % _DAY - _HALF_DAY


def _span(what: str, measured: str, begins: int, ends: int) -> int:
    """The seconds from beginning to end, as the switch measured them.

    :raises Unreadable: when the end lies before the beginning.
    """
    try:
        seconds = int(measured)
    except ValueError:
        raise Unreadable(_no_number(f"{what}_time")) from None
    if seconds < 0 or ((ends - begins - seconds) % _DAY and _after(begins, ends) < begins):
        raise Unreadable(_ends_before_it_starts(what))
    return seconds


def _whole(text: str, field: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise Unreadable(_no_number(field))
    return int(text)


def _require_identifier(text: str, field: str) -> None:
    if not _IDENTIFIER.fullmatch(text):
        raise Unreadable(
            Words(f"字段 {field} 不能作标识", f"the field {field} cannot identify anything")
        )


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


_TWICE = Words("同一来电的记录重复出现", "a record of the same call came before")
_UNKNOWN_OUTCOME = Words("字段 outcome 的值不认识", "the field outcome holds no known outcome")
_ROUNDED_NUMBER = Words(
    "客户号已被电子表格四舍五入，按客户未知导入",
    "a spreadsheet has rounded the customer's number; imported as of an unknown customer",
)
_NO_DATE = Words("字段 date 不是日期", "the field date holds no date")


def _wrong_count(count: int) -> Words:
    return Words(f"应有 {_FIELDS} 个字段，实有 {count} 个", f"{count} fields instead of {_FIELDS}")


def _no_time(field: str) -> Words:
    return Words(f"字段 {field} 不是时刻", f"the field {field} holds no time of day")


def _no_number(field: str) -> Words:
    return Words(f"字段 {field} 不是整数", f"the field {field} holds no whole number")


def _ends_before_it_starts(what: str) -> Words:
    zh, en = ("排队", "the wait") if what == "q" else ("通话", "the service")
    return Words(f"{zh}的结束早于开始", f"{en} ends before it starts")
