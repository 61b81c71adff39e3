"""An event is told in a few words, in both languages, and never with personal data."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from console.text.sentences import label, sentence, span, thing, who
from ledger.kernel.codec import Envelope, Recorded
from ledger.kernel.event import Event, tags_of
from ledger.kernel.words import Language
from ledger.registers.alarms.events import AlarmRaised
from ledger.registers.archive.events import FileOpened, Level
from ledger.registers.attendance.events import LatenessRecorded, Occasion
from ledger.registers.calls.events import CallAccepted, CallEnded, CallOffered
from ledger.registers.discipline.events import SanctionNotified
from ledger.registers.obligations.events import ObligationBreached
from ledger.registers.org.events import PersonRegistered
from ledger.registers.seats.events import SeatPaused, SeatSignedIn

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


def recorded(event: Event | None, tags: tuple[str, ...] = ()) -> Recorded:
    """An event as a ledger gives it back."""
    body: Event | dict[str, object] = event if event is not None else {}
    envelope = Envelope(at=NOON, recorded=NOON, by="A017", command="0", v=1, body=body)
    found = tuple(tags_of(event)) if event is not None else tags
    type_name = type(event).type_name if event is not None else "shift.dreamt"
    return Recorded(7, type_name, (*found, "actor:A017"), envelope, event)


@pytest.mark.parametrize(
    ("event", "language", "told"),
    [
        (
            CallAccepted(call="1", queue="189", agent="A003", waited=12),
            "zh",
            "A003 ← 189，等待 0:12",
        ),
        (CallAccepted(call="1", queue="189", agent="A003"), "en", "A003 ← 189"),
        (CallAccepted(call="1", queue="189"), "en", "an unnamed agent ← 189"),
        (
            CallEnded(call="1", queue="189", agent="A003", by="caller"),
            "zh",
            "A003，189，来电人挂断",
        ),
        (SeatPaused(agent="A011", reason="water"), "zh", "A011，原因 喝水"),
        (SeatPaused(agent="A011", reason="water"), "en", "A011, for water"),
        (
            SeatSignedIn(agent="A003", seat="S7", queues=("189", "180")),
            "zh",
            "A003，席位 S7，189、180",
        ),
        (
            AlarmRaised(
                obligation="desk.dispatch#7",
                clause="desk.dispatch",
                due_at=NOON,
                debtor="A003",
                person="A003",
                to="team-leader",
            ),
            "zh",
            "desk.dispatch#7，A003，→ 班长",
        ),
        (
            ObligationBreached(
                obligation="desk.dispatch#7", clause="desk.dispatch", due_at=NOON, late=True
            ),
            "en",
            "desk.dispatch#7, noticed late",
        ),
    ],
)
def test_a_sentence_is_in_the_words_of_the_trade(
    event: Event, language: Language, told: str
) -> None:
    """An event is told by who, where and how long, in the reader's language."""
    assert sentence(recorded(event), language, ZONE) == told


@pytest.mark.parametrize(
    ("event", "language", "told"),
    [
        (
            FileOpened(file="F1", category="student", title="第 12 期", level=Level.SECRET),
            "zh",
            "F1，类别 student，名称 第 12 期，级别 秘密，份数 1",
        ),
        (
            LatenessRecorded(
                person="A031",
                day="A031/2026-11-21",
                month="A031/2026-11",
                year="A031/2026",
                minutes=29,
                occasion=Occasion.SHIFT,
                permitted=True,
            ),
            "en",
            "A031, Minutes 29, Occasion shift, Permitted",
        ),
        (
            SanctionNotified(
                offence="A031/2026-11-21/late.1", sanction=1, person="A031", appeal_until=NOON
            ),
            "en",
            "A031/2026-11-21/late.1, A031, Sanction 1, Appeal until 11-21 20:00",
        ),
    ],
)
def test_an_event_without_a_sentence_is_told_by_its_fields(
    event: Event, language: Language, told: str
) -> None:
    """No event is shown with an empty line because nobody wrote its sentence."""
    assert sentence(recorded(event), language, ZONE) == told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sentence_holds_no_personal_data(language: Language) -> None:
    """Names, numbers and their sealed forms stay out of the ticker and the tables."""
    events = (
        CallOffered(call="1", queue="189", customer="c1", number="13800138000"),
        PersonRegistered(person="A001", name="王敏", roles=()),
    )
    told = " ".join(sentence(recorded(event), language, ZONE) for event in events)
    assert "13800138000" not in told
    assert "王敏" not in told


def test_an_unknown_event_is_said_to_be_one() -> None:
    """An event of a newer program is never shown as if nothing had happened."""
    event = recorded(None, ("shift:7",))
    assert sentence(event, "zh", ZONE) == "本程序不认识的事件"
    assert label(event.type_name, "en") == "shift.dreamt"
    assert thing(event) == "7"
    assert who(event) == "A017"


def test_lengths_of_time_read_as_on_a_clock() -> None:
    """Minutes and seconds, hours only where there are any, a minus for what is overdue."""
    assert [span(12), span(102), span(3723), span(-41)] == ["0:12", "1:42", "1:02:03", "−0:41"]
