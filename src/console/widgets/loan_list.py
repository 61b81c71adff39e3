"""The files of the archive, overdue ones first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from console.drawing import loans as drawing
from console.drawing.scene import Scene
from console.drawing.spans import Line, Tone, text_of
from console.subject import Subject
from console.text import floor as floor_text
from console.text import loans as text
from console.widgets.panel import Panel
from projections.loans import LoanLine


class LoanList(Panel):
    """One row a file, with whose hands it went through."""

    DEFAULT_CSS = "LoanList { height: 1fr; }"
    headed = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._listed: Sequence[LoanLine] = ()
        self._cleared: Callable[[LoanLine], bool] = lambda _: False
        self._lines: dict[str, LoanLine] = {}

    def hold(self, lines: Sequence[LoanLine], cleared: Callable[[LoanLine], bool]) -> None:
        """Take over the files, and what the reader is cleared for."""
        self._listed, self._cleared = lines, cleared

    def rows_of(self, scene: Scene) -> Sequence[str]:
        """The files in their order."""
        self._lines = {
            line.file: line
            for line in self._listed
            if not self.chosen or self.chosen.keeps(text_of(self._row_of(scene, line)))
        }
        return list(self._lines)

    def _row_of(self, scene: Scene, line: LoanLine) -> Line:
        return drawing.row(line, self.size.width, scene.zone, scene.language, self._cleared)

    def title(self, scene: Scene) -> Line:
        """What this is."""
        return ((scene.say(text.TITLE), Tone.STRONG),)

    def heading(self, scene: Scene) -> Line:
        """The names of the columns."""
        return drawing.heading(self.size.width, scene.language)

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """Files from one on."""
        lines = (self._lines.get(str(key)) for key in self._keys[first : first + count])
        return [self._row_of(scene, line) for line in lines if line is not None]

    def empty(self, scene: Scene) -> str:
        """What would fill the list."""
        return scene.say(floor_text.NO_MATCH if self.chosen else text.EMPTY)

    def subject(self) -> Subject | None:
        """The file under the cursor."""
        line = self._lines.get(str(self._under_cursor()))
        if line is None:
            return None
        loan = (("loan", line.hands[-1].loan),) if line.out else ()
        return Subject("file", given=(("file", line.file), *loan))
