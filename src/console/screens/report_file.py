"""Where to write a report: asks for a name, and replaces nothing unasked."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Input, Label, Static

from console.drawing.spans import fit
from console.reports.making import Made
from console.reports.workbook import NotWritten, require_spreadsheet, write
from console.screens.dialog import Dialog
from console.text import reports as text
from ledger.kernel.words import Words

_LABEL = 16


class ReportFile(Dialog):
    """Writes a report to a spreadsheet, away from the screen."""

    def __init__(self, made: Made) -> None:
        super().__init__()
        self._made = made
        self._replaced: Path | None = None
        """The file that the person has been told is there."""

    def compose(self) -> ComposeResult:
        """What is written, where, and under which name."""
        title = self.say(self._made.report.title)
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self.say(text.SAVE).format(title=title, month=self._made.month)
            dialog.border_subtitle = self.say(text.BACK)
            where = self.say(text.WHERE).format(folder=Path.cwd())
            yield Static(where, classes="quiet", markup=False)
            with Horizontal(classes="field"):
                yield Label(fit(self.say(text.FILE), _LABEL), markup=False)
                yield Input(self._example, id="file", compact=True)
            with Horizontal(classes="field"):
                yield Static("", id="refusal", classes="refused", markup=False)
                yield Button(self.say(text.WRITE), id="confirm", compact=True)

    @property
    def _example(self) -> str:
        return self._made.report.file(self._made.month)

    @on(Input.Submitted)
    @on(Button.Pressed, "#confirm")
    def _submit(self, message: Message) -> None:
        message.stop()
        if self.query_one("#confirm", Button).disabled:
            return
        typed = self.query_one("#file", Input).value.strip()
        path = Path(os.path.expanduser(typed))
        why_not = self._why_not(typed, path)
        if why_not is not None:
            self._say_why(why_not)
        else:
            self.host.with_proof(None, partial(self._begin, path))

    def _why_not(self, typed: str, path: Path) -> Words | None:
        """Why the name cannot be taken, at least not at once."""
        if not typed:
            example = self._example
            return Words(
                text.NO_NAME.zh.format(example=example), text.NO_NAME.en.format(example=example)
            )
        try:
            require_spreadsheet(path)
        except NotWritten as fault:
            return fault.words
        if os.path.exists(path) and path != self._replaced:
            self._replaced = path
            return Words(text.THERE.zh.format(path=path), text.THERE.en.format(path=path))
        return None

    def _begin(self, path: Path) -> None:
        self.query_one("#confirm", Button).disabled = True
        self._tell(text.WRITING)
        self.run_worker(partial(self._write, path), thread=True, group="write")

    def _write(self, path: Path) -> None:
        try:
            write(path, *self._made.sheets)
        except NotWritten as fault:
            self.app.call_from_thread(self._say_why, fault.words)
        else:
            self.app.call_from_thread(self._done, path.resolve())

    def _done(self, path: Path) -> None:
        told = Words(text.WRITTEN.zh.format(path=path), text.WRITTEN.en.format(path=path))
        if self.is_current:
            self.dismiss()
        elif self.is_attached:
            # Something stands above it, such as the lock; it is read when that is gone.
            self._say_why(told)
            return
        self.host.tell(told)

    def _say_why(self, words: Words) -> None:
        """Say something about the file, and let it be tried again."""
        if not self.is_attached:
            self.host.tell(words, severe=True)
            return
        self.query_one("#confirm", Button).disabled = False
        self._tell(words)

    def _tell(self, words: Words) -> None:
        self.query_one("#refusal", Static).update(self.say(words))
