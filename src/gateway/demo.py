"""The demonstration: a simulated day, already busy, playing into a ledger that is thrown away."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from gateway.pace import Pace
from gateway.simulator import Settings, facts_of, play, record_until
from ledger.book import Book, Site
from ledger.kernel.clock import FrozenClock, SystemClock, monotonic
from ledger.kernel.words import Language, Words
from ledger.opening import create_book
from ledger.store.recorder import StoreError
from ledger.vault import Vault, VaultError, WrappingKey

DUTY_LEADER = "A017"
"""Who watches the demonstration's floor, and may act on it."""

_SITE = Words("城东客服中心", "Eastside Service Centre")
_ZONE = "Asia/Shanghai"
_DAYS = 7


class Demo:
    """A busy floor at a multiple of life, in a temporary folder that is removed at the end.

    ::

        with Demo(seed=7, speed=60, lang="zh") as demo:
            demo.start()
            DutybookApp(demo.book, clock=demo.clock, actor=DUTY_LEADER).run()

    On entering, everything up to the opening hour is in the ledger; on start the day goes on by
    itself in a thread. ``clock`` tells the simulated time, and is the book's clock too. Ledger,
    key store and wrapping key all lie in the folder, so nothing outside it is read or written.
    """

    ledger_path: Path
    book: Book
    clock: Pace

    def __init__(
        self,
        *,
        seed: int = 7,
        speed: float = 60,
        lang: Language = "zh",
        agents: int = 60,
        queues: int = 4,
        start: date | None = None,
        opens_at: time = time(10),
        elapsed: Callable[[], float] = monotonic,
    ) -> None:
        """Describe a demonstration of the day ``start``, or of today at the site.

        :raises NotSensible: for a number that no centre has.
        """
        zone = ZoneInfo(_ZONE)
        day = start or SystemClock().now().astimezone(zone).date()
        self._settings = Settings(day, _ZONE, agents, queues, _DAYS, seed, lang)
        self._settings.require_sensible()
        self._opens = datetime.combine(day, opens_at, zone)
        self._speed = speed
        self._elapsed = elapsed
        self._stop = threading.Event()
        self._producer: threading.Thread | None = None
        self.failure: Exception | None = None
        """What ended the play before its time, if anything did."""

    def __enter__(self) -> Self:
        """Make the folder and the ledger, and fill it up to the opening hour.

        :raises StoreError: when the temporary folder cannot be written.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="dutybook-demo-")
        try:
            self._open_book(Path(self._folder.name))
        except BaseException:
            self._folder.cleanup()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the play and remove the folder with all that is in it."""
        self.stop()
        self.book.close()
        self._folder.cleanup()

    def start(self) -> None:
        """Let the day go on, at the pace of the clock, in a thread of its own."""
        self._producer = threading.Thread(target=self._produce, name="demo", daemon=True)
        self._producer.start()

    def stop(self) -> None:
        """End the play after what is being recorded; stopping twice is harmless."""
        self._stop.set()
        if self._producer is not None:
            self._producer.join()
            self._producer = None

    def _open_book(self, folder: Path) -> None:
        self.ledger_path = folder / "demo.ledger"
        key = WrappingKey.read_or_create(folder / "wrapping.key")
        vault = Vault.open(self.ledger_path, wrapping_key=key, create=True)
        clock = FrozenClock(datetime.combine(self._settings.start, time(), self._opens.tzinfo))
        site = Site(_SITE.to(self._settings.language), _ZONE)
        founded = create_book(str(self.ledger_path), site, clock=clock, vault=vault)
        clock.move_to(self._opens)
        self._rest = record_until(founded, facts_of(founded, self._settings), self._opens)
        self.clock = Pace(self._opens, self._speed, elapsed=self._elapsed)
        self.book = Book(founded.recorder, vault=vault, clock=self.clock)

    def _produce(self) -> None:
        try:
            play(self.book, self._rest, self.clock, self._stop.wait)
        except (StoreError, VaultError) as failure:
            self.failure = failure
