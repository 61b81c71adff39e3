"""What is established about the regulation."""

from __future__ import annotations

from datetime import date

from ledger.kernel.event import Event
from ledger.kernel.tags import LawId


class RulebookAdopted(Event, type="rulebook.adopted", version=1):
    """A rulebook has been adopted with this whole text, in force from a day on.

    ``texts`` are its files by path, those of the presets it stacks included; ``digest`` is the
    SHA-256 of the text.
    """

    rulebook: str
    digest: str
    texts: dict[str, str]
    effective: date
    approved_by: str
    amends: str | None = None


class LawChanged(Event, type="law.changed", version=1):
    """From a day on another rulebook is in force; its text was adopted together with this."""

    edition: str
    effective: date
    law: LawId = "site"
