"""The book: acting, recording, reading, on our own store and on one of the library."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from eventsourcing.dcb.popo import InMemoryDCBRecorder

from ledger.book import Book, Facts, NoSite, Site
from ledger.kernel.action import NotEntitled, Outcome, Role
from ledger.kernel.clock import FrozenClock
from ledger.kernel.words import Unfit
from ledger.registers.calls.accept_call import AcceptCall, AlreadyAccepted
from ledger.registers.calls.events import CallAccepted, CallEnded, CallOffered
from ledger.registers.calls.offer_call import OfferCall
from ledger.registers.org.events import PersonRegistered
from ledger.registers.org.open_queue import OpenQueue
from ledger.registers.org.register_person import RegisterPerson
from ledger.registers.seats.sign_in import SignIn
from ledger.store.adapted import AdaptedRecorder
from ledger.store.recorder import AppendConflict, Contended, LedgerRecorder
from ledger.vault import NoVault, Unsealable, Vault, VaultMissing, is_sealed
from tests.ledger.conftest import NOON

COMMAND = UUID("01a1ff84-97b7-7846-ac4d-36cda718e113")


def ready_for_a_call(book: Book) -> None:
    """A003 is signed in, and call c1 waits in queue 189."""
    book.act(OpenQueue(queue="189", title="查询"), by="A017")
    book.act(SignIn(agent="A003"), by="A003")
    book.act(OfferCall(call="c1", queue="189"), by="A003")


def test_a_new_book_begins_with_its_site(book: Book) -> None:
    """The first event of every ledger says whose book it is and in which time zone."""
    first = book.at(1)

    assert first is not None
    assert first.type_name == "site.opened"
    assert book.site == Site("城东客服中心", "Asia/Shanghai")


def test_a_book_is_opened_once(recorder: LedgerRecorder, book: Book, vault: Vault) -> None:
    """A store that holds a book cannot be made another one's."""
    with pytest.raises(AppendConflict):
        Book.found(recorder, Site("城西", "Asia/Shanghai"), vault=vault)


def test_an_empty_store_holds_no_book(recorder: LedgerRecorder, vault: Vault) -> None:
    """Without its first event a ledger cannot say whose it is, so it does not open."""
    with pytest.raises(NoSite, match="dutybook init"):
        Book(recorder, vault=vault)


def test_an_action_appends_what_it_yields_with_who_when_and_why(staffed: Book) -> None:
    """The event carries the actor, both times, the clauses read and the evidence."""
    ready_for_a_call(staffed)
    outcome = staffed.act(AcceptCall(call="c1", agent="A003"), by="A003", station="7")
    (kept,) = outcome.kept
    read = staffed.at(kept.position)

    assert read is not None
    assert read.event == CallAccepted(call="c1", queue="189", agent="A003")
    assert (read.envelope.by, read.envelope.station) == ("A003", "7")
    assert (read.envelope.at, read.envelope.recorded) == (NOON, NOON)
    assert [clause.id for clause in read.envelope.clauses] == [
        "org.roles",
        "calls.accepted_once",
        "seats.one_state",
    ]
    evidence = [staffed.at(position) for position in read.envelope.causes]
    assert {found.type_name for found in evidence if found is not None} == {
        "person.registered",
        "seat.signed_in",
        "call.offered",
    }
    assert read.tags == ("call:c1", "queue:189", "person:A003", "actor:A003")


def test_a_refused_action_leaves_nothing_behind(staffed: Book) -> None:
    """A refusal appends nothing and cites what it rests on."""
    ready_for_a_call(staffed)
    accepted = staffed.act(AcceptCall(call="c1", agent="A003"), by="A003").kept[0].position
    with pytest.raises(AlreadyAccepted) as refusal:
        staffed.act(AcceptCall(call="c1", agent="A003"), by="A003")

    assert refusal.value.evidence == (accepted,)
    assert staffed.recorder.head() == accepted


def test_a_command_is_carried_out_once(staffed: Book) -> None:
    """The same command id again changes nothing and gets the outcome of the first time."""
    ready_for_a_call(staffed)
    first = staffed.act(AcceptCall(call="c1", agent="A003"), by="A003", command=COMMAND)
    again = staffed.act(AcceptCall(call="c1", agent="A003"), by="A003", command=COMMAND)

    assert again == first._replace(duplicate=True)
    assert staffed.recorder.head() == first.kept[0].position


def test_a_preview_appends_nothing(staffed: Book) -> None:
    """A preview tells the events and the clauses, and the ledger stays as it was."""
    ready_for_a_call(staffed)
    head = staffed.recorder.head()
    outcome = staffed.preview(AcceptCall(call="c1", agent="A003"), by="A003")

    assert [kept.position for kept in outcome.kept] == [0]
    assert outcome.kept[0].event == CallAccepted(call="c1", queue="189", agent="A003")
    assert staffed.recorder.head() == head


def test_an_action_may_be_entered_late(staffed: Book, clock: FrozenClock) -> None:
    """What happened earlier keeps its own time; the ledger says when it learnt of it."""
    clock.advance(timedelta(hours=1))
    outcome = staffed.act(OpenQueue(queue="189", title="查询"), by="A017", at=NOON)
    read = staffed.at(outcome.kept[0].position)

    assert read is not None
    assert (read.envelope.at, read.envelope.recorded) == (NOON, NOON + timedelta(hours=1))


