"""The handover: what is given on the left, what is taken on the right, both signatures below."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult

from console.command import HandingRole, Place, State
from console.drawing import handover as drawing
from console.drawing.handover import Setting, handed
from console.drawing.scene import NO_FILTER, NO_FRAME, SECOND, Scene
from console.drawing.spans import Line, Tone, cut, fit, spread
from console.following.handover import Handing, HandingMade, HandoverFollower
from console.following.thread import FollowingFailed
from console.pace import Pace, WallPace
from console.registry import bindings
from console.screen import BookScreen
from console.subject import Subject
from console.text import handover as text
from console.widgets.handover_list import HandoverList
from console.widgets.key_line import KeyLine
from console.widgets.lines import Lines
from console.widgets.panel import Panel
from ledger.kernel.words import Words
from projections.handover.book import Sheet
from projections.handover.rows import UnreadRow

_READING = Words("正在编成…", "composing…")
_LEAST_HEIGHT_FOR_NOTES = 32
_MOST_NOTES = 5


class HandoverScreen(BookScreen):
    """It only composes and routes; a follower on a thread brings what there is."""

    place: ClassVar[Place] = "handover"
    BINDINGS = bindings("handover")
    AUTO_FOCUS = "HandoverList"

    def __init__(self) -> None:
        super().__init__()
        self.handing: Handing | None = None
        self.marked: set[int] = set()
        self._chosen: str | None = None
        self._choosing = False
        self._fault: FollowingFailed | None = None
        self._pace: Pace | None = None
        self._follower: HandoverFollower | None = None

    def compose(self) -> ComposeResult:
        """Which handover, its items, the one under the cursor, the log, the signatures."""
        yield Lines(id="header")
        yield HandoverList(id="list")
        yield Lines(id="foot")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Begin to follow and to tick."""
        self._pace = self.host.pace or WallPace(self.book.clock)
        self._follower = HandoverFollower(
            self.book,
            self.post_message,
            pace=self._pace,
            actor=self.host.actor,
            views=self.host.views,
        )
        self.run_worker(self._follower.run, thread=True, exclusive=True, group="follower")
        self.set_interval(1.0, self.paint)
        self.paint()

    def on_unmount(self) -> None:
        """Let the follower save and end."""
        if self._follower is not None:
            self._follower.stop()

    @on(HandingMade)
    def _take(self, message: HandingMade) -> None:
        message.stop()
        self._fault = None
        before, self.handing = self.handing, message.handing
        if before is None or _newest(before) != _newest(message.handing):
            self._choosing = False
        if not self._choosing:
            self._chosen = _unfinished(message.handing)
        self.paint()
        self.tell_keys()
        if self._follower is not None:
            self._follower.taken()

    @on(FollowingFailed)
    def _tell_fault(self, message: FollowingFailed) -> None:
        message.stop()
        self._fault = message
        self.paint()

    @property
    def sheet(self) -> Sheet | None:
        """The handover on show; None while the page of now is."""
        sheets = self.handing.sheets if self.handing is not None else ()
        return next((each for each in sheets if each.handover.handover == self._chosen), None)

    @property
    def items(self) -> HandoverList:
        """The list of items."""
        return self.query_one(HandoverList)

    def scene(self) -> Scene:
        """What is on show, at the instant that it is of."""
        assert self._pace is not None
        return Scene(
            NO_FRAME,
            self._pace.now() // SECOND * SECOND,
            self.language,
            self.book.site.zone,
            self.book.site.name,
            self.handing.names if self.handing is not None else {},
            self.host.actor,
            self.host.readonly,
        )

    def paint(self) -> None:
        """Show everything as it stands at this second."""
        if not self.is_current or self._pace is None:
            return
        scene, sheet = self.scene(), self.sheet
        setting = Setting(scene.zone, self.language, scene.names)
        page = self.handing.page if self.handing is not None else ()
        entries = handed(sheet) if sheet is not None else page
        self.marked &= {entry.number for entry in entries if entry.answer == ""}
        done = sheet is not None and sheet.handover.accepted_at is not None
        self.items.hold(
            entries,
            handover=None if sheet is None else sheet.handover.handover,
            marked=frozenset(self.marked),
            since=sheet.handover.accepted_at if sheet is not None and done else None,
        )
        head = self._header(scene, setting, sheet)
        foot = self._foot(setting, sheet)
        self._show("#header", head)
        self.items.tell(scene, NO_FILTER, None)
        self._show("#foot", foot)

    def _show(self, identity: str, lines: list[Line]) -> None:
        widget = self.query_one(identity, Lines)
        if widget.styles.height is None or widget.styles.height.value != len(lines):
            widget.styles.height = len(lines)
        widget.show(lines)

    def _header(self, scene: Scene, setting: Setting, sheet: Sheet | None) -> list[Line]:
        width = self.size.width
        if self._fault is not None:
            return [cut(((f" !! {self.say(self._fault.brief)} ", Tone.ALARM),), width)]
        if self.handing is None:
            return [((f" {self.say(_READING)}", Tone.QUIET),)]
        if sheet is not None:
            return drawing.heading(sheet, width, setting)
        title: Line = (
            (f" {self.say(text.PAGE)}  ", Tone.STRONG),
            (setting.at(scene.now), Tone.NORMAL),
            (f"  {setting.say(text.ITEMS, count=len(self.handing.page))}", Tone.NORMAL),
        )
        return [spread(title, self._unread(setting), width)]

    def _unread(self, setting: Setting) -> Line:
        """How much there is to read before the shift: one's own, and everybody's."""
        unread = self.handing.unread if self.handing is not None else ()
        if not unread:
            return ()
        own = self._unread_of_actor()
        told = setting.say(text.UNREAD_TITLE, count=len(unread))
        if own:
            mine = setting.say(text.UNREAD_OWN, count=len(own), title=own[0].title)
            return ((f"! {mine}  ", Tone.WARN), (f"{told} ", Tone.QUIET))
        return ((f"{told} ", Tone.QUIET),)

    def _unread_of_actor(self) -> list[UnreadRow]:
        """What whoever acts has still to read, the oldest first."""
        unread = self.handing.unread if self.handing is not None else ()
        own = (row for row in unread if row.person == self.host.actor)
        return sorted(own, key=lambda row: (row.at, row.position))

    def _foot(self, setting: Setting, sheet: Sheet | None) -> list[Line]:
        width = self.size.width
        lines = [(("─" * width, Tone.QUIET),), *self._detail(setting, sheet)]
        if sheet is not None:
            notes = drawing.notes(sheet, width, setting)
            if self.size.height >= _LEAST_HEIGHT_FOR_NOTES:
                lines += [*notes[:1], *notes[1:][-_MOST_NOTES:]]
            lines.append(drawing.signatures(sheet.handover, width, setting))
        if self.handing is not None:
            lines.append(drawing.head(self.handing.head, width, setting))
        return lines

    def _detail(self, setting: Setting, sheet: Sheet | None) -> list[Line]:
        """Every word of the item under the cursor, and who answered for it until when."""
        entry = self.items.under_cursor
        if entry is None:
            return []
        width = self.size.width
        told = f" {entry.number} {drawing.told(entry, setting)}"
        lines: list[Line] = [((fit(told, width), Tone.NORMAL),)]
        if sheet is not None and self.handing is not None:
            spans = self.handing.answers.get((sheet.handover.handover, entry.number), ())
            lines.append(drawing.answered(spans, width, setting))
        return lines

    def on_resize(self, _: events.Resize) -> None:
        """Draw for the new size."""
        self.paint()

    def retext(self) -> None:
        """Say everything in the language and the looks on show."""
        super().retext()
        for lines in self.query(Lines):
            lines.refresh()
        self.paint()

    def state(self) -> State:
        """Who acts, and how far the handover is, decide what can be done."""
        subject = self.chosen_subject()
        return (
            super()
            .state()
            ._replace(
                opens=subject is not None and subject.position is not None,
                explains=subject is not None and subject.explains,
                handing=self._role(),
            )
        )

    def _role(self) -> HandingRole:
        """What whoever acts is in the handover on show."""
        sheet, actor = self.sheet, self.host.actor
        if sheet is None:
            return "page"
        handover = sheet.handover
        if actor == handover.incoming and handover.accepted_at is None:
            return "relief"
        if actor != handover.outgoing:
            return "sheet"
        if handover.accepted_at is None:
            return "giver"
        return "signer" if handover.signed_at is None else "leaver"

    @on(Panel.CursorMoved)
    def _cursor_moved(self, message: Panel.CursorMoved) -> None:
        message.stop()
        self.paint()
        self.tell_keys()

    @on(Panel.Opened)
    def _open(self, message: Panel.Opened) -> None:
        message.stop()
        if message.subject.position is not None:
            self.host.show_event(message.subject.position)

    def command_hand_over(self) -> None:
        """Open the form that hands the page over."""
        given = (("outgoing", self.host.actor or ""), ("handover", self._next_number()))
        self.host.act("open-handover", Subject("handover", given=given))

    def _next_number(self) -> str:
        """A number for the handover: the site's day, and which one of that day it is."""
        assert self._pace is not None
        day = f"{drawing.day(self._pace.now(), self.book.site.zone):%m%d}"
        known = self.handing.sheets if self.handing is not None else ()
        count = sum(each.handover.handover.startswith(f"J{day}-") for each in known)
        return f"J{day}-{count + 1}"

    def command_mark(self) -> None:
        """Tick the item under the cursor, or take the tick away; nothing is written."""
        entry = self.items.under_cursor
        if entry is not None and entry.answer == "":
            self.marked ^= {entry.number}
        self.items.command_down()

    def command_take(self) -> None:
        """Open the form that takes the marked items over."""
        entry = self.items.under_cursor
        numbers = sorted(self.marked) or ([entry.number] if entry is not None else [])
        told = ", ".join(map(str, numbers))
        self._act("accept-handover-items", ("items", told))

    def command_refuse(self) -> None:
        """Open the form that refuses the item under the cursor."""
        entry = self.items.under_cursor
        self._act("refuse-handover-item", ("item", "" if entry is None else str(entry.number)))

    def command_accept(self) -> None:
        """Open the form that accepts the whole."""
        self._act("accept-handover")

    def command_sign(self) -> None:
        """Open the form of the outgoing side's signature."""
        self._act("sign-handover")

    def command_leave_seat(self) -> None:
        """Open the form that records leaving the seat."""
        self._act("leave-seat", ("person", self.host.actor or ""))

    def command_note(self) -> None:
        """Open the form for a line in the log."""
        self._act("note-handover-item")

    def _act(self, verb: str, *given: tuple[str, str]) -> None:
        known = (("handover", self._chosen or ""), *given)
        self.host.act(verb, Subject("handover", given=known))

    def command_read(self) -> None:
        """Open the form that records one's oldest bulletin as read."""
        bulletins = [row for row in self._unread_of_actor() if not row.product]
        if not bulletins:
            self.host.tell(text.ALL_READ)
            return
        given = (("bulletin", bulletins[0].bulletin), ("person", bulletins[0].person))
        self.host.act("read-bulletin", Subject("handover", given=given))

    def command_earlier(self) -> None:
        """Show the handover before."""
        self._turn(-1)

    def command_later(self) -> None:
        """Show the handover after; the last is the page of now."""
        self._turn(1)

    def _turn(self, by: int) -> None:
        sheets = self.handing.sheets if self.handing is not None else ()
        names: list[str | None] = [*(each.handover.handover for each in sheets), None]
        at = names.index(self._chosen) if self._chosen in names else len(names) - 1
        self._chosen = names[min(max(0, at + by), len(names) - 1)]
        self._choosing = True
        self.marked.clear()
        self.paint()
        self.tell_keys()


def _newest(handing: Handing) -> str | None:
    return handing.sheets[-1].handover.handover if handing.sheets else None


def _unfinished(handing: Handing) -> str | None:
    """The newest handover if it lacks a signature; otherwise the page of now."""
    signed = not handing.sheets or handing.sheets[-1].handover.signed_at is not None
    return None if signed else _newest(handing)
