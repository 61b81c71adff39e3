"""An event told in a few words of the trade, for the ticker, the trail and the tables.

A sentence never holds personal data: sealed fields are left out, whoever reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from console.text.plainly import plainly
from ledger import registers
from ledger.kernel.codec import Recorded
from ledger.kernel.event import Event
from ledger.kernel.words import Language, Words
from ledger.registers.alarms import events as alarms
from ledger.registers.calls import events as calls
from ledger.registers.imports import events as imports
from ledger.registers.obligations import events as obligations
from ledger.registers.org import events as org
from ledger.registers.seats import events as seats

_UNKNOWN = Words("本程序不认识的事件", "an event this program does not know")
_SOMEONE = Words("不明坐席", "an unnamed agent")


def sentence(recorded: Recorded, language: Language, zone: tzinfo) -> str:
    """What happened, without the time and without the event's label.

    Instants in it are told as the clocks of the zone show them. An event of a type or version
    this program does not know is said to be one.
    """
    event = recorded.event
    if event is None:
        return _UNKNOWN.to(language)
    tell = _TELLERS.get(type(event))
    if tell is None:
        return plainly(event, language, zone)
    return tell(event, Speaker(language))


def label(type_name: str, language: Language) -> str:
    """The name of a type of event, or the stable type name when there is no label."""
    found = registers.event_words().get(type_name)
    return type_name if found is None else found.to(language)


def value_label(value: str, language: Language) -> str:
    """The label of a closed value such as a pause reason, or the value itself."""
    found = registers.value_words().get(value)
    return value if found is None else found.to(language)


def span(seconds: float) -> str:
    """A length of time as minutes and seconds, or with hours: 1:42, 1:02:03."""
    minutes, rest = divmod(int(abs(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    sign = "−" if seconds < 0 else ""
    return f"{sign}{hours}:{minutes:02d}:{rest:02d}" if hours else f"{sign}{minutes}:{rest:02d}"


def thing(recorded: Recorded) -> str:
    """What the event is about besides the person: the call, the seat, the queue, the source."""
    tags = [tag.partition(":") for tag in recorded.tags if not tag.startswith("actor:")]
    things = [value for kind, _, value in tags if kind != "person"]
    return next(iter([*things, *(value for _, _, value in tags)]), "")


def who(recorded: Recorded) -> str:
    """The person the event concerns, or the person or program that wrote it."""
    for tag in recorded.tags:
        kind, _, value = tag.partition(":")
        if kind == "person":
            return value
    return recorded.envelope.by.removeprefix("program:")


class Speaker:
    """Puts the parts of a sentence together in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def agent(self, number: str | None) -> str:
        """An agent's number, or a word for one that the source lost."""
        return number if number is not None else _SOMEONE.to(self.language)

    def value(self, value: str) -> str:
        """A closed value's label."""
        return value_label(value, self.language)

    def say(self, zh: str, en: str) -> str:
        """The text in the speaker's language."""
        return zh if self.language == "zh" else en

    def join(self, *parts: str | None) -> str:
        """The parts there are, with the comma of the language."""
        return self.say("，", ", ").join(part for part in parts if part)

    def roles(self, roles: tuple[str, ...]) -> str:
        """Roles by their labels."""
        return self.say("、", ", ").join(self.value(role) for role in roles)

    def waited(self, seconds: int | None) -> str | None:
        """How long a caller waited, if the switch said so."""
        return (
            None
            if seconds is None
            else self.say(f"等待 {span(seconds)}", f"waited {span(seconds)}")
        )

    def talked(self, seconds: int | None) -> str | None:
        """How long a conversation was, if the switch said so."""
        return (
            None
            if seconds is None
            else self.say(f"通话 {span(seconds)}", f"talked {span(seconds)}")
        )


def _offered(event: calls.CallOffered, speaker: Speaker) -> str:
    ranked = f"{speaker.say('优先级', 'priority')} {event.priority}" if event.priority else None
    return speaker.join(f"{event.call} → {event.queue}", ranked)


def _turned_away(event: calls.CallTurnedAway, speaker: Speaker) -> str:
    return speaker.join(f"{event.call} ⇥ {event.queue}", speaker.value(event.reason))


def _rang(event: calls.CallRang, speaker: Speaker) -> str:
    return f"{event.agent} ← {event.queue}"


def _ring_unanswered(event: calls.RingUnanswered, speaker: Speaker) -> str:
    rang = None
    if event.rang is not None:
        rang = speaker.say(f"响了 {span(event.rang)}", f"rang {span(event.rang)}")
    return speaker.join(f"{speaker.agent(event.agent)} ← {event.queue}", rang)


def _accepted(event: calls.CallAccepted, speaker: Speaker) -> str:
    return speaker.join(
        f"{speaker.agent(event.agent)} ← {event.queue}", speaker.waited(event.waited)
    )


def _between(event: calls.CallHeld | calls.CallResumed, speaker: Speaker) -> str:
    return speaker.join(event.agent, event.queue)


def _transferred(event: calls.CallTransferred, speaker: Speaker) -> str:
    to = event.to_queue or event.to
    return speaker.join(
        f"{speaker.agent(event.agent)} → {to}" if to else speaker.agent(event.agent),
        event.queue,
        speaker.talked(event.talked),
    )


def _ended(event: calls.CallEnded, speaker: Speaker) -> str:
    by = None
    if event.by is not None:
        ended_by = speaker.value(event.by)
        by = speaker.say(f"{ended_by}挂断", f"ended by {ended_by}")
    return speaker.join(speaker.agent(event.agent), event.queue, speaker.talked(event.talked), by)


