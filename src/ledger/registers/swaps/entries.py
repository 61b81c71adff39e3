"""Entering what becomes of a swap (S4.10)."""

from ledger.kernel.words import Words
from ledger.registers.entries import FLOOR, LEADERS, entry
from ledger.registers.swaps.events import (
    ShiftSwapped,
    SwapAgreed,
    SwapHandedOver,
    SwapMissed,
    SwapRequested,
)

RequestSwap = entry(
    SwapRequested,
    "request-swap",
    LEADERS,
    Words("申请换班", "Ask for a swap"),
    own="giver",
    opens=True,
)
AgreeSwap = entry(
    SwapAgreed,
    "agree-swap",
    LEADERS,
    Words("同意换班", "Agree to a swap"),
    of=SwapRequested,
    signs="leader",
)
SwapShifts = entry(
    ShiftSwapped,
    "swap-shifts",
    LEADERS,
    Words("换班成立", "Swap shifts"),
    once=True,
    of=SwapRequested,
    said=("giver", "taker"),
)
HandOverSwap = entry(
    SwapHandedOver,
    "hand-over-swap",
    FLOOR,
    Words("换班交接签字", "Sign the handover of a swap"),
    of=ShiftSwapped,
    signs="signer",
)
RecordMissedSwap = entry(
    SwapMissed,
    "record-missed-swap",
    LEADERS,
    Words("登记换班误班", "Record a missed swap"),
    once=True,
    of=ShiftSwapped,
    said=("giver", "taker"),
)
