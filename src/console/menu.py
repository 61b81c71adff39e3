"""The menu of all actions: in sections, with the reason where one is not open to whoever asks."""

from __future__ import annotations

from typing import NamedTuple

from console import forms
from console.subject import Subject
from ledger import registers
from ledger.book import Book
from ledger.kernel import tags
from ledger.kernel.action import Action, Role
from ledger.kernel.words import Words
from ledger.registers.org.events import (
    DelegationEnded,
    DelegationGranted,
    PersonRegistered,
    RolesAssigned,
)
from ledger.store.recorder import DCBQuery, DCBQueryItem

_ABOUT_THE_ROW = Words("与光标所在有关", "About this row")
_NOT_OPEN = Words("没有权限", "Not open to you")
_TAKES = Words("需要{roles}", "takes {roles}")


class Choice(NamedTuple):
    """An action, and why it cannot be chosen, if it cannot."""

    action: type[Action]
    reason: Words | None = None


class Section(NamedTuple):
    """Actions under a heading."""

    title: Words
    choices: tuple[Choice, ...]


def roles_held(book: Book, person: str | None) -> frozenset[Role]:
    """The roles a person holds or stands in for; none for who is not registered.

    :raises StoreError: when the ledger cannot be read.
    """
    if person is None:
        return frozenset()
    types = [PersonRegistered.type_name, RolesAssigned.type_name]
    query = DCBQuery([DCBQueryItem(types, [tags.person(person)])])
    for newest in book.read(query, backwards=True, limit=1):
        if isinstance(newest.event, PersonRegistered | RolesAssigned) and newest.event.roles:
            return frozenset(newest.event.roles) | _stood_in_for(book, person)
    return frozenset()


def _stood_in_for(book: Book, person: str) -> frozenset[Role]:
    types = [DelegationGranted.type_name, DelegationEnded.type_name]
    query = DCBQuery([DCBQueryItem(types, [tags.person(person)])])
    newest = next(book.read(query, backwards=True, limit=1), None)
    event = newest.event if newest is not None else None
    if isinstance(event, DelegationGranted) and event.from_at <= book.clock.now() < event.to_at:
        return frozenset(event.roles)
    return frozenset()


def sections(subject: Subject | None, roles: frozenset[Role] | None) -> list[Section]:
    """All actions that people can do: those about the row, those of each register, the others.

    Without ``roles`` nothing is held back, because it is not known who asks; the decision itself
    refuses then.
    """
    about: list[Choice] = []
    others: list[Choice] = []
    by_register: dict[str, list[Choice]] = {name: [] for name in registers.titles()}
    for action in forms.applicable(subject):
        if roles is not None and not _open(action, roles):
            others.append(Choice(action, _takes(action)))
        elif forms.concerns(action, subject):
            about.append(Choice(action))
        else:
            by_register[registers.register_of(action)].append(Choice(action))
    found = [(registers.titles()[name], choices) for name, choices in by_register.items()]
    wanted = [(_ABOUT_THE_ROW, about), *found, (_NOT_OPEN, others)]
    return [Section(title, tuple(choices)) for title, choices in wanted if choices]


def narrowed(sections: list[Section], typed: str) -> list[Section]:
    """The choices whose words or command-line name hold what was typed; all when it is nothing."""
    wanted = typed.casefold()
    found = [
        Section(section.title, tuple(each for each in section.choices if _holds(each, wanted)))
        for section in sections
    ]
    return [section for section in found if section.choices]


def _holds(choice: Choice, wanted: str) -> bool:
    action = choice.action
    return any(wanted in each.casefold() for each in (*action.words, action.verb))


def _open(action: type[Action], roles: frozenset[Role]) -> bool:
    return bool(roles.intersection(action.by)) or (action.own is not None and bool(roles))


def _takes(action: type[Action]) -> Words:
    labels = [registers.value_words()[role] for role in action.by]
    return Words(
        _TAKES.zh.format(roles="、".join(label.zh for label in labels)),
        _TAKES.en.format(roles=", ".join(label.en for label in labels)),
    )
