"""Events leave the ledger as CloudEvents 1.0 that any reader of the format accepts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gateway.cloudevents import encoded, source_of
from ledger.book import Book, Site
from ledger.kernel.action import Role
from ledger.kernel.clock import FrozenClock
from ledger.opening import create_book
from ledger.registers.calls.offer_call import OfferCall
from ledger.registers.org.open_queue import OpenQueue
from ledger.registers.org.register_person import RegisterPerson
from ledger.store.recorder import Entry, Recorded

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CONTEXT = re.compile(r"[a-z0-9]{1,20}")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    """A book with a person, a queue and a call."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = create_book(
        str(tmp_path / "x.ledger"), Site("城东 客服/中心", "Asia/Shanghai"), clock=FrozenClock(NOON)
    )
    roles = (Role.ADMINISTRATOR, Role.DUTY_LEADER)
    made.act(RegisterPerson(person="A001", name="王敏", roles=roles), by="A001")
    made.act(OpenQueue(queue="189", title="查询"), by="A001")
    made.act(OfferCall(call="c1", queue="189", customer="k1", number="13800138000"), by="A001")
    yield made
    made.close()


def told(book: Book) -> list[dict[str, Any]]:
    """Every event of a book as the JSON it is sent as."""
    source = source_of(book.site.name)
    found = book.recorder.read()
    return [json.loads(encoded(each, source)) for each in found if isinstance(each, Recorded)]


def test_every_event_fits_the_published_schema(book: Book, shared_data: Path) -> None:
    """The specification's own JSON Schema accepts each event, formats included."""
    schema = json.loads((shared_data / "cloudevents" / "cloudevents.json").read_text())
    checker = jsonschema.Draft7Validator(
        schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )
    events = told(book)
    assert len(events) == 4
    for event in events:
        checker.validate(event)


def test_attributes_say_which_event_of_which_site(book: Book) -> None:
    """Position, site, type with version, time and subject are where the format puts them."""
    event = told(book)[3]
    assert event["id"] == "4"
    assert event["source"] == (
        "urn:dutybook:%E5%9F%8E%E4%B8%9C%20%E5%AE%A2%E6%9C%8D%2F%E4%B8%AD%E5%BF%83"
    )
    assert event["type"] == "dutybook.call.offered.v1"
    assert event["time"] == "2026-11-21T12:00:00Z"
    assert event["recordedtime"] == "2026-11-21T12:00:00Z"
    assert event["subject"] == "call:c1"
    assert event["data"]["by"] == "A001"
    assert event["data"]["body"]["queue"] == "189"
    assert event["data"]["clauses"][0]["id"] == "org.roles"


def test_an_event_about_nothing_has_no_subject(book: Book) -> None:
    """An absent attribute is left out, because the format knows no empty ones."""
    assert "subject" not in told(book)[0]


def test_sequences_sort_as_text(book: Book) -> None:
    """The sequence has twenty digits, so that order of text is order of position."""
    sequences = [event["sequence"] for event in told(book)]
    assert sequences == sorted(sequences)
    assert sequences[0] == "00000000000000000001"


def test_attribute_names_are_allowed_ones(book: Book) -> None:
    """Attribute names hold lower-case letters and digits alone."""
    for event in told(book):
        assert all(CONTEXT.fullmatch(name) for name in event)


def test_personal_fields_stay_sealed(book: Book) -> None:
    """Neither names nor numbers leave in clear."""
    sent = json.dumps(told(book), ensure_ascii=False)
    assert "王敏" not in sent
    assert "13800138000" not in sent
    assert sent.count("sealed.v1.") == 2


def test_an_unknown_event_is_sent_too(book: Book) -> None:
    """What a newer program wrote is passed on as it is, never dropped."""
    data = (
        b'{"at":"2026-11-21T12:00:00Z","body":{"giver":"A009"},"by":"A009","command":"00",'
        b'"recorded":"2026-11-21T12:00:00Z","v":3}'
    )
    book.recorder.append([Entry(type="shift.swapped", data=data, tags=["person:A009"])])
    event = told(book)[-1]
    assert event["type"] == "dutybook.shift.swapped.v3"
    assert event["data"]["body"] == {"giver": "A009"}
