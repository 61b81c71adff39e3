"""What can be wrong with a ledger in PostgreSQL, each as one clear sentence in both languages.

No message holds a password: a ledger is named by `Address.shown`, and of what the driver says only
the first line is ever repeated, which names host, port and user at most.
"""

from __future__ import annotations

import psycopg
from eventsourcing.persistence import ProgrammingError
from psycopg import errors

from ledger.kernel.words import Words
from ledger.store.errors import (
    Damaged,
    DiskFull,
    Locked,
    NotALedger,
    ReadOnly,
    StoreError,
    StoreUnavailable,
)
from ledger.store.postgres.patient import Unanswered

NOT_DURABLE = "DY001"
APPEND_ONLY = "DY002"


class ServerUnavailable(StoreUnavailable):
    """The server cannot be reached, or does not let us work."""

    def __init__(self, shown: str, en: str, zh: str) -> None:
        StoreError.__init__(
            self,
            shown,
            f"The ledger {shown} is not available: {en}.",
            f"账本 {shown} 不可用：{zh}。",
        )
        self.reason = Words(zh, en)


class OutcomeUnknown(StoreUnavailable):
    """The connection broke while an append was being committed, and nothing can tell its outcome.

    Repeating the append with the same command id is safe, and answers with what became of it.
    """

    def __init__(self, shown: str) -> None:
        StoreError.__init__(
            self,
            shown,
            f"The connection to the ledger {shown} broke during an append, which may or may not "
            "be recorded; look at the trail before doing it again.",
            f"与账本 {shown} 的连接在写入时中断，该次写入可能已记录，也可能未记录；"
            "请先查看事件再决定是否重做。",
        )


class NotPermitted(ReadOnly):
    """The role may not do what was asked of it."""

    def __init__(self, shown: str, role: str) -> None:
        StoreError.__init__(
            self,
            shown,
            f"The role {role} may not do this in the ledger {shown}, nothing was written; "
            "grant it dutybook_app, or dutybook_auditor to read.",
            f"角色 {role} 无权在账本 {shown} 中这样做，未写入任何内容；"
            "请授予 dutybook_app，仅查阅则授予 dutybook_auditor。",
        )


class OnlyRead(ReadOnly):
    """The ledger was opened to be read."""

    def __init__(self, shown: str) -> None:
        StoreError.__init__(
            self,
            shown,
            f"The ledger {shown} was opened for reading only; nothing was written.",
            f"账本 {shown} 以只读方式打开，未写入任何内容。",
        )


class Replica(ReadOnly):
    """The server is a replica, or its transactions are set to read only."""

    def __init__(self, shown: str) -> None:
        StoreError.__init__(
            self,
            shown,
            f"The ledger {shown} is on a server that only reads, nothing was written; "
            "name the primary server.",
            f"账本 {shown} 所在服务器为只读副本，未写入任何内容；请改用主服务器。",
        )


class NoLedgerHere(NotALedger):
    """The database is empty, or holds something else."""

    def __init__(self, shown: str, *, occupied: bool) -> None:
        holds = (
            "something else in a schema named ledger, audit, views or vault"
            if occupied
            else "no Dutybook ledger"
        )
        holds_zh = (
            "其模式 ledger、audit、views 或 vault 中是别的东西"
            if occupied
            else "其中没有 Dutybook 账本"
        )
        what = "name another database" if occupied else "make one with dutybook init"
        what_zh = "请指定其他数据库" if occupied else "请用 dutybook init 新建"
        StoreError.__init__(
            self,
            shown,
            f"The database {shown} holds {holds}; {what}.",
            f"数据库 {shown} 不可用：{holds_zh}；{what_zh}。",
        )


class OlderLedger(StoreUnavailable):
    """The ledger's tables must be brought up to this program's format first."""

    def __init__(self, shown: str, version: int) -> None:
        StoreError.__init__(
            self,
            shown,
            f"The ledger {shown} has the older format {version}; run dutybook migrate first.",
            f"账本 {shown} 的格式版本 {version} 较旧；请先运行 dutybook migrate。",
        )


