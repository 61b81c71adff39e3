"""The feed: every event once, in order, in three forms, resumable, across processes."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from subprocess import Popen

import pytest

from ledger.opening import open_book
from ledger.registers.calls.offer_call import OfferCall
from ledger.registers.org.open_queue import OpenQueue
from tests.console.commands.conftest import Dutybook

Start = Callable[..., Popen[bytes]]


def positions(out: str | bytes) -> list[int]:
    """The positions of a feed in JSON lines."""
    return [json.loads(line)["position"] for line in out.splitlines()]


def offer_calls(ledger: str, numbers: range) -> None:
    """Append an offered call for each number."""
    book = open_book(ledger)
    if numbers.start == 0:
        book.act(OpenQueue(queue="189", title="Enquiries"), by="A001")
        roles = ("act", "assign-roles")
        assert roles
    for number in numbers:
        book.act(OfferCall(call=f"c{number}", queue="189"), by="A001")
    book.close()


@pytest.fixture
def busy(dutybook: Dutybook, ledger: str) -> str:
    """A ledger in which A001 may also lead the floor."""
    roles = ("act", "assign-roles", "person=A001", "roles=administrator,duty-leader")
    assert dutybook(*roles, "--as", "A001", "--ledger", ledger).status == 0
    return ledger


def test_json_lines_are_the_stored_events(dutybook: Dutybook, ledger: str) -> None:
    """Each line holds position, type and tags beside exactly what is stored."""
    ended = dutybook("events", ledger, "--format", "jsonl")
    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert [line["position"] for line in lines] == [1, 2, 3]
    assert lines[0]["type"] == "site.opened"
    assert lines[0]["body"] == {"site": "East", "timezone": "Asia/Shanghai"}
    assert lines[2]["by"] == "A001"
    assert lines[2]["clauses"][0]["id"] == "org.roles"


def test_no_form_shows_a_name_in_clear(dutybook: Dutybook, ledger: str) -> None:
    """Personal fields leave the ledger sealed, whatever the form."""
    for form in ("table", "jsonl", "cloudevents"):
        ended = dutybook("events", ledger, "--format", form)
        assert ended.status == 0
        assert "李娜" not in ended.out
        assert "A003" in ended.out


def test_filters_narrow_and_combine(dutybook: Dutybook, ledger: str) -> None:
    """Options and the query say the same things and hold together."""
    for words in (
        ("--type", "person.registered", "--tag", "person:A003"),
        ("type:person.*", "about:A003"),
        ("--after", "2"),
        ("--last", "1"),
        ("-type:site.opened", "-person:A001"),
        ("#3",),
    ):
        ended = dutybook("events", ledger, *words, "--format", "jsonl")
        assert positions(ended.out) == [3], words
    assert positions(dutybook("events", ledger, "--limit", "2", "--format", "jsonl").out) == [1, 2]


def test_the_environment_names_the_ledger(dutybook: Dutybook, ledger: str) -> None:
    """With DUTYBOOK_LEDGER set, the first word may be the query."""
    ended = dutybook("events", "about:A003", "--format", "jsonl", DUTYBOOK_LEDGER=ledger)
    assert positions(ended.out) == [3]
    assert dutybook("events", DUTYBOOK_LEDGER=ledger).out.count("\n") == 3


@pytest.mark.parametrize(("lang", "told"), [("zh", "人员登记"), ("en", "Person registered")])
def test_the_table_is_for_people(dutybook: Dutybook, ledger: str, lang: str, told: str) -> None:
    """A row tells position, time, event, who and what in the reader's language."""
    row = dutybook("events", ledger, "--last", "1", lang=lang).out
    assert told in row
    assert row.split()[0] == "3"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("query", ["typ:x", "type:nothing.like.it", "since:25:99", "tag:call"])
def test_a_bad_query_is_told(dutybook: Dutybook, ledger: str, query: str, lang: str) -> None:
    """A query that cannot be understood is a usage fault in one sentence."""
    ended = dutybook("events", ledger, query, lang=lang)
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)


def test_following_across_processes_loses_nothing(busy: str, started: Start) -> None:
    """A follower killed politely resumes with --after: every event once, in order."""
    follow = ("events", busy, "--follow", "--format", "jsonl", "--type", "call.offered")
    first = started(*follow)
    offer_calls(busy, range(5))
    assert first.stdout is not None
    seen = b"".join(first.stdout.readline() for _ in range(5))
    first.send_signal(signal.SIGTERM)
    rest, err = first.communicate()
    assert (first.returncode, err) == (0, b"")
    offer_calls(busy, range(5, 9))

    reached = positions(seen + rest)[-1]
    second = started(*follow, "--after", str(reached))
    assert second.stdout is not None
    more = b"".join(second.stdout.readline() for _ in range(4))
    second.send_signal(signal.SIGINT)
    rest_of_second, _ = second.communicate()
    assert second.returncode == 0

    calls = [
        json.loads(line)["body"]["call"]
        for line in (seen + rest + more + rest_of_second).splitlines()
    ]
    assert calls == [f"c{number}" for number in range(9)]


def test_a_follower_ends_with_its_reader(busy: str, started: Start) -> None:
    """When nobody reads the pipe any more the feed ends by itself, quietly."""
    process = started("events", busy, "--follow")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait() == 0
    assert process.stderr.read() == b""
    process.stderr.close()
