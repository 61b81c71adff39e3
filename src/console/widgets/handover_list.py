"""The items of a handover: given on the left, taken on the right."""

from __future__ import annotations

from collections.abc import Sequence, Set

from console.drawing import handover as drawing
from console.drawing.handover import Entry, Setting
from console.drawing.scene import Scene
from console.drawing.spans import Line, Tone
from console.subject import Subject
from console.text import handover as text
from console.widgets.panel import Panel
from ledger.kernel.projection import Micros


class HandoverList(Panel):
    """One row an item, in the order in which they were handed over."""

    DEFAULT_CSS = "HandoverList { height: 1fr; }"
    headed = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.titled = False
        self._entries: dict[int, Entry] = {}
        self._handover: str | None = None
        self._marked: Set[int] = frozenset()
        self._since: Micros | None = None

    def hold(
        self,
        entries: Sequence[Entry],
        *,
        handover: str | None,
        marked: Set[int],
        since: Micros | None,
    ) -> None:
        """Take over the items of a handover, or of a page that is not handed over yet.

        ``marked`` are the numbers of those ticked but not taken over; times left count from
        ``since``, or from now on.
        """
        self._entries = {entry.number: entry for entry in entries}
        self._handover, self._marked, self._since = handover, marked, since

    @property
    def under_cursor(self) -> Entry | None:
        """The item under the cursor."""
        key = self._under_cursor()
        return self._entries.get(key) if isinstance(key, int) else None

    def rows_of(self, scene: Scene) -> Sequence[int]:
        """The items by number."""
        return list(self._entries)

    def title(self, scene: Scene) -> Line:
        """What this is."""
        return ((scene.say(text.TITLE), Tone.STRONG),)

    def heading(self, scene: Scene) -> Line:
        """Given, and taken."""
        return drawing.columns(self.size.width, self._setting(scene))

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """Items from one on."""
        setting = self._setting(scene)
        now = scene.now if self._since is None else self._since
        shown = (self._entries.get(int(str(key))) for key in self._keys[first : first + count])
        return [
            drawing.row(entry, self.size.width, setting, now, marked=entry.number in self._marked)
            for entry in shown
            if entry is not None
        ]

    def empty(self, scene: Scene) -> str:
        """That there is nothing to hand over, or nothing was."""
        return scene.say(text.NO_ITEMS if self._handover is None else text.NO_ITEMS_HANDED)

    def subject(self) -> Subject | None:
        """The item under the cursor, with what is known for the forms about it."""
        entry = self.under_cursor
        if entry is None:
            return None
        handover = (("handover", self._handover),) if self._handover is not None else ()
        given = (*handover, ("item", str(entry.number)), ("items", str(entry.number)))
        return Subject("handover", position=entry.position or None, given=given)

    @staticmethod
    def _setting(scene: Scene) -> Setting:
        return Setting(scene.zone, scene.language, scene.names)
