"""A text in both languages of the product."""

from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Words(NamedTuple):
    """One text in Chinese and in English; Chinese comes first."""

    zh: str
    en: str

    def to(self, language: Language) -> str:
        """The text in that language."""
        return self.zh if language == "zh" else self.en


class Unfit(ValueError):
    """A value that nothing can be entered with; ``words`` tell whoever gave it what to change."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)
