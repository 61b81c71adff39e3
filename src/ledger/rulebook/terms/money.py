"""Money: whole fen with a currency, written ``"29.00 CNY"``."""

from __future__ import annotations

import re
from decimal import Decimal

_WRITTEN = re.compile(r"(-?\d{1,12})(?:\.(\d{1,2}))? ([A-Z]{3})")


class Money:
    """An amount in fen, a hundredth of the currency's unit. Never a float."""

    __slots__ = ("currency", "fen")

    def __init__(self, fen: int, currency: str = "CNY") -> None:
        self.fen = fen
        self.currency = currency

    def __eq__(self, other: object) -> bool:
        """Whether it is the same amount in the same currency."""
        return isinstance(other, Money) and str(self) == str(other)

    def __hash__(self) -> int:
        """Equal amounts have equal hashes."""
        return hash((self.fen, self.currency))

    def __repr__(self) -> str:
        """For whoever debugs."""
        return f"Money({self})"

    @classmethod
    def parse(cls, text: str) -> Money:
        """The amount that a text such as ``100 CNY`` or ``29.50 CNY`` states.

        :raises ValueError: for anything else.
        """
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is not an amount; write it like 29.00 CNY")
        whole, part, currency = found.groups()
        fen = int(whole) * 100
        cents = int((part or "").ljust(2, "0"))
        return cls(fen - cents if whole.startswith("-") else fen + cents, currency)

    def times(self, count: int) -> Money:
        """The amount so many times over."""
        return Money(self.fen * count, self.currency)

    @property
    def decimal(self) -> Decimal:
        """The amount in the currency's unit."""
        return Decimal(self.fen) / 100

    def __str__(self) -> str:
        """The amount as a clause writes it."""
        return f"{self.decimal:.2f} {self.currency}"
