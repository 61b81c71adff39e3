"""A believable call centre, made up: its people, its callers, and whole days of what they do.

The same settings always give the same events, at the same instants, in the same order.
"""

from gateway.simulator.recording import (
    ACTOR,
    DaysTaken,
    Progress,
    Summary,
    facts_of,
    play,
    record_until,
    simulate,
)
from gateway.simulator.run import Step, steps
from gateway.simulator.settings import NotSensible, Settings, SimulationRefused

__all__ = [
    "ACTOR",
    "DaysTaken",
    "NotSensible",
    "Progress",
    "Settings",
    "SimulationRefused",
    "Step",
    "Summary",
    "facts_of",
    "play",
    "record_until",
    "simulate",
    "steps",
]
