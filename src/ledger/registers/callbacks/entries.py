"""Entering callbacks (S4.16-01, S4.16-02)."""

from ledger.kernel.words import Words
from ledger.registers.callbacks.events import (
    CallbackAttempted,
    CallbackClosedUnreachable,
    CallbackCompleted,
)
from ledger.registers.entries import FLOOR, entry

AttemptCallback = entry(
    CallbackAttempted, "attempt-callback", FLOOR, Words("回访一次", "Attempt a callback")
)
CompleteCallback = entry(
    CallbackCompleted,
    "complete-callback",
    FLOOR,
    Words("回访完成", "Complete a callback"),
    once=True,
)
CloseCallbackUnreachable = entry(
    CallbackClosedUnreachable,
    "close-callback-unreachable",
    FLOOR,
    Words("无法联系结案", "Give a callback up"),
    once=True,
)
