"""Chains of approval: whose turn it is to sign, who may not, and what the last signature does."""

from __future__ import annotations

import pytest

from ledger.kernel.action import Refused
from ledger.kernel.boundary import Found, Past
from ledger.kernel.event import Event, tags_of
from ledger.registers.leave.events import Category, LeaveGranted, LeaveSigned
from ledger.rulebook import gates
from ledger.rulebook.approvals import (
    NothingToSign,
    NotYourTurn,
    OwnApplication,
    SignedAlready,
    Turn,
    turn,
)
from ledger.rulebook.loading import built_in
from ledger.rulebook.lookup import Lawbook, LawOn
from ledger.testing import NOON
from tests.ledger.rulebook.trial import ZONE, law

CHAIN = law(
    "approval",
    """
on = [{ event = "leave.granted" }]
about = "leave"
signed = { event = "leave.signed" }
applicant = "applicant"
bands = [{ steps = [{ by = ["team-leader", "shift-leader"] }, { by = ["cs-director"] }] }]
""",
)
ANY_ORDER = law(
    "approval",
    """
on = [{ event = "leave.granted" }]
about = "leave"
signed = { event = "leave.signed" }
in_order = false
bands = [{ steps = [{ by = ["team-leader", "cs-director"] }, { by = ["team-leader"] }] }]
""",
)
GRANTED = LeaveGranted(
    leave="L-1", person="A003", applicant="A003", days=1, category=Category.PERSONAL
)


def signed(signer: str, post: str) -> LeaveSigned:
    """A signature on the leave."""
    return LeaveSigned(leave="L-1", signer=signer, post=post)


LED = signed("A017", "team-leader")
DIRECTED = signed("A020", "cs-director")


def past_of(*events: Event) -> Past:
    """A past that holds these events, counted from 1."""
    found = [
        Found(position, NOON, each, tuple(tags_of(each)))
        for position, each in enumerate(events, start=1)
    ]
    return Past(found, at=NOON, actor="A017")


def on(book: Lawbook) -> LawOn:
    """The law of the day."""
    return book.on(NOON.date(), ZONE)


def turn_after(*signatures: Event, book: Lawbook = CHAIN) -> Turn:
    """Whose turn it is after these signatures."""
    found = turn(GRANTED, past_of(*signatures), on(book))
    assert found is not None
    return found


def refusal_of(signer: str, post: str, *signatures: Event, **barred: int) -> Refused | None:
    """Why somebody may not sign after these signatures, if so."""
    past, book = past_of(*signatures), on(CHAIN)
    found = turn(GRANTED, past, book)
    assert found is not None
    try:
        found.require(signer, post, past, book, barred)
    except Refused as refusal:
        return refusal
    return None


def test_it_is_the_next_steps_turn() -> None:
    """S4.9-03: the posts of the first step sign first, then those of the second."""
    assert turn_after().posts == {"team-leader", "shift-leader"}
    assert turn_after(LED).posts == {"cs-director"}
    assert turn_after(LED, DIRECTED).posts == frozenset()


def test_skipping_a_level_is_refused_at_signing() -> None:
    """S4.9-03: the director who signs before the team leader is told whose turn it is."""
    refusal = refusal_of("A020", "cs-director")
    assert isinstance(refusal, NotYourTurn)
    assert refusal.clause == "t.gate"
    assert "班长" in refusal.text("zh")
    assert "team leader" in refusal.text("en").lower()


def test_a_post_that_is_no_step_is_refused() -> None:
    """Cross-asking: another line's superior has no signature to give."""
    refusal = refusal_of("A050", "store-manager", LED)
    assert isinstance(refusal, NotYourTurn)
    assert refusal.evidence == (1,)


def test_nobody_signs_two_steps() -> None:
    """Whoever signed the first step is refused at the second, whatever post they hold by then."""
    refusal = refusal_of("A017", "cs-director", LED)
    assert isinstance(refusal, SignedAlready)
    assert refusal.evidence == (1,)


def test_nobody_signs_their_own_application() -> None:
    """A leader who asks for leave does not sign it."""
    assert isinstance(refusal_of("A003", "team-leader"), OwnApplication)


def test_whoever_is_barred_signs_nothing() -> None:
    """A proposer is refused like somebody who has signed, citing the proposal."""
    refusal = refusal_of("A017", "team-leader", A017=7)
    assert isinstance(refusal, SignedAlready)
    assert refusal.evidence == (7,)


def test_nothing_is_left_to_sign_in_the_end() -> None:
    """A further signature is refused, citing those that are there."""
    refusal = refusal_of("A030", "cs-director", LED, DIRECTED)
    assert isinstance(refusal, NothingToSign)
    assert refusal.evidence == (1, 2)


def test_a_signature_out_of_turn_in_an_old_book_does_not_count() -> None:
    """The director signed first, long ago: it is still the team leader's turn, then theirs."""
    assert turn_after(DIRECTED).posts == {"team-leader", "shift-leader"}
    assert refusal_of("A020", "cs-director", DIRECTED, LED) is None


def test_in_any_order_a_signature_may_move_to_another_step() -> None:
    """The leader could sign either step, so that the director may still sign the first."""
    assert turn_after(LED, book=ANY_ORDER).posts == {"team-leader", "cs-director"}
    assert turn_after(DIRECTED, book=ANY_ORDER).posts == {"team-leader"}


def test_the_last_signature_brings_about_what_it_is_for() -> None:
    """The signature and the grant come in one commit; an earlier signature comes alone."""
    assert list(gates.sign(LED, GRANTED, past_of(), on(CHAIN))) == [LED]
    past = past_of(LED)
    assert list(gates.sign(DIRECTED, GRANTED, past, on(CHAIN))) == [DIRECTED, GRANTED]
    assert past.evidence == (1,)


def test_without_a_clause_a_signature_brings_about_nothing() -> None:
    """Where no clause asks for signatures, granting stays an act of its own."""
    book = Lawbook(built_in())
    assert turn(GRANTED, past_of(), on(book)) is None
    assert list(gates.sign(LED, GRANTED, past_of(), on(book))) == [LED]


def test_the_last_signature_is_refused_where_another_gate_refuses() -> None:
    """What a quota forbids is not signed for, so that nobody believes it granted."""
    book = law(
        "notice",
        'on = [{ event = "leave.granted", where = { days = 1 } }]\nforbidden = true',
    )
    with pytest.raises(gates.Forbidden):
        list(gates.sign(LED, GRANTED, past_of(), on(book)))


def test_whose_turn_it_is_stands_among_the_findings() -> None:
    """screens.md 3: who looks before signing reads who has signed, and who is next."""
    past, book = past_of(LED), on(CHAIN)
    list(gates.sign(signed("A018", "team-leader"), GRANTED, past, book))
    assert book.findings[-1].words.zh == "已签 A017；轮到 客服部主任"
    assert book.findings[-1].words.en.startswith("signed by A017; next the")
