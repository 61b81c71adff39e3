"""The rows of the handover: what is open and new, and what was handed over to whom."""

from __future__ import annotations

from ledger.kernel.projection import Micros, Row


class OpenRow(Row, key=("sort", "identity")):
    """Something that is not over: a call, a ticket, a key, a matter of duty, an absence.

    ``sort`` keeps matters apart whose identifiers may be the same; ``reference`` is their tag.
    ``person`` is who has it, or nobody yet.
    """

    sort: str
    identity: str
    matter: str
    reference: str
    zh: str
    en: str
    since: Micros
    position: int
    person: str | None = None
    due_at: Micros | None = None


class NewsRow(Row, key=("at", "position"), dated=True):
    """Something that the next shift has to know: a change, an instruction, a bulletin."""

    at: Micros
    position: int
    matter: str
    reference: str
    zh: str
    en: str
    person: str | None = None


class HandedRow(Row, key=("seat",)):
    """The newest handover of a seat that was accepted; the seat is empty for the shift's own."""

    seat: str
    at: Micros
    position: int
    handover: str


class OpeningRow(Row, key=("handover",)):
    """A handover that nobody has accepted yet, with its seat."""

    handover: str
    seat: str


class UnreadRow(Row, key=("bulletin", "person")):
    """A bulletin or a product that a person has still to read or to learn."""

    bulletin: str
    person: str
    title: str
    product: bool
    at: Micros
    position: int


class HandoverRow(Row, key=("opened_at", "handover"), dated=True):
    """One handover: between whom, about how much, and who has signed when.

    ``late_minutes`` is None unless it was accepted late; ``left_at`` is when the outgoing person
    left the seat.
    """

    opened_at: Micros
    handover: str
    position: int
    outgoing: str
    incoming: str
    items: int
    upto: int
    seat: str | None = None
    due_at: Micros | None = None
    accepted_at: Micros | None = None
    late_minutes: int | None = None
    signed_at: Micros | None = None
    left_at: Micros | None = None
    notes: int = 0


class ItemRow(Row, key=("opened_at", "handover", "item"), dated=True):
    """One item as it was handed over, and what the relief said to it.

    ``answer`` is empty, ``accepted`` or ``refused``; ``answered_by`` is the position of it.
    """

    opened_at: Micros
    handover: str
    item: int
    matter: str
    zh: str
    en: str
    reference: str
    position: int
    person: str | None = None
    due_at: Micros | None = None
    answer: str = ""
    reason: str | None = None
    answered_at: Micros | None = None
    answered_by: int | None = None


class LiabilityRow(Row, key=("opened_at", "handover", "item", "turn"), dated=True):
    """From when until when one person answered for an item; the last one still does."""

    opened_at: Micros
    handover: str
    item: int
    turn: int
    holder: str
    since: Micros
    until: Micros | None = None


class CarriedRow(Row, key=("handover", "item")):
    """An item that somebody answers for now, with its seat and matter."""

    handover: str
    item: int
    opened_at: Micros
    turn: int
    seat: str
    reference: str
    holder: str


class NoteRow(Row, key=("opened_at", "handover", "number"), dated=True):
    """Something noted by hand in the log of a handover."""

    opened_at: Micros
    handover: str
    number: int
    at: Micros
    position: int
    category: str
    text: str


class OpenedRow(Row, key=("handover",)):
    """When a handover was opened, which its rows are found by."""

    handover: str
    opened_at: Micros


class LogRow(Row, key=("at", "position"), dated=True):
    """One line of the duty log: a call, a visit, an event, a notice, a letter, a key."""

    at: Micros
    position: int
    duty: str
    zh: str
    en: str
    urgent: bool = False
