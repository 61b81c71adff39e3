"""The domain, one folder a register: its events, then one file a decision."""

import importlib
import pkgutil
from functools import cache
from typing import Any

from ledger.kernel.words import Words

_LABELS = "words"


@cache
def load() -> None:
    """Import every register, so that all events and actions are known by name."""
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        importlib.import_module(module.name)


@cache
def event_words() -> dict[str, Words]:
    """The label of every event type, by stable type name."""
    return _gathered("EVENTS")


@cache
def field_words() -> dict[str, Words]:
    """The label of every field of an event or action, by field name."""
    return _gathered("FIELDS")


@cache
def value_words() -> dict[str, Words]:
    """The label of every closed value (a pause reason, a role, a way a call ended)."""
    return _gathered("VALUES")


@cache
def titles() -> dict[str, Words]:
    """The title of every register, by the name of its folder, in order of name."""
    return {name: getattr(words, "TITLE", Words(name, name)) for name, words in _labels().items()}


def register_of(kind: type) -> str:
    """The name of the register that an event or action belongs to."""
    return kind.__module__.removeprefix(f"{__name__}.").partition(".")[0]


@cache
def _labels() -> dict[str, Any]:
    """The module of labels of each register."""
    return {
        register.name: importlib.import_module(f"{__name__}.{register.name}.{_LABELS}")
        for register in pkgutil.iter_modules(__path__)
        if register.ispkg
    }


def _gathered(name: str) -> dict[str, Words]:
    found: dict[str, Words] = {}
    for words in _labels().values():
        for key, label in getattr(words, name, {}).items():
            if found.setdefault(key, label) != label:
                raise TypeError(f"{key!r} has two labels; give both registers the same")
    return found