def test_personal_data_is_nowhere_in_the_store(staffed: Book) -> None:
    """A person's name is stored sealed, and only the vault shows it again."""
    (found,) = [
        each
        for each in staffed.read()
        if isinstance(each.event, PersonRegistered) and each.event.person == "A003"
    ]

    assert isinstance(found.event, PersonRegistered)
    assert is_sealed(found.event.name)
    assert not any("李娜".encode() in row[3] for row in staffed.recorder.rows())
    assert staffed.reveal(found, "name") == "李娜"


def test_without_its_keys_a_ledger_opens_and_shows_sealed_fields(staffed: Book) -> None:
    """A book opened without the key store reads everything but the personal fields."""
    blind = Book(staffed.recorder, vault=NoVault(VaultMissing("absent", zh="缺少")))
    (found,) = [
        each
        for each in blind.read()
        if isinstance(each.event, PersonRegistered) and each.event.person == "A003"
    ]

    assert isinstance(found.event, PersonRegistered)
    assert found.event.person == "A003"
    with pytest.raises(Unsealable):
        blind.reveal(found, "name")


def test_facts_of_a_source_are_recorded_once(staffed: Book) -> None:
    """What a program reports is appended without a decision, and never twice."""
    facts = Facts(
        COMMAND,
        [
            (CallOffered(call="x", queue="PS"), NOON - timedelta(days=9)),
            (CallEnded(call="x", queue="PS", talked=54), NOON - timedelta(days=8)),
        ],
    )
    (first,) = staffed.record([facts], by="program:test")
    (again,) = staffed.record([facts], by="program:test")

    assert (again.first, again.last, again.duplicate) == (first.first, first.last, True)
    assert [each.type_name for each in staffed.read(after=first.first - 1)] == [
        "call.offered",
        "call.ended",
    ]


def test_history_is_read_by_when_it_happened_and_backwards(staffed: Book) -> None:
    """Reading can be bounded by time of occurrence, and go newest first."""
    days = [NOON - timedelta(days=day) for day in (3, 2, 1)]
    staffed.record(
        [
            Facts(UUID(int=number), [(CallOffered(call=f"x{number}", queue="PS"), day)])
            for number, day in enumerate(days)
        ],
        by="program:test",
    )
    found = staffed.read(since=days[1], until=NOON, backwards=True)

    assert [each.tags[0] for each in found if each.type_name == "call.offered"] == [
        "call:x2",
        "call:x1",
    ]


def test_a_stranger_may_do_nothing(staffed: Book) -> None:
    """An employee number that is not registered is refused at the door."""
    with pytest.raises(NotEntitled, match="A999"):
        staffed.act(OpenQueue(queue="189", title="查询"), by="A999")


def test_the_same_action_serves_a_task_of_an_event_loop(staffed: Book) -> None:
    """Many tasks race for one call through one event loop, and one of them gets it."""
    ready_for_a_call(staffed)

    async def race() -> list[object]:
        accept = AcceptCall(call="c1", agent="A003")
        tasks = [staffed.act_async(accept, by="A017") for _ in range(8)]
        return await asyncio.gather(*tasks, return_exceptions=True)

    results = asyncio.run(race())

    assert sum(isinstance(result, Outcome) for result in results) == 1
    assert sum(isinstance(result, AlreadyAccepted) for result in results) == 7


@pytest.fixture
def optimistic(vault: Vault, clock: FrozenClock) -> Book:
    """A book on a store that reads first and appends on condition, with A017 and A003."""
    recorder = AdaptedRecorder(InMemoryDCBRecorder())
    made = Book.found(recorder, Site("x", "Asia/Shanghai"), vault=vault, clock=clock)
    leader = RegisterPerson(person="A017", name="王敏", roles=(Role.DUTY_LEADER,))
    made.act(leader, by="A017")
    made.act(RegisterPerson(person="A003", name="李娜"), by="A017")
    return made


def test_a_decision_overtaken_again_and_again_gives_up(
    optimistic: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When others keep changing what it depends on, an action stops and says so."""

    def overtaken(batch: object) -> object:
        raise AppendConflict([7])

    monkeypatch.setattr(optimistic.recorder, "commit", overtaken)
    with pytest.raises(Contended, match="overtaken 50 times"):
        optimistic.act(OpenQueue(queue="189", title="查询"), by="A017")


def test_a_decision_overtaken_once_is_taken_anew(
    optimistic: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A decision overtaken by another sees what the other did, and decides on that."""
    ready_for_a_call(optimistic)
    select = optimistic.recorder.select
    rivals = [AcceptCall(call="c1", agent="A003")]

    def overtaking(items: object) -> object:
        found = select(items)  # type: ignore[arg-type]
        if rivals:
            optimistic.act(rivals.pop(), by="A017")
        return found

    monkeypatch.setattr(optimistic.recorder, "select", overtaking)
    with pytest.raises(AlreadyAccepted):
        optimistic.act(AcceptCall(call="c1", agent="A003"), by="A003")


def test_a_preview_refuses_what_could_not_be_entered(staffed: Book) -> None:
    """A caller's number without the caller is refused in the preview as in the act."""
    staffed.act(OpenQueue(queue="189", title="查询"), by="A017")
    nobodys = OfferCall(call="c1", queue="189", number="13800138000")
    for attempt in (staffed.preview, staffed.act):
        with pytest.raises(Unfit, match="personal data of nobody"):
            attempt(nobodys, by="A003")
