"""Events: names that never change, tags made from typed fields, personal fields declared."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.kernel import tags
from ledger.kernel.event import (
    Event,
    by_name,
    identifiers,
    instant,
    micros,
    personal_fields,
    tags_of,
)
from ledger.registers.calls.events import CallEnded, CallOffered
from ledger.registers.seats.events import SeatSignedIn


def test_tags_come_from_identifier_fields_in_their_order() -> None:
    """Every identifier field gives one tag; a field that is not set gives none."""
    event = CallEnded(call="c1", queue="189", agent="A003", by="caller")

    assert tags_of(event) == ["call:c1", "queue:189", "person:A003"]
    assert tags_of(CallEnded(call="c1", queue="189")) == ["call:c1", "queue:189"]


def test_a_field_of_several_identifiers_gives_a_tag_for_each() -> None:
    """Signing in for two queues puts the event under both, and under each once."""
    event = SeatSignedIn(agent="A003", seat="S-07", queues=("189", "180", "189"))

    assert tags_of(event) == ["person:A003", "seat:S-07", "queue:189", "queue:180"]


def test_a_personal_field_names_its_data_subject_and_purpose() -> None:
    """A caller's number belongs to the caller, and is kept for calling back."""
    found = {field.name: field for field in personal_fields(CallOffered)}

    assert found["number"].subject_kind == "customer"
    assert found["number"].subject_field == "customer"
    assert found["number"].purpose == "call-back"
    assert personal_fields(SeatSignedIn) == ()


def test_no_two_events_share_a_type_name() -> None:
    """A second event under a taken name is a programming error at import time."""
    with pytest.raises(TypeError, match=r"two events are called 'call\.ended'"):

        class Impostor(Event, type="call.ended"):
            """Another event."""

    assert by_name("call.ended") is CallEnded


def test_an_event_without_a_sentence_is_no_event() -> None:
    """Every event says in its docstring what happened."""
    with pytest.raises(TypeError, match="has no docstring"):

        class Silent(Event, type="test.silent"):
            pass


@pytest.mark.parametrize("bad", ["", " A1", "A1 ", "A\n1", "\x00", "x" * 97])
def test_an_identifier_that_nobody_would_write_is_refused(bad: str) -> None:
    """Empty, padded, overlong or unprintable identifiers make no tag."""
    with pytest.raises(ValueError, match="cannot identify a person"):
        tags.person(bad)


def test_identifiers_are_found_behind_optional_and_tuple_types() -> None:
    """Which fields identify something is read from the types alone."""
    assert identifiers(SeatSignedIn) == (
        ("agent", "person", False),
        ("seat", "seat", False),
        ("queues", "queue", True),
    )


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_instants_survive_their_integer_form(at: datetime) -> None:
    """Microseconds since the epoch and back is the same instant, also before 1970."""
    assert instant(micros(at)) == at
