"""What a check finds, a sentence each, and why something could not be checked."""

from __future__ import annotations

from ledger.kernel.words import Words

_MOST = 10


class NotChecked(Exception):
    """Something was left out of a check; ``words`` say why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class Findings:
    """Collects sentences, of which only the first few are kept."""

    def __init__(self) -> None:
        self._first: list[Words] = []
        self._more = 0

    def add(self, sentence: Words) -> None:
        """Something was found."""
        if len(self._first) < _MOST:
            self._first.append(sentence)
        else:
            self._more += 1

    def told(self) -> tuple[Words, ...]:
        """The first few sentences, and how many more there are."""
        if not self._more:
            return tuple(self._first)
        more = Words(
            f"同类问题另有 {self._more} 处。", f"There are {self._more} more of this kind."
        )
        return (*self._first, more)
