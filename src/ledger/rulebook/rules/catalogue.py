"""The catalogue of the regulations' rules, read from the data files of this room when asked for.

It says what there is to be served, in our own short titles; what serves it are clauses, actions
and scenarios elsewhere.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TypeVar

import msgspec

from ledger.rulebook.clauses import Title

F = TypeVar("F")


class Post(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A post that rules name, or an office that stands in a post's place.

    ``level`` orders the posts of one chain of command: staff are at 1, a higher level is more
    senior, and 0 is whoever stands in no chain. ``code`` is the role's number in the sources.
    """

    id: str
    code: str
    title: Title
    level: int
    rules: tuple[str, ...]


class _Posts(msgspec.Struct, forbid_unknown_fields=True):
    post: list[Post]


@cache
def posts() -> dict[str, Post]:
    """Every post by its id, such as ``cs-director``."""
    return {post.id: post for post in _read("posts.toml", _Posts).post}


def _read(name: str, kind: type[F]) -> F:
    file = resources.files("ledger.rulebook.rules") / name
    return msgspec.toml.decode(file.read_bytes(), type=kind)
