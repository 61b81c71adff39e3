"""The reports of a month: attendance, swaps, leave, the rota, handovers and fines, as tables."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

import apsw
from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from console.command import Place, State
from console.drawing.report import Table, table_of
from console.drawing.scene import NO_FRAME, SECOND, Scene
from console.drawing.spans import Line, Span, Tone, spread, width_of
from console.following.reconnecting import sentence
from console.pace import WallPace
from console.registry import bindings
from console.reports.catalogue import REPORTS, Report
from console.reports.making import Made, Maker, NotForReading
from console.reports.months import moved, present_month
from console.screens.narrowing import NarrowedScreen
from console.text import floor as floor_text
from console.text import reports as text
from console.text.columns import wrapped
from console.widgets.key_line import KeyLine
from console.widgets.lines import Lines
from console.widgets.panel import Panel
from console.widgets.report_table import ReportTable
from ledger.kernel.projection import ProjectionFailed
from ledger.kernel.words import Words
from ledger.store.errors import StoreError
from ledger.vault import VaultError

_FOOTER, _TALL_FOOTER, _TALL = 4, 7, 30
_CELL_LINES = 2


class ReportMade(Message):
    """What came of making a report: its tables, or the sentence why there are none."""

    def __init__(self, serial: int, answer: Made | Words) -> None:
        super().__init__()
        self.serial = serial
        self.answer = answer
        self.tables: tuple[Table, ...] = ()
        if isinstance(answer, Made):
            # A register of thousands of lines is measured here, on the thread that made it.
            self.tables = tuple(table_of(each, answer.language) for each in answer.sheets)


class ReportsScreen(NarrowedScreen):
    """One report at a time, made on a thread. It only composes and routes."""

    place: ClassVar[Place] = "reports"
    BINDINGS = bindings("reports")
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.month = ""
        self.report: Report = REPORTS[0]
        self.made: Made | None = None
        self._tables: tuple[Table, ...] = ()
        self._sheet = 0
        self._serial = 0
        self._why: Words | None = None
        self._maker: Maker | None = None

    def compose(self) -> ComposeResult:
        """Which month, which report, its lines, and the cell under the cursor in full."""
        yield Lines(id="header")
        yield Lines(id="tabs")
        yield ReportTable(id="list")
        yield Lines(id="cell")
        yield Input(id="filter", select_on_focus=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Begin with this month."""
        self._maker = Maker(self.book, self.host.views, self.host.actor)
        self.month = present_month(self.book)
        self._arrange()
        self.panel.focus()
        self.set_interval(1.0, self.paint)
        self.make()

    def on_unmount(self) -> None:
        """Let go of what reports are made from."""
        if self._maker is not None:
            self._maker.close()

    @property
    def panel(self) -> ReportTable:
        """The lines of the report."""
        return self.query_one("#list", ReportTable)

    def make(self) -> None:
        """Begin to make the report; what is still being made for something else is let go."""
        self._serial += 1
        self.made, self._why = None, None
        self._hold(anew=False)
        work = partial(self._work, self._serial, self.report, self.month)
        self.run_worker(work, thread=True, group="report")

    def _work(self, serial: int, report: Report, month: str) -> None:
        assert self._maker is not None
        if serial != self._serial:
            return
        try:
            answer: Made | Words = self._maker.make(report, month, self.language)
        except NotForReading as fault:
            answer = fault.words
        except StoreError as fault:
            answer = _again(sentence(fault))
        except VaultError as fault:
            answer = _again(Words(fault.zh, str(fault)))
        except ProjectionFailed as fault:
            answer = _told(text.STOPPED, fault, position=fault.position)
        except (apsw.Error, OSError) as fault:
            answer = _again(_told(text.BROKEN, fault))
        self.post_message(ReportMade(serial, answer))

    @on(ReportMade)
    def _take(self, message: ReportMade) -> None:
        message.stop()
        if message.serial != self._serial:
            return
        if isinstance(message.answer, Words):
            self._why = message.answer
        elif message.answer.language != self.language:
            self.make()
        else:
            self.made, self._tables = message.answer, message.tables
        self._hold(anew=False)
        self.tell_keys()

    def _hold(self, *, anew: bool) -> None:
        """Give the panel the table on show, or the sentence in its place."""
        table = self._tables[self._sheet] if self.made is not None else None
        self.panel.hold(table, self._instead(), anew=anew)
        self.paint()

    def _instead(self) -> str:
        if self._why is not None:
            return self.say(self._why)
        if self.made is not None:
            return self.say(self.report.empty).format(month=self.month)
        return self.say(text.MAKING).format(title=self.say(self.report.title), month=self.month)

    def paint(self) -> None:
        """Show everything as it stands."""
        if not self.is_current:
            return
        pace = self.host.pace or WallPace(self.book.clock)
        now = pace.now() // SECOND * SECOND
        zone, name = self.book.site.zone, self.book.site.name
        scene = Scene(NO_FRAME, now, self.language, zone, name)
        self.panel.tell(scene, self.filter, None)
        self.query_one("#header", Lines).show([self._header()])
        self.query_one("#tabs", Lines).show([self._tabs()])
        self.query_one("#cell", Lines).show(self._footer())

    def _header(self) -> Line:
        told: list[Span] = [
            (f" {self.say(text.TITLE)}  ", Tone.STRONG),
            (f"{self.month}  ", Tone.STRONG),
        ]
        right: Line = ()
        if self.made is not None:
            count = self.say(text.lines(self.panel.count))
            told.append((f"{count}  ", Tone.NORMAL))
            upto = self.say(text.UPTO).format(position=self.made.position)
            right = ((f"{upto} ", Tone.QUIET),)
        if self.filter:
            shown = self.say(floor_text.FILTER).format(text=self.filter.text)
            told.append((shown, Tone.INFO))
        return spread(tuple(told), right, self.size.width)

    def _tabs(self) -> Line:
        found: list[Span] = [(" ", Tone.QUIET)]
        for number, each in enumerate(REPORTS, start=1):
            name = f"{number} {self.say(each.title)}"
            chosen = each is self.report
            found.append((f"[{name}]", Tone.FOCUS) if chosen else (f" {name} ", Tone.QUIET))
        right: Line = ()
        if self.made is not None and len(self.made.sheets) > 1:
            told = f"{self._sheet + 1}/{len(self.made.sheets)} Tab "
            right = ((told, Tone.NORMAL),)
        return spread(tuple(found), right, self.size.width)

    def _footer(self) -> list[Line]:
        """The whole text under the cursor, then what the report says of itself."""
        room = self.size.width - 2
        if self._why is not None and width_of(self.say(self._why)) > room:
            return [((f" {line}", Tone.QUIET),) for line in wrapped(self.say(self._why), room)]
        if self.made is None:
            return []
        cell = wrapped(self.panel.cell(), room)[:_CELL_LINES]
        found: list[Line] = [((f" {line}", Tone.NORMAL),) for line in cell]
        for told in self.made.sheets[self._sheet].told:
            found += [((f" {line}", Tone.QUIET),) for line in wrapped(self.say(told), room)]
        return found[: self._footer_lines]

    @property
    def _footer_lines(self) -> int:
        return _TALL_FOOTER if self.size.height >= _TALL else _FOOTER

    def _arrange(self) -> None:
        self.query_one("#cell", Lines).styles.height = self._footer_lines

    def on_resize(self, _: events.Resize) -> None:
        """Draw for the new size."""
        self._arrange()
        self.paint()

    def retext(self) -> None:
        """Say everything in the language and the looks on show; some tables are made in one."""
        super().retext()
        self.query_one("#filter", Input).placeholder = self.say(floor_text.FILTER_HINT)
        for each in self.query(Lines):
            each.refresh()
        if self.made is not None and self.made.language != self.language:
            self.make()
        else:
            self._hold(anew=False)

    def state(self) -> State:
        """The cursor decides what opens."""
        opens = self.chosen_subject() is not None
        return (
            super()
            .state()
            ._replace(
                opens=opens,
                explains=opens,
                filtered=bool(self.filter),
                report=self.made is not None,
            )
        )

    @on(Panel.CursorMoved)
    def _cursor_moved(self, message: Panel.CursorMoved) -> None:
        message.stop()
        self.paint()
        self.tell_keys()

    @on(Panel.Opened)
    def _open(self, message: Panel.Opened) -> None:
        """The event that the line names."""
        message.stop()
        if message.subject.position is not None:
            self.host.show_event(message.subject.position)

    def command_write(self) -> None:
        """Ask where to write the report."""
        from console.screens.report_file import ReportFile

        if self.made is not None:
            self.app.push_screen(ReportFile(self.made))

    def command_previous(self) -> None:
        """Make the report of the month before."""
        self._go_to(moved(self.month, -1))

    def command_next(self) -> None:
        """Make the report of the next month."""
        self._go_to(moved(self.month, 1))

    def command_present(self) -> None:
        """Make the report of this month."""
        self._go_to(present_month(self.book))

    def command_again(self) -> None:
        """Make the report anew."""
        self.make()

    def _go_to(self, month: str) -> None:
        if month != self.month:
            self.month = month
            self.make()

    def command_next_sheet(self) -> None:
        """Show the next table of the report."""
        if self.made is not None and len(self.made.sheets) > 1:
            self._sheet = (self._sheet + 1) % len(self.made.sheets)
            self._hold(anew=True)

    def _choose(self, number: int) -> None:
        if REPORTS[number - 1] is not self.report:
            self.report, self._sheet = REPORTS[number - 1], 0
            self.make()
            self._hold(anew=True)

    def command_report_1(self) -> None:
        """Attendance."""
        self._choose(1)

    def command_report_2(self) -> None:
        """Swaps."""
        self._choose(2)

    def command_report_3(self) -> None:
        """Leave."""
        self._choose(3)

    def command_report_4(self) -> None:
        """The rota."""
        self._choose(4)

    def command_report_5(self) -> None:
        """The handover book."""
        self._choose(5)

    def command_report_6(self) -> None:
        """Fines and rewards."""
        self._choose(6)


def _again(words: Words) -> Words:
    """A sentence with what to press when what is wrong may be over."""
    return Words(words.zh + text.AGAIN.zh, f"{words.en} {text.AGAIN.en}")


def _told(words: Words, fault: Exception, **more: object) -> Words:
    return Words(words.zh.format(fault=fault, **more), words.en.format(fault=fault, **more))
