"""The words of signing in, of a locked console, and of proving again who one is."""

from ledger.kernel.words import Words
from ledger.registers.sessions.events import Locking

TITLE = Words("登录 · {site}", "Sign in · {site}")
NUMBER = Words("工号", "Employee no.")
PASSWORD = Words("口令", "Password")
OWN = Words("新口令", "New password")
AGAIN = Words("再输一次", "Once more")
ENTER = Words("登录", "Sign in")
TAKE_OVER = Words("接管", "Take over")
KEEP = Words("保存口令", "Keep password")
LEAVE = Words("Ctrl+Q 退出程序 · F2 English", "Ctrl+Q ends the program · F2 中文")
COMPARING = Words("正在核对…", "comparing…")
INTRODUCTION = Words(
    "本账本设有口令。请输入工号和口令。", "This book has passwords. Give your number and password."
)
TEMPORARY = Words(
    "这是管理员给的临时口令；请改成自己的口令。",
    "This is a temporary password; choose one of your own.",
)
DIFFERENT = Words("两次输入不同；请重来。", "The two differ; type them again.")
TAKEN_OVER = Words(
    "您的登录已在别处被接管，本台已退出。",
    "Your sign-in was taken over elsewhere; this console has signed out.",
)
LOCKED_BY = Words("已锁定 · {actor}", "Locked · {actor}")
LOCKED = {
    Locking.IDLE: Words(
        "无人操作，控制台已锁定；填到一半的表单都还在。",
        "Nobody used the console, so it is locked; half-filled forms are kept.",
    ),
    Locking.BY_HAND: Words("控制台已锁定。", "The console is locked."),
    Locking.SHIFT_END: Words(
        "本班已结束，控制台已锁定；仍要使用，请输入口令。",
        "The shift is over, so the console is locked; give the password to go on.",
    ),
}
UNLOCK = Words("解锁", "Unlock")
SOMEBODY_ELSE = Words("换人登录", "Somebody else")
PROVE = Words("请再次输入口令 · {actor}", "Your password again · {actor}")
PROVE_BECAUSE = Words(
    "条款 access.proof：确认、导出与审批前再次验明本人。",
    "Clause access.proof: confirmations, exports and approvals take a recent proof.",
)
CONFIRM = Words("验明", "Prove it")
BACK = Words("Esc 返回", "Esc returns")
REFUSED = Words("{sentence}（条款 {clause}）", "{sentence} (clause {clause})")
