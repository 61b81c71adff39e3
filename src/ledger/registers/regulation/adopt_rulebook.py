"""A rulebook is adopted, or amended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.words import Words
from ledger.registers.regulation.events import LawChanged, RulebookAdopted
from ledger.rulebook.loading import from_texts


class AdoptedBackwards(
    Refused,
    clause="rulebook.adoption",
    zh="{effective} 早于今天 {today}；规章不追溯既往，请写今天或以后的日期",
    en="{effective} is before today, {today}; a rulebook touches no earlier facts: "
    "name today or later",
):
    """An amendment never touches what has happened before it."""


class AdoptedAlready(
    Refused,
    clause="rulebook.adoption",
    zh="版本 {edition} 已通过（#{position}）",
    en="edition {edition} is adopted already (#{position})",
):
    """The same text is adopted once in a row."""


class AdoptedTooEarly(
    Refused,
    clause="rulebook.adoption",
    zh="{effective} 早于已通过版本的生效日 {newest}（#{position}）；请写 {newest} 或以后",
    en="{effective} is before {newest}, when the edition adopted last takes force (#{position}); "
    "name {newest} or later",
):
    """Editions take force in the order in which they were adopted."""


class AdoptRulebook(Action, by=(Role.ADMINISTRATOR,), words=Words("通过规章", "Adopt a rulebook")):
    """Adopt a rulebook or an amended edition of it, with its whole text, from a day on."""

    texts: dict[str, str]
    effective: date
    approved_by: str

    def boundary(self) -> Boundary:
        """The edition adopted last."""
        return about(tags.law()).last(LawChanged)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Adopts a text without a fault, never backwards.

        :raises RulebookFault: when the text has one; nothing is adopted then.
        """
        law.cite("rulebook.adoption")
        rulebook = from_texts(self.texts)
        today = law.day
        if self.effective < today:
            raise AdoptedBackwards(effective=self.effective, today=today)
        newest = past.last(LawChanged)
        if newest is not None and newest.event.edition == rulebook.edition:
            raise AdoptedAlready(
                evidence=(newest.position,), edition=rulebook.edition, position=newest.position
            )
        if newest is not None and self.effective < newest.event.effective:
            raise AdoptedTooEarly(
                evidence=(newest.position,),
                effective=self.effective,
                newest=newest.event.effective,
                position=newest.position,
            )
        yield RulebookAdopted(
            rulebook=rulebook.name,
            digest=rulebook.digest,
            texts=dict(rulebook.texts),
            effective=self.effective,
            approved_by=self.approved_by,
            amends=newest.event.edition if newest is not None else None,
        )
        yield LawChanged(edition=rulebook.edition, effective=self.effective)
