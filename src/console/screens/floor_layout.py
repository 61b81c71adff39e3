"""Giving the panels of the floor their places, and telling when their feed is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.drawing.plan import Plan, plan
from console.drawing.scene import SECOND
from console.widgets.agent_grid import AgentGrid
from console.widgets.duty_list import DutyList
from console.widgets.figure_strip import FigureStrip
from console.widgets.queue_table import QueueTable
from console.widgets.ticker import Ticker
from console.widgets.waiting_list import WaitingList
from ledger.kernel.projection import Micros

if TYPE_CHECKING:
    from console.following.floor import Picture
    from console.screen import BookScreen
    from projections.frame import Frame

_SILENT_LEAST = 10.0
_SILENT_MOST = 300.0
_GAPS_TO_SILENCE = 4
_PEOPLE_STEP = 20


def wanted_plan(width: int, height: int, picture: Picture | None) -> Plan:
    """Where everything goes for what is shown; little differences rearrange nothing."""
    if picture is None:
        return plan(width, height, 3, 0)
    people = -(-picture.frame.headline.signed_in // _PEOPLE_STEP) * _PEOPLE_STEP
    governed = picture.duties.governed
    return plan(width, height, len(picture.frame.queues), people, governed=governed)


def lay_out(screen: BookScreen, wanted: Plan) -> None:
    """Give every panel its height, and what stands beside the people its width."""
    for panel, height in (
        (screen.query_one(FigureStrip), wanted.strip),
        (screen.query_one(QueueTable), wanted.queues),
        (screen.query_one(AgentGrid), wanted.agents),
        (screen.query_one(WaitingList), wanted.waiting),
        (screen.query_one(DutyList), wanted.duties),
        (screen.query_one(Ticker), wanted.ticker),
    ):
        panel.styles.height = height
    screen.query_one(DutyList).display = wanted.duties > 0
    lower, side = screen.query_one("#lower"), screen.query_one("#side")
    lower.styles.layout = "horizontal" if wanted.side else "vertical"
    beside = wanted.waiting + wanted.duties
    lower.styles.height = wanted.agents if wanted.side else wanted.agents + beside
    side.styles.width = wanted.side or "100%"
    side.styles.height = beside
    screen.query_one(AgentGrid).styles.width = "1fr" if wanted.side else "100%"
    screen.query_one(QueueTable).titled = wanted.titled


def silence(shown: Frame, now: Micros, latest: Micros) -> float | None:
    """Seconds without news of a kind, once that is more than this floor's gaps usually are.

    Usual is the mean gap between calls in the last hour; a floor without any is silent.
    """
    if not latest:
        return None
    offered = sum(sum(line.last_hour) for line in shown.queues)
    usual = 3600 / offered * _GAPS_TO_SILENCE if offered else 0.0
    silent = (now - latest) / SECOND
    return silent if silent > min(_SILENT_MOST, max(_SILENT_LEAST, usual)) else None
