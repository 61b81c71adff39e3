"""What a decision understands of stored events."""

from ledger.deciding import Understanding
from ledger.kernel.codec import Authored, stored
from ledger.registers.calls.events import CallAccepted, CallEnded
from ledger.store.recorder import DCBEvent, Recorded
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
