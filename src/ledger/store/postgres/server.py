"""A ledger's server: its address, and connections to it, all with the same guards."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any, NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus

from ledger.kernel.words import Words
from ledger.store.errors import NewerLedger
from ledger.store.patience import patience_here
from ledger.store.postgres.faults import (
    LOST,
    NoLedgerHere,
    NotPermitted,
    OlderLedger,
    Replica,
    ServerUnavailable,
    as_store_error,
)
from ledger.store.postgres.patient import PatientConnection

FORMAT = 2
"""The version of the tables; raised when old programs cannot read them."""

OLDEST_SERVER = 140_000
APPLICATION = "dutybook"

Connection = psycopg.Connection[tuple[Any, ...]]

_CONNECT_SECONDS = 5
_STATEMENT_SECONDS = 120
_IDLE_IN_TRANSACTION_SECONDS = 15

# All our statements find single events by an index. Fixing that keeps a plan the same from the
# first event to the ten-millionth, whatever the server's statistics say meanwhile.
_PLANNING = {
    "enable_seqscan": "off",
    "enable_bitmapscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "enable_hashagg": "off",
    "jit": "off",
    "plan_cache_mode": "force_generic_plan",
    "work_mem": "64MB",
}
_KEEPALIVE = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_FACTS = """
SELECT current_setting('server_version_num')::int, pg_is_in_recovery(),
    current_setting('fsync'), current_setting('full_page_writes'),
    current_setting('synchronous_commit'), current_setting('data_checksums'),
    current_setting('server_encoding'),
    EXISTS (
        SELECT FROM pg_namespace WHERE nspname IN ('ledger', 'audit', 'views', 'vault')
    ),
    coalesce((
        SELECT obj_description(c.oid, 'pg_class') LIKE 'Dutybook ledger:%'
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = 'ledger' AND c.relname = 'format'
    ), false)
"""
_RIGHTS = """
SELECT
    CASE WHEN has_schema_privilege('ledger', 'USAGE')
        THEN has_table_privilege('ledger.event', 'SELECT') ELSE false END,
    CASE WHEN has_schema_privilege('ledger', 'USAGE')
        THEN (
            SELECT bool_or(has_function_privilege(p.oid, 'EXECUTE')) FROM pg_proc AS p
            WHERE p.pronamespace = 'ledger'::regnamespace AND p.proname = 'append'
        ) ELSE false END,
    CASE WHEN has_schema_privilege('audit', 'USAGE')
        THEN has_table_privilege('audit.event', 'SELECT') ELSE false END
"""


class Address:
    """Where a ledger's database is, given as a URL; shown to people without its password."""

    def __init__(self, url: str) -> None:
        """Take a URL apart.

        Raises ServerUnavailable when it is none.
        """
        try:
            self.parameters: dict[str, Any] = dict(conninfo_to_dict(url))
        except psycopg.Error:
            # What the driver says about a malformed address may repeat its password.
            scheme = url.partition("://")[0]
            raise ServerUnavailable(
                f"{scheme}://...",
                "its address is malformed; write postgresql://user@host:5432/database",
                "地址写法有误；请写成 postgresql://user@host:5432/database",
            ) from None
        self.shown = _shown(self.parameters)
        self.role = str(self.parameters.get("user") or "")


class ServerFacts(NamedTuple):
    """What a server says of itself and of the database."""

    version: int
    replica: bool
    fsync: str
    full_page_writes: str
    synchronous_commit: str
    checksums: str
    encoding: str
    occupied: bool
    ours: bool


