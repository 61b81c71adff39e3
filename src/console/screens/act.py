"""Acting: fill in a generated form, see what it would append, append it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Button, Collapsible, Input, Label, Select, Static

from console import forms
from console.drawing.spans import fit
from console.following.reconnecting import BackOff, may_pass, sentence
from console.presenters import effects
from console.screens.dialog import Dialog
from console.subject import Subject
from console.text import act as text
from console.text import floor as floor_text
from ledger.kernel.action import Action, Outcome, Refused
from ledger.kernel.event import instant
from ledger.kernel.words import Unfit, Words
from ledger.rulebook.lookup import OutsideCoverage
from ledger.store.errors import StoreError
from ledger.store.recorder import Contended
from ledger.vault import VaultError, VaultUnavailable


class Fault(NamedTuple):
    """Why nothing could be decided, in a sentence, and whether that may be over soon."""

    words: Words
    passing: bool = False


class Asked(NamedTuple):
    """What was confirmed, when it happens, and the id that keeps it from happening twice."""

    action: Action
    at: datetime | None
    command: UUID


Answer = Outcome | Refused | Fault
"""What a decision came to."""


class Previewed(Message):
    """What an action would come to is known."""

    def __init__(self, serial: int, answer: Answer, action: Action) -> None:
        super().__init__()
        self.serial = serial
        self.answer = answer
        self.action = action


class Foreseen(Message):
    """What it would do to the half hours is known."""

    def __init__(self, serial: int, lines: list[str]) -> None:
        super().__init__()
        self.serial = serial
        self.lines = lines


class Acted(Message):
    """An action was decided for good, or it is not known what became of it."""

    def __init__(self, asked: Asked, answer: Answer) -> None:
        super().__init__()
        self.asked = asked
        self.answer = answer


class NotRecorded(Message):
    """What was confirmed before the ledger went away is not in it."""


class ActForm(Dialog):
    """The form of one action. Nothing is appended before the preview has shown what would be.

    When the ledger goes away the form waits for it. Whether something that was confirmed meanwhile
    has been recorded is then looked up first, by its command id, and told.
    """

    BINDINGS = [("enter", "go_to_button", "")]

    def __init__(self, action: type[Action], subject: Subject | None) -> None:
        super().__init__()
        self._action = action
        self._subject = subject
        self._fields: tuple[forms.FormField, ...] = ()
        self._serial = 0
        self._ready: Action | None = None
        self._asked: Asked | None = None
        self._unsure = False
        self._back_off = BackOff()
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Fields, checks, what will be written, and the button or the reason why not."""
        law = self.host.book.law_on(self.host.book.clock.now())
        self._fields = forms.fields_of(self._action, law)
        start = forms.filled(self._fields, self._subject, self.host.actor)
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = f"{self.say(self._action.words)}  {self._action.verb}"
            who = self.say(floor_text.ACTS_AS).format(actor=self.host.actor)
            dialog.border_subtitle = f"{who} · {self.say(text.BACK)}"
            if self._subject is not None and self._subject.told:
                yield Static("\n".join(self._subject.told), id="about", markup=False)
            yield Static(self.say(text.REQUIRED), classes="quiet", markup=False)
            derived = [each for each in self._fields if each.derived]
            for field in self._fields:
                if not field.derived:
                    yield self._line(field, start[field.name])
            if derived:
                # What the ledger knows need not be told; who keeps an older book can still open it.
                lines = [self._line(field, start[field.name]) for field in derived]
                yield Collapsible(*lines, title=self.say(text.DERIVED))
            yield Static("", id="outcome", markup=False)
            yield Static("", id="effects", markup=False)
            with Horizontal(classes="field"):
                yield Static("", id="refusal", classes="refused", markup=False)
                yield Button(self.say(text.CONFIRM), id="confirm", disabled=True, compact=True)

    def _line(self, field: forms.FormField, value: str) -> Horizontal:
        label = f"{'*' if field.required else ' '} {fit(self.say(field.label), 16)}"
        return Horizontal(Label(label, markup=False), self._control(field, value), classes="field")

    def _control(self, field: forms.FormField, value: str) -> Input | Select[str]:
        if field.kind in ("choice", "flag"):
            choices = field.choices or (("true", Words("是", "yes")), ("false", Words("否", "no")))
            options = [(f"{self.say(words)}  {value}", value) for value, words in choices]
            known = value if value in {each for _, each in options} else Select.NULL
            return Select(
                options, value=known, allow_blank=True, prompt="—", compact=True, name=field.name
            )
        hint = {"choices": text.SEVERAL, "texts": text.SEVERAL, "instant": text.A_TIME}
        told = hint.get(field.kind)
        return Input(
            value, name=field.name, compact=True, placeholder=self.say(told) if told else ""
        )

    def on_mount(self) -> None:
        """Check what the form starts with, and go to the first field that must be filled in."""
        typed = self._typed()
        lacking = [each.name for each in self._fields if each.required and not typed[each.name]]
        for control in (*self.query(Input), *self.query(Select)):
            if control.name in lacking[:1]:
                control.focus()
        self._check()

    @on(Input.Changed)
    @on(Select.Changed)
    def _changed(self, message: Message) -> None:
        message.stop()
        self._check()

    @on(Input.Submitted)
    def _next(self, message: Input.Submitted) -> None:
        message.stop()
        self.focus_next()

    def action_go_to_button(self) -> None:
        """Enter outside the fields leads to the button, and on the button alone it appends."""
        self.query_one("#confirm", Button).focus()

    def _typed(self) -> dict[str, str]:
        found = {str(each.name): each.value for each in self.query(Input)}
        for each in self.query(Select):
            found[str(each.name)] = "" if each.value is Select.NULL else str(each.value)
        return found

    def _check(self) -> None:
        if self._unsure:
            return
        self._serial += 1
        self._ready = None
        self.query_one("#confirm", Button).disabled = True
        try:
            action = forms.build(
                self._action, self._fields, self._typed(), self.host.book.site.zone
            )
        except forms.FormFault as fault:
            self._show("", self.say(fault.words))
            return
        if self._waiting is None:
            self._show(self.say(text.CHECKING), "")
        self.run_worker(
            partial(self._preview, self._serial, action, self._at()),
            thread=True,
            exclusive=True,
            group="preview",
        )

    def _at(self) -> datetime | None:
        """When it happens: now, or the time on show while a replay is watched."""
        pace = self.host.pace
        return instant(pace.now()) if pace is not None and pace.replaying else None

    def _preview(self, serial: int, action: Action, at: datetime | None) -> None:
        book, actor = self.host.book, str(self.host.actor)
        found = action

        def decide() -> Outcome:
            nonlocal found
            found = self.finished(action)
            return book.preview(found, by=actor, at=at)

        answer = _answered(decide)
        self.post_message(Previewed(serial, answer, found))
        if isinstance(answer, Outcome) and at is None and serial == self._serial:
            found_lines = effects.lines(self.host, [kept.event for kept in answer.kept])
            self.post_message(Foreseen(serial, found_lines))

    def finished(self, action: Action) -> Action:
        """The action with what nobody types; called on the thread that looks ahead."""
        return action

    @on(Previewed)
    def _show_preview(self, message: Previewed) -> None:
        message.stop()
        if message.serial != self._serial:
            return
        self._show_answer(message.answer)
        if isinstance(message.answer, Fault) and message.answer.passing:
            self._try_again(text.CHECKED_AGAIN)
            return
        self._back_off.reset()
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        able = isinstance(message.answer, Outcome) and bool(message.answer.kept)
        self._ready = message.action if able else None
        self.query_one("#confirm", Button).disabled = not able

    @on(Foreseen)
    def _show_effects(self, message: Foreseen) -> None:
        message.stop()
        if message.serial == self._serial:
            self._show_below(message.lines)

    def _show_below(self, lines: list[str]) -> None:
        below = self.query_one("#effects", Static)
        below.update("\n".join(lines))
        below.display = bool(lines)

    def _show_answer(self, answer: Answer) -> None:
        lawbook = self.host.book.lawbook
        if isinstance(answer, Refused):
            self._show("", text.refusal(answer, lawbook, self.language))
        elif isinstance(answer, Fault):
            self._show("", self.say(answer.words))
        else:
            lines = [f"─ {self.say(text.CHECKS)} ─"]
            outcome = self.query_one("#outcome", Static)
            lines += text.checks(answer, lawbook, self.language, outcome.content_size.width)
            lines.append(f"─ {self.say(text.WILL_WRITE)} ─")
            lines += text.written(answer, self.language, self.host.book.site.zone)
            self._show("\n".join(lines), "")

    def _show(self, outcome: str, refusal: str) -> None:
        self._show_below([])
        self.query_one("#outcome", Static).update(outcome)
        refused = self.query_one("#refusal", Static)
        refused.update(refusal)
        refused.display = bool(refusal)
        self.query_one("#confirm", Button).display = not refusal

    @on(Button.Pressed, "#confirm")
    def _confirm(self, message: Button.Pressed) -> None:
        message.stop()
        if self._ready is not None:
            self.host.with_proof(self._action, self._confirmed)

    def _confirmed(self) -> None:
        if self._ready is None:
            return
        self.query_one("#confirm", Button).disabled = True
        self._show(self.say(text.APPENDING), "")
        asked = self._asked
        if asked is None or asked.action != self._ready:
            asked = self._asked = Asked(self._ready, self._at(), self.host.book.new_command())
        self.run_worker(partial(self._append, asked), thread=True, group="act")

    def _append(self, asked: Asked) -> None:
        book, actor = self.host.book, str(self.host.actor)
        action, at, command = asked
        answer = _answered(lambda: book.act(action, by=actor, at=at, command=command))
        self.post_message(Acted(asked, answer))

    def _look_up(self, asked: Asked) -> None:
        """Find out what became of an action whose answer was lost."""
        try:
            found = self.host.book.recorder.find_command(asked.command.bytes)
        except StoreError as fault:
            self.post_message(Acted(asked, _fault(fault)))
            return
        if found is None:
            self.post_message(NotRecorded())
        else:
            self._append(asked)

    @on(NotRecorded)
    def _go_on(self, message: NotRecorded) -> None:
        message.stop()
        self._unsure = False
        self._back_off.reset()
        self._check()

    def _try_again(self, words: Words) -> None:
        """Have a look at the ledger in a while, and say so."""
        refused = self.query_one("#refusal", Static)
        refused.update(f"{refused.content} {self.say(words)}")
        if self._waiting is None:
            self._waiting = self.set_timer(self._back_off.seconds(), self._look_again)

    def _look_again(self) -> None:
        if self._unsure and self._asked is not None:
            self.run_worker(partial(self._look_up, self._asked), thread=True, group="act")
        else:
            self._check()
        self._waiting = None

    @on(Acted)
    def _tell(self, message: Acted) -> None:
        message.stop()
        if not isinstance(message.answer, Outcome):
            self._show_answer(message.answer)
            if isinstance(message.answer, Fault) and message.answer.passing:
                self._unsure = True
                self._try_again(text.LOOKED_UP)
            return
        positions = " ".join(f"#{kept.position}" for kept in message.answer.kept)
        count = len(message.answer.kept)
        words = text.WRITTEN
        self.host.tell(
            Words(
                words.zh.format(count=count, positions=positions),
                words.en.format(count=count, positions=positions),
            )
        )
        self.dismiss()


def _answered(decide: Callable[[], Outcome]) -> Answer:
    try:
        return decide()
    except Refused as refused:
        return refused
    except StoreError as fault:
        return _fault(fault)
    except Unfit as fault:
        return Fault(fault.words)
    except VaultError as fault:
        return Fault(Words(fault.zh, str(fault)), passing=isinstance(fault, VaultUnavailable))
    except (Contended, OutsideCoverage, ValueError) as fault:
        return Fault(Words(str(fault), str(fault)))


def _fault(fault: StoreError) -> Fault:
    return Fault(sentence(fault), passing=may_pass(fault))
