"""What the screens that take a password share: asking on a thread, and saying what came of it."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message

from console.following.reconnecting import sentence
from console.text import access as text
from ledger.kernel.action import Refused
from ledger.kernel.words import Unfit, Words
from ledger.registers.sessions.refusals import SessionOver, SignedInElsewhere
from ledger.store.errors import StoreError
from ledger.store.recorder import Contended
from ledger.vault import VaultError


class Proved(Message):
    """The password was right; ``result`` is what the door gave for it."""

    def __init__(self, result: object) -> None:
        super().__init__()
        self.result = result


class NotProved(Message):
    """It came to nothing, for a reason in a sentence."""

    def __init__(self, words: Words, *, elsewhere: bool = False, over: bool = False) -> None:
        super().__init__()
        self.words = words
        self.elsewhere = elsewhere
        self.over = over


def asked(door: Callable[[], object]) -> Proved | NotProved:
    """What the door says; comparing a password takes its time, so never call it on the screen."""
    try:
        return Proved(door())
    except Refused as refusal:
        said = Words(
            text.REFUSED.zh.format(sentence=refusal.text("zh"), clause=refusal.clause),
            text.REFUSED.en.format(sentence=refusal.text("en"), clause=refusal.clause),
        )
        return NotProved(
            said,
            elsewhere=isinstance(refusal, SignedInElsewhere),
            over=isinstance(refusal, SessionOver),
        )
    except StoreError as fault:
        return NotProved(sentence(fault))
    except VaultError as fault:
        return NotProved(Words(fault.zh, str(fault)))
    except Unfit as fault:
        return NotProved(fault.words)
    except Contended as fault:
        return NotProved(Words(str(fault), str(fault)))
