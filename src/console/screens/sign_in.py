"""Signing in: number and password, taking over, and replacing a temporary password."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Input, Label, Static

from console.access import Access
from console.drawing.spans import fit
from console.screens.proving import NotProved, Proved, asked
from console.text import access as text
from ledger.authentication.door import Session
from ledger.kernel.words import Language, Words

Step = Literal["enter", "take-over", "renew"]


class SignedIn(Message):
    """Somebody has signed in, with a password of their own."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session


class SignInScreen(Screen[None]):
    """The first screen of a book with passwords; nothing of the book is shown before it is done.

    ``number`` is filled in already when it is known who wants to sign in, ``notice`` says why the
    screen is shown.
    """

    DEFAULT_CSS = "SignInScreen { align: center middle; }"

    def __init__(
        self, access: Access, site: str, *, number: str = "", notice: Words = text.INTRODUCTION
    ) -> None:
        super().__init__()
        self._access = access
        self._site = site
        self._number = number
        self._notice = notice
        self._step: Step = "enter"

    def compose(self) -> ComposeResult:
        """A sentence, the fields of every step, the answer and the button."""
        with Vertical(classes="dialog"):
            yield Static("", id="notice", classes="quiet", markup=False)
            for name, hidden in (
                ("number", False),
                ("password", True),
                ("own", True),
                ("again", True),
            ):
                with Horizontal(classes="field", id=f"field-{name}"):
                    yield Label("", id=f"label-{name}", markup=False)
                    value = self._number if name == "number" else ""
                    yield Input(value, id=name, password=hidden, compact=True)
            with Horizontal(classes="field"):
                yield Static("", id="refusal", classes="refused", markup=False)
                yield Button("", id="confirm", compact=True)

    def on_mount(self) -> None:
        """Begin with the first field that is empty."""
        self._take("enter", self._notice)
        self.query_one("#password" if self._number else "#number", Input).focus()

    @property
    def _language(self) -> Language:
        language: Language = getattr(self.app, "language", "zh")
        return language

    def retext(self) -> None:
        """Say everything in the language on show."""
        self._take(self._step, self._notice)

    def _take(self, step: Step, notice: Words) -> None:
        self._step, self._notice = step, notice
        language = self._language
        dialog = self.query_one(".dialog", Vertical)
        dialog.border_title = text.TITLE.to(language).format(site=self._site)
        dialog.border_subtitle = text.LEAVE.to(language)
        self.query_one("#notice", Static).update(notice.to(language))
        renewing = step == "renew"
        for name, words, shown in (
            ("number", text.NUMBER, not renewing),
            ("password", text.PASSWORD, not renewing),
            ("own", text.OWN, renewing),
            ("again", text.AGAIN, renewing),
        ):
            self.query_one(f"#label-{name}", Label).update(fit(words.to(language), 16))
            self.query_one(f"#field-{name}").display = shown
        button = {"enter": text.ENTER, "take-over": text.TAKE_OVER, "renew": text.KEEP}[step]
        self.query_one("#confirm", Button).label = button.to(language)

    @on(Input.Changed, "#number")
    @on(Input.Changed, "#password")
    def _begin_again(self, message: Message) -> None:
        message.stop()
        if self._step == "take-over":
            self._take("enter", text.INTRODUCTION)

    @on(Input.Submitted)
    def _next(self, message: Input.Submitted) -> None:
        message.stop()
        if message.input.id in ("number", "own"):
            self.focus_next(Input)
        else:
            self._submit()

    @on(Button.Pressed, "#confirm")
    def _pressed(self, message: Button.Pressed) -> None:
        message.stop()
        self._submit()

    def _submit(self) -> None:
        if self.query_one("#confirm", Button).disabled:
            return
        door, typed = self._access.door, self._typed()
        if self._step == "renew":
            session = self._access.session
            assert session is not None
            if typed["own"] != typed["again"]:
                self._say(text.DIFFERENT)
                return
            self._ask(partial(door.set_password, session.person, session.person, typed["own"]))
            return
        takeover = self._step == "take-over"
        self._ask(partial(door.sign_in, typed["number"], typed["password"], takeover=takeover))

    def _typed(self) -> dict[str, str]:
        return {str(each.id): each.value for each in self.query(Input)}

    def _ask(self, door: Callable[[], object]) -> None:
        self.query_one("#confirm", Button).disabled = True
        self._say(text.COMPARING)
        self.run_worker(
            lambda: self.post_message(asked(door)), thread=True, exclusive=True, group="door"
        )

    def _say(self, words: Words) -> None:
        self.query_one("#refusal", Static).update(words.to(self._language))

    @on(Proved)
    def _proved(self, message: Proved) -> None:
        message.stop()
        self.query_one("#confirm", Button).disabled = False
        self._say(Words("", ""))
        if isinstance(message.result, Session):
            self._access.enter(message.result)
            if message.result.temporary:
                self._take("renew", text.TEMPORARY)
                self.query_one("#own", Input).focus()
                return
        session = self._access.session
        assert session is not None
        self.app.post_message(SignedIn(session))

    @on(NotProved)
    def _not_proved(self, message: NotProved) -> None:
        message.stop()
        self.query_one("#confirm", Button).disabled = False
        self._say(message.words)
        if message.elsewhere:
            self._take("take-over", self._notice)
            self.query_one("#confirm", Button).focus()
        elif self._step != "renew":
            self.query_one("#password", Input).value = ""
            self.query_one("#password", Input).focus()
