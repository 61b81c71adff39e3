"""One's own duty, section by section."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from console.drawing import my_duty as drawing
from console.drawing.scene import Scene
from console.drawing.spans import Line, Tone, text_of
from console.presenters.docket import Item as CaseItem
from console.presenters.my_duty import Entry, Matter, Mine, ShiftOn
from console.presenters.requests import Request
from console.subject import Subject
from console.text import floor as floor_text
from console.text import my_duty as text
from console.widgets.panel import Panel
from console.widgets.request_list import subject_of
from ledger.kernel.words import Words
from projections.handover.rows import UnreadRow
from projections.obligations import Line as DutyLine


class MyDutyList(Panel):
    """One row a matter."""

    DEFAULT_CSS = "MyDutyList { height: 1fr; }"

    def __init__(self, title: Callable[[str], Words], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.titled = False
        self._title = title
        self._mine: Mine | None = None
        self._entries: dict[tuple[str, str], Entry] = {}

    def hold(self, mine: Mine) -> None:
        """Take over what is listed."""
        self._mine = mine

    def rows_of(self, scene: Scene) -> Sequence[tuple[str, str]]:
        """All lines in their order."""
        entries = self._mine.entries if self._mine is not None else ()
        self._entries = {
            (each.section.value, each.key): each for each in entries if self._keeps(scene, each)
        }
        return list(self._entries)

    def _keeps(self, scene: Scene, entry: Entry) -> bool:
        if not self.chosen:
            return True
        line = drawing.row(scene, entry, self.size.width, self._title, first=True)
        return self.chosen.keeps(text_of(line))

    def title(self, scene: Scene) -> Line:
        """What this is."""
        return ((scene.say(text.TITLE), Tone.STRONG),)

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """Lines from one on."""
        found: list[Line] = []
        before = None
        for key in self._keys[first : first + count]:
            entry = self._at(key)
            if entry is not None:
                begins = entry.section is not before
                found.append(drawing.row(scene, entry, self.size.width, self._title, first=begins))
                before = entry.section
        return found

    def empty(self, scene: Scene) -> str:
        """What would fill the list."""
        if scene.actor is None:
            return scene.say(text.NOBODY)
        return scene.say(floor_text.NO_MATCH if self.chosen else text.EMPTY)

    def entry(self) -> Entry | None:
        """What the cursor is on."""
        return self._at(self._under_cursor()) if self._keys else None

    def subject(self) -> Subject | None:
        """What the line under the cursor is about."""
        entry = self.entry()
        return None if entry is None else _subject(entry.matter)

    def _at(self, key: object) -> Entry | None:
        return self._entries.get(key) if isinstance(key, tuple) else None


def _subject(matter: Matter) -> Subject | None:
    match matter:
        case UnreadRow():
            given = (("bulletin", matter.bulletin), ("person", matter.person))
            return Subject("bulletin", given=given)
        case CaseItem():
            known = [("offence", matter.offence)]
            if matter.sanction is not None:
                known.append(("sanction", str(matter.sanction)))
            return Subject("offence", position=matter.position, given=tuple(known))
        case DutyLine():
            known = [*matter.given, ("obligation", matter.obligation)]
            return Subject("obligation", duty=matter, given=tuple(known))
        case ShiftOn():
            shift = ("shift", matter.row.shift)
            return Subject("shift", position=matter.row.position or None, given=(shift,))
        case Request():
            return subject_of(matter)
        case _:
            return None
