"""Many want the same call at once; exactly one gets it."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

from ledger.store.recorder import (
    AppendConflict,
    Batch,
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    LedgerRecorder,
)
from tests.ledger.store.conftest import opened
from tests.ledger.store.processes import workers

ROUNDS = 500


def acceptance(recorder: LedgerRecorder, call: int) -> Batch:
    """The command that accepts a call, decided on what the ledger says now."""
    item = DCBQueryItem(["call.accepted"], [f"call:{call}"])
    _, head = recorder.select([(item, False)])
    condition = DCBAppendCondition(DCBQuery([item]), after=0 if call % 2 else head)
    return Batch([DCBEvent("call.accepted", b"{}", [f"call:{call}"])], condition)


def test_sixteen_threads_accept_each_call_once(recorder: LedgerRecorder) -> None:
    """In 500 rounds of 16 threads every call is accepted exactly once."""
    together = threading.Barrier(16)

    def compete(_: int) -> int:
        won = 0
        for call in range(ROUNDS):
            item = DCBQueryItem(["call.accepted"], [f"call:{call}"])
            together.wait()
            try:
                recorder.append(
                    [DCBEvent("call.accepted", b"{}", [f"call:{call}"])],
                    DCBAppendCondition(DCBQuery([item])),
                )
                won += 1
            except AppendConflict:
                pass
        return won

    with ThreadPoolExecutor(16) as threads:
        wins = sum(threads.map(compete, range(16)))
    assert wins == ROUNDS
    assert recorder.head() == ROUNDS
    assert {tuple(event.event.tags) for event in recorder.read()} == {
        (f"call:{call}",) for call in range(ROUNDS)
    }


def test_four_processes_accept_each_call_once(ledger_place: str) -> None:
    """In 500 rounds of 4 processes on one ledger every call is accepted exactly once."""
    recorder = opened(ledger_place)
    with workers("race", ledger_place, 4) as racers:
        for call in range(ROUNDS):
            for racer in racers:
                racer.tell(str(call))
            assert sorted(racer.hear() for racer in racers) == ["lost", "lost", "lost", "won"]
    assert recorder.head() == ROUNDS
    recorder.verify()
    recorder.close()


async def test_sixty_four_tasks_accept_each_call_once(ledger_place: str) -> None:
    """Tasks of one event loop that decided on the same head are told apart by their conditions."""
    with opened(ledger_place) as recorder:
        for call in range(20):
            batches = [acceptance(recorder, call) for _ in range(64)]
            answers = await asyncio.gather(
                *map(recorder.commit_async, batches), return_exceptions=True
            )
            refused = [answer for answer in answers if isinstance(answer, AppendConflict)]
            assert len(refused) == 63
        assert recorder.head() == 20
