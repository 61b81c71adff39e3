"""A warden on watch: it steps for as long as nobody stops it, and waits for a ledger gone away."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from console.following.reconnecting import BackOff, may_pass
from ledger.book import Book
from ledger.kernel.projection import ProjectionFailed
from ledger.rulebook.lookup import OutsideCoverage
from ledger.store.errors import StoreError
from ledger.vault import VaultError
from ledger.views.storing import StoredViews, stored_views
from ledger.warden import Done, Warden

_LOOK_AROUND_SECONDS = 0.5
_STANDBY_SECONDS = 5.0
_DUTY = "warden"


class Heard(NamedTuple):
    """Whom a watch tells what it does: of each step, of a ledger lost, and of it being back."""

    done: Callable[[Done], None]
    lost: Callable[[StoreError], None]
    back: Callable[[], None]


@contextmanager
def on_standby(
    book: Book, views: Path | str, failed: Callable[[Exception], None]
) -> Iterator[None]:
    """Watch in the background for as long as something else goes on.

    The watch ends by itself when it cannot go on; ``failed`` is then told why, on its thread.
    """

    def ignore(_: object = None) -> None:
        """A ledger that is gone is told by whoever shows it."""

    watch = Watch(book, Heard(ignore, ignore, ignore), views=views, standby=True)

    def run() -> None:
        try:
            watch.run()
        except (StoreError, ProjectionFailed, VaultError, OutsideCoverage) as fault:
            failed(fault)

    thread = threading.Thread(target=run, name="warden", daemon=True)
    thread.start()
    try:
        yield
    finally:
        watch.stop()
        thread.join()


class Watch:
    """Carries one warden along one book, on the thread that runs it.

    ``views`` is where its views are stored, so that the next watch goes on from there. One of
    many on ``standby`` watches only while no other process that stores views there does.
    """

    def __init__(
        self,
        book: Book,
        heard: Heard,
        *,
        views: Path | str | None = None,
        standby: bool = False,
    ) -> None:
        self._book = book
        self._heard = heard
        self._views = views
        self._standby = standby
        self._stopping = threading.Event()
        self._back_off = BackOff()
        self._warden: Warden | None = None
        self._lost = False

    def stop(self) -> None:
        """End the watch soon, after the decision that is being taken."""
        self._stopping.set()

    def run(self) -> None:
        """Watch until stopped.

        :raises StoreError: for a ledger that will not come back by itself.
        :raises ProjectionFailed: at an event that cannot be folded.
        """
        tables = stored_views(self._views) if self._views is not None else None
        try:
            while not self._stopping.is_set():
                try:
                    self._watch(tables)
                except StoreError as fault:
                    if not may_pass(fault):
                        raise
                    self._tell_lost(fault)
                    self._stopping.wait(self._back_off.seconds())
        finally:
            if tables is not None:
                tables.close()

    def _watch(self, tables: StoredViews | None) -> None:
        if not self._is_ours(tables):
            return
        if self._warden is None:
            self._warden = Warden.of(self._book, tables)
        elif self._lost:
            self._warden.resume()
        while not self._stopping.is_set() and self._is_ours(tables):
            done = self._warden.step()
            if self._lost:
                self._lost = False
                self._back_off.reset()
                self._heard.back()
            if any(done):
                self._heard.done(done)
            self._warden.wait(_LOOK_AROUND_SECONDS)

    def _is_ours(self, tables: StoredViews | None) -> bool:
        """Whether this watch is to step now; if not, some time is let pass."""
        if not self._standby or (tables is not None and tables.leads(_DUTY)):
            return True
        self._stopping.wait(_STANDBY_SECONDS)
        return False

    def _tell_lost(self, fault: StoreError) -> None:
        if not self._lost:
            self._lost = True
            self._heard.lost(fault)
