"""The obligations, those that break next first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from console.drawing import duties as drawing
from console.drawing.scene import Scene
from console.drawing.spans import Line, Tone, text_of
from console.subject import Subject
from console.text import duties as text
from console.text import floor as floor_text
from console.widgets.panel import Panel
from projections import obligations as duty

if TYPE_CHECKING:
    from console.host import Host
    from console.screen import BookScreen


class DutyList(Panel):
    """One row an obligation. Enter opens what discharges it, ``a`` answers its alarm."""

    DEFAULT_CSS = "DutyList { height: 5; width: 1fr; }"

    def __init__(self, *, id: str | None = None, headed: bool = False) -> None:
        super().__init__(id=id)
        self.headed = headed
        self._lines: dict[str, duty.Line] = {}

    def rows_of(self, scene: Scene) -> Sequence[str]:
        """The obligations, in the order in which they break."""
        lines = scene.duties.lines
        if self.chosen:
            lines = tuple(line for line in lines if self._keeps(scene, line))
        self._lines = {line.obligation: line for line in lines}
        return list(self._lines)

    def _keeps(self, scene: Scene, line: duty.Line) -> bool:
        drawn = text_of(drawing.row(scene, line, self.size.width))
        whole = f"{line.clause} {drawing.told(line, scene.language)} {drawing.debtor(scene, line)}"
        return self.chosen.keeps(f"{drawn} {whole} {drawing.state(scene, line)}")

    def heading(self, scene: Scene) -> Line:
        """The names of the columns."""
        return drawing.heading(scene, self.size.width)

    def title(self, scene: Scene) -> Line:
        """How many obligations are open."""
        board = scene.duties
        if board.fault is not None and board.lines:
            return ((f"!! {scene.say(board.fault)}", Tone.ALARM),)
        tone = Tone.FOCUS if self.has_focus else Tone.STRONG
        return ((scene.say(text.NEXT, count=scene.duties.counts.open), tone),)

    def below(self) -> int:
        """How many obligations there are below those in sight, shown or only counted."""
        hidden = super().below()
        if self.scene is None or self.chosen:
            return hidden
        board = self.scene.duties
        return hidden + max(0, board.counts.open - len(board.lines))

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """Obligations from one on."""
        lines = (self._lines.get(str(key)) for key in self._keys[first : first + count])
        width = self.size.width
        return [drawing.row(scene, line, width) for line in lines if line is not None]

    def empty(self, scene: Scene) -> str:
        """That nothing is due, or what would have to be done for something to be."""
        board = scene.duties
        if board.fault is not None:
            return scene.say(board.fault)
        if board.percent is not None:
            return scene.say(text.FOLDING, percent=board.percent)
        if not board.governed:
            return scene.say(text.NO_RULEBOOK)
        return scene.say(floor_text.NO_MATCH if self.chosen else text.NONE_OPEN)

    def subject(self) -> Subject | None:
        """The obligation under the cursor."""
        line = self._lines.get(str(self._under_cursor()))
        if line is None:
            return None
        return Subject(
            "obligation", duty=line, given=(*line.given, ("obligation", line.obligation))
        )

    def command_act(self) -> None:
        """Answer the alarm under the cursor; without one, choose what to do."""
        subject = self.subject()
        alarm = subject.duty.alarm if subject is not None and subject.duty is not None else None
        if alarm is not None and not alarm.acknowledged:
            cast("Host", self.app).act("acknowledge-alarm", subject)
        else:
            cast("BookScreen", self.screen).command_act()
