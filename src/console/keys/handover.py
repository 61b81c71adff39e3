"""Commands of the handover: marking, taking over, refusing, signing, and looking back."""

from __future__ import annotations

from console.command import Command, Place, State, needs_actor
from ledger.kernel.words import Words

_HANDOVER = Words("交接班", "Handover")
_NONE = Words("", "")


def _needs_page(state: State) -> Words | None:
    """Why nothing can be handed over."""
    if state.handing == "page":
        return needs_actor(state)
    return Words("先按 ] 回到待交接的一页", "press ] for the page that is still to hand over")


def _needs_sheet(state: State) -> Words | None:
    """Why nothing can be noted."""
    if state.handing:
        return needs_actor(state) if state.handing != "page" else _NOT_OPENED
    return _NOT_OPENED


def _needs_relief(state: State) -> Words | None:
    """Why no box can be ticked."""
    if state.handing == "relief":
        return needs_actor(state)
    return Words(
        "只有接班人能接收，且交接尚未确认",
        "only who takes over can do this, before the handover is accepted",
    )


def _needs_signature(state: State) -> Words | None:
    """Why the outgoing side cannot sign."""
    if state.handing == "signer":
        return needs_actor(state)
    return Words("接班确认后由交班人签字", "who hands over signs, after the handover was accepted")


def _needs_outgoing(state: State) -> Words | None:
    """Why nobody can leave the seat."""
    if state.handing in ("giver", "signer", "leaver"):
        return needs_actor(state)
    return Words("只有交班人离席时登记", "only who hands over records leaving the seat")


_NOT_OPENED = Words("这一页还没有交出；按 o 开始交接", "nothing is handed over yet; press o")

_PLACE: tuple[Place, ...] = ("handover",)


COMMANDS = (
    Command(
        "handover.hand_over",
        ("o",),
        "o",
        _HANDOVER,
        Words("开始交接", "Open a handover"),
        Words("交出", "Hand over"),
        Words("把这一页各项交给接班人", "Hands these items to the next person"),
        Words(
            "打开交接的表单；各项由账本编成，一并写入一条事件。",
            "Opens the form; the items are composed from the ledger and stand in one entry.",
        ),
        _PLACE,
        _needs_page,
    ),
    Command(
        "handover.mark",
        ("space",),
        "␣",
        _HANDOVER,
        Words("勾选或取消光标处的事项", "Mark the item or unmark it"),
        Words("勾选", "Mark"),
        Words("勾选后按 t 一并接收", "t takes over what is marked"),
        Words(
            "接班人勾选要接收的事项；勾选不写入账本，按 t 打开表单才写入。",
            "Marks items for the one who takes over; nothing is written before t opens the form.",
        ),
        _PLACE,
        _needs_relief,
    ),
    Command(
        "handover.take",
        ("t",),
        "t",
        _HANDOVER,
        Words("接收勾选的事项", "Take over the marked items"),
        Words("接收", "Take"),
        Words("没有勾选时接收光标处的一项", "Without marks, the item under the cursor"),
        Words(
            "打开接收的表单；写入后这些事项的责任归接班人。",
            "Opens the form; once written, whoever takes over answers for the items.",
        ),
        _PLACE,
        _needs_relief,
    ),
    Command(
        "handover.refuse",
        ("x",),
        "x",
        _HANDOVER,
        Words("拒收光标处的事项", "Refuse the item"),
        Words("拒收", "Refuse"),
        Words("须写明原因，责任仍在交班人", "With a reason; it stays with who hands over"),
        Words(
            "打开拒收的表单，须写明原因；责任仍在交班人。",
            "Opens the form to refuse it for a reason; whoever hands over still answers for it.",
        ),
        _PLACE,
        _needs_relief,
    ),
    Command(
        "handover.accept",
        ("c",),
        "c",
        _HANDOVER,
        Words("确认接班并签字", "Accept the handover and sign"),
        Words("接班", "Accept"),
        Words("各项都答复之后", "After every item was answered"),
        Words(
            "打开确认接班的表单；还有事项没有答复时说明是哪几项。",
            "Opens the form to accept the whole; it names the items that are not answered yet.",
        ),
        _PLACE,
        _needs_relief,
    ),
    Command(
        "handover.sign",
        ("s",),
        "s",
        _HANDOVER,
        Words("交班签字", "Sign as the one who hands over"),
        Words("签字", "Sign"),
        Words("接班确认之后", "After the handover was accepted"),
        Words(
            "交班人最后签字；之后可以离席。", "Whoever hands over signs last, and may leave then."
        ),
        _PLACE,
        _needs_signature,
    ),
    Command(
        "handover.leave_seat",
        ("l",),
        "l",
        _HANDOVER,
        Words("离开席位", "Leave the seat"),
        _NONE,
        Words("接班人接班之后", "After the relief has accepted"),
        Words(
            "打开离席的表单；接班人未接班即离席，照实登记，由规章论处。",
            "Opens the form; leaving before the relief has accepted is recorded as it is, and the "
            "rulebook judges it.",
        ),
        _PLACE,
        _needs_outgoing,
    ),
    Command(
        "handover.note",
        ("n",),
        "n",
        _HANDOVER,
        Words("写交接日志", "Write in the handover's log"),
        Words("日志", "Note"),
        Words("设备、疑难、人员变动等", "Equipment, questions, changes of people"),
        Words("打开表单，在交接日志里写一条。", "Opens the form for a line in the handover's log."),
        _PLACE,
        _needs_sheet,
    ),
    Command(
        "handover.read",
        ("r",),
        "r",
        _HANDOVER,
        Words("登记已读公告", "Record that a bulletin is read"),
        _NONE,
        Words("最早的一份未读公告", "The oldest bulletin not read yet"),
        Words(
            "打开表单，登记你最早的一份未读公告已读；未读的写在待交接页的右上。",
            "Opens the form for the oldest bulletin you have not read; how many there are stands "
            "at the top right of the page to hand over.",
        ),
        _PLACE,
        needs_actor,
    ),
    Command(
        "handover.earlier",
        ("left_square_bracket",),
        "[",
        _HANDOVER,
        Words("看前一次交接", "Show the handover before"),
        Words("前一次", "Before"),
        Words("最近两周的交接单", "The sheets of the last two weeks"),
        Words("换到前一次的交接单。", "Changes to the sheet of the handover before."),
        _PLACE,
    ),
    Command(
        "handover.later",
        ("right_square_bracket",),
        "]",
        _HANDOVER,
        Words("看后一次交接", "Show the handover after"),
        Words("后一次", "After"),
        Words("最后是待交接的一页", "The last one is the page to hand over"),
        Words(
            "换到后一次；最后是此刻待交接的一页。",
            "Changes to the next one; the last is what there is to hand over now.",
        ),
        _PLACE,
    ),
    Command(
        "console.handover",
        ("H",),
        "H",
        _HANDOVER,
        Words("打开交接班", "Open the handover"),
        _NONE,
        Words("待交接的事项与交接单", "What to hand over, and the sheets"),
        Words(
            "打开交接班：左为交，右为接；只有接班人能勾选。",
            "Opens the handover: given on the left, taken on the right, where only the one who "
            "takes over can tick.",
        ),
        ("floor", "obligations", "discipline", "loans"),
    ),
)
