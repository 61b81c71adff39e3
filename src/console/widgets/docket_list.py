"""The cases of discipline in one of four views."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from console.drawing import docket as drawing
from console.drawing.scene import Scene
from console.drawing.spans import Line, Span, Tone, text_of
from console.presenters.docket import Docket, Item
from console.subject import Subject
from console.text import discipline as text
from console.text import floor as floor_text
from console.widgets.panel import Panel
from ledger.kernel.words import Words


class DocketList(Panel):
    """One row a case or a sanction. ``view`` chooses which: to decide, appeals, mine, decided."""

    DEFAULT_CSS = "DocketList { height: 1fr; }"
    headed = True

    def __init__(self, title: Callable[[str], Words], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = 0
        self._title = title
        self._docket = Docket(((), (), (), ()), {})
        self._items: dict[tuple[str, int | None], Item] = {}

    def hold(self, docket: Docket) -> None:
        """Take over what is listed."""
        self._docket = docket

    def choose(self, view: int) -> None:
        """Show another view."""
        self.view = view
        self._row = self._first = 0
        self._keys = []
        self.repaint()
        self.post_message(self.CursorMoved())

    def rows_of(self, scene: Scene) -> Sequence[Hashable]:
        """The items of the view, in their order."""
        items = self._docket.views[self.view]
        self._items = {
            (item.offence, item.sanction): item
            for item in items
            if not self.chosen or self.chosen.keeps(self._told(scene, item))
        }
        return list(self._items)

    def _told(self, scene: Scene, item: Item) -> str:
        drawn = text_of(drawing.row(scene, item, self.size.width, self._title))
        return f"{drawn} {item.offence} {item.clause} {self._title(item.clause).to(scene.language)}"

    def title(self, scene: Scene) -> Line:
        """The views to choose from, the one on show marked."""
        found: list[Span] = []
        for number, words in enumerate(text.VIEWS):
            chosen = number == self.view
            count = len(self._docket.views[number])
            found.append((f"{number + 1} ", Tone.KEY))
            told = f"{'▸' if chosen else ''}{scene.say(words)} {count}  "
            found.append((told, Tone.STRONG if chosen else Tone.QUIET))
        return tuple(found)

    def heading(self, scene: Scene) -> Line:
        """The names of the columns."""
        return drawing.heading(scene, self.size.width)

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """Items from one on."""
        keys = self._keys[first : first + count]
        items = (self._items.get(key) for key in keys if isinstance(key, tuple))
        width = self.size.width
        return [drawing.row(scene, each, width, self._title) for each in items if each is not None]

    def empty(self, scene: Scene) -> str:
        """What would fill the view."""
        return scene.say(floor_text.NO_MATCH if self.chosen else text.EMPTY[self.view])

    def item(self) -> Item | None:
        """What the cursor is on."""
        key = self._under_cursor()
        return self._items.get(key) if isinstance(key, tuple) else None

    def subject(self) -> Subject | None:
        """The case under the cursor."""
        item = self.item()
        if item is None:
            return None
        given = [("offence", item.offence)]
        if item.sanction is not None:
            given.append(("sanction", str(item.sanction)))
        return Subject("offence", position=item.position, given=tuple(given))
