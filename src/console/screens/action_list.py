"""Choosing what to do: what concerns the row first, then by register, then what others may do."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList
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
    """Everything that can be done; what is not open to whoever acts says whom it takes."""

    def __init__(self, subject: Subject | None) -> None:
        super().__init__()
        self._subject = subject

    def compose(self) -> ComposeResult:
        """A list to choose from, filled once it is known who asks."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self.say(text.CHOOSE)
            dialog.border_subtitle = self.say(text.BACK)
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
        listed = self.query_one(OptionList)
        listed.add_options(self._options(message.roles))
        listed.highlighted = 1

    def _options(self, roles: frozenset[Role] | None) -> Iterator[Option]:
        for section in menu.sections(self._subject, roles):
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
