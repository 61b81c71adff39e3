"""The formulas of the figures, each under a name and a version of its own.

A formula is never changed: another way of reckoning gets another id or version, so that a figure
quoted last year can still be made today. Shares are percent and spans are seconds; a figure that
would divide by zero is None and shown as a dash.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from ledger.kernel.action import Law
from ledger.kernel.projection import Micros
from ledger.kernel.words import Words
from projections.floor import IntervalRow, SeatIntervalRow

_SECOND = 1_000_000


class Tally:
    """What is added up of the floor's rows: calls by queue, time by person; spans in micros."""

    __slots__ = (
        "abandoned",
        "abandoned_short",
        "abandoned_within",
        "after_call",
        "answered",
        "answered_within",
        "call_backs",
        "closed",
        "handled",
        "hold",
        "offered",
        "on_call",
        "paused",
        "ready",
        "redirected",
        "ringing",
        "signed_in",
        "talk",
        "turned_away",
        "wait_abandoned",
        "wait_answered",
        "wait_longest",
        "wrap_up",
    )

    def __init__(self, **sums: int) -> None:
        for name in self.__slots__:
            setattr(self, name, sums.get(name, 0))

    offered: int
    turned_away: int
    closed: int
    answered: int
    answered_within: int
    abandoned: int
    abandoned_within: int
    abandoned_short: int
    redirected: int
    wait_answered: Micros
    wait_abandoned: Micros
    wait_longest: Micros
    handled: int
    talk: Micros
    hold: Micros
    after_call: Micros
    """After-call work of the calls handled."""
    call_backs: int
    signed_in: Micros
    ready: Micros
    ringing: Micros
    on_call: Micros
    wrap_up: Micros
    """Time people spent in after-call work."""
    paused: Micros

    def add_calls(self, row: IntervalRow | Tally) -> None:
        """Add what a queue came to."""
        self.offered += row.offered
        self.turned_away += row.turned_away
        self.closed += row.closed
        self.answered += row.answered
        self.answered_within += row.answered_within
        self.abandoned += row.abandoned
        self.abandoned_within += row.abandoned_within
        self.abandoned_short += row.abandoned_short
        self.redirected += row.redirected
        self.wait_answered += row.wait_answered
        self.wait_abandoned += row.wait_abandoned
        self.wait_longest = max(self.wait_longest, row.wait_longest)
        self.handled += row.handled
        self.talk += row.talk
        self.hold += row.hold
        self.after_call += row.after_call
        self.call_backs += row.call_backs

    def add_person(self, row: SeatIntervalRow) -> None:
        """Add a person's calls and time, for figures of that person."""
        self.answered += row.answered
        self.handled += row.handled
        self.talk += row.talk
        self.after_call += row.after_call
        self.add_time(row)

    def add_time(self, row: SeatIntervalRow) -> None:
        """Add a person's time alone, for figures of a queue or a day."""
        self.signed_in += row.signed_in
        self.ready += row.ready
        self.ringing += row.ringing
        self.on_call += row.on_call
        self.wrap_up += row.after_call
        self.paused += row.paused

    def add_span(self, field: str, span: Micros) -> None:
        """Add time that still runs, named as the seats' interval rows name it."""
        name = "wrap_up" if field == "after_call" else field
        setattr(self, name, getattr(self, name) + span)


Unit = Literal["count", "percent", "seconds"]


class Formula(NamedTuple):
    """How one figure is made from a tally."""

    id: str
    version: int
    unit: Unit
    words: Words
    meaning: Words
    of: Callable[[Tally], float | None]


class FormulaSet(NamedTuple):
    """Formulas that belong together, for queues and for people."""

    id: str
    version: int
    calls: tuple[Formula, ...]
    people: tuple[Formula, ...]


def share(part: int, whole: int) -> float | None:
    """A share in percent, or None of nothing."""
    return 100 * part / whole if whole > 0 else None


def mean(total: Micros, count: int) -> float | None:
    """A mean span in seconds, or None over nothing."""
    return total / _SECOND / count if count > 0 else None


