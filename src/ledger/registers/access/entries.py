"""Entering permits (S4.2-03, S4.2-05, S4.6-04)."""

from ledger.kernel.words import Words
from ledger.registers.access.events import (
    PermitGranted,
    PermitSigned,
)
from ledger.registers.entries import LEADERS, entry

SignPermit = entry(
    PermitSigned, "sign-permit", LEADERS, Words("签批许可", "Sign a permit"), signs="signer"
)
GrantPermit = entry(
    PermitGranted, "grant-permit", LEADERS, Words("登记许可", "Grant a permit"), once=True
)
