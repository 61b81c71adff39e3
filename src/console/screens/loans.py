"""Files and who has them; Enter shows every hand a file went through."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on

from console.command import Place
from console.drawing.spans import Line, Span, Tone
from console.presenters.clearance import clearance
from console.presenters.people import People
from console.registry import bindings
from console.screens.list_screen import ListScreen
from console.text import loans as text
from console.widgets.loan_list import LoanList
from console.widgets.panel import Panel
from projections.loans import LoanLine, Loans, lines


class Listed(NamedTuple):
    """The files, and which of their titles may be read."""

    lines: tuple[LoanLine, ...]
    cleared: Callable[[LoanLine], bool]


class LoansScreen(ListScreen[Loans, Listed, LoanList]):
    """The loans list, live."""

    place: ClassVar[Place] = "loans"
    BINDINGS = bindings("loans")

    def new_view(self) -> Loans:
        """No file yet."""
        return Loans()

    def made_of(self, view: Loans, people: People) -> Listed:
        """The files at this instant; the post of whoever looks clears them for some."""
        found = tuple(lines(view, self.pace.now(), self.book.site.zone))
        return Listed(found, clearance(self.book, self.host.actor))

    def new_panel(self) -> LoanList:
        """One row a file."""
        made = LoanList(id="list")
        made.titled = False
        return made

    def hand_over(self, listed: Listed) -> None:
        """The panel holds the files."""
        self.panel.hold(listed.lines, listed.cleared)

    def headline(self) -> Line:
        """How many files there are, how many are out, how many are overdue."""
        found = self.listed.lines if self.listed is not None else ()
        out = sum(line.out for line in found)
        overdue = sum(line.overdue_days > 0 for line in found)
        told: list[Span] = [(f" {self.say(text.TITLE)}  ", Tone.STRONG)]
        told.append((self.say(text.FILES).format(count=len(found)), Tone.NORMAL))
        if out:
            told.append((f"  {self.say(text.OUT).format(count=out)}", Tone.NORMAL))
        if overdue:
            told.append((f"  !! {self.say(text.OVERDUE).format(count=overdue)} ", Tone.ALARM))
        return tuple(told)

    @on(Panel.Opened)
    def _open(self, message: Panel.Opened) -> None:
        """Every event of the file, in the trail."""
        from console.screens.trail import TrailScreen

        message.stop()
        file = dict(message.subject.given)["file"]
        self.app.push_screen(TrailScreen(f'tag:"file:{file}"'))
