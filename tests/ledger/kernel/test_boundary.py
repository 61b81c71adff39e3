"""Boundaries: narrow selections, and what a decision cites of them."""

from datetime import UTC, datetime

from ledger.kernel import tags
from ledger.kernel.boundary import Found, Past, about, anywhere
from ledger.kernel.event import Event, tags_of
from ledger.registers.calls.events import CallAccepted, CallEnded, CallOffered

AT = datetime(2026, 11, 21, tzinfo=UTC)


def past(*events: Event) -> Past:
    """A past of these events at positions 1, 2, 3, ..."""
    found = [
        Found(position, AT, event, tuple(tags_of(event)))
        for position, event in enumerate(events, start=1)
    ]
    return Past(found, at=AT, actor="A003")


def test_each_thing_is_selected_by_itself() -> None:
    """About two calls means about either of them, not about both at once."""
    both = about(tags.call("1"), tags.call("2")).read(CallOffered)

    assert [chosen.tags for chosen in both] == [("call:1",), ("call:2",)]
    assert not any(chosen.newest for chosen in both)
    assert [chosen.newest for chosen in anywhere().last(CallEnded)] == [True]


def test_boundaries_join() -> None:
    """Joined boundaries hold all selections of both."""
    joined = about(tags.call("1")).read(CallOffered) | about(tags.call("1")).last(CallEnded)

    assert [(chosen.types, chosen.newest) for chosen in joined] == [
        ((CallOffered,), False),
        ((CallEnded,), True),
    ]


def test_the_last_event_among_several_types_is_found() -> None:
    """Asked for the last of two types, the newer one answers, whichever it is."""
    offered, accepted = CallOffered(call="1", queue="q"), CallAccepted(call="1", queue="q")
    found = past(offered, accepted).last(CallOffered, CallAccepted)

    assert found is not None
    assert (found.position, found.event) == (2, accepted)


def test_a_tag_narrows_the_answer() -> None:
    """Events of another call do not answer for this one."""
    history = past(CallOffered(call="1", queue="q"), CallOffered(call="2", queue="q"))

    assert [found.position for found in history.of(CallOffered, tags.call("1"))] == [1]
    newest = history.last(CallOffered, tag=tags.call("1"))
    assert newest is not None
    assert newest.position == 1


def test_the_evidence_is_what_was_looked_at() -> None:
    """Events a decision never asked for are not cited; those it asked for are, once, in order."""
    history = past(
        CallOffered(call="1", queue="q"),
        CallAccepted(call="1", queue="q"),
        CallEnded(call="1", queue="q"),
    )
    before = history.evidence
    history.last(CallEnded)
    history.of(CallOffered)
    history.last(CallEnded)

    assert (before, history.evidence) == ((), (1, 3))


def test_peeking_cites_nothing_until_it_is_said_to_matter() -> None:
    """A decision may read a whole period and rest on some of its events alone."""
    history = past(
        CallOffered(call="1", queue="q"),
        CallAccepted(call="1", queue="q"),
        CallOffered(call="2", queue="q"),
    )
    seen: list[Found[CallOffered | CallAccepted]] = history.peek(CallOffered, CallAccepted)
    before = history.evidence
    history.cite(seen[2])

    assert [found.position for found in seen] == [1, 2, 3]
    assert (before, history.evidence) == ((), (3,))
