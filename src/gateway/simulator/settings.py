"""What a simulation is asked for; all that happens in it follows from this."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from ledger.kernel.event import micros
from ledger.kernel.projection import Micros
from ledger.kernel.words import Language, Words

_MOST_AGENTS = 5_000
_MOST_QUEUES = 50
_MOST_DAYS = 3_660


class SimulationRefused(Exception):
    """A simulation cannot be run; the message is one English sentence, ``zh`` the Chinese one."""

    def __init__(self, message: str, *, zh: str) -> None:
        super().__init__(message)
        self.zh = zh


class NotSensible(SimulationRefused):
    """A number was asked for that no centre has."""


class Settings(NamedTuple):
    """The size of a centre, the days to live through, and the seed of all chance."""

    start: date
    timezone: str
    agents: int = 60
    queues: int = 4
    days: int = 1
    seed: int = 7
    language: Language = "zh"
    """The language of the titles of queues, teams and posts."""

    def require_sensible(self) -> None:
        """Refuse numbers that no centre has.

        :raises NotSensible: naming the number and its limits.
        """
        for name, value, most in (
            (Words("坐席员人数", "agents"), self.agents, _MOST_AGENTS),
            (Words("队列数", "queues"), self.queues, _MOST_QUEUES),
            (Words("天数", "days"), self.days, _MOST_DAYS),
        ):
            if not 1 <= value <= most:
                raise NotSensible(
                    f"the number of {name.en} must be from 1 to {most}, not {value}",
                    zh=f"{name.zh}须在 1 到 {most} 之间，不能是 {value}",
                )

    def midnight(self, day: int) -> Micros:
        """The instant at which a day begins, counted from the first day as 0."""
        date_of = self.start + timedelta(days=day)
        return micros(datetime.combine(date_of, time(), ZoneInfo(self.timezone)))

    def command(self, number: int) -> UUID:
        """The command id of a numbered step; it depends on all settings but the language.

        So a simulation begun in one language is the same when it is done again in the other.
        """
        *but_language, _ = self
        return uuid5(_namespace(tuple(but_language)), str(number))


@cache
def _namespace(settings: tuple[object, ...]) -> UUID:
    return uuid5(NAMESPACE_URL, "urn:dutybook:simulator:" + "/".join(map(str, settings)))
