"""Commands of leave and swaps."""

from __future__ import annotations

from console.command import (
    Command,
    needs_actor,
    needs_leave,
    needs_offer,
    needs_request,
    needs_swap,
    needs_unfinished,
)
from ledger.kernel.words import Words

_REQUESTS = Words("请假与换班", "Leave and swaps")

COMMANDS = (
    Command(
        "requests.sign",
        ("s",),
        "s",
        _REQUESTS,
        Words("签批光标处的请求", "Sign the request"),
        Words("签批", "Sign"),
        Words("请假签批，换班同意", "Signs a leave, agrees to a swap"),
        Words(
            "打开签批的表单：先看核对、谁已签、轮到谁、对各半小时在岗的影响，再签字。",
            "Opens the form that signs a leave or agrees to a swap; it first shows the checks, "
            "who has signed, whose turn it is, and what it does to each half hour.",
        ),
        ("requests",),
        needs_request,
    ),
    Command(
        "requests.reject",
        ("x",),
        "x",
        _REQUESTS,
        Words("驳回光标处的请求", "Reject the request"),
        Words("驳回", "Reject"),
        Words("写明原因，申请人看得到", "With a reason, which the applicant reads"),
        Words(
            "打开驳回的表单，须写明原因；请求就此了结。",
            "Opens the form that rejects the request for a reason; that closes it.",
        ),
        ("requests",),
        needs_request,
    ),
    Command(
        "requests.ask",
        ("n",),
        "n",
        _REQUESTS,
        Words("申请请假", "Ask for leave"),
        Words("请假", "Time off"),
        Words("编号已备好，先看核对", "The number is there; see the checks first"),
        Words(
            "打开请假的表单，编号和本人已填好；提出前先看期限、次数、余额和在岗影响。",
            "Opens the form with number and person filled in; notice, quotas, balance and "
            "coverage are shown before anything is asked.",
        ),
        ("requests", "my_duty"),
        needs_actor,
    ),
    Command(
        "requests.offer",
        ("c",),
        "c",
        _REQUESTS,
        Words("申请换班", "Ask for a swap"),
        Words("换班", "Swap"),
        Words("编号已备好，先看核对", "The number is there; see the checks first"),
        Words(
            "打开换班的表单，编号和本人已填好；次数、同工种、连班、间隔先核对给人看。",
            "Opens the form with number and giver filled in; quota, job, grade, rest and "
            "coverage are checked before anything is asked.",
        ),
        ("requests", "my_duty"),
        needs_actor,
    ),
    Command(
        "requests.give",
        ("o",),
        "o",
        _REQUESTS,
        Words("出让一个班", "Offer a shift"),
        Words("出让", "Offer"),
        Words(
            "谁能上谁接，未接之前仍是自己的", "To whoever takes it; until then it stays one's own"
        ),
        Words(
            "打开出让的表单，编号和本人已填好；同事在清单上看到，可以接下。",
            "Opens the form with number and giver filled in; colleagues see it on the list and "
            "can take it.",
        ),
        ("requests", "my_duty"),
        needs_actor,
    ),
    Command(
        "requests.return",
        ("b",),
        "b",
        _REQUESTS,
        Words("登记销假", "Register the return from leave"),
        Words("销假", "Back"),
        Words("提前或逾期都按实际登记", "Early or late, as it is"),
        Words("打开销假的表单。", "Opens the form of the return from leave."),
        ("requests",),
        needs_leave,
    ),
    Command(
        "requests.hand_over",
        ("t",),
        "t",
        _REQUESTS,
        Words("换班交接签字", "Sign the handover of a swap"),
        Words("交接", "Hand over"),
        Words("双方各签一次", "Both sign, once each"),
        Words(
            "打开换班交接的表单；双方都签后，这次换班了结。",
            "Opens the form that signs the handover; when both have, the swap is closed.",
        ),
        ("requests",),
        needs_swap,
    ),
    Command(
        "requests.take",
        ("g",),
        "g",
        _REQUESTS,
        Words("接下光标处出让的班", "Take the offered shift"),
        Words("接班", "Take"),
        Words("可用自己的一个班交换", "For a shift of one's own, or for none"),
        Words(
            "打开接班的表单；接下后成为换班申请，由双方班长同意。",
            "Opens the form that takes a shift somebody offers; it becomes a swap that both "
            "leaders have to agree to.",
        ),
        ("requests",),
        needs_offer,
    ),
    Command(
        "requests.withdraw",
        ("v",),
        "v",
        _REQUESTS,
        Words("撤回光标处的请求", "Withdraw the request"),
        Words("撤回", "Withdraw"),
        Words("本人在生效前撤回", "By whoever asked, before it takes effect"),
        Words(
            "打开撤回的表单，未开始的假准了也可撤回；原请求仍留在账本里。",
            "Opens the form that withdraws it, a granted leave too that has not begun; the "
            "request itself stays in the ledger.",
        ),
        ("requests",),
        needs_unfinished,
    ),
    Command(
        "console.requests",
        ("L",),
        "L",
        _REQUESTS,
        Words("打开请假与换班", "Open leave and swaps"),
        Words("", ""),
        Words("待我签批的在前", "What waits for me first"),
        Words(
            "列出请假与换班：待我签批的在前，其次待批的，最后是近三十天已了结的；"
            "每行写明签到谁、轮到谁、还剩多久。",
            "Lists leave and swaps: those that wait for me, then the other open ones, then those "
            "of the last thirty days; each with who signed, whose turn it is and the time left.",
        ),
        ("floor", "obligations", "discipline", "loans", "roster", "people", "my_duty"),
    ),
)
