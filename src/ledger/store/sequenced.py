"""Recorders whose appends all pass through one sequencer."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Sequence
from concurrent.futures import Future

from eventsourcing.persistence import ProgrammingError

from ledger.store.recorder import AppendConflict, Batch, Decision, LedgerRecorder, Span
from ledger.store.sequencer import Reply, Sequencer


def microseconds_now() -> int:
    """Return the present instant, in microseconds since the Unix epoch."""
    return time.time_ns() // 1_000


class SequencedRecorder(LedgerRecorder):
    """The appending half of a recorder that decides where it writes, one group at a time."""

    @abstractmethod
    def sequencer(self) -> Sequencer:
        """What puts appends in order.

        Raises ReadOnly when the ledger was opened to be read.
        """

    def commit(self, batch: Batch) -> Span:
        """Append one command's events durably; see `LedgerRecorder.commit`."""
        _refuse_without_events(batch)
        return _appended(self.sequencer().run((batch,))[0])

    def decide(self, decision: Decision) -> Span | None:
        """Read, decide and append as one step; see `LedgerRecorder.decide`."""
        answer = self.sequencer().run((decision,))[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def decide_async(self, decision: Decision) -> Span | None:
        """Do what `decide` does, for a task of an event loop, without blocking the loop."""
        return await self.sequencer().run_async(decision)

    def commit_soon(self, batch: Batch) -> Future[Span | None]:
        """Queue one command's events; the future ends as `commit` would."""
        _refuse_without_events(batch)
        return self.sequencer().promise(batch)

    async def commit_async(self, batch: Batch) -> Span:
        """Do what `commit` does, for a task of an event loop, without blocking the loop."""
        _refuse_without_events(batch)
        return _appended(await self.sequencer().run_async(batch))

    def commit_many(self, batches: Sequence[Batch]) -> list[Span | AppendConflict]:
        """Append many commands in one transaction; see `LedgerRecorder.commit_many`."""
        for batch in batches:
            _refuse_without_events(batch)
        answers: list[Span | AppendConflict] = []
        for answer in self.sequencer().run(batches):
            answers.append(answer if isinstance(answer, AppendConflict) else _appended(answer))
        return answers


def _appended(answer: Reply) -> Span:
    if isinstance(answer, Exception):
        raise answer
    assert answer is not None, "only a decision can append nothing"
    return answer


def _refuse_without_events(batch: Batch) -> None:
    if not batch.events:
        raise ProgrammingError("an append needs at least one event")
