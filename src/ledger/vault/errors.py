"""What can be wrong with sealed fields and their keys, each said in one sentence.

No message ever holds a key, a clear text or a sealed text.
"""


class VaultError(Exception):
    """Something about personal fields or their keys is wrong.

    The message is one English sentence; `zh` says the same in Chinese.
    """

    def __init__(self, message: str, *, zh: str) -> None:
        super().__init__(message)
        self.zh = zh


class VaultMissing(VaultError):
    """The key store or the wrapping key is absent, so nothing can be sealed."""


class VaultLocked(VaultError):
    """The wrapping key at hand is unreadable, or is not the one this key store was made with."""


class VaultUnavailable(VaultError):
    """The key store cannot be used now: busy, full, unwritable, damaged, foreign or newer."""


class NotText(VaultError, ValueError):
    """A text holds lone surrogates, which no UTF-8 can carry."""


class Unsealable(VaultError):
    """A sealed field cannot be shown: its key is absent, or it has been altered."""


class KeyUnusable(Unsealable):
    """The key of a data subject has been destroyed or damaged, so it neither seals nor reveals."""
