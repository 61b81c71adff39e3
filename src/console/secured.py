"""The console of a book with passwords: it opens with the sign-in, locks itself, and asks again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import events, on
from textual.screen import Screen

from console.access import Access
from console.app import DutybookApp
from console.command import State
from console.following.reconnecting import sentence
from console.screens.lock import Abandoned, LockScreen, ProofDialog, Unlocked
from console.screens.sign_in import SignedIn, SignInScreen
from console.text import access as text
from ledger.authentication.door import Door
from ledger.book import Book
from ledger.kernel.action import Action
from ledger.kernel.words import Words
from ledger.registers.sessions.events import Locking
from ledger.store.errors import StoreError
from ledger.vault import VaultError

_LOOK_SECONDS = 2.0
_ALWAYS = ("console.help", "console.language", "console.theme")


class SecuredApp(DutybookApp):
    """A console at which nobody sees or does anything before it is known who they are.

    ``actor`` is the number that the sign-in is filled in with.
    """

    def __init__(self, book: Book, *, door: Door, actor: str | None = None, **options: Any) -> None:
        """Make the console; the other options are those of any console."""
        super().__init__(book, actor=None, **options)
        self.access = Access(book, door, self.measure)
        self._wanted = actor or ""

    def begin(self) -> None:
        """Ask who is there, and look around for as long as the console runs."""
        self._ask_who(text.INTRODUCTION)
        self.set_interval(_LOOK_SECONDS, self.look_around)

    async def on_event(self, event: events.Event) -> None:
        """Count every key and every move of the mouse as use of the console."""
        if isinstance(event, events.Key | events.MouseEvent):
            self.access.touch()
        await super().on_event(event)

    @property
    def shut(self) -> bool:
        """Whether the console shows nothing of the book, because nobody has proved to be there."""
        return any(isinstance(each, SignInScreen | LockScreen) for each in self.screen_stack)

    def look_around(self) -> None:
        """Lock a console that nobody uses or whose shift is over; notice a session that is over."""
        session = self.access.session
        if session is None or self.shut:
            return
        if self.access.idle():
            self.lock(Locking.IDLE)
        else:
            self.run_worker(self._look_at_session, thread=True, exclusive=True, group="session")

    def _look_at_session(self) -> None:
        session = self.access.session
        try:
            over = session is not None and not self.access.door.is_live(session)
            shift_over = session is not None and self.access.shift_over()
        except StoreError:
            return
        if over and self.access.session == session:
            self.post_message(Abandoned(text.TAKEN_OVER))
        elif shift_over:
            self.call_from_thread(self.lock, Locking.SHIFT_END)

    def lock(self, reason: Locking) -> None:
        """Cover everything, and record that the console is locked."""
        session = self.access.session
        if session is None or self.shut:
            return
        self.push_screen(LockScreen(self.access, notice=text.LOCKED[reason]))
        self._recorded(lambda: self.access.door.lock(session, reason))

    def command_lock(self) -> None:
        """Lock the console by hand."""
        self.lock(Locking.BY_HAND)

    def with_proof(self, action: type[Action] | None, go_on: Callable[[], None]) -> None:
        """Go on at once, or once the person has given the password again."""
        if self.access.must_prove(action):
            self.push_screen(ProofDialog(self.access, go_on))
        else:
            go_on()

    def state_of(self, screen: Screen[Any]) -> State:
        """Nobody acts while the console is shut."""
        state = super().state_of(screen)
        return state._replace(actor=None) if self.shut else state

    def action_command(self, identity: str) -> None:
        """Do a command; while the console is shut only those that touch nothing of the book."""
        if not self.shut or identity in _ALWAYS:
            super().action_command(identity)

    def action_command_palette(self) -> None:
        """Open the palette, unless the console is shut."""
        if not self.shut:
            super().action_command_palette()

    @on(SignedIn)
    def _begin(self, message: SignedIn) -> None:
        message.stop()
        self.actor, self.readonly = message.session.person, False
        self.pop_screen()
        super().begin()

    @on(Unlocked)
    def _open_again(self, message: Unlocked) -> None:
        message.stop()
        if isinstance(self.screen, LockScreen):
            self.pop_screen()

    @on(Abandoned)
    def _sign_out(self, message: Abandoned) -> None:
        """Close everything that the person had open, and ask who is there."""
        message.stop()
        session = self.access.session
        if session is None:
            return
        self.access.session = None
        self._recorded(lambda: self.access.door.end(session))
        self._wanted, self.actor = session.person, None
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._ask_who(message.notice)

    def _ask_who(self, notice: Words) -> None:
        site = self.book.site.name
        self.push_screen(SignInScreen(self.access, site, number=self._wanted, notice=notice))

    def _recorded(self, work: Callable[[], None]) -> None:
        """Record something on a thread; a ledger that has gone away is told, and stops nothing."""

        def record() -> None:
            try:
                work()
            except StoreError as fault:
                self.call_from_thread(self.tell, sentence(fault), severe=True)
            except VaultError as fault:
                self.call_from_thread(self.tell, Words(fault.zh, str(fault)), severe=True)

        self.run_worker(record, thread=True, group="record")

    def _retext(self) -> None:
        super()._retext()
        for screen in self.screen_stack:
            if isinstance(screen, SignInScreen | LockScreen):
                screen.retext()
