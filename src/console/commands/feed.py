"""The feed: every event of a trail once, in order, a line each, for as long as somebody reads."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from console.commands.terminal import Terminal
from console.following.reconnecting import BackOff, brief, may_pass
from console.trail.pages import Trail
from ledger.book import Book
from ledger.kernel.clock import monotonic
from ledger.store.recorder import Damaged, StoreError
from ledger.store.recorder import Recorded as StoredEvent

Line = Callable[[StoredEvent], bytes]

_LOOK_AROUND_SECONDS = 0.5
_LONGEST_NAP_SECONDS = 0.1


class Feed:
    """Writes each event of a trail once, in order, as one line.

    A feed that follows waits for a ledger that went away and goes on after the last event it has
    written. ``name`` is what the ledger is called in what is said.
    """

    def __init__(
        self,
        book: Book,
        trail: Trail,
        line: Line,
        *,
        terminal: Terminal,
        name: str,
        after: int = 0,
        limit: int | None = None,
    ) -> None:
        """Begin after a position; with a limit, end after so many events."""
        self._book = book
        self._trail = trail
        self._line = line
        self._terminal = terminal
        self._name = name
        self._after = after
        self._remaining = sys.maxsize if limit is None else limit
        self._back_off = BackOff()
        self._lost = False
        self._stopped = False
        if trail.query.jump is not None:
            self._after = max(after, trail.query.jump - 1)
            self._remaining = min(self._remaining, 1)

    def run(self, last: int | None, *, follow: bool) -> None:
        """Write what there is, or the newest so many of it; following, what comes then, too.

        Following ends when it is interrupted, or when nobody reads any more.

        :raises StoreError: when the ledger cannot be read; what was written ends with a whole
            line, and it is said after which event to go on.
        """
        try:
            with self._stopping():
                self._run(last, follow)
        except BrokenPipeError:
            _abandon_output()
        except StoreError:
            self._tell_place()
            raise

    def _run(self, last: int | None, follow: bool) -> None:
        begun = last is None
        while not self._stopped:
            try:
                if last is not None and not begun:
                    self._write_newest(last)
                else:
                    self._write_new()
                begun = True
                if not follow or not self._wait():
                    return
            except StoreError as fault:
                if not (follow and may_pass(fault)):
                    raise
                if not self._wait_for_ledger(fault):
                    return

    def _write_new(self) -> None:
        head = self._book.recorder.head()
        self._require_whole(head)
        self._write(self._trail.stored(after=self._after))
        if self._remaining > 0 and not self._stopped:
            self._after = max(self._after, head)

    def _write_newest(self, count: int) -> None:
        head = self._book.recorder.head()
        self._require_whole(head)
        found = self._trail.stored(after=self._after, backwards=True)
        wanted = range(min(count, self._remaining))
        newest = [event for event, _ in zip(found, wanted, strict=False)]
        self._write(reversed(newest))
        if not self._stopped:
            self._after = max(self._after, head)

    def _write(self, found: Iterator[StoredEvent]) -> None:
        """Write events for as long as there is a reader for them."""
        output = sys.stdout.buffer
        try:
            for event in found:
                if self._stopped or not self._remaining:
                    break
                output.write(self._line(event) + b"\n")
                self._after, self._remaining = event.position, self._remaining - 1
        finally:
            output.flush()

    def _wait(self) -> bool:
        """Wait until there is more; false when nothing more is wanted."""
        while self._remaining > 0 and not self._stopped and _reader_is_there():
            if self._book.recorder.wait(self._after, _LOOK_AROUND_SECONDS) > self._after:
                return True
        return False

    def _wait_for_ledger(self, fault: StoreError) -> bool:
        """Let some time pass, and say once why; false when nothing more is wanted."""
        if not self._lost:
            self._lost = True
            why = brief(fault)
            self._terminal.note(
                f"账本没有应答：{why.zh}；恢复后自动从第 {self._after} 号事件之后继续。",
                f"The ledger does not answer: {why.en}; once it does, this goes on after event "
                f"{self._after}.",
            )
        until = monotonic() + self._back_off.seconds()
        while monotonic() < until:
            if self._stopped or not _reader_is_there():
                return False
            time.sleep(_LONGEST_NAP_SECONDS)
        return True

    def _require_whole(self, head: int) -> None:
        """See that a ledger that went away came back with all that was written from it.

        :raises Damaged: when it ends earlier: new events would get positions that were written.
        """
        if not self._lost:
            return
        if head < self._after:
            raise Damaged(
                self._name,
                f"it now ends at event {head}, and event {self._after} was there before",
                f"现止于第 {head} 号事件，而第 {self._after} 号事件先前存在",
            )
        self._lost = False
        self._back_off.reset()
        self._terminal.note(
            f"账本已恢复，从第 {self._after} 号事件之后继续。",
            f"The ledger answers again; this goes on after event {self._after}.",
        )

    def _tell_place(self) -> None:
        if self._after:
            self._terminal.note(
                f"已输出到第 {self._after} 号事件；可用 --after {self._after} 接着输出。",
                f"Written up to event {self._after}; --after {self._after} goes on from there.",
            )

    @contextmanager
    def _stopping(self) -> Iterator[None]:
        """Let Ctrl+C and a polite kill end the feed after a whole line."""
        kinds = (signal.SIGINT, signal.SIGTERM)
        before = [signal.signal(kind, self._stop) for kind in kinds]
        try:
            yield
        finally:
            for kind, handler in zip(kinds, before, strict=True):
                signal.signal(kind, handler)

    def _stop(self, *_: Any) -> None:
        self._stopped = True


def _reader_is_there() -> bool:
    """Whether somebody still reads what is printed; a closed pipe says so only when asked."""
    if not hasattr(select, "poll"):
        return True
    poll = select.poll()
    try:
        poll.register(sys.stdout.fileno(), 0)
    except (OSError, ValueError):
        return True
    return not any(state & (select.POLLERR | select.POLLNVAL) for _, state in poll.poll(0))


def _abandon_output() -> None:
    """Keep the interpreter from complaining about the closed pipe once more as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
