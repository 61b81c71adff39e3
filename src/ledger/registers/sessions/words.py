"""The labels of sign-ins."""

from ledger.kernel.words import Words

TITLE = Words("登录", "Sign-in")

EVENTS = {
    "person.password_set": Words("口令设定", "Password set"),
    "person.password_rehashed": Words("口令摘要更新", "Password digest renewed"),
    "sign_in.succeeded": Words("登录", "Signed in at a console"),
    "sign_in.failed": Words("登录失败", "Sign-in failed"),
    "sign_in.refused": Words("登录被拒", "Sign-in refused"),
    "sign_in.proved": Words("再次验明本人", "Password given again"),
    "session.taken_over": Words("登录被接管", "Sign-in taken over"),
    "session.ended": Words("登录结束", "Sign-in ended"),
    "console.locked": Words("控制台锁定", "Console locked"),
    "console.unlocked": Words("控制台解锁", "Console unlocked"),
    "token.issued": Words("令牌发放", "Token issued"),
    "token.revoked": Words("令牌作废", "Token revoked"),
}

FIELDS = {
    "person": Words("人员", "Person"),
    "digest": Words("摘要值", "Digest"),
    "temporary": Words("临时", "Temporary"),
    "setter": Words("设定人", "Set by"),
    "login": Words("登录标识", "Login"),
    "session": Words("所在登录", "Sign-in"),
    "successor": Words("接续的登录", "Successor"),
    "station": Words("终端", "Station"),
    "failures": Words("连续失败次数", "Failures in a row"),
    "reason": Words("原因", "Reason"),
    "until": Words("至", "Until"),
    "token": Words("令牌", "Token"),
    "expires_at": Words("到期", "Expires"),
    "verified": Words("口令相符", "Password right"),
    "password": Words("所核对的口令", "Password compared"),
    "aim": Words("目的", "Aim"),
    "takeover": Words("接管", "Take over"),
    "busy": Words("繁忙", "Busy"),
}

VALUES = {
    "locked-out": Words("失败过多，暂停登录", "locked out for a while"),
    "busy": Words("正在核对的太多", "too many being compared"),
    "signed-in-elsewhere": Words("已在别处登录", "signed in elsewhere"),
    "signed-out": Words("退出", "signed out"),
    "taken-over": Words("被接管", "taken over"),
    "idle": Words("无人操作", "idle"),
    "by-hand": Words("手动", "by hand"),
    "shift-end": Words("班次结束", "end of the shift"),
    "console": Words("登录控制台", "sign in at a console"),
    "unlock": Words("解锁", "unlock"),
    "proof": Words("再次验明", "prove again"),
}
