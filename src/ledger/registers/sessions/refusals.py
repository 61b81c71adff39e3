"""Why somebody is turned away, in the words of the rulebook."""

from __future__ import annotations

from ledger.kernel.action import Refused


class WrongPassword(
    Refused,
    clause="access.sign_in",
    zh="工号或口令不对；请重新输入",
    en="the employee number or the password is wrong; type them again",
):
    """Whether the number is anybody's is not told."""


class LockedOut(
    Refused,
    clause="access.lock_out",
    zh="失败过多，{until} 之后再试",
    en="too many wrong attempts; try again after {until}",
):
    """Nothing is compared while somebody is locked out."""


class TooManyAtOnce(
    Refused,
    clause="access.lock_out",
    zh="同时登录的人太多；请稍候再试",
    en="too many are signing in at once; try again in a moment",
):
    """Passwords are compared one at a time, and few may wait for it."""


class SignedInElsewhere(
    Refused,
    clause="access.one_session",
    zh="{person} 自 {since} 起已在 {station} 登录；可以接管",
    en="{person} has been signed in at {station} since {since}; you can take over",
):
    """A person has one live session."""


class SessionOver(
    Refused,
    clause="access.one_session",
    zh="本次登录已结束或被接管；请重新登录",
    en="this sign-in is over, or was taken over; sign in again",
):
    """What a person does at a console is done in their live session."""


class PasswordTooShort(
    Refused,
    clause="access.password",
    zh="口令至少 {shortest} 个字符，至多 {longest} 个",
    en="a password has at least {shortest} characters, and at most {longest}",
):
    """A short password is soon guessed."""


class PasswordIsTheNumber(
    Refused,
    clause="access.password",
    zh="口令不能就是工号；请另选",
    en="a password cannot be the employee number; choose another",
):
    """What stands on every screen is no secret."""


class AdministratorFirst(
    Refused,
    clause="access.password",
    zh="账本的第一个口令由管理员设定，否则无人能再开口令",
    en="the first password of a book is an administrator's, or nobody could give the others theirs",
):
    """From the first password on, nobody acts without one."""


class NobodyToSecure(
    Refused,
    clause="access.password",
    zh="没有登记工号 {person}，或其已无权限",
    en="{person} is not registered, or holds no role any more",
):
    """Only a registered person has a password."""


class NotTheirPassword(
    Refused,
    clause="access.password",
    zh="口令由本人或管理员设定",
    en="a password is set by the person it is for, or by an administrator",
):
    """Nobody else sets it."""


class ProofTooOld(
    Refused,
    clause="access.proof",
    zh="导出前须在 {minutes} 分钟内验明本人；请用 dutybook token new 重新取得令牌",
    en="an export takes a proof of who acts within {minutes} minutes; get a new token with "
    "dutybook token new",
):
    """What leaves the book is taken out by somebody who has just given the password."""


class NoToken(
    Refused,
    clause="access.token",
    zh="本账本设有口令：命令行办理要有 {person} 的有效令牌；"
    "先用 dutybook token new 取得，再设 DUTYBOOK_TOKEN",
    en="this book has passwords: a command line acts as {person} by a valid token; get one with "
    "dutybook token new, and set DUTYBOOK_TOKEN",
):
    """A token is unknown, revoked, expired, older than the password, or somebody else's."""


class TokenNotFound(
    Refused,
    clause="access.token",
    zh="{person} 没有令牌 {token}",
    en="{person} has no token {token}",
):
    """Only a token that was issued can be revoked."""
