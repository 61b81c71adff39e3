"""What a decision depends on, what it understands of stored events, and what is left of it."""

import gc
import weakref
from datetime import timedelta

import pytest

from ledger.book import Book
from ledger.deciding import Pending, Understanding, entry
from ledger.kernel.action import Role
from ledger.kernel.codec import Authored, stored
from ledger.kernel.event import Event, tags_of
from ledger.registers.calls.abandon_call import AbandonCall
from ledger.registers.calls.case import TimeGoesBack
from ledger.registers.calls.events import CallAccepted, CallEnded
from ledger.registers.calls.offer_call import OfferCall
from ledger.registers.discipline.void_offence import VoidOffence
from ledger.registers.org.events import (
    DelegationEnded,
    DelegationGranted,
    PersonPlaced,
    RolesAssigned,
)
from ledger.registers.org.open_queue import OpenQueue
from ledger.registers.regulation.events import LawChanged
from ledger.store.recorder import (
    AppendConflict,
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    Recorded,
)
from ledger.vault import NoVault, VaultMissing
from tests.ledger.conftest import NOON


def at_seven(event: CallAccepted | CallEnded) -> Recorded:
    """The event as a store shows it at position 7."""
    authored = Authored(by="A003", recorded=NOON, command="0" * 32)
    data = stored(event, NOON, authored, NoVault(VaultMissing("none", zh="无")))
    return Recorded(DCBEvent(event.type_name, data, [f"call:{event.call}"]), 7)


def test_an_event_that_was_never_committed_is_not_remembered_in_its_place() -> None:
    """A store may show an event whose commit then fails; another gets its position, and counts."""
    understanding = Understanding()
    lost = CallAccepted(call="c1", queue="189", agent="A003")
    stands = CallEnded(call="c2", queue="189")

    assert understanding.of(at_seven(lost)).event == lost
    assert understanding.of(at_seven(stands)).event == stands
    assert understanding.of(at_seven(stands)).tags == ("call:c2",)


def test_an_event_is_decoded_once() -> None:
    """The same bytes at the same position are the same understanding."""
    understanding = Understanding()
    seen = at_seven(CallEnded(call="c2", queue="189"))

    assert understanding.of(seen) is understanding.of(seen)


AUTHORED = Authored(by="A003", recorded=NOON, command="0" * 32)


def wanted(book: Book) -> Pending:
    """An action of A003 that asks for the post they hold."""
    action = VoidOffence(offence="A031/2026-11-21/9.1", reason="误报")
    return Pending(
        action,
        NOON,
        AUTHORED,
        book.law_on,
        book.vault,
        Understanding(),
        lambda items: book.recorder.select(items)[0],
    )


@pytest.mark.parametrize(
    "change",
    [
        RolesAssigned(person="A003", roles=(Role.DUTY_LEADER,)),
        PersonPlaced(person="A003", post="cs-director"),
        DelegationGranted(
            deputy="A003", delegator="A017", from_at=NOON, to_at=NOON + timedelta(hours=1)
        ),
        DelegationEnded(deputy="A003", delegator="A017"),
        LawChanged(edition="ours@1", effective=NOON.date()),
    ],
)
def test_a_decision_does_not_outlive_what_it_rested_on(staffed: Book, change: Event) -> None:
    """Another role, post, deputy or law stands in the way of what was decided before."""
    recorder = staffed.recorder
    query = DCBQuery([item for item, _ in wanted(staffed).items])
    condition = DCBAppendCondition(query, after=recorder.head())
    recorder.append([entry(change, tags_of(change), NOON, AUTHORED, staffed.vault)])

    with pytest.raises(AppendConflict):
        recorder.append([DCBEvent("note.taken", b"{}", ["note:1"])], condition)


def test_an_action_that_is_done_is_gone_at_once(staffed: Book) -> None:
    """Nothing an action holds waits for a search for garbage, however many come."""
    gc.disable()
    try:
        pending = wanted(staffed)
        gone = weakref.ref(pending)
        decision = pending.decision
        del pending
        assert gone() is not None
        del decision
        assert gone() is None
    finally:
        gc.enable()


def test_a_refusal_is_told_in_the_time_of_the_site(staffed: Book) -> None:
    """The site is in Shanghai, eight hours ahead of what the ledger keeps."""
    staffed.act(OpenQueue(queue="189", title="189"), by="A017", at=NOON)
    staffed.act(OfferCall(call="c1", queue="189"), by="A017", at=NOON)
    with pytest.raises(TimeGoesBack) as refused:
        staffed.act(AbandonCall(call="c1"), by="A017", at=NOON - timedelta(minutes=1))
    assert f"{NOON + timedelta(hours=8):%Y-%m-%d %H:%M:%S}" in refused.value.text("zh")
