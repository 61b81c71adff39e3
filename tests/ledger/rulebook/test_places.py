"""The line of every value of a TOML text."""

from __future__ import annotations

import tomllib
from typing import Any

from ledger.rulebook.loading import preset_names, preset_texts
from ledger.rulebook.places import Path, line_of

TEXT = """\
name = "x"  # the name, not "y"

[[clause]]
id = 'a#b'
title = { zh = "一", "e n" = "[one" }
[clause.more]
long = \"\"\"
[[clause]]
not a header\"\"\"
after = 3
[[clause.in_force]]
from = 2002-02-19
[[clause.in_force]]
values.deep.list = [
  1, # one
  { two = 2 },
]

[[clause]]
id = "second"
"""


def test_every_value_has_the_line_it_stands_on() -> None:
    """Tables, arrays of tables, inline ones, dotted keys and long strings are told apart."""
    expected: dict[Path, int] = {
        ("name",): 1,
        ("clause", 0): 3,
        ("clause", 0, "id"): 4,
        ("clause", 0, "title", "e n"): 5,
        ("clause", 0, "more", "after"): 10,
        ("clause", 0, "in_force", 0, "from"): 12,
        ("clause", 0, "in_force", 1): 13,
        ("clause", 0, "in_force", 1, "values", "deep", "list", 0): 15,
        ("clause", 0, "in_force", 1, "values", "deep", "list", 1, "two"): 16,
        ("clause", 1): 19,
        ("clause", 1, "id"): 20,
    }
    assert {path: line_of(TEXT, path) for path in expected} == expected


def test_what_is_missing_has_the_line_of_its_table() -> None:
    """A field that should be there is told of where its table begins."""
    assert line_of(TEXT, ("clause", 1, "kind")) == 19
    assert line_of(TEXT, ("title", "zh")) == 1


def paths(value: Any, path: Path) -> list[Path]:
    """The path of a value and of everything in it."""
    found = [path]
    if isinstance(value, dict):
        found += [each for key, item in value.items() for each in paths(item, (*path, key))]
    if isinstance(value, list):
        found += [each for n, item in enumerate(value) for each in paths(item, (*path, n))]
    return found


def test_no_value_of_the_presets_is_missed() -> None:
    """Each key of each preset is found on a line where its last name stands."""
    for name in preset_names():
        for text in preset_texts(name).values():
            lines = text.splitlines()
            for path in paths(tomllib.loads(text), ()):
                if path and isinstance(path[-1], str) and path != ("clause",):
                    assert path[-1] in lines[line_of(text, path) - 1], path
