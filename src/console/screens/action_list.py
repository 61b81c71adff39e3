"""Choosing what to do: what concerns the row first, then by register, then what others may do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from console import menu
from console.drawing.spans import fit
from console.screens.dialog import Dialog
from console.subject import Subject
from console.text import act as text
from ledger.kernel.action import Role
from ledger.store.errors import StoreError

_NAME = 34


class RolesKnown(Message):
    """It is known which roles whoever acts holds; None when the ledger did not answer."""

    def __init__(self, roles: frozenset[Role] | None) -> None:
        super().__init__()
        self.roles = roles


class ActionList(Dialog):
    """Everything that can be done; what is not open to whoever acts says whom it takes.

    What is typed narrows it down, in either language or by the name on the command line.
    """

    BINDINGS = [(key, f"move('{key}')", "") for key in ("up", "down", "pageup", "pagedown")]

    def __init__(self, subject: Subject | None) -> None:
        super().__init__()
        self._subject = subject
        self._sections: list[menu.Section] = []

    def compose(self) -> ComposeResult:
        """A list to choose from, filled once it is known who asks."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self.say(text.CHOOSE)
            dialog.border_subtitle = self.say(text.BACK)
            yield Input(placeholder=self.say(text.NARROW), compact=True)
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Look up who asks."""
        self.run_worker(self._look_up, thread=True, group="roles")

    def _look_up(self) -> None:
        try:
            roles = menu.roles_held(self.host.book, self.host.actor)
        except StoreError:
            roles = None
        self.post_message(RolesKnown(roles))

    @on(RolesKnown)
    def _fill(self, message: RolesKnown) -> None:
        message.stop()
        self._sections = menu.sections(self._subject, message.roles)
        self._show("")

    @on(Input.Changed)
    def _narrow(self, message: Input.Changed) -> None:
        message.stop()
        self._show(message.value.strip())

    @on(Input.Submitted)
    def _choose(self, message: Input.Submitted) -> None:
        message.stop()
        self.query_one(OptionList).action_select()

    def action_move(self, key: str) -> None:
        """Move in the list while the hands stay where one types."""
        listed = self.query_one(OptionList)
        moves: dict[str, Callable[[], None]] = {
            "up": listed.action_cursor_up,
            "down": listed.action_cursor_down,
            "pageup": listed.action_page_up,
            "pagedown": listed.action_page_down,
        }
        moves[key]()

    def _show(self, typed: str) -> None:
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(self._options(menu.narrowed(self._sections, typed)))
        listed.action_first()

    def _options(self, sections: list[menu.Section]) -> Iterator[Option]:
        for section in sections:
            yield Option(f"─ {self.say(section.title)} ─", disabled=True)
            for action, reason in section.choices:
                told = self.say(reason) if reason is not None else action.verb
                yield Option(
                    f"  {fit(self.say(action.words), _NAME)} {told}",
                    id=action.verb,
                    disabled=reason is not None,
                )

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.dismiss()
        self.host.act(str(message.option.id), self._subject)
