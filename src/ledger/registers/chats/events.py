"""What happens in a written conversation."""

from __future__ import annotations

from ledger.kernel.event import Event
from ledger.kernel.tags import ChatId, PersonId


class ChatOpened(Event, type="chat.opened", version=1):
    """A customer has written for the first time, and somebody has to answer."""

    chat: ChatId
    person: PersonId


class ChatGreeted(Event, type="chat.greeted", version=1):
    """The customer has been greeted."""

    chat: ChatId
    person: PersonId


class ChatAsked(Event, type="chat.asked", version=1):
    """The customer has asked something."""

    chat: ChatId
    person: PersonId


class ChatReplied(Event, type="chat.replied", version=1):
    """The customer has been answered, at least in part."""

    chat: ChatId
    person: PersonId


class ChatEnded(Event, type="chat.ended", version=1):
    """The conversation is over."""

    chat: ChatId
