"""The handover book: items, signatures, and who answered for what from when until when."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ledger.kernel.event import Event, instant
from ledger.registers.handover.events import (
    HandedItem,
    HandoverAccepted,
    HandoverAcceptedLate,
    HandoverItemAccepted,
    HandoverItemNoted,
    HandoverItemRefused,
    HandoverOpened,
    HandoverSigned,
    Matter,
    SeatLeft,
    Topic,
)
from projections.handover.book import HandoverBook, answered_for, handovers, sheet
from tests.projections.happenings import MINUTE, Happening, as_stored, at, ledger


def item(reference: str) -> HandedItem:
    """A ticket to hand over."""
    return HandedItem(matter=Matter.TICKET, zh="工单", en="ticket", reference=reference)


def opened(handover: str, outgoing: str, incoming: str, *references: str) -> HandoverOpened:
    """A handover of these tickets."""
    return HandoverOpened(
        handover=handover,
        outgoing=outgoing,
        incoming=incoming,
        items=tuple(map(item, references)),
        upto=9,
        due_at=instant(at("08:10")),
    )


def taken(handover: str, number: int, incoming: str) -> HandoverItemAccepted:
    """An item is accepted."""
    return HandoverItemAccepted(handover=handover, item=number, incoming=incoming)


def after(*happened: Happening) -> HandoverBook:
    """The book after these events."""
    book = HandoverBook()
    book.apply(ledger(*happened))
    return book


def holders(book: HandoverBook, handover: str, number: int, now: str) -> list[tuple[str, int]]:
    """Who answered for an item, for how many minutes each."""
    found = sheet(book, handover)
    assert found is not None
    spans = answered_for(book, found.items[number - 1], at(now))
    return [(span.holder, (span.until - span.since) // MINUTE) for span in spans]


def test_until_it_is_accepted_the_outgoing_person_answers() -> None:
    """Five minutes with whoever goes, the rest with whoever came; a refused item stays."""
    refused = HandoverItemRefused(handover="H-1", item=2, incoming="B", reason="没有交代")
    book = after(
        ("08:00", opened("H-1", "A", "B", "t:1", "t:2")),
        ("08:05", taken("H-1", 1, "B")),
        ("08:06", refused),
    )
    assert holders(book, "H-1", 1, "09:00") == [("A", 5), ("B", 55)]
    assert holders(book, "H-1", 2, "09:00") == [("A", 60)]


def test_handed_on_again_it_is_answered_for_under_the_new_handover() -> None:
    """At the next handover the first one's intervals end, and what is not on it is over."""
    book = after(
        ("08:00", opened("H-1", "A", "B", "t:1", "t:2")),
        ("08:05", taken("H-1", 1, "B")),
        ("08:05", taken("H-1", 2, "B")),
        ("16:00", opened("H-2", "B", "C", "t:1")),
        ("16:10", taken("H-2", 1, "C")),
    )
    assert holders(book, "H-1", 1, "17:00") == [("A", 5), ("B", 475)]
    assert holders(book, "H-1", 2, "17:00") == [("A", 5), ("B", 475)]
    assert holders(book, "H-2", 1, "17:00") == [("B", 10), ("C", 50)]


def test_two_items_of_one_matter_are_each_answered_for() -> None:
    """Accepting one of them does not carry the other along."""
    book = after(("08:00", opened("H-1", "A", "B", "t:1", "t:1")), ("08:05", taken("H-1", 2, "B")))
    assert holders(book, "H-1", 1, "09:00") == [("A", 60)]
    assert holders(book, "H-1", 2, "09:00") == [("A", 5), ("B", 55)]


def test_a_sheet_has_answers_notes_and_both_signatures() -> None:
    """What was said to each item stands beside it, and when each side signed."""
    book = after(
        ("08:00", opened("H-1", "A", "B", "t:1", "t:2")),
        ("08:01", HandoverItemNoted(handover="H-1", category=Topic.EQUIPMENT, text="正常")),
        ("08:02", HandoverItemRefused(handover="H-1", item=1, incoming="B", reason="不清楚")),
        ("08:03", taken("H-1", 2, "B")),
        ("08:15", HandoverAccepted(handover="H-1", incoming="B")),
        (
            "08:15",
            HandoverAcceptedLate(
                handover="H-1", incoming="B", due_at=instant(at("08:10")), minutes=5
            ),
        ),
        ("08:16", HandoverSigned(handover="H-1", outgoing="A")),
        ("08:17", SeatLeft(handover="H-1", person="A")),
    )
    found = sheet(book, "H-1")
    assert found is not None
    assert [(each.answer, each.reason) for each in found.items] == [
        ("refused", "不清楚"),
        ("accepted", None),
    ]
    assert [note.text for note in found.notes] == ["正常"]
    row = found.handover
    assert (row.accepted_at, row.late_minutes) == (at("08:15"), 5)
    assert (row.signed_at, row.left_at) == (at("08:16"), at("08:17"))
    assert found.unanswered == 0
    assert handovers(book, at("08:00"), at("08:01")) == [row]
    assert sheet(book, "H-9") is None


@given(
    st.lists(st.tuples(st.sampled_from(["open", "take", "refuse"]), st.integers(1, 3)), max_size=30)
)
def test_the_intervals_of_an_item_sum_to_the_time_since_it_was_handed_over(
    steps: list[tuple[str, int]],
) -> None:
    """Whatever is accepted, refused and handed on: no gap and no overlap."""
    people = ["A", "B", "C"]
    book, rows, count = HandoverBook(), [], 0
    for minute, (step, number) in enumerate([("open", 1), *steps]):
        event: Event
        if step == "open":
            count += 1
            out, into = people[count % 3], people[(count + 1) % 3]
            event = opened(f"H-{count}", out, into, *(f"t:{each}" for each in range(number)))
        elif step == "take":
            event = taken(f"H-{count}", number, people[(count + 1) % 3])
        else:
            event = HandoverItemRefused(
                handover=f"H-{count}", item=number, incoming="X", reason="不清"
            )
        rows.append(as_stored(event, at("08:00") + minute * MINUTE, minute + 1))
    book.apply(rows)
    now = at("08:00") + len(rows) * MINUTE
    for row in handovers(book, 0, now):
        found = sheet(book, row.handover)
        assert found is not None
        for each in found.items:
            spans = answered_for(book, each, now)
            assert spans[0].since == row.opened_at
            assert all(one.until == other.since for one, other in pairwise(spans))
            total = sum(span.until - span.since for span in spans)
            assert total == spans[-1].until - row.opened_at
            live = [span for span in spans if span.until == now]
            assert len(live) <= 1
