"""The stored form: deterministic JSON, personal fields sealed, unknown events kept readable."""

from datetime import UTC, datetime

import msgspec
import pytest

from ledger.kernel.codec import Authored, UnknownEvent, body_of, read_back, stored
from ledger.registers.calls.events import CallAccepted, CallOffered

AT = datetime(2026, 11, 21, 2, 42, 5, 123456, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 2, 42, 6, tzinfo=UTC)
AUTHORED = Authored(by="A003", recorded=LATER, command="0" * 32)


class Marker:
    """Seals by naming what it was given, so that a test can read it."""

    def seal(self, clear: str, *, event_type: str, field: str, subject: str, purpose: str) -> str:
        """A token that tells everything but the clear text."""
        return f"sealed({len(clear)},{event_type},{field},{subject},{purpose})"


def test_the_stored_bytes_are_the_agreed_json() -> None:
    """A reader in twenty years finds who, when, why and the body, in this order and form."""
    event = CallAccepted(call="c1", queue="189", agent="A003")

    assert stored(event, AT, AUTHORED, Marker()) == (
        b'{"at":"2026-11-21T02:42:05.123456Z","recorded":"2026-11-21T02:42:06Z","by":"A003",'
        b'"command":"00000000000000000000000000000000","v":1,'
        b'"body":{"call":"c1","queue":"189","agent":"A003"}}'
    )


def test_a_personal_field_is_stored_sealed() -> None:
    """The clear text of a personal field is nowhere in the stored bytes."""
    event = CallOffered(call="c1", queue="189", customer="k7", number="010-55501234")
    data = stored(event, AT, AUTHORED, Marker())

    assert b"55501234" not in data
    body = msgspec.json.decode(data)["body"]
    assert body["number"] == "sealed(12,call.offered,number,customer:k7,call-back)"


def test_personal_data_of_nobody_is_refused() -> None:
    """A number without a data subject could never be erased, so it is not stored."""
    event = CallOffered(call="c1", queue="189", number="010-55501234")

    with pytest.raises(ValueError, match="holds personal data of nobody: customer is not set"):
        stored(event, AT, AUTHORED, Marker())


def test_what_was_stored_reads_back() -> None:
    """An event read back is the event that was stored, with what surrounded it."""
    event = CallAccepted(call="c1", queue="189", agent="A003", waited=12)
    read = read_back(7, "call.accepted", ("call:c1",), stored(event, AT, AUTHORED, Marker()))

    assert read.event == event
    assert (read.envelope.at, read.envelope.recorded, read.envelope.by) == (AT, LATER, "A003")


def test_an_event_of_a_newer_program_is_shown_as_plain_values() -> None:
    """An unknown type or a newer version is not understood, but not hidden either."""
    data = stored(CallAccepted(call="c1", queue="189"), AT, AUTHORED, Marker())
    newer = data.replace(b'"v":1', b'"v":2').replace(b'"call":"c1"', b'"case":["c1"]')

    for type_name, stored_bytes in (("call.teleported", data), ("call.accepted", newer)):
        read = read_back(7, type_name, (), stored_bytes)
        assert read.event is None
        assert read.envelope.body["queue"] == "189"


def test_a_decision_never_rests_on_an_event_it_does_not_understand() -> None:
    """Reading the body of an unknown event, or of a newer version, is an error."""
    data = stored(CallAccepted(call="c1", queue="189"), AT, AUTHORED, Marker())

    with pytest.raises(UnknownEvent, match=r"call\.teleported"):
        body_of("call.teleported", data)
    with pytest.raises(UnknownEvent, match=r"call\.accepted version 2"):
        body_of("call.accepted", data.replace(b'"v":1', b'"v":2'))
    with pytest.raises(UnknownEvent, match=r"call\.accepted version 3"):
        body_of("call.accepted", data.replace(b'"v":1', b'"v":3').replace(b'"call"', b'"case"'))
