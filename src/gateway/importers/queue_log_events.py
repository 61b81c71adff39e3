"""What each event of an Asterisk ``queue_log`` becomes in the registers.

Names and data are those of Asterisk's documentation ("Queue Logs"), and of the Wazo platform for
``CLOSED``, ``DIVERT_CA_RATIO``, ``DIVERT_HOLDTIME``, ``LEAVEEMPTY`` and ``WRAPUPSTART``.

========================================  =========================================================
ENTERQUEUE                                call.offered
CLOSED, FULL, JOINEMPTY, DIVERT\\_...       call.turned_away
RINGNOANSWER, AGENTDUMP                   call.ring_unanswered
CONNECT                                   call.accepted; ends the agent's after-call work
COMPLETEAGENT, COMPLETECALLER             call.ended
TRANSFER, BLINDTRANSFER, ATTENDEDTRANSFER call.transferred
ABANDON                                   call.abandoned
EXITEMPTY, LEAVEEMPTY                     call.redirected (once, where both tell of it)
EXITWITHKEY, EXITWITHTIMEOUT              call.redirected
WRAPUPSTART                               call.after_call_began, and call.wrapped_up when its
                                          seconds are over or the agent accepts the next call
AGENTLOGIN, AGENTCALLBACKLOGIN            seat.signed_in at that channel or extension
AGENTLOGOFF, AGENTCALLBACKLOGOFF          seat.signed_out
ADDMEMBER                                 seat.signed_in, serving all queues added so far
REMOVEMEMBER                              seat.signed_in with the queues that are left, or
                                          seat.signed_out with the last one
PAUSE, PAUSEALL, PAUSEREASON              seat.paused
UNPAUSE, UNPAUSEALL                       seat.ready; of one queue, when no other is paused
everything else                           import.noted, sealed as it stands
========================================  =========================================================

Of everything else ``DID``, ``CONFIGRELOAD``, ``QUEUESTART``, ``RINGCANCELED`` and ``SYSCOMPAT`` are
documented and expected; a name that is not is reported. So is a record that lacks the call, the
queue or the agent that its event is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gateway.importers.account import Account
from gateway.importers.identity import CommandIds, People, command, looks_like_telephone
from gateway.importers.queue_log_agents import Agents, WrapUps
from gateway.importers.queue_log_lines import QueueRecord
from gateway.importers.queue_log_steps import (
    CALL_STEPS,
    COMPLETIONS,
    EXITS,
    LAST_STEPS,
    TRANSFERS,
    Bounded,
)
from gateway.importers.source import Line
from ledger.book import Facts
from ledger.kernel.event import Event, instant
from ledger.kernel.tags import tag
from ledger.kernel.words import Words
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAbandoned,
    CallAccepted,
    CallEnded,
    CallOffered,
    CallRedirected,
    CallTransferred,
    CallTurnedAway,
    CallWrappedUp,
    EndedBy,
    LeftBecause,
    RingUnanswered,
    TurnedAwayBecause,
)
from ledger.registers.imports.events import RecordNoted
from ledger.registers.seats.events import SeatPaused
from ledger.vault import Vault

_ENDED_BY: dict[str, EndedBy] = {"COMPLETEAGENT": "agent", "COMPLETECALLER": "caller"}
_TURNED_AWAY: dict[str, TurnedAwayBecause] = {
    "CLOSED": "closed",
    "DIVERT_CA_RATIO": "ratio",
    "DIVERT_HOLDTIME": "hold-time",
    "FULL": "full",
    "JOINEMPTY": "empty",
}
_LEFT: dict[str, tuple[LeftBecause, int]] = {
    "EXITEMPTY": ("empty", 2),
    "EXITWITHKEY": ("key", 3),
    "EXITWITHTIMEOUT": ("timeout", 2),
    "LEAVEEMPTY": ("empty", 2),
}
"""Why the call left, and where the data says how long it had waited."""

_RINGS = frozenset(("AGENTDUMP", "RINGNOANSWER"))
_WITHOUT_A_PLACE = frozenset(("CONFIGRELOAD", "DID", "QUEUESTART", "RINGCANCELED", "SYSCOMPAT"))
_OF_AGENTS = frozenset(
    (
        "ADDMEMBER",
        "AGENTCALLBACKLOGIN",
        "AGENTCALLBACKLOGOFF",
        "AGENTLOGIN",
        "AGENTLOGOFF",
        "PAUSE",
        "PAUSEALL",
        "PAUSEREASON",
        "REMOVEMEMBER",
        "UNPAUSE",
        "UNPAUSEALL",
        "WRAPUPSTART",
    )
)
_OF_CALLS = CALL_STEPS | _RINGS | frozenset(_TURNED_AWAY)
_OF_QUEUES = _OF_CALLS | {"ADDMEMBER", "REMOVEMEMBER"}
_ENDS_AFTER_CALL_WORK = frozenset(
    ("AGENTCALLBACKLOGOFF", "AGENTLOGOFF", "CONNECT", "REMOVEMEMBER", "WRAPUPSTART")
)

_GONE = -1
_EVENT_NAME = re.compile(r"[A-Z0-9_]{1,40}", re.ASCII)
_CHANNEL_OF_A_CALL = re.compile(r"-[0-9a-f]{8}$")
_LONGEST_REASON = 64


class Telling:
    """Tells the events of records that come in the order they are due."""

    def __init__(self, vault: Vault, importer: str, source: str, account: Account) -> None:
        self._people = People(vault)
        self._ids = CommandIds(vault, importer)
        self._source = source
        self._account = account
        self._agents = Agents()
        self._wrap_ups = WrapUps()
        self._legs: Bounded[int] = Bounded()
        self._latest_call: dict[str, tuple[str, str]] = {}

    def of(self, record: QueueRecord, due: int, occurrence: int) -> Iterator[Facts]:
        """What a record tells of, and before it the after-call work that is over by then."""
        yield from self._wrap_ups.over(due)
        agent = self._people.agent(record.agent)
        if agent is not None and record.event in _ENDS_AFTER_CALL_WORK:
            yield from self._wrap_ups.cut(agent, record.at)
        ids = self._ids.of(record.raw, record.at // 1_000, occurrence)
        at = instant(record.at)
        for step, event in enumerate(self._events(record, agent, ids)):
            yield Facts(command(ids, step), ((event, at),))

    def rest(self) -> Iterator[Facts]:
        """The after-call work that goes on beyond the end of the log."""
        return self._wrap_ups.rest()

    def _events(self, record: QueueRecord, agent: str | None, ids: bytes) -> list[Event]:
        account = self._account
        odd = _lacking(record, agent)
        tell = _TELLERS.get(record.event) if odd is None else None
        if tell is None:
            if odd is None and record.event not in _WITHOUT_A_PLACE:
                odd = _UNKNOWN_EVENT
            if odd is not None:
                self._notice(record, odd)
            account.noted += 1
            return [self._note(record)]
        events = tell(self, record, agent, ids)
        if events:
            account.imported += 1
        else:
            account.ignored += 1
        return events

    def entered(self, record: QueueRecord, agent: str | None, ids: bytes) -> list[Event]:
        """A call has entered a queue; the second field of its data is the caller's number."""
        leg = (record.call, record.queue)
        if self._legs.get(leg, _GONE) != _GONE:
            self._notice(record, _ENTERED_AGAIN)
        self._legs[leg] = record.at
        number = record.data[1] if len(record.data) > 1 else ""
        caller = self._people.caller(number)
        return [
            CallOffered(
                call=record.call,
                queue=record.queue,
                customer=caller,
                number=number if caller else None,
            )
        ]

    def turned_away(self, record: QueueRecord, agent: str | None, ids: bytes) -> list[Event]:
        """A call was not let into a queue."""
        reason = _TURNED_AWAY[record.event]
        return [CallTurnedAway(call=record.call, queue=record.queue, reason=reason)]

    def rang(self, record: QueueRecord, agent: str | None, ids: bytes) -> list[Event]:
        """An agent has not taken a call; the data says for how many thousandths of a second."""
        rang = record.whole(0) if record.event == "RINGNOANSWER" else None
        return [
            RingUnanswered(
                call=record.call,
                queue=record.queue,
                agent=agent,
                rang=None if rang is None else rang // 1_000,
            )
        ]

    def connected(self, record: QueueRecord, agent: str | None, ids: bytes) -> list[Event]:
        """An agent has accepted a call."""
        self._step(record)
        if agent is not None and self._agents.never_signed_in(agent):
            self._notice(record, _NEVER_SIGNED_IN)
        waited = record.whole(0)
        return [CallAccepted(call=record.call, queue=record.queue, agent=agent, waited=waited)]

    def completed(self, record: QueueRecord, agent: str | None, ids: bytes) -> list[Event]:
        """A conversation is over."""
        self._finished(record, agent)
        return [
            CallEnded(
                call=record.call,
                queue=record.queue,
                agent=agent,
                by=_ENDED_BY[record.event],
                waited=record.whole(0),
                talked=record.whole(1),
            )
        ]

    def transferred(self, record: QueueRecord, agent: str | None, ids: bytes) -> list[Event]:
        """A conversation was passed on. A target that may be a person's number is sealed."""
        self._finished(record, agent)
        if record.event == "ATTENDEDTRANSFER":
            to, (waited, talked) = None, _times_from_the_end(record)
        else:
            to, waited, talked = "@".join(record.data[:2]), record.whole(2), record.whole(3)
        sealed = to is not None and looks_like_telephone(to)
        passed_on = CallTransferred(
            call=record.call,
            queue=record.queue,
            agent=agent,
            to=None if sealed else to or None,
            waited=waited,
            talked=talked,
        )
        return [passed_on, self._note(record)] if sealed else [passed_on]

    def abandoned(self, record: QueueRecord, agent: str | None, ids: bytes) -> list[Event]:
        """A caller gave up."""
        self._step(record)
        return [CallAbandoned(call=record.call, queue=record.queue, waited=record.whole(2))]

    def left(self, record: QueueRecord, agent: str | None, ids: bytes) -> list[Event]:
        """A call has left a queue for another place."""
        if record.event == "LEAVEEMPTY" and self._gone(record):
            return []
        self._step(record)
        reason, place = _LEFT[record.event]
        waited = record.whole(place)
        return [CallRedirected(call=record.call, queue=record.queue, reason=reason, waited=waited)]

    def wraps_up(self, record: QueueRecord, agent: str | None, ids: bytes) -> list[Event]:
        """After-call work has begun; the data says for how many seconds."""
        assert agent is not None, "a record about an agent names one"
        call, queue = self._latest_call.get(agent, (None, None))
        call, queue = record.call or call, record.queue or queue
        done = CallWrappedUp(agent=agent, call=call, queue=queue)
        self._wrap_ups.begin(done, record.at, record.whole(0), command(ids, 1))
        return [AfterCallWorkBegan(agent=agent, call=call, queue=queue)]

    def of_agent(self, record: QueueRecord, agent: str | None, ids: bytes) -> list[Event]:
        """An agent has signed in or out, paused or gone on."""
        assert agent is not None, "a record about an agent names one"
        match record.event:
            case "AGENTLOGIN" | "AGENTCALLBACKLOGIN":
                return self._agents.sign_in(agent, _seat(record))
            case "AGENTLOGOFF" | "AGENTCALLBACKLOGOFF":
                return self._agents.sign_out(agent, _seat(record), record.whole(1))
            case "ADDMEMBER":
                added = self._agents.add(agent, record.queue)
                if record.data[:1] == ("PAUSED",):
                    added += [SeatPaused(agent=agent)]
                return added
            case "REMOVEMEMBER":
                return self._agents.remove(agent, record.queue)
            case "UNPAUSE" | "UNPAUSEALL":
                return self._agents.go_on(agent, record.queue)
            case _:
                return self._agents.pause(agent, record.queue, _reason(record))

    def _step(self, record: QueueRecord) -> None:
        """A call has gone a step further from its entry, if that is known."""
        leg = (record.call, record.queue)
        entered = self._legs.get(leg, _GONE)
        if record.at < entered:
            self._notice(record, _BEFORE_ITS_ENTRY)
        if record.event in LAST_STEPS:
            self._legs[leg] = _GONE

    def _finished(self, record: QueueRecord, agent: str | None) -> None:
        self._step(record)
        if agent is not None:
            self._latest_call[agent] = (record.call, record.queue)

    def _gone(self, record: QueueRecord) -> bool:
        return self._legs.get((record.call, record.queue)) == _GONE

    def _note(self, record: QueueRecord) -> RecordNoted:
        kind = record.event if _EVENT_NAME.fullmatch(record.event) else "?"
        text = record.raw.decode()
        return RecordNoted(source=self._source, line=record.line, kind=kind, text=text)

    def _notice(self, record: QueueRecord, words: Words) -> None:
        self._account.notice(Line(record.line, record.raw), words)