def _formula(
    name: str,
    unit: Unit,
    words: tuple[str, str],
    meaning: tuple[str, str],
    of: Callable[[Tally], float | None],
    version: int = 1,
) -> Formula:
    return Formula(name, version, unit, Words(*words), Words(*meaning), of)


SERVICE_LEVELS = (
    _formula(
        "SL-A",
        "percent",
        ("服务水平 A", "Service level A"),
        (
            "时限内接起或放弃的，占接起与放弃之和",
            "Answered or given up within the limit, of all answered and given up.",
        ),
        lambda t: share(t.answered_within + t.abandoned_within, t.answered + t.abandoned),
    ),
    _formula(
        "SL-B",
        "percent",
        ("服务水平 B", "Service level B"),
        ("时限内接起的，占接起的", "Answered within the limit, of all answered."),
        lambda t: share(t.answered_within, t.answered),
    ),
    _formula(
        "SL-C",
        "percent",
        ("服务水平 C", "Service level C"),
        (
            "时限内接起的，占接起与放弃之和",
            "Answered within the limit, of all answered and given up.",
        ),
        lambda t: share(t.answered_within, t.answered + t.abandoned),
    ),
    _formula(
        "SL-D",
        "percent",
        ("服务水平 D", "Service level D"),
        (
            "时限内接起的，占接起与超时后放弃之和",
            "Answered within the limit, of all answered and those given up after it.",
        ),
        lambda t: share(t.answered_within, t.answered + t.abandoned - t.abandoned_within),
    ),
    _formula(
        "SL-E",
        "percent",
        ("服务水平 E", "Service level E"),
        (
            "时限内接起或短时放弃的，占接起与放弃之和",
            "Answered within the limit or given up shortly, of all answered and given up.",
        ),
        lambda t: share(t.answered_within + t.abandoned_short, t.answered + t.abandoned),
    ),
    _formula(
        "SL-F",
        "percent",
        ("服务水平 F", "Service level F"),
        (
            "时限内接起的，占接起与非短时放弃之和",
            "Answered within the limit, of all answered and those not given up shortly.",
        ),
        lambda t: share(t.answered_within, t.answered + t.abandoned - t.abandoned_short),
    ),
)

OFFERED = _formula(
    "OFFERED",
    "count",
    ("进线", "Offered"),
    ("进入队列的来电", "Calls that entered a queue."),
    lambda t: t.offered,
)
ANSWERED = _formula(
    "ANSWERED",
    "count",
    ("接起", "Answered"),
    ("坐席受理的来电", "Calls that an agent accepted."),
    lambda t: t.answered,
)
ABANDONED = _formula(
    "ABANDONED",
    "count",
    ("放弃", "Abandoned"),
    ("排队中挂断的来电", "Calls whose caller gave up waiting."),
    lambda t: t.abandoned,
)
SHORT_ABANDONED = _formula(
    "ABANDONED-SHORT",
    "count",
    ("短时放弃", "Short abandoned"),
    ("放弃中等待很短的", "Of those abandoned, the ones that hardly waited."),
    lambda t: t.abandoned_short,
)
REDIRECTED = _formula(
    "REDIRECTED",
    "count",
    ("转出队列", "Redirected"),
    ("未接起而离开队列的来电", "Calls that left the queue for another place unanswered."),
    lambda t: t.redirected,
)
TURNED_AWAY = _formula(
    "TURNED-AWAY",
    "count",
    ("未能进线", "Turned away"),
    ("未能进入队列的来电", "Calls that were not let into the queue."),
    lambda t: t.turned_away,
)
HANDLED = _formula(
    "HANDLED",
    "count",
    ("办结通话", "Handled"),
    ("已结束的通话", "Conversations that are over."),
    lambda t: t.handled,
)
CALL_BACKS = _formula(
    "CALL-BACKS",
    "count",
    ("要求回电", "Call-backs"),
    ("要求回电的来电", "Callers who asked to be called back."),
    lambda t: t.call_backs,
)
ABANDONMENT = _formula(
    "ABANDONMENT",
    "percent",
    ("放弃率", "Abandonment"),
    ("放弃的，占接起与放弃之和", "Given up, of all answered and given up."),
    lambda t: share(t.abandoned, t.answered + t.abandoned),
)
ASA = _formula(
    "ASA",
    "seconds",
    ("平均应答", "ASA"),
    ("接起的来电平均等待", "How long the answered waited, on average."),
    lambda t: mean(t.wait_answered, t.answered),
)
AHT = _formula(
    "AHT",
    "seconds",
    ("平均办理", "AHT"),
    (
        "每次办结的通话、保持与后处理平均时长",
        "Talk, hold and after-call work of each conversation that is over, on average.",
    ),
    lambda t: mean(t.talk + t.hold + t.after_call, t.handled),
)
LONGEST_WAIT = _formula(
    "LONGEST-WAIT",
    "seconds",
    ("最长等待", "Longest wait"),
    (
        "已离开队列的来电中最长的等待",
        "The longest wait of a call that is no longer waiting, whatever became of it.",
    ),
    lambda t: t.wait_longest / _SECOND if t.answered + t.abandoned + t.redirected > 0 else None,
)
OCCUPANCY = _formula(
    "OCCUPANCY",
    "percent",
    ("占用率", "Occupancy"),
    (
        "通话与后处理，占其与就绪之和；无人就绪过则无从得知",
        "Time on calls and after-call work, of that and the time ready; unknown where nobody was "
        "ever ready.",
    ),
    lambda t: share(t.on_call + t.wrap_up, t.on_call + t.wrap_up + t.ready) if t.ready else None,
)


