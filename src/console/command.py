"""What a command of the console is: its keys, its words, and why it may be out of reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, get_args

from ledger.kernel.words import Words

Place = Literal[
    "anywhere",
    "floor",
    "evidence",
    "trail",
    "detail",
    "form",
    "obligations",
    "discipline",
    "loans",
    "roster",
    "handover",
    "people",
    "attendance",
    "requests",
    "my_duty",
    "reports",
]
"""The screen a command belongs to."""

SCREENS: tuple[Place, ...] = tuple(
    place for place in get_args(Place) if place not in ("anywhere", "form")
)
"""Every screen that fills the terminal, for commands that belong to all of them or most."""


HandingRole = Literal["", "page", "sheet", "relief", "giver", "signer", "leaver"]
"""What whoever acts is in the handover on show: who will hand the page over, who takes over, who
has handed over and waits, has still to sign, or may leave; or somebody else."""


class State(NamedTuple):
    """What decides whether a command can be used: who acts, and what the screen shows."""

    place: Place
    actor: str | None = None
    readonly: bool = False
    opens: bool = True
    """Whether something that opens is under the cursor."""
    filtered: bool = False
    """Whether there is a filter to clear or a cursor to let go."""
    explains: bool = False
    """Whether an event, an offence or an obligation is under the cursor."""
    alarm: bool = False
    """Whether an obligation whose alarm stands is under the cursor."""
    offence: bool = False
    """Whether a case that nobody has decided is under the cursor."""
    appeals: bool = False
    """Whether a sanction that can be appealed against, or its appeal, is under the cursor."""
    handing: HandingRole = ""
    shift: bool = False
    """Whether a shift is under the cursor."""
    rostered: bool = False
    """Whether a person is under the cursor who can be put on a shift."""
    request: bool = False
    """Whether a leave or a swap that nobody has decided is under the cursor."""
    offered: bool = False
    """Whether a shift that somebody offers is under the cursor."""
    unread: bool = False
    """Whether a bulletin that one has not read is under the cursor."""
    issued: bool = False
    """Whether a sanction of one's own that one has not acknowledged is under the cursor."""
    on_leave: bool = False
    """Whether a leave that was granted and not returned from is under the cursor."""
    swapped: bool = False
    """Whether a swap that was not handed over yet is under the cursor."""
    report: bool = False
    """Whether a report is on show that can be written to a file."""


class Command(NamedTuple):
    """One thing that can be done in the console.

    ``id`` names the method that does it: ``floor.next_panel`` is done by ``command_next_panel``
    of the focused widget, or of a widget around it, the screen or the app, whichever has it.
    """

    id: str
    keys: tuple[str, ...]
    shown: str
    """The key as a person reads it."""
    area: Words
    name: Words
    """A verb with its object, as the palette lists it."""
    word: Words
    """One word for the key line; empty keeps it out of there."""
    tooltip: Words
    help: Words
    places: tuple[Place, ...]
    why_not: Callable[[State], Words | None] = lambda _: None
    """Why it cannot be used now, in a sentence, or None when it can."""

    @property
    def method(self) -> str:
        """The name of the method that does it."""
        return "command_" + self.id.rpartition(".")[2]

    def at(self, place: Place) -> bool:
        """Whether the command exists on a screen."""
        return place in self.places or "anywhere" in self.places


def needs_actor(state: State) -> Words | None:
    """Why nobody can act: the book is open for reading, or nobody has said who they are."""
    if state.actor is None:
        return Words(
            "没有说明谁在办理；用 --as 工号 打开",
            "nobody said who acts; start with --as and an employee number",
        )
    if state.readonly:
        return Words("账本以只读方式打开，不能办理", "the ledger is open for reading only")
    return None


def needs_something_to_open(state: State) -> Words | None:
    """Why Enter opens nothing."""
    if state.opens:
        return None
    return Words("光标处没有可打开的内容", "there is nothing to open under the cursor")


def needs_something_to_explain(state: State) -> Words | None:
    """Why there is nothing to say why of."""
    if state.explains:
        return None
    return Words(
        "光标处没有事件、违规或义务", "there is no event, offence or obligation under the cursor"
    )


def needs_alarm(state: State) -> Words | None:
    """Why no alarm can be shelved."""
    if state.alarm:
        return needs_actor(state)
    return Words("光标处的义务没有告警", "the obligation under the cursor has no alarm")


def needs_offence(state: State) -> Words | None:
    """Why nothing can be decided."""
    if state.offence:
        return needs_actor(state)
    return Words("光标处没有待定案件", "there is no open case under the cursor")


def needs_appeal(state: State) -> Words | None:
    """Why there is no appeal to file or to decide."""
    if state.appeals:
        return needs_actor(state)
    return Words(
        "光标处没有可申诉或待裁定的处分", "there is no sanction to appeal or to rule on here"
    )


def needs_shift(state: State) -> Words | None:
    """Why no shift can be passed on or cancelled."""
    if state.shift:
        return needs_actor(state)
    return Words("光标处没有班", "there is no shift under the cursor")


def needs_person(state: State) -> Words | None:
    """Why nobody can be put on a shift."""
    if state.rostered:
        return needs_actor(state)
    return Words("光标处没有人", "there is nobody under the cursor")


def needs_request(state: State) -> Words | None:
    """Why there is nothing to sign, to reject or to withdraw."""
    if state.request:
        return needs_actor(state)
    return Words("光标处没有待批的请求", "nothing waits to be decided under the cursor")


def needs_offer(state: State) -> Words | None:
    """Why there is no shift to take."""
    if state.offered:
        return needs_actor(state)
    return Words("光标处没有出让的班", "no shift is offered under the cursor")


def needs_unfinished(state: State) -> Words | None:
    """Why there is nothing to withdraw."""
    if state.request or state.offered or state.on_leave:
        return needs_actor(state)
    return Words("光标处没有可撤回的请求", "there is nothing to withdraw under the cursor")


def needs_unread(state: State) -> Words | None:
    """Why there is nothing to have read."""
    if state.unread:
        return needs_actor(state)
    return Words("光标处没有待读的公告", "there is no unread bulletin under the cursor")


def needs_issued(state: State) -> Words | None:
    """Why there is nothing to acknowledge."""
    if state.issued:
        return needs_actor(state)
    return Words("光标处没有待知悉的处分或奖励", "there is nothing to acknowledge under the cursor")


def needs_leave(state: State) -> Words | None:
    """Why there is no leave to return from."""
    if state.on_leave:
        return needs_actor(state)
    return Words("光标处没有可销的假", "there is no leave to return from under the cursor")


def needs_swap(state: State) -> Words | None:
    """Why there is no swap to hand over."""
    if state.swapped:
        return needs_actor(state)
    return Words("光标处没有待交接的换班", "there is no swap to hand over under the cursor")


def needs_report(state: State) -> Words | None:
    """Why there is nothing to write to a file."""
    if state.report:
        return None
    return Words("还没有编好的报表", "no report has been made yet")


def needs_filter(state: State) -> Words | None:
    """Why Esc does nothing."""
    if state.filtered:
        return None
    return Words("没有设筛选", "no filter is set")
