"""The people of the shifts that are on, each with their time drawn."""

from __future__ import annotations

from collections.abc import Sequence

from console.drawing import attendance as drawing
from console.drawing.scene import Scene
from console.drawing.spans import Line, Tone
from console.subject import Subject
from console.text import attendance as text
from console.text import floor as floor_text
from console.widgets.panel import Panel
from projections.attendance.board import NO_SHIFT, Attending, Board, Standing

Key = tuple[str, str]


class AttendanceList(Panel):
    """One row a person and shift; what is marked is called at the roll call."""

    DEFAULT_CSS = "AttendanceList { height: 1fr; }"
    headed = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.titled = False
        self.marked: set[Key] = set()
        self._board = NO_SHIFT
        self._attending: dict[Key, Attending] = {}

    def hold(self, board: Board) -> None:
        """Take over who is on a shift."""
        self._board = board
        self.marked &= {_key(each) for each in board.attending}

    def rows_of(self, scene: Scene) -> Sequence[Key]:
        """The people in the order of their shifts."""
        self._attending = {
            _key(each): each
            for each in self._board.attending
            if not self.chosen or self.chosen.keeps(drawing.searched(scene, each))
        }
        return list(self._attending)

    def title(self, scene: Scene) -> Line:
        """What this is."""
        return ((scene.say(text.TITLE), Tone.STRONG),)

    def heading(self, scene: Scene) -> Line:
        """The names of the columns, and the hours over the lanes."""
        return drawing.heading(scene, self._board, self.size.width)

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """People from one on."""
        found = [self._attending.get(_as_key(key)) for key in self._keys[first : first + count]]
        return [
            drawing.row(scene, self._board, each, self.size.width, marked=_key(each) in self.marked)
            for each in found
            if each is not None
        ]

    def empty(self, scene: Scene) -> str:
        """What would fill the list."""
        return scene.say(floor_text.NO_MATCH if self.chosen else text.EMPTY)

    def attending(self) -> Attending | None:
        """Who is under the cursor."""
        return self._attending.get(_as_key(self._under_cursor()))

    def subject(self) -> Subject | None:
        """The newest event about who is under the cursor."""
        found = self.attending()
        if found is None or found.row.person is None:
            return None
        given = (("person", found.row.person), ("shift", found.row.shift))
        return Subject("attendance", agent=found.row.person, position=found.position, given=given)

    def mark(self) -> None:
        """Mark who is under the cursor as there, or take the mark away."""
        found = self.attending()
        if found is not None:
            self.marked ^= {_key(found)}

    def called(self) -> tuple[list[Attending], list[str]]:
        """The people of the shift under the cursor, and who of them is there.

        They are those that were marked and those that have come; where nobody is marked and
        nobody has come, everybody is taken to be there, for the leader to strike out the others.
        """
        chosen = self.attending()
        if chosen is None:
            return [], []
        scene = self.scene
        crew = [
            each
            for each in self._board.attending
            if (each.row.starts, each.row.code) == (chosen.row.starts, chosen.row.code)
            and (scene is None or each.standing(scene.now) is not Standing.LEAVE)
        ]
        there = [each for each in crew if _key(each) in self.marked or each.row.arrived is not None]
        return crew, [str(each.row.person) for each in there or crew]


def _key(each: Attending) -> Key:
    return str(each.row.person), each.row.shift


def _as_key(key: object) -> Key:
    return key if isinstance(key, tuple) else ("", "")
