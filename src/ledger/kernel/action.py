"""An action: what someone wants to do, what it depends on, and how it is decided."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar, cast

import msgspec

from ledger.kernel.boundary import NOTHING, Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import Tag
from ledger.kernel.words import Language, Words

_REGISTERED: dict[str, type[Action]] = {}

T = TypeVar("T")


class Role(StrEnum):
    """What a person may do in the book; a person holds one or several."""

    AGENT = "agent"
    TEAM_LEADER = "team-leader"
    DUTY_LEADER = "duty-leader"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    PROGRAM = "program"
    """Held by this program's own parts alone, such as the warden; never by a person."""


class ClauseRead(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A clause that a decision looked up: which version was in force, and the values it gave."""

    id: str
    since: date
    rulebook: str
    values: dict[str, Any] = {}


class Finding(NamedTuple):
    """What a check of a clause found, in words with its numbers."""

    clause: str
    words: Words


class Law(Protocol):
    """The regulation on one date, as a decision may ask it; what is asked is recorded."""

    day: date
    """The site's day that the law is asked for."""

    zone: tzinfo
    """The zone that the site counts its days in."""

    def read(self, clause: str, parameter: str, kind: type[T]) -> T:
        """The value of a clause's parameter in force on the law's date.

        :raises OutsideCoverage: when the clause has no version for that date.
        """

    def terms(self, clause: str, kind: type[T]) -> T:
        """What a clause says in force on the law's date, by the schema of its kind.

        :raises OutsideCoverage: when the clause has no version for that date.
        """

    def on(self, day: date) -> Law:
        """The law of another day, for a fact of that day; what is read of it is recorded too."""

    def gates(self, event_type: str) -> tuple[str, ...]:
        """The ids of the quotas, notices and approvals that concern events of a type."""

    def gates_on(self, event: Event) -> tuple[str, ...]:
        """Those of the gates that concern this very event; what they read of it is not recorded."""

    def approvals_by(self, signature: Event) -> tuple[str, ...]:
        """The ids of the approvals that count such a signature."""

    def thresholds(self, clause: str) -> tuple[str, ...]:
        """The ids of the offences that arise when a clause was broken often enough."""

    def shifts(self) -> dict[str, str]:
        """The ids of the shift kinds in force on the law's date, by the code of each."""

    def title(self, clause: str) -> Words:
        """A clause's title, or its id in both languages when no rulebook has it."""

    def cite(self, clause: str) -> None:
        """Record that a clause without parameters was applied.

        :raises OutsideCoverage: when the clause has no version for the law's date.
        """

    def tell(self, clause: str, words: Words) -> None:
        """Tell what a check of a clause found, for whoever looks before acting; it is not stored.

        ``words`` hold the numbers: "2 of at most 3", "16 h between the shifts".
        """

    @property
    def consulted(self) -> tuple[ClauseRead, ...]:
        """The clauses read so far, each once, in the order they were first read."""


class Refused(Exception):
    """A rule refuses an action. Subclasses name the case and the clause that refuses it.

    ``class CallNotWaiting(Refused, clause="calls.accepted_once", zh=..., en=...)``; the texts may
    hold ``{fields}`` that are given when it is raised. ``evidence`` are the positions of the
    events the refusal rests on. A refusal by a clause that only a rulebook knows of names it when
    it is raised, instead of the one it was declared with.
    """

    clause: str = ""
    title: Words | None = None
    """The clause's title in the law that the action was decided by, once it was."""
    zone: tzinfo = UTC
    """Where the clocks stand that its instants are told by; the site's, once it was decided."""
    words: ClassVar[Words] = Words("", "")

    def __init_subclass__(cls, *, clause: str, zh: str, en: str) -> None:
        """Declare the refusal's clause and its texts."""
        super().__init_subclass__()
        cls.clause = clause
        cls.words = Words(zh, en)

    def __init__(
        self, *, evidence: Sequence[int] = (), clause: str | None = None, **details: object
    ) -> None:
        self.evidence = tuple(evidence)
        if clause is not None:
            self.clause = clause
        self.details = details
        super().__init__(self.text("en"))

    def text(self, language: Language) -> str:
        """The refusal in one sentence, without the clause."""
        details = {name: self._told(value, language) for name, value in self.details.items()}
        return type(self).words.to(language).format(**details)

    def _told(self, value: object, language: Language) -> object:
        if isinstance(value, Words):
            return value.to(language)
        if isinstance(value, datetime):
            return f"{value.astimezone(self.zone):%Y-%m-%d %H:%M:%S}"
        return value


class NotEntitled(
    Refused,
    clause="org.roles",
    zh="{actor} 没有这个权限：需要 {needed}",
    en="{actor} may not do this: it takes {needed}",
):
    """Who acts holds none of the roles that the action is open to."""


class ActionMeta(msgspec.StructMeta):
    """Gives every action its command-line name and registers it."""

    def __new__(
        mcls,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        *,
        by: tuple[Role, ...] | None = None,
        own: str | None = None,
        founding: bool = False,
        placed: bool = False,
        words: Words | None = None,
    ) -> ActionMeta:
        """Create the class; ``by`` are the roles it is open to."""
        made: Any = super().__new__(
            mcls, name, bases, namespace, frozen=True, kw_only=True, forbid_unknown_fields=True
        )
        if by is not None and words is not None:
            made.verb = "".join(
                f"-{letter.lower()}" if letter.isupper() else letter for letter in name
            ).lstrip("-")
            made.by, made.own, made.founding, made.words = by, own, founding, words
            made.placed = placed
            if made.verb in _REGISTERED:
                raise TypeError(f"two actions are called {made.verb!r}")
            _REGISTERED[made.verb] = made
        return cast("ActionMeta", made)


class Action(msgspec.Struct, metaclass=ActionMeta):
    """What someone wants to do. One class serves the form, the command line and the docs.

    ``verb`` is its name on the command line, made from the class name; ``by`` are the roles that
    may do it; ``own`` names the field that, when it holds the number of the person who acts,
    opens the action to them whatever their role. ``founding`` opens it to anyone as long as
    nobody is registered, so that a new book can get its first person. A ``placed`` action asks
    which post the actor holds, because a clause says whose decision it is. The ``composed`` fields
    are filled in by a screen or a command line, and typed by nobody; the ``derived`` ones follow
    from the ledger, and are told only where it does not know them.
    """

    verb: ClassVar[str] = ""
    by: ClassVar[tuple[Role, ...]] = ()
    own: ClassVar[str | None] = None
    founding: ClassVar[bool] = False
    placed: ClassVar[bool] = False
    composed: ClassVar[tuple[str, ...]] = ()
    derived: ClassVar[tuple[str, ...]] = ()
    words: ClassVar[Words] = Words("", "")

    @abstractmethod
    def boundary(self) -> Boundary:
        """The earlier events that can change the answer."""

    def boundary_under(self, law: Law) -> Boundary:
        """The boundary of a decision under the law of its day; no clause is read for it.

        An action that counts what happened in somebody's day, month or year draws it here, where
        the site's day and zone are known.
        """
        return self.boundary()

    def basis(self) -> Boundary:
        """What the boundary itself follows from: the event that opened the case, for one.

        An action that only names its case learns from it whose days and months it depends on. It
        is read before the boundary is drawn, and again with the boundary, which has to select it.
        """
        return NOTHING

    def boundary_upon(self, basis: Past, law: Law) -> Boundary:
        """The boundary, drawn when what it follows from is known (:meth:`basis`)."""
        return self.boundary_under(law)

    @abstractmethod
    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """The events that happen, or a named refusal.

        :raises Refused: citing the clause that refuses.
        """


class Kept(NamedTuple):
    """An event as it was appended."""

    position: int
    event: Event
    tags: tuple[Tag, ...]


class Outcome(NamedTuple):
    """What came of an action: the events appended, the clauses read, the evidence looked at.

    In a preview the positions are 0. ``duplicate`` says that the command had been carried out
    before, and nothing was appended now. ``findings`` are what the checks found, for whoever
    looks before acting.
    """

    kept: tuple[Kept, ...]
    at: datetime
    clauses: tuple[ClauseRead, ...]
    evidence: tuple[int, ...]
    duplicate: bool = False
    findings: tuple[Finding, ...] = ()


def actions() -> dict[str, type[Action]]:
    """All actions known to this program, by command-line name."""
    return dict(_REGISTERED)


def actions_of_people() -> dict[str, type[Action]]:
    """The actions that a person can choose; the others are done by parts of this program."""
    return {verb: kind for verb, kind in _REGISTERED.items() if kind.by != (Role.PROGRAM,)}
