"""The events behind a number."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from console.command import Place, State
from console.drawing import headline
from console.drawing.scene import NO_FILTER, Scene
from console.drawing.spans import Tone
from console.following.reconnecting import BackOff, brief, may_pass
from console.presenters.evidence import Evidence, evidence_of, read
from console.registry import bindings
from console.screen import BookScreen
from console.subject import Subject
from console.text import floor as text
from console.widgets.event_list import EventList
from console.widgets.key_line import KeyLine
from console.widgets.lines import Lines
from console.widgets.panel import Panel
from ledger.kernel.codec import Recorded
from ledger.store.errors import StoreError
from projections.frame import Frame


class EvidenceRead(Message):
    """The events were found."""

    def __init__(self, events: list[Recorded]) -> None:
        super().__init__()
        self.events = events


class EvidenceMissing(Message):
    """The events could not be read."""

    def __init__(self, wanted: Evidence, fault: StoreError) -> None:
        super().__init__()
        self.wanted = wanted
        self.fault = fault


class EvidenceScreen(BookScreen):
    """A list of events; Enter shows one of them whole, Backspace returns."""

    place: ClassVar[Place] = "evidence"
    BINDINGS = bindings("evidence")

    def __init__(self, subject: Subject, shown: Frame) -> None:
        super().__init__()
        self._subject = subject
        self._frame = shown
        self._back_off = BackOff()

    def compose(self) -> ComposeResult:
        """The list under a line that says where one is."""
        yield Lines(id="header")
        yield EventList(id="events")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Begin to read."""
        wanted = evidence_of(self._subject, self._frame, self.book)
        events = self.query_one(EventList)
        events.named = wanted.title
        events.focus()
        self._begin(wanted)
        self.retext()

    def _begin(self, wanted: Evidence) -> None:
        self.run_worker(partial(self._read, wanted), thread=True, exclusive=True)

    def _read(self, wanted: Evidence) -> None:
        try:
            self.post_message(EvidenceRead(list(read(self.book, wanted))))
        except StoreError as fault:
            self.post_message(EvidenceMissing(wanted, fault))

    @on(EvidenceRead)
    def _hold(self, message: EvidenceRead) -> None:
        message.stop()
        self.query_one(EventList).hold(message.events)
        self.tell_keys()

    @on(EvidenceMissing)
    def _tell_fault(self, message: EvidenceMissing) -> None:
        """Say why, instead of that there is none; and read again when that may help."""
        message.stop()
        self.query_one(EventList).fail(brief(message.fault))
        if may_pass(message.fault):
            self.set_timer(self._back_off.seconds(), partial(self._begin, message.wanted))

    def retext(self) -> None:
        """Say everything in the language and the looks on show."""
        super().retext()
        scene = Scene(
            self._frame,
            self._frame.now,
            self.language,
            self.book.site.zone,
            self.book.site.name,
            actor=self.host.actor,
            readonly=self.host.readonly,
        )
        header = (
            (f" {scene.say(text.PRODUCT)}  ", Tone.STRONG),
            (self.book.site.name, Tone.NORMAL),
            (f" · {headline.standing(scene)} · {self._frame.day}", Tone.QUIET),
        )
        self.query_one("#header", Lines).show([header])
        for lines in self.query(Lines):
            lines.refresh()
        self.query_one(EventList).tell(scene, NO_FILTER, None)

    def state(self) -> State:
        """The cursor decides what opens."""
        opens = self.query_one(EventList).subject() is not None
        return super().state()._replace(opens=opens, explains=opens)

    @on(Panel.Opened)
    def _open(self, message: Panel.Opened) -> None:
        message.stop()
        if message.subject.position is not None:
            self.host.show_event(message.subject.position)
