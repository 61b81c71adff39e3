"""The workloads by name, in the order of the table."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import cast

from bench.figures import Row
from bench.workshop import Workshop

_WORKLOADS = {
    "decide": "bench.decide",
    "library": "bench.library",
    "callers": "bench.callers",
    "month": "bench.importing",
    "replay": "bench.replay",
    "open_floor": "bench.floor",
    "trail": "bench.trail",
    "floor_cpu": "bench.floor",
    "visible": "bench.floor",
    "start": "bench.start",
    "rulebook": "bench.rulebook",
    "roster": "bench.roster",
    "people": "bench.people",
    "sign_in": "bench.sign_in",
    "memory": "bench.importing",
    "idle": "bench.idle",
    "peers": "bench.peers",
    "appends": "bench.appends",
    "server_callers": "bench.appends",
    "bulk": "bench.bulk",
    "contending": "bench.terminals",
    "visible_elsewhere": "bench.terminals",
    "visible_from_server": "bench.floor",
    "rebuild": "bench.rebuild",
    "weight": "bench.weight",
    "reactions": "bench.obligations",
    "warden": "bench.obligations",
    "ticking": "bench.obligations",
    "floor_ticking": "bench.floor_ticking",
}


def names() -> list[str]:
    """The names of all workloads."""
    return list(_WORKLOADS)


def find(name: str) -> Callable[[Workshop], list[Row]]:
    """The workload of that name; its module is only loaded now, so that rooms stay apart."""
    module = importlib.import_module(_WORKLOADS[name])
    return cast("Callable[[Workshop], list[Row]]", getattr(module, name))