class Server:
    """Opens the connections of one ledger.

    `lock_timeout` is how many seconds to wait for others who append.
    """

    def __init__(self, url: str, *, lock_timeout: float = 10.0) -> None:
        self.address = Address(url)
        self.shown = self.address.shown
        self.lock_timeout = lock_timeout
        self.schema = "ledger"
        self.cautions: tuple[Words, ...] = ()

    def connect(self, *, isolation: str = "read committed", label: str = APPLICATION) -> Connection:
        """Open a connection on which every statement is a transaction unless one is begun.

        Raises the StoreError that says why not.
        """
        wanted = self.arguments(isolation, label)
        # To the driver, no seconds at all are as many as it takes.
        seconds = float(wanted["connect_timeout"]) or inf
        wanted["connect_timeout"] = max(1, int(min(seconds, patience_here().left())))
        with self.translated():
            return PatientConnection.connect(**wanted)

    def arguments(self, isolation: str, label: str = APPLICATION) -> dict[str, Any]:
        """What every connection is opened with."""
        settings = {
            **_PLANNING,
            "search_path": f"{self.schema},pg_temp",
            "default_transaction_isolation": isolation.replace(" ", "\\ "),
            "statement_timeout": f"{_STATEMENT_SECONDS}s",
            "lock_timeout": f"{int(self.lock_timeout * 1000)}ms",
            "idle_in_transaction_session_timeout": f"{_IDLE_IN_TRANSACTION_SECONDS}s",
        }
        wanted = " ".join(f"-c {name}={value}" for name, value in settings.items())
        own = str(self.address.parameters.get("options") or "")
        return {
            "connect_timeout": _CONNECT_SECONDS,
            **_KEEPALIVE,
            **self.address.parameters,
            "options": f"{wanted} {own}".strip(),
            "application_name": label,
            "autocommit": True,
            "prepare_threshold": 2,
        }

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn the server's faults inside the block into store errors."""
        try:
            yield
        except psycopg.Error as fault:
            raise self.as_store_error(fault) from fault

    def as_store_error(self, fault: psycopg.Error) -> Exception:
        """What a fault means for this ledger."""
        return as_store_error(fault, self.shown, self.address.role)

    def settle(self, *, readonly: bool) -> None:
        """Look at the server once: whether it can be trusted, and what we may do there.

        Raises NoLedgerHere, OlderLedger, NewerLedger, Replica, NotPermitted, or another
        StoreError.
        """
        with self.connect() as connection, self.translated():
            facts = read_facts(connection)
            check_server(facts, self.shown)
            if not facts.ours:
                raise NoLedgerHere(self.shown, occupied=facts.occupied)
            reads, appends, audits = connection.execute(_RIGHTS).fetchall()[0]
            if not (reads or audits):
                raise NotPermitted(self.shown, self.address.role)
            if not readonly:
                if facts.replica:
                    raise Replica(self.shown)
                if not (reads and appends):
                    raise NotPermitted(self.shown, self.address.role)
            self.schema = "ledger" if reads else "audit"
            check_format(connection, self.schema, self.shown)
            self.cautions = cautions_about(facts, self.shown)


def read_facts(connection: Connection) -> ServerFacts:
    """Ask a server what it is and how it is set."""
    return ServerFacts(*connection.execute(_FACTS).fetchall()[0])


def check_server(facts: ServerFacts, shown: str) -> None:
    """Refuse a server that is too old, or that may lose what it has committed.

    Raises ServerUnavailable.
    """
    if facts.version < OLDEST_SERVER:
        found = facts.version // 10_000
        raise ServerUnavailable(
            shown,
            f"its server is PostgreSQL {found}, and 14 or newer is needed; update the server",
            f"其服务器为 PostgreSQL {found}，需要 14 或更新版本；请升级服务器",
        )
    if facts.encoding != "UTF8":
        raise ServerUnavailable(
            shown,
            f"its database keeps text as {facts.encoding}, and UTF8 is needed; "
            "create the database anew",
            f"其数据库编码为 {facts.encoding}，需要 UTF8；请重新建库",
        )
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        if getattr(facts, name) == "off":
            raise ServerUnavailable(
                shown,
                f"{name} is off on its server, which may lose what it has committed; turn it on",
                f"服务器的 {name} 已关闭，可能丢失已提交的内容；请将其打开",
            )


def check_format(connection: Connection, schema: str, shown: str) -> None:
    """Refuse tables that are not of this program's format.

    Raises NewerLedger or OlderLedger.
    """
    (found,) = connection.execute(
        f"SELECT coalesce(max(version), 0) FROM {schema}.format"
    ).fetchall()[0]
    if found > FORMAT:
        raise NewerLedger(shown, found)
    if found < FORMAT:
        raise OlderLedger(shown, found)


def cautions_about(facts: ServerFacts, shown: str) -> tuple[Words, ...]:
    """What a person should know about a server that can nevertheless be worked with."""
    if facts.checksums == "on":
        return ()
    return (
        Words(
            f"账本 {shown} 所在服务器没有启用数据校验和，磁盘损坏可能无人察觉；"
            "请用 pg_checksums 启用。",
            f"The server of the ledger {shown} keeps no data checksums, so a failing disk may go "
            "unnoticed; enable them with pg_checksums.",
        ),
    )


def is_lost(connection: Connection | None, fault: BaseException) -> bool:
    """Tell whether a fault means that the connection is gone, and with it any answer.

    The driver may find a socket dead without noting it: the connection then waits for ever for the
    end of a statement that has long failed.
    """
    return isinstance(fault, LOST) and (
        connection is None
        or connection.closed
        or connection.broken
        or connection.info.transaction_status is TransactionStatus.ACTIVE
    )


def flush(connection: Connection) -> None:
    """Wait until everything said to the server has gone out.

    In a pipeline the driver hands over as much as the socket takes, and would wait for an answer to
    what the server has not heard yet.
    """
    while connection.pgconn.flush():
        select.select((), (connection.fileno(),), ())


def back_off(attempt: int) -> None:
    """Pause a little longer after each failed attempt, at most a second."""
    time.sleep(min(1.0, 0.05 * 2**attempt))


def _shown(parameters: dict[str, Any]) -> str:
    user = f"{parameters['user']}@" if parameters.get("user") else ""
    host = str(parameters.get("host") or "")
    place = "" if host.startswith("/") else host
    port = f":{parameters['port']}" if parameters.get("port") and place else ""
    return f"postgresql://{user}{place}{port}/{parameters.get('dbname') or ''}"