_SENTENCES: tuple[tuple[str, str, str], ...] = (
    (
        "28",
        "the server refuses this user or password; check both in the address",
        "服务器拒绝该用户或密码；请检查地址中的用户和密码",
    ),
    (
        "3D000",
        "there is no such database; create it or check its name",
        "没有这个数据库；请新建或检查名称",
    ),
    (
        "53300",
        "the server has no connection left; close other programs or raise max_connections",
        "服务器连接数已满；请关闭其他程序或调大 max_connections",
    ),
    (
        "57P03",
        "the server is starting or stopping; try again in a moment",
        "服务器正在启动或停止；请稍后重试",
    ),
    (
        "57P",
        "the server ended the connection; try again in a moment",
        "服务器断开了连接；请稍后重试",
    ),
    (
        "57014",
        "the server took too long; try again or ask for less",
        "服务器处理超时；请重试或缩小范围",
    ),
    (
        "25P0",
        "the server took too long; try again",
        "服务器处理超时；请重试",
    ),
    (
        NOT_DURABLE,
        "fsync, full_page_writes or synchronous_commit is off on its server, which may lose what "
        "it has committed; turn them on",
        "服务器关闭了 fsync、full_page_writes 或 synchronous_commit，可能丢失已提交的内容；"
        "请将其打开",
    ),
    (
        APPEND_ONLY,
        "a ledger is only ever added to",
        "账本只能追加，不能更改",
    ),
)

ONE_COMMANDS_FAULT = (
    errors.DataError,
    errors.IntegrityError,
    errors.ProgramLimitExceeded,
    errors.UntranslatableCharacter,
)
"""The server refuses one command for its own content."""

LOST = (psycopg.OperationalError, psycopg.InterfaceError)
"""What the driver raises, among other faults, when a connection is lost."""


def as_store_error(fault: psycopg.Error, shown: str, role: str) -> Exception:
    """Say in one sentence what a fault of the server means for the ledger named `shown`."""
    state = fault.sqlstate or ""
    if isinstance(fault, ONE_COMMANDS_FAULT):
        return ProgrammingError(f"The ledger {shown} cannot store this event: {_first_line(fault)}")
    if state == "42501":
        return NotPermitted(shown, role)
    if state == "25006":
        return Replica(shown)
    if state in ("53100", "53200"):
        return DiskFull(shown)
    if state in ("55P03", "40P01", "40001"):
        return Locked(shown)
    if state in ("XX001", "XX002"):
        return Damaged(shown, "the server finds its pages corrupted", "服务器发现数据页损坏")
    for prefix, en, zh in _SENTENCES:
        if state.startswith(prefix):
            return ServerUnavailable(shown, en, zh)
    if isinstance(fault, Unanswered):
        return ServerUnavailable(
            shown,
            "its server does not answer; look at the server and its network",
            "其服务器没有应答；请检查服务器和网络",
        )
    if not state:
        return _unreachable(fault, shown)
    return ServerUnavailable(
        shown,
        f"the server reports {state} {_first_line(fault)}",
        f"服务器报告 {state} {_first_line(fault)}",
    )


def _unreachable(fault: psycopg.Error, shown: str) -> StoreError:
    """A fault without a code comes from the driver: mostly the server could not be reached."""
    text = str(fault)
    # While a connection is being made the server's own codes do not reach us, only its words.
    if "password" in text or "authentication" in text or "role " in text or "pg_hba" in text:
        state = "28"
    elif "does not exist" in text and "database" in text:
        state = "3D000"
    elif "too many clients" in text or "remaining connection slots" in text:
        state = "53300"
    elif "starting up" in text or "shutting down" in text or "recovery" in text:
        state = "57P03"
    else:
        return ServerUnavailable(
            shown,
            "its server cannot be reached; check the address, the network and the server",
            "连接不上其服务器；请检查地址、网络和服务器",
        )
    en, zh = next((en, zh) for prefix, en, zh in _SENTENCES if prefix == state)
    return ServerUnavailable(shown, en, zh)


def _first_line(fault: psycopg.Error) -> str:
    said = fault.diag.message_primary or str(fault)
    return said.splitlines()[0].rstrip(".") if said else type(fault).__name__
