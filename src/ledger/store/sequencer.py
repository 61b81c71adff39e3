"""Lets many callers of one process share commits.

A caller that finds the writer idle commits its own command, at once and in its own thread. Those
who come while it is at work queue up, and a writer thread commits them together, again and again
until nobody waits. So one caller pays for no hand-over, and many pay for few commits.

A store that other processes append to as well may have to wait for its turn. Then nobody goes
ahead alone: whoever comes before the turn does is of the same commit.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress

from ledger.store.errors import StoreUnavailable
from ledger.store.recorder import Batch, Decision, Span

MOST_AT_ONCE = 32
"""Commands in one commit."""

Command = Batch | Decision

Unit = Sequence[Command]
"""Commands that one caller wants in one transaction."""

Reply = Span | Exception | None
"""What became of one command: its positions; why it was left out; None when it appends nothing."""

Answer = list[Reply] | Exception
"""The replies to a unit's commands, or the fault that kept the unit from being written."""


class _Waiting:
    """A caller's thread, blocked until its unit is answered."""

    __slots__ = ("_answered", "answer", "unit")

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.answer: Answer = []
        self._answered = threading.Lock()
        self._answered.acquire()

    def begin(self) -> bool:
        return True

    def settle(self, answer: Answer) -> None:
        self.answer = answer
        self._answered.release()

    def wait(self) -> Answer:
        self._answered.acquire()
        return self.answer


class _Promised:
    """A caller that goes on with other things until its future is done."""

    __slots__ = ("future", "unit")

    def __init__(self, command: Command) -> None:
        self.unit: Unit = (command,)
        self.future: Future[Span | None] = Future()

    def begin(self) -> bool:
        return self.future.set_running_or_notify_cancel()

    def settle(self, answer: Answer) -> None:
        _end(self.future, answer)


class _Awaited:
    """A task of an event loop; `settle` runs in the loop's own thread."""

    __slots__ = ("future", "loop", "unit")

    def __init__(self, command: Command, loop: asyncio.AbstractEventLoop) -> None:
        self.unit: Unit = (command,)
        self.loop = loop
        self.future: asyncio.Future[Span | None] = loop.create_future()

    def begin(self) -> bool:
        return not self.future.cancelled()

    def settle(self, answer: Answer) -> None:
        if not self.future.cancelled():
            _end(self.future, answer)


_Caller = _Waiting | _Promised | _Awaited


def _end(future: Future[Span | None] | asyncio.Future[Span | None], answer: Answer) -> None:
    only = answer if isinstance(answer, Exception) else answer[0]
    if isinstance(only, Exception):
        future.set_exception(only)
    else:
        future.set_result(only)


def _settle_tasks(answered: list[tuple[_Awaited, Answer]]) -> None:
    for caller, answer in answered:
        caller.settle(answer)


class Sequencer:
    """Puts the units of all callers in one order and has them written, one group at a time.

    `write` is only ever called by one thread at a time and answers every unit it is given.
    `turns` tells whether the store has to wait for its turn; `take_turn` then does so, before
    `write` is called by the same thread, perhaps with no unit at all.
    """

    def __init__(
        self,
        path: str,
        write: Callable[[Sequence[Unit]], list[Answer]],
        turns: Callable[[], bool] = lambda: False,
        take_turn: Callable[[], None] = lambda: None,
    ) -> None:
        self._path = path
        self._write = write
        self._turns = turns
        self._take_turn = take_turn
        self._mutex = threading.Lock()
        self._idle = threading.Condition(self._mutex)
        self._busy = False
        self._closed = False
        self._arrivals: dict[asyncio.AbstractEventLoop, list[_Awaited]] = {}
        self._queue: deque[_Caller] = deque()
        self._turn = threading.Semaphore(0)
        self._thread: threading.Thread | None = None

    def run(self, unit: Unit) -> list[Reply]:
        """Write a unit and return its answers once they are durable.

        Raises the fault when the unit could not be written.
        """
        waiting = None
        with self._mutex:
            self._refuse_when_closed()
            if self._busy or self._turns():
                waiting = _Waiting(unit)
                self._queue.append(waiting)
                if not self._busy:
                    self._busy = True
                    self._wake_thread()
            else:
                self._busy = True
        if waiting is not None:
            answer = waiting.wait()
        else:
            try:
                answer = self._write((unit,))[0]
            finally:
                self._hand_over()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def promise(self, command: Command) -> Future[Span | None]:
        """Queue one command and return at once; the future ends when its commit is durable."""
        promised = _Promised(command)
        self._enqueue([promised])
        return promised.future

    async def run_async(self, command: Command) -> Span | None:
        """Queue one command and wait for it without blocking the event loop.

        What the loop's tasks ask for in one turn of the loop is handed in together.
        """
        loop = asyncio.get_running_loop()
        caller = _Awaited(command, loop)
        arrivals = self._arrivals.setdefault(loop, [])
        if not arrivals:
            loop.call_soon(self._hand_in, loop)
        arrivals.append(caller)
        return await caller.future

    def _hand_in(self, loop: asyncio.AbstractEventLoop) -> None:
        callers = self._arrivals.pop(loop)
        try:
            self._enqueue(callers)
        except StoreUnavailable as fault:
            _settle_tasks([(caller, fault) for caller in callers])

    def _enqueue(self, callers: Sequence[_Caller]) -> None:
        with self._mutex:
            self._refuse_when_closed()
            self._queue.extend(callers)
            if not self._busy:
                self._busy = True
                self._wake_thread()

    def close(self) -> None:
        """Take no more work, finish what is queued, and end the writer thread."""
        with self._mutex:
            self._closed = True
            self._idle.wait_for(lambda: not self._busy)
            thread, self._thread = self._thread, None
        if thread is not None:
            self._turn.release()
            thread.join()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise StoreUnavailable(self._path, "it has been closed", "已被关闭")

    def _hand_over(self) -> None:
        with self._mutex:
            if self._queue:
                self._wake_thread()
            else:
                self._rest()

    def _wake_thread(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="ledger-writer", daemon=True)
            self._thread.start()
        self._turn.release()

    def _rest(self) -> None:
        self._busy = False
        if self._closed:
            self._idle.notify_all()

    def _serve(self) -> None:
        while True:
            self._turn.acquire()
            while self._is_wanted():
                if self._turns():
                    self._take_turn()
                self._commit(self._next_group())
            with self._mutex:
                if self._closed:
                    return

    def _is_wanted(self) -> bool:
        with self._mutex:
            if not self._queue:
                self._rest()
            return bool(self._queue)

    def _next_group(self) -> list[_Caller]:
        with self._mutex:
            group: list[_Caller] = []
            while self._queue and len(group) < MOST_AT_ONCE:
                caller = self._queue.popleft()
                if caller.begin():
                    group.append(caller)
            return group

    def _commit(self, group: list[_Caller]) -> None:
        answers = self._write([caller.unit for caller in group])
        tasks: dict[asyncio.AbstractEventLoop, list[tuple[_Awaited, Answer]]] = {}
        for caller, answer in zip(group, answers, strict=True):
            if isinstance(caller, _Awaited):
                tasks.setdefault(caller.loop, []).append((caller, answer))
            else:
                caller.settle(answer)
        for loop, answered in tasks.items():
            # A loop that was closed while we wrote has nobody left to tell.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(_settle_tasks, answered)