_Teller = Callable[[Telling, QueueRecord, str | None, bytes], list[Event]]

_TELLERS: dict[str, _Teller] = {
    "ENTERQUEUE": Telling.entered,
    "CONNECT": Telling.connected,
    "ABANDON": Telling.abandoned,
    **dict.fromkeys(_OF_AGENTS, Telling.of_agent),
    "WRAPUPSTART": Telling.wraps_up,
    **dict.fromkeys(_TURNED_AWAY, Telling.turned_away),
    **dict.fromkeys(_RINGS, Telling.rang),
    **dict.fromkeys(COMPLETIONS, Telling.completed),
    **dict.fromkeys(TRANSFERS, Telling.transferred),
    **dict.fromkeys(EXITS, Telling.left),
}


def _lacking(record: QueueRecord, agent: str | None) -> Words | None:
    """What the event is about and the record does not name."""
    event = record.event
    if not record.call and event in _OF_CALLS:
        return _NO_CALL
    if not record.queue and event in _OF_QUEUES:
        return _NO_QUEUE
    if agent is None and event in _OF_AGENTS:
        return _NO_AGENT
    return None


def _times_from_the_end(record: QueueRecord) -> tuple[int | None, int | None]:
    """Wait and talk, which stand before the last field however many say how it was done."""
    found = record.data[-3:-1]
    if len(record.data) < 4 or not all(text.isascii() and text.isdecimal() for text in found):
        return None, None
    waited, talked = map(int, found)
    return waited, talked


