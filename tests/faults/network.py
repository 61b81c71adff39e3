"""Network faults between a recorder and its server, each followed by a look at the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from ledger.store.postgres import PostgresRecorder
from tests.faults.account import Account, Findings
from tests.faults.fire import UnderFire
from tests.faults.proxy import DIRECTIONS, KINDS, Fault, FaultProxy
from tests.postgres_server import LEDGER, TestServer

_MOST_BYTES = 6_000


class NetworkFaults:
    """Trials on one ledger, whose callers work through the proxy."""

    def __init__(self, proxy: FaultProxy, fire: UnderFire, chance: Random) -> None:
        self._proxy = proxy
        self._fire = fire
        self._chance = chance

    @property
    def account(self) -> Account:
        """What the callers were told."""
        return self._fire.account

    def trial(self) -> Findings:
        """Have one random fault strike, and look at what callers were told."""
        chance = self._chance
        fault = Fault(
            chance.choice(KINDS),
            chance.choice(DIRECTIONS),
            chance.randrange(1, _MOST_BYTES),
            chance.choice((0, 0, 1, 3)),
        )
        self._proxy.arm(fault)
        return self._fire.trial(lambda: None, mended=self._proxy.heal)


@contextmanager
def behind_a_proxy(server: TestServer) -> Iterator[tuple[FaultProxy, str, str]]:
    """An emptied ledger of a server: the proxy, the address through it, and the direct one."""
    direct = server.empty_ledger()
    upstream = next(server.folder.parent.rglob(".s.PGSQL.*[0-9]"))
    with FaultProxy(str(upstream)) as proxy:
        through = f"postgresql://dutybook_app@127.0.0.1:{proxy.port}/{LEDGER}?sslmode=disable"
        yield proxy, through, direct


@contextmanager
def network_faults(server: TestServer, chance: Random) -> Iterator[NetworkFaults]:
    """Trials on an emptied ledger of a server."""
    with (
        behind_a_proxy(server) as (proxy, through, direct),
        PostgresRecorder(through) as recorder,
        PostgresRecorder(direct) as auditor,
    ):
        yield NetworkFaults(proxy, UnderFire(recorder, auditor, chance), chance)
        auditor.verify()
