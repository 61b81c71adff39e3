"""The console: a Textual app over one book."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from textual.app import App
from textual.screen import Screen

from console.command import State, needs_actor
from console.presenters.forecast import Forecast
from console.registry import bindings, command
from console.screen import BookScreen
from console.subject import Subject
from console.themes import THEME_WORDS, THEMES, next_theme
from ledger.book import Book
from ledger.kernel.action import Action, actions
from ledger.kernel.clock import monotonic
from ledger.kernel.words import Language, Words
from ledger.registers.attendance.hold_roll_call import HoldRollCall
from ledger.registers.handover.open_handover import OpenHandover

if TYPE_CHECKING:
    from console.pace import Pace

_NO_ACTION = Words(
    "条款没有指明办理事项；按 a 从清单中选", "the clause names no action; press a for the list"
)
_NO_PASSWORDS = Words(
    "账本没有设口令，不能锁定；请用 dutybook password 设定",
    "the book has no passwords to lock it by; dutybook password sets one",
)
_NO_SUCH_COMMAND = Words("本屏没有这个命令", "this screen has no such command")


class DutybookApp(App[None]):
    """The leader's and the auditor's door to a book.

    ``actor`` is the employee number of whoever acts; without one, or with ``readonly``, the
    console only shows. ``pace`` tells the time on show; ``query`` is what the trail opens with.
    """

    CSS_PATH = "theme.tcss"
    TITLE = "值班簿 Dutybook"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = bindings("anywhere")

    def __init__(
        self,
        book: Book,
        *,
        lang: Language = "zh",
        actor: str | None = None,
        screen: Literal["floor", "trail"] = "floor",
        readonly: bool = False,
        pace: Pace | None = None,
        query: str = "",
        views: Path | str | None = None,
        measure: Callable[[], float] = monotonic,
    ) -> None:
        """Make the console of a book.

        ``views`` is the ledger whose stored views may be used and kept up to date; without it
        the views live in memory. ``measure`` tells seconds for the age of what is shown.
        """
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.book = book
        self.language: Language = lang
        self.actor = actor
        self.readonly = readonly
        self.pace = pace
        self.views = views
        self.measure = measure
        self.forecast = Forecast(book, views)
        self._first = screen
        self._query = query
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = next(iter(THEMES))

    def on_mount(self) -> None:
        """Begin."""
        self.begin()

    def on_unmount(self) -> None:
        """Let go of what was opened."""
        self.forecast.close()

    def begin(self) -> None:
        """Open the first screen."""
        if self._first == "floor":
            from console.screens.floor import FloorScreen

            self.push_screen(FloorScreen())
        else:
            self.push_screen(self._trail(self._query))

    def say(self, words: Words) -> str:
        """A text in the language on show."""
        return words.to(self.language)

    def tell(self, words: Words, *, severe: bool = False) -> None:
        """Show a sentence for a few seconds."""
        self.notify(self.say(words), severity="warning" if severe else "information", markup=False)

    def state(self) -> State:
        """What decides which commands can be used on the screen in front."""
        return self.state_of(self.screen)

    def state_of(self, screen: Screen[Any]) -> State:
        """What decides which commands can be used on a screen, also below a dialog."""
        if isinstance(screen, BookScreen):
            return screen.state()
        return State(place="form", actor=self.actor, readonly=self.readonly)

    def action_command(self, identity: str) -> None:
        """Do a command of the registry, or say why it cannot be done."""
        wanted = command(identity)
        reason = wanted.why_not(self.state())
        if reason is not None:
            self.tell(reason, severe=True)
            return
        method = self._method(wanted.method)
        if method is None:
            self.tell(_NO_SUCH_COMMAND, severe=True)
            return
        method()
        if isinstance(self.screen, BookScreen):
            self.screen.tell_keys()

    def _method(self, name: str) -> Callable[[], None] | None:
        nodes = self.focused.ancestors_with_self if self.focused else [self.screen, self]
        for node in nodes:
            found: Callable[[], None] | None = getattr(node, name, None)
            if found is not None:
                return found
        return None

    def command_help(self) -> None:
        """List the keys of the screen in front."""
        from console.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.state()))

    def command_language(self) -> None:
        """Change to the other language."""
        self.language = "en" if self.language == "zh" else "zh"
        self._retext()

    def command_theme(self) -> None:
        """Change to the next theme."""
        self.use_theme(next_theme(self.theme))

    def use_theme(self, name: str) -> None:
        """Change to a theme."""
        self.theme = name
        self._retext()
        self.tell(THEME_WORDS[name])

    def command_palette(self) -> None:
        """Open the palette."""
        self.action_command_palette()

    def action_command_palette(self) -> None:
        """Open the palette of the registry's commands."""
        from console.palette import open_palette

        open_palette(self, self.language)

    def act(self, verb: str, subject: Subject | None = None) -> None:
        """Open the form of an action, or say why nobody can act."""
        from console.screens.act import ActForm
        from console.screens.handover_form import HandoverForm
        from console.screens.roll_call_form import RollCallForm

        reason = needs_actor(self.state())
        if reason is not None:
            self.tell(reason, severe=True)
            return
        if verb == OpenHandover.verb:
            self.push_screen(HandoverForm(subject))
        elif verb == HoldRollCall.verb:
            self.push_screen(RollCallForm(subject))
        else:
            self.push_screen(ActForm(actions()[verb], subject))

    def show_event(self, position: int) -> None:
        """Show one event, whole."""
        from console.screens.event_detail import EventDetail

        self.push_screen(EventDetail(self.book, position))

    def show_why(self, subject: Subject) -> None:
        """Say why what a subject names stands there: an obligation, or an event."""
        from console.screens.duty_why import DutyWhyScreen
        from console.screens.why import WhyScreen

        if subject.duty is not None:
            self.push_screen(DutyWhyScreen(self.book, subject.duty))
        elif subject.position is not None:
            self.push_screen(WhyScreen(self.book, subject.position))

    def discharge(self, subject: Subject) -> None:
        """Open the form of the action that discharges an obligation, as its clause names it."""
        verb = subject.duty.action if subject.duty is not None else None
        if verb == HoldRollCall.verb:
            # The list of a roll call is prepared on the screen of attendance.
            self.command_attendance()
        elif verb in actions():
            self.act(str(verb), subject)
        else:
            self.tell(_NO_ACTION, severe=True)

    def command_duties(self) -> None:
        """Open the list of all obligations."""
        from console.screens.duties import DutiesScreen

        self.push_screen(DutiesScreen())

    def command_discipline(self) -> None:
        """Open the cases that wait for a decision."""
        from console.screens.discipline import DisciplineScreen

        self.push_screen(DisciplineScreen())

    def command_loans(self) -> None:
        """Open the list of files and who has them."""
        from console.screens.loans import LoansScreen

        self.push_screen(LoansScreen())

    def command_roster(self) -> None:
        """Open the week board."""
        from console.screens.roster import RosterScreen

        self.push_screen(RosterScreen())

    def command_requests(self) -> None:
        """Open what was asked for: leave and swaps."""
        from console.screens.requests import RequestsScreen

        self.push_screen(RequestsScreen())

    def command_attendance(self) -> None:
        """Open the attendance of the shift."""
        from console.screens.attendance import AttendanceScreen

        self.push_screen(AttendanceScreen())

    def command_my_duty(self) -> None:
        """Open one's own duty."""
        from console.screens.my_duty import MyDutyScreen

        self.push_screen(MyDutyScreen())

    def command_reports(self) -> None:
        """Open the reports of the month."""
        from console.screens.reports import ReportsScreen

        self.push_screen(ReportsScreen())

    def command_handover(self) -> None:
        """Open what there is to hand over, and the sheets."""
        from console.screens.handover import HandoverScreen

        self.push_screen(HandoverScreen())

    def command_trail(self) -> None:
        """Open the trail."""
        self.push_screen(self._trail(""))

    def with_proof(self, action: type[Action] | None, go_on: Callable[[], None]) -> None:
        """Go on at once: in a book without passwords nobody can prove who they are."""
        go_on()

    def command_people(self) -> None:
        """Open the list of people."""
        from console.screens.people import PeopleScreen

        self.push_screen(PeopleScreen())

    def command_lock(self) -> None:
        """Say why nothing can be locked."""
        self.tell(_NO_PASSWORDS, severe=True)

    def command_back(self) -> None:
        """Return to the screen below; the first one stays."""
        if len(self.screen_stack) > 2:
            self.pop_screen()

    def command_leave(self) -> None:
        """Close the screen; the first one ends the program."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.exit()

    def _trail(self, query: str) -> Screen[None]:
        from console.screens.trail import TrailScreen

        return TrailScreen(query)

    def _retext(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, BookScreen):
                screen.retext()
