"""What is open, and what is new, for whoever comes on duty: matters, changes, bulletins.

What is open leaves when it is over. What is new is found by when it happened, so that a page shows
what came since the handover before. Running obligations and borrowed files have views of their own.
"""

from __future__ import annotations

from datetime import datetime

from ledger.kernel.event import micros
from ledger.kernel.projection import Micros, Projection, Rows, folds
from ledger.registers.attendance.events import (
    AbsenceRecorded,
    PostLeft,
    PostReturned,
    StopWorkOrdered,
)
from ledger.registers.bulletins.events import (
    BulletinPosted,
    BulletinRead,
    ProductIntroduced,
    ProductMastered,
)
from ledger.registers.calls.events import (
    CallAbandoned,
    CallAccepted,
    CallEnded,
    CallHeld,
    CallOffered,
    CallRedirected,
    CallResumed,
    CallTransferred,
)
from ledger.registers.chain.events import IncidentReported, InstructionRecorded
from ledger.registers.desk.events import (
    TicketClosed,
    TicketKind,
    TicketOpened,
    TicketPromised,
    TicketReassigned,
    TicketResolved,
)
from ledger.registers.duty.events import (
    DutyCallDisposed,
    DutyCallLogged,
    KeyIssued,
    KeyReturned,
    NoticePhoned,
    NoticeRelayed,
    UrgentDocumentDelivered,
    UrgentDocumentReceived,
)
from ledger.registers.handover.events import HandoverAccepted, HandoverOpened, Matter
from ledger.registers.leave.events import LeaveGranted, LeaveReturned, LeaveWithdrawn
from ledger.registers.roster.events import ShiftCancelled, ShiftReassigned
from ledger.registers.swaps.events import ShiftSwapped
from projections.handover.rows import HandedRow, NewsRow, OpeningRow, OpenRow, UnreadRow

_DAY: Micros = 86_400_000_000
_DAYS_HELD = 7


