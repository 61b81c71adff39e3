"""The domain, one folder a register: its events, then one file a decision."""

import importlib
import pkgutil
from functools import cache

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


def _gathered(name: str) -> dict[str, Words]:
    found: dict[str, Words] = {}
    for register in pkgutil.iter_modules(__path__):
        words = importlib.import_module(f"{__name__}.{register.name}.{_LABELS}")
        for key, label in getattr(words, name, {}).items():
            if found.setdefault(key, label) != label:
                raise TypeError(f"{key!r} has two labels; give both registers the same")
    return found
