"""A locked console, and the dialog that asks for the password once more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Input, Label, Static

from console.access import Access
from console.drawing.spans import fit
from console.screens.dialog import Dialog
from console.screens.proving import NotProved, Proved, asked
from console.text import access as text
from ledger.kernel.words import Language, Words


class Unlocked(Message):
    """The console is open again."""


class Abandoned(Message):
    """The session is over, or another person wants to sign in."""

    def __init__(self, notice: Words) -> None:
        super().__init__()
        self.notice = notice


class LockScreen(Screen[None]):
    """Covers everything until the person who locked it gives the password."""

    DEFAULT_CSS = "LockScreen { align: center middle; }"

    def __init__(self, access: Access, *, notice: Words) -> None:
        super().__init__()
        self._access = access
        self._notice = notice

    def compose(self) -> ComposeResult:
        """Whose console it is, the password, and the way out for somebody else."""
        with Vertical(classes="dialog"):
            yield Static("", id="notice", classes="quiet", markup=False)
            with Horizontal(classes="field"):
                yield Label("", id="label", markup=False)
                yield Input("", id="password", password=True, compact=True)
            yield Static("", id="refusal", classes="refused", markup=False)
            with Horizontal(classes="field"):
                yield Button("", id="other", compact=True)
                yield Button("", id="confirm", compact=True)

    def on_mount(self) -> None:
        """Wait for the password."""
        self.retext()
        self.query_one("#password", Input).focus()

    @property
    def _language(self) -> Language:
        language: Language = getattr(self.app, "language", "zh")
        return language

    def retext(self) -> None:
        """Say everything in the language on show."""
        language, session = self._language, self._access.session
        dialog = self.query_one(".dialog", Vertical)
        person = session.person if session is not None else ""
        dialog.border_title = text.LOCKED_BY.to(language).format(actor=person)
        dialog.border_subtitle = text.LEAVE.to(language)
        self.query_one("#notice", Static).update(self._notice.to(language))
        self.query_one("#label", Label).update(fit(text.PASSWORD.to(language), 16))
        self.query_one("#confirm", Button).label = text.UNLOCK.to(language)
        self.query_one("#other", Button).label = text.SOMEBODY_ELSE.to(language)

    @on(Input.Submitted)
    @on(Button.Pressed, "#confirm")
    def _submit(self, message: Message) -> None:
        message.stop()
        session = self._access.session
        button = self.query_one("#confirm", Button)
        if session is None or button.disabled:
            return
        button.disabled = True
        self.query_one("#refusal", Static).update(text.COMPARING.to(self._language))
        typed = self.query_one("#password", Input).value
        door = partial(self._access.door.unlock, session, typed)
        self.run_worker(
            lambda: self.post_message(asked(door)), thread=True, exclusive=True, group="door"
        )

    @on(Proved)
    def _proved(self, message: Proved) -> None:
        message.stop()
        self._access.proved()
        self.app.post_message(Unlocked())

    @on(NotProved)
    def _not_proved(self, message: NotProved) -> None:
        message.stop()
        self.query_one("#confirm", Button).disabled = False
        self.query_one("#password", Input).value = ""
        self.query_one("#refusal", Static).update(message.words.to(self._language))
        if message.over:
            self.app.post_message(Abandoned(text.TAKEN_OVER))

    @on(Button.Pressed, "#other")
    def _other(self, message: Button.Pressed) -> None:
        message.stop()
        self.app.post_message(Abandoned(text.INTRODUCTION))


class ProofDialog(Dialog):
    """Asks for the password once more, and then goes on with what was asked for."""

    def __init__(self, access: Access, go_on: Callable[[], None]) -> None:
        super().__init__()
        self._access = access
        self._go_on = go_on

    def compose(self) -> ComposeResult:
        """Why it is asked, and the password."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self.say(text.PROVE).format(actor=self.host.actor)
            dialog.border_subtitle = self.say(text.BACK)
            yield Static(self.say(text.PROVE_BECAUSE), classes="quiet", markup=False)
            with Horizontal(classes="field"):
                yield Label(fit(self.say(text.PASSWORD), 16), markup=False)
                yield Input("", id="password", password=True, compact=True)
            with Horizontal(classes="field"):
                yield Static("", id="refusal", classes="refused", markup=False)
                yield Button(self.say(text.CONFIRM), id="confirm", compact=True)

    @on(Input.Submitted)
    @on(Button.Pressed, "#confirm")
    def _submit(self, message: Message) -> None:
        message.stop()
        session = self._access.session
        button = self.query_one("#confirm", Button)
        if session is None or button.disabled:
            return
        button.disabled = True
        self.query_one("#refusal", Static).update(self.say(text.COMPARING))
        typed = self.query_one("#password", Input).value
        door = partial(self._access.door.prove, session.person, typed, session)
        self.run_worker(
            lambda: self.post_message(asked(door)), thread=True, exclusive=True, group="door"
        )

    @on(Proved)
    def _proved(self, message: Proved) -> None:
        message.stop()
        self._access.proved()
        self.dismiss()
        self._go_on()

    @on(NotProved)
    def _not_proved(self, message: NotProved) -> None:
        message.stop()
        self.query_one("#confirm", Button).disabled = False
        self.query_one("#password", Input).value = ""
        self.query_one("#refusal", Static).update(self.say(message.words))
        if message.over:
            self.dismiss()
            self.app.post_message(Abandoned(text.TAKEN_OVER))