def _seconds(name: str, words: tuple[str, str], meaning: tuple[str, str], field: str) -> Formula:
    return _formula(name, "seconds", words, meaning, lambda t: getattr(t, field) / _SECOND)


SIGNED_IN = _seconds(
    "SIGNED-IN", ("签入时长", "Signed in"), ("签入的时间", "Time signed in."), "signed_in"
)
READY = _seconds("READY", ("就绪时长", "Ready"), ("等候来电的时间", "Time ready."), "ready")
ON_CALL = _seconds(
    "ON-CALL", ("通话时长", "On calls"), ("通话中的时间", "Time on calls."), "on_call"
)
AFTER_CALL = _seconds(
    "AFTER-CALL",
    ("后处理时长", "After-call work"),
    ("后处理的时间", "Time in after-call work."),
    "wrap_up",
)
PAUSED = _seconds("PAUSED", ("小休时长", "Paused"), ("小休的时间", "Time paused."), "paused")

FLOOR = FormulaSet(
    "floor",
    1,
    calls=(
        OFFERED,
        TURNED_AWAY,
        ANSWERED,
        ABANDONED,
        SHORT_ABANDONED,
        REDIRECTED,
        CALL_BACKS,
        *SERVICE_LEVELS,
        ABANDONMENT,
        ASA,
        LONGEST_WAIT,
        HANDLED,
        AHT,
        OCCUPANCY,
    ),
    people=(ANSWERED, HANDLED, AHT, OCCUPANCY, SIGNED_IN, READY, ON_CALL, AFTER_CALL, PAUSED),
)

_BY_ID = {each.id: each for each in (*FLOOR.calls, *FLOOR.people)}


class UnknownFormula(ValueError):
    """A clause names a formula that this program does not have."""

    def __init__(self, name: str) -> None:
        known = ", ".join(each.id for each in SERVICE_LEVELS)
        super().__init__(f"there is no formula {name}; clause calls.service_level takes {known}")


def service_level(law: Law) -> Formula:
    """The formula of the service level that the law has chosen.

    :raises UnknownFormula: when the law names none of them.
    """
    name = law.read("calls.service_level", "formula", str)
    found = _BY_ID.get(name)
    if found is None or found not in SERVICE_LEVELS:
        raise UnknownFormula(name)
    return found
