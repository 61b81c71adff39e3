"""The query language says what it understood, or in one sentence why it did not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from console.trail.query import BadQuery, TrailQuery, matching_types, parse, reads_as_term

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 21)


def understood(text: str) -> TrailQuery:
    """A query in Shanghai on a Saturday."""
    return parse(text, zone=SHANGHAI, day=DAY)


def test_every_kind_of_term() -> None:
    """Types, things, actors, times, exclusions, words and a position each go to their place."""
    query = understood(
        "type:call.* -type:call.rang queue:189 tag:call:c1 actor:A017 -about:A003"
        " since:10:00 until:2026-11-21 吃饭 -喝水 #184203"
    )
    assert query.types == ("call.*",)
    assert query.without_types == ("call.rang",)
    assert query.tags == (("actor:A017",), ("queue:189",), ("call:c1",))
    assert "person:A003" in query.without_tags[0]
    assert query.since == datetime(2026, 11, 21, 2, tzinfo=UTC)
    assert query.until == datetime(2026, 11, 21, 16, tzinfo=UTC)
    assert query.words == ("吃饭",)
    assert query.without_words == ("喝水",)
    assert query.jump == 184203


def test_actors_widen_and_things_narrow() -> None:
    """An event has one actor, so two of them are alternatives; it can be about two things."""
    query = understood("actor:A1 actor:A2 queue:189 person:A3")
    assert query.tags == (("actor:A1", "actor:A2"), ("queue:189",), ("person:A3",))


def test_keys_may_be_chinese() -> None:
    """A person who types Chinese need not change the input method, colon included."""
    assert understood("队列：189 关于：A017").tags == understood("queue:189 about:A017").tags


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("since:9:05", "2026-11-21T09:05:00+08:00"),
        ("since:10:00:30", "2026-11-21T10:00:30+08:00"),
        ("since:11-16", "2026-11-16T00:00:00+08:00"),
        ("since:11-16T11:00", "2026-11-16T11:00:00+08:00"),
        ("since:2026-11-16", "2026-11-16T00:00:00+08:00"),
        ("since:2026-11-16T11:00", "2026-11-16T11:00:00+08:00"),
        ("since:2026-11-16T11:00Z", "2026-11-16T11:00:00+00:00"),
    ],
)
def test_times_are_those_of_the_site(text: str, instant: str) -> None:
    """A time of day is of the given day, and every time without a zone is the site's."""
    assert understood(text).since == datetime.fromisoformat(instant)


def test_until_a_date_includes_that_day() -> None:
    """`until:` with a date ends with that day; with a time it ends at that time."""
    assert understood("until:11-16").until == datetime(2026, 11, 17, tzinfo=SHANGHAI)
    assert understood("until:10:00").until == datetime(2026, 11, 21, 10, tzinfo=SHANGHAI)


def test_quotes_keep_spaces() -> None:
    """A thing whose name holds a space is written in quotes."""
    query = understood('person:"SIP/Bob Smith" "two words"')
    assert query.tags == (("person:SIP/Bob Smith",),)
    assert query.words == ("two words",)


@pytest.mark.parametrize(
    "text",
    [
        "typ:x",
        "type:",
        "since:25:00",
        "since:2026-13-01",
        "since:2026-02-30",
        "until:yesterday",
        "-since:10:00",
        "tag:call",
        "foo:bar",
    ],
)
def test_a_bad_query_is_one_sentence_in_both_languages(text: str) -> None:
    """A query that cannot be understood is refused with what to write instead."""
    with pytest.raises(BadQuery) as caught:
        understood(text)
    for sentence in caught.value.words:
        assert sentence
        assert "\n" not in sentence


def test_types_by_name_beginning_and_label() -> None:
    """A type is named whole, by its beginning, or by its label in either language."""
    from ledger import registers

    known = ["call.accepted", "call.ended", "seat.paused"]
    labels = registers.event_words()
    assert matching_types(["call.*"], known) == ["call.accepted", "call.ended"]
    assert matching_types(["seat.paused", "call.ended"], known) == ["seat.paused", "call.ended"]
    assert matching_types(["小休开始", "Call ended"], known, labels) == [
        "seat.paused",
        "call.ended",
    ]
    with pytest.raises(BadQuery, match=r"fine\.\*"):
        matching_types(["fine.*"], known, labels)


def test_a_term_is_told_from_a_path() -> None:
    """With the ledger named by the environment, the first word may be a term."""
    assert [reads_as_term(word) for word in ("type:x", "-about:A1", "#12")] == [True] * 3
    assert [reads_as_term(word) for word in ("x.ledger", "C:\\x.ledger", "sqlite://x")] == [
        False
    ] * 3