def _seat(record: QueueRecord) -> str | None:
    """The extension or the phone behind a channel, unless it may be a person's number."""
    place = _CHANNEL_OF_A_CALL.sub("", record.data[0]) if record.data else ""
    if not place or looks_like_telephone(place):
        return None
    try:
        tag("seat", place)
    except ValueError:
        return None
    return place


def _reason(record: QueueRecord) -> str | None:
    reason = record.data[0] if record.data else ""
    return reason if reason.isprintable() and 0 < len(reason) <= _LONGEST_REASON else None


_UNKNOWN_EVENT = Words(
    "不认识的事件名，已作备注封存", "the event is unknown; it is kept as a sealed note"
)
_NO_CALL = Words("记录未指明来电，已作备注封存", "it names no call; it is kept as a sealed note")
_NO_QUEUE = Words("记录未指明队列，已作备注封存", "it names no queue; it is kept as a sealed note")
_NO_AGENT = Words(
    "记录未指明坐席员，已作备注封存", "it names no agent; it is kept as a sealed note"
)
_ENTERED_AGAIN = Words(
    "来电尚未离开队列又再次进入", "the call enters the queue again before it has left it"
)
_BEFORE_ITS_ENTRY = Words(
    "时间早于该来电进队的时间", "it is stamped before the call entered the queue"
)
_NEVER_SIGNED_IN = Words(
    "该坐席员此前没有签入记录", "nothing before it says that the agent has signed in"
)
