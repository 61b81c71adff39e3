"""Everybody in the book, unit by unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.drawing import people as drawing
from console.drawing.scene import Scene
from console.drawing.spans import Line, Tone, text_of
from console.subject import Subject
from console.text import floor as floor_text
from console.text import people as text
from console.widgets.panel import Panel
from projections.people import PersonLine


class PeopleList(Panel):
    """One row a person."""

    DEFAULT_CSS = "PeopleList { height: 1fr; }"
    headed = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._listed: Sequence[PersonLine] = ()
        self._names: Mapping[str, str] = {}
        self._lines: dict[str, PersonLine] = {}

    def hold(self, lines: Sequence[PersonLine], names: Mapping[str, str]) -> None:
        """Take over the people, and their names."""
        self._listed, self._names = lines, names

    def rows_of(self, scene: Scene) -> Sequence[str]:
        """The people in their order."""
        self._lines = {
            line.row.person: line
            for line in self._listed
            if not self.chosen or self.chosen.keeps(text_of(self._row_of(scene, line)))
        }
        return list(self._lines)

    def _row_of(self, scene: Scene, line: PersonLine) -> Line:
        return drawing.row(line, self._names, self.size.width, scene.zone, scene.language)

    def title(self, scene: Scene) -> Line:
        """What this is."""
        return ((scene.say(text.TITLE), Tone.STRONG),)

    def heading(self, scene: Scene) -> Line:
        """The names of the columns."""
        return drawing.heading(self.size.width, scene.language)

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """People from one on."""
        lines = (self._lines.get(str(key)) for key in self._keys[first : first + count])
        return [self._row_of(scene, line) for line in lines if line is not None]

    def empty(self, scene: Scene) -> str:
        """What would fill the list."""
        return scene.say(floor_text.NO_MATCH if self.chosen else text.EMPTY)

    def subject(self) -> Subject | None:
        """The person under the cursor."""
        line = self._lines.get(str(self._under_cursor()))
        if line is None:
            return None
        person = line.row.person
        return Subject("agent", agent=person, given=(("person", person),))