class Running(Projection):
    """What is open and what is new."""

    name = "handover_running"
    version = 1

    def __init__(self) -> None:
        self.open = Rows(OpenRow)
        self.news = Rows(NewsRow)
        self.handed = Rows(HandedRow)
        self.openings = Rows(OpeningRow)
        self.unread = Rows(UnreadRow)
        super().__init__()

    def horizon(self, table: str) -> Micros:
        """News is held for a week."""
        return max(0, self.latest_at - _DAYS_HELD * _DAY)

    @folds(CallOffered)
    def _call_waits(self, event: CallOffered, at: Micros, position: int) -> None:
        self._begin(
            "call",
            event.call,
            Matter.CALL,
            (f"{event.queue} 排队 {event.call}", f"{event.queue} waiting {event.call}"),
            (at, position),
        )

    @folds(CallAccepted, CallResumed)
    def _call_goes_on(self, event: CallAccepted | CallResumed, at: Micros, position: int) -> None:
        words = (f"{event.queue} 通话 {event.call}", f"{event.queue} talking {event.call}")
        self._begin("call", event.call, Matter.CALL, words, (at, position), person=event.agent)

    @folds(CallHeld)
    def _call_is_held(self, event: CallHeld, at: Micros, position: int) -> None:
        words = (f"{event.queue} 保持 {event.call}", f"{event.queue} on hold {event.call}")
        self._begin("call", event.call, Matter.CALL, words, (at, position), person=event.agent)

    @folds(CallAbandoned, CallEnded, CallRedirected, CallTransferred)
    def _call_is_over(
        self,
        event: CallAbandoned | CallEnded | CallRedirected | CallTransferred,
        at: Micros,
        position: int,
    ) -> None:
        self._end("call", event.call)

    @folds(TicketOpened)
    def _ticket_opened(self, event: TicketOpened, at: Micros, position: int) -> None:
        fault = event.kind is TicketKind.FAULT
        kinds = _TICKETS[event.kind]
        self._begin(
            "ticket",
            event.ticket,
            Matter.FAULT if fault else Matter.TICKET,
            (f"{kinds[0]} {event.ticket}", f"{kinds[1]} {event.ticket}"),
            (at, position),
            person=event.owner,
        )

    @folds(TicketReassigned)
    def _ticket_reassigned(self, event: TicketReassigned, at: Micros, position: int) -> None:
        row = self.open.get(("ticket", event.ticket))
        if row is not None:
            row.person, row.position = event.owner, position
            self.open.put(("ticket", event.ticket), row)

    @folds(TicketPromised)
    def _ticket_promised(self, event: TicketPromised, at: Micros, position: int) -> None:
        row = self.open.get(("ticket", event.ticket))
        if row is not None:
            row.person, row.position, row.due_at = event.owner, position, micros(event.due_at)
            self.open.put(("ticket", event.ticket), row)

    @folds(TicketResolved, TicketClosed)
    def _ticket_over(self, event: TicketResolved | TicketClosed, at: Micros, position: int) -> None:
        self._end("ticket", event.ticket)

    @folds(KeyIssued)
    def _key_issued(self, event: KeyIssued, at: Micros, position: int) -> None:
        self._begin(
            "key",
            event.duty,
            Matter.KEY,
            (f"钥匙 {event.duty} 在 {event.person} 处", f"key {event.duty} with {event.person}"),
            (at, position),
            person=event.person,
            due_at=event.due_at,
            kind="duty",
        )

    @folds(KeyReturned)
    def _key_returned(self, event: KeyReturned, at: Micros, position: int) -> None:
        self._end("key", event.duty)

    @folds(DutyCallLogged)
    def _duty_call(self, event: DutyCallLogged, at: Micros, position: int) -> None:
        words = (f"值班来电 {event.duty} 待处理", f"duty call {event.duty} to deal with")
        self._duty("duty-call", event.duty, words, (at, position), event.leader)

    @folds(DutyCallDisposed)
    def _duty_call_over(self, event: DutyCallDisposed, at: Micros, position: int) -> None:
        self._end("duty-call", event.duty)

    @folds(NoticePhoned)
    def _notice(self, event: NoticePhoned, at: Micros, position: int) -> None:
        words = (f"电话通知 {event.duty} 待转达", f"notice {event.duty} to pass on")
        self._duty("notice", event.duty, words, (at, position), event.person)

    @folds(NoticeRelayed)
    def _notice_over(self, event: NoticeRelayed, at: Micros, position: int) -> None:
        self._end("notice", event.duty)

    @folds(UrgentDocumentReceived)
    def _document(self, event: UrgentDocumentReceived, at: Micros, position: int) -> None:
        words = (f"急件 {event.duty} 待送达", f"urgent document {event.duty} to deliver")
        self._duty("document", event.duty, words, (at, position), event.person, event.due_at)

    @folds(UrgentDocumentDelivered)
    def _document_over(self, event: UrgentDocumentDelivered, at: Micros, position: int) -> None:
        self._end("document", event.duty)

    @folds(PostLeft)
    def _post_left(self, event: PostLeft, at: Micros, position: int) -> None:
        self._begin(
            "absence",
            event.absence,
            Matter.ABSENCE,
            (f"{event.person} 离岗未归", f"{event.person} is away from the post"),
            (at, position),
            person=event.person,
            due_at=event.limit_ends,
        )

    @folds(PostReturned)
    def _post_returned(self, event: PostReturned, at: Micros, position: int) -> None:
        self._end("absence", event.absence)

    @folds(ShiftSwapped)
    def _swapped(self, event: ShiftSwapped, at: Micros, position: int) -> None:
        words = (f"{event.giver} 与 {event.taker} 换班", f"{event.giver} ⇄ {event.taker}")
        self._tell(Matter.SWAP, f"swap:{event.swap}", words, at, position, event.taker)

    @folds(ShiftReassigned)
    def _reassigned(self, event: ShiftReassigned, at: Micros, position: int) -> None:
        said = f"{event.giver} → {event.person} {event.code}"
        words = (f"改派 {said}", f"reassigned {said}")
        self._tell(Matter.SWAP, f"shift:{event.shift}", words, at, position, event.person)

    @folds(ShiftCancelled)
    def _cancelled(self, event: ShiftCancelled, at: Micros, position: int) -> None:
        said = f"{event.person} {event.code}"
        words = (f"取消班次 {said}", f"shift cancelled {said}")
        self._tell(Matter.SWAP, f"shift:{event.shift}", words, at, position, event.person)

    @folds(LeaveGranted)
    def _leave_granted(self, event: LeaveGranted, at: Micros, position: int) -> None:
        words = (f"{event.person} 请假 {event.days:g} 天", f"{event.person} off {event.days:g} d")
        self._tell(Matter.LEAVE, f"leave:{event.leave}", words, at, position, event.person)

    @folds(LeaveWithdrawn)
    def _leave_withdrawn(self, event: LeaveWithdrawn, at: Micros, position: int) -> None:
        words = (f"{event.person} 撤回请假", f"{event.person} has withdrawn a leave")
        self._tell(Matter.LEAVE, f"leave:{event.leave}", words, at, position, event.person)

    @folds(LeaveReturned)
    def _leave_returned(self, event: LeaveReturned, at: Micros, position: int) -> None:
        words = (f"{event.person} 销假", f"{event.person} is back from leave")
        self._tell(Matter.LEAVE, f"leave:{event.leave}", words, at, position, event.person)

    @folds(AbsenceRecorded)
    def _absent(self, event: AbsenceRecorded, at: Micros, position: int) -> None:
        words = (f"{event.person} 旷工 {event.days} 天", f"{event.person} absent {event.days} d")
        self._tell(Matter.ABSENCE, f"person-day:{event.day}", words, at, position, event.person)

    @folds(StopWorkOrdered)
    def _stopped(self, event: StopWorkOrdered, at: Micros, position: int) -> None:
        words = (f"{event.person} 停止工作", f"{event.person} stopped from work")
        self._tell(Matter.ABSENCE, f"person-day:{event.day}", words, at, position, event.person)

    @folds(InstructionRecorded)
    def _instruction(self, event: InstructionRecorded, at: Micros, position: int) -> None:
        words = (f"上级指示 {event.matter}", f"instruction {event.matter}")
        self._tell(Matter.INSTRUCTION, f"matter:{event.matter}", words, at, position)

    @folds(IncidentReported)
    def _incident(self, event: IncidentReported, at: Micros, position: int) -> None:
        words = (f"事故 {event.place}", f"incident at {event.place}")
        self._tell(Matter.FAULT, f"matter:{event.matter}", words, at, position)

    @folds(BulletinPosted)
    def _posted(self, event: BulletinPosted, at: Micros, position: int) -> None:
        reference = f"bulletin:{event.bulletin}"
        words = (f"公告 {event.title}", f"bulletin {event.title}")
        self._tell(Matter.BULLETIN, reference, words, at, position)
        self._ask(event.bulletin, event.people, event.title, at, position)

    @folds(BulletinRead)
    def _read(self, event: BulletinRead, at: Micros, position: int) -> None:
        self.unread.drop((event.bulletin, event.person))

    @folds(ProductIntroduced)
    def _introduced(self, event: ProductIntroduced, at: Micros, position: int) -> None:
        reference = f"bulletin:{event.bulletin}"
        words = (f"新品 {event.bulletin}", f"new product {event.bulletin}")
        self._tell(Matter.BULLETIN, reference, words, at, position)
        self._ask(event.bulletin, event.people, event.bulletin, at, position, product=True)

    @folds(ProductMastered)
    def _mastered(self, event: ProductMastered, at: Micros, position: int) -> None:
        self.unread.drop((event.bulletin, event.person))

    @folds(HandoverOpened)
    def _handover_opened(self, event: HandoverOpened, at: Micros, position: int) -> None:
        row = OpeningRow(handover=event.handover, seat=event.seat or "")
        self.openings.put(event.handover, row)

    @folds(HandoverAccepted)
    def _handover_accepted(self, event: HandoverAccepted, at: Micros, position: int) -> None:
        opening = self.openings.drop(event.handover)
        if opening is not None:
            row = HandedRow(seat=opening.seat, at=at, position=position, handover=event.handover)
            self.handed.put(opening.seat, row)

    def _begin(
        self,
        sort: str,
        identity: str,
        matter: Matter,
        words: tuple[str, str],
        place: tuple[Micros, int],
        *,
        person: str | None = None,
        due_at: datetime | None = None,
        kind: str | None = None,
    ) -> None:
        """Something is open from now on, or goes on in another way."""
        before = self.open.get((sort, identity))
        row = OpenRow(
            sort=sort,
            identity=identity,
            matter=matter,
            reference=f"{kind or sort}:{identity}",
            zh=words[0],
            en=words[1],
            since=place[0] if before is None else before.since,
            position=place[1],
            person=person,
            due_at=None if due_at is None else micros(due_at),
        )
        self.open.put((sort, identity), row)

    def _duty(
        self,
        sort: str,
        identity: str,
        words: tuple[str, str],
        place: tuple[Micros, int],
        person: str,
        due_at: datetime | None = None,
    ) -> None:
        """A matter of duty that somebody has to see to."""
        self._begin(
            sort, identity, Matter.DUTY, words, place, person=person, due_at=due_at, kind="duty"
        )

    def _end(self, sort: str, identity: str) -> None:
        self.open.drop((sort, identity))

    def _tell(
        self,
        matter: Matter,
        reference: str,
        words: tuple[str, str],
        at: Micros,
        position: int,
        person: str | None = None,
    ) -> None:
        row = NewsRow(
            at=at,
            position=position,
            matter=matter,
            reference=reference,
            zh=words[0],
            en=words[1],
            person=person,
        )
        self.news.put((at, position), row)

    def _ask(
        self,
        bulletin: str,
        people: tuple[str, ...],
        title: str,
        at: Micros,
        position: int,
        *,
        product: bool = False,
    ) -> None:
        """These people have something to read or to learn."""
        for person in people:
            row = UnreadRow(
                bulletin=bulletin,
                person=person,
                title=title,
                product=product,
                at=at,
                position=position,
            )
            self.unread.put((bulletin, person), row)


_TICKETS = {
    TicketKind.CONSULT: ("咨询工单", "consultation"),
    TicketKind.QUERY: ("查询工单", "query"),
    TicketKind.COMPLAINT: ("投诉工单", "complaint"),
    TicketKind.SUGGESTION: ("建议工单", "suggestion"),
    TicketKind.FAULT: ("故障工单", "fault"),
    TicketKind.DISPUTE: ("争议工单", "dispute"),
}
