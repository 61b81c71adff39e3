"""A believable call centre, made up: its people, its callers, and whole days of what they do.

The same settings always give the same events, at the same instants, in the same order.
"""

from gateway.simulator.recording import (
    DaysTaken,
    Progress,
    Summary,
    facts_of,
    play,
    simulate,
)
from gateway.simulator.run import Step, steps
from gateway.simulator.settings import NotSensible, Settings, SimulationRefused

__all__ = [
    "DaysTaken",
    "NotSensible",
    "Progress",
    "Settings",
    "SimulationRefused",
    "Step",
    "Summary",
    "facts_of",
    "play",
    "simulate",
    "steps",
]