def _after_call(event: calls.AfterCallWorkBegan | calls.CallWrappedUp, speaker: Speaker) -> str:
    return speaker.join(event.agent, event.queue)


def _abandoned(event: calls.CallAbandoned, speaker: Speaker) -> str:
    return speaker.join(f"{event.call} ⇤ {event.queue}", speaker.waited(event.waited))


def _redirected(event: calls.CallRedirected, speaker: Speaker) -> str:
    to = f"{event.queue} → {event.to_queue}" if event.to_queue else event.queue
    return speaker.join(to, speaker.value(event.reason), speaker.waited(event.waited))


def _back_requested(event: calls.CallBackRequested, speaker: Speaker) -> str:
    return f"{event.call} → {event.queue}"


def _signed_in(event: seats.SeatSignedIn, speaker: Speaker) -> str:
    seat = f"{speaker.say('席位', 'seat')} {event.seat}" if event.seat else None
    return speaker.join(event.agent, seat, speaker.say("、", " ").join(event.queues) or None)


def _ready(event: seats.SeatReady, speaker: Speaker) -> str:
    return event.agent


def _paused(event: seats.SeatPaused, speaker: Speaker) -> str:
    reason = None
    if event.reason is not None:
        named = speaker.value(event.reason)
        reason = speaker.say(f"原因 {named}", f"for {named}")
    return speaker.join(event.agent, reason)


def _signed_out(event: seats.SeatSignedOut, speaker: Speaker) -> str:
    stay = None
    if event.signed_in_for is not None:
        length = span(event.signed_in_for)
        stay = speaker.say(f"在岗 {length}", f"signed in for {length}")
    return speaker.join(event.agent, stay)


def _site_opened(event: org.SiteOpened, speaker: Speaker) -> str:
    return speaker.join(event.site, event.timezone)


def _registered(event: org.PersonRegistered, speaker: Speaker) -> str:
    return speaker.join(event.person, event.team, event.post, speaker.roles(event.roles))


def _roles_assigned(event: org.RolesAssigned, speaker: Speaker) -> str:
    return speaker.join(event.person, speaker.roles(event.roles))


def _team_formed(event: org.TeamFormed, speaker: Speaker) -> str:
    leader = f"{speaker.say('班长', 'leader')} {event.leader}" if event.leader else None
    return speaker.join(f"{event.team} {event.title}", leader)


def _queue_opened(event: org.QueueOpened, speaker: Speaker) -> str:
    return f"{event.queue} {event.title}"


def _seat_installed(event: org.SeatInstalled, speaker: Speaker) -> str:
    extension = None
    if event.extension:
        extension = f"{speaker.say('分机', 'extension')} {event.extension}"
    return speaker.join(event.seat, extension)


def _noted(event: imports.RecordNoted, speaker: Speaker) -> str:
    return speaker.say(f"第 {event.line} 行，{event.kind}", f"line {event.line}, {event.kind}")


def _import_finished(event: imports.ImportFinished, speaker: Speaker) -> str:
    out = None
    if event.left_out:
        out = speaker.say(f"未导入 {event.left_out}", f"{event.left_out} left out")
    return speaker.join(
        event.source,
        speaker.say(f"已导入 {event.imported} 条记录", f"{event.imported} records imported"),
        out,
    )


def _fell_due(
    event: obligations.ObligationWarned
    | obligations.ObligationBreached
    | obligations.ObligationEscalated
    | alarms.AlarmRaised,
    speaker: Speaker,
) -> str:
    to = getattr(event, "to", None)
    late = speaker.say("迟发", "noticed late") if getattr(event, "late", False) else None
    return speaker.join(
        event.obligation,
        event.debtor and speaker.value(event.debtor),
        to and f"→ {speaker.value(to)}",
        late,
    )


def _answered(event: alarms.AlarmAcknowledged | alarms.AlarmCleared, speaker: Speaker) -> str:
    return event.obligation


def _shelved(event: alarms.AlarmShelved, speaker: Speaker) -> str:
    return speaker.join(event.obligation, event.reason)


_TELLERS: dict[type[Event], Callable[..., str]] = {
    calls.CallOffered: _offered,
    calls.CallTurnedAway: _turned_away,
    calls.CallRang: _rang,
    calls.RingUnanswered: _ring_unanswered,
    calls.CallAccepted: _accepted,
    calls.CallHeld: _between,
    calls.CallResumed: _between,
    calls.CallTransferred: _transferred,
    calls.CallEnded: _ended,
    calls.AfterCallWorkBegan: _after_call,
    calls.CallWrappedUp: _after_call,
    calls.CallAbandoned: _abandoned,
    calls.CallRedirected: _redirected,
    calls.CallBackRequested: _back_requested,
    seats.SeatSignedIn: _signed_in,
    seats.SeatReady: _ready,
    seats.SeatPaused: _paused,
    seats.SeatSignedOut: _signed_out,
    org.SiteOpened: _site_opened,
    org.PersonRegistered: _registered,
    org.RolesAssigned: _roles_assigned,
    org.TeamFormed: _team_formed,
    org.QueueOpened: _queue_opened,
    org.SeatInstalled: _seat_installed,
    imports.RecordNoted: _noted,
    imports.ImportFinished: _import_finished,
    obligations.ObligationWarned: _fell_due,
    obligations.ObligationBreached: _fell_due,
    obligations.ObligationEscalated: _fell_due,
    alarms.AlarmRaised: _fell_due,
    alarms.AlarmAcknowledged: _answered,
    alarms.AlarmShelved: _shelved,
    alarms.AlarmCleared: _answered,
}
