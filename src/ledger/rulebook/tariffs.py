"""What an offence costs: a tariff applied to what was measured and what the decider entered."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from ledger.kernel.words import Unfit, Words
from ledger.rulebook.terms.money import Money
from ledger.rulebook.terms.offence import (
    Compensation,
    Fixed,
    Measure,
    Measures,
    Percent,
    PerDay,
    PerHour,
    PerMinute,
    Range,
    Repeats,
    Tariff,
    Untariffed,
)


class Measured(NamedTuple):
    """What an offence's fact says: its quantity, and the days charged this month before it.

    The quantity is in the tariff's own unit: minutes, hours, days, or per cent of a share. None
    where the fact states none.
    """

    quantity: float | None = None
    charged_days: int = 0


class Entered(NamedTuple):
    """What a decider entered: amounts in fen, and the reason where one is needed."""

    amount: int | None = None
    bonus: int | None = None
    wage: int | None = None
    reason: str | None = None


class Charge(NamedTuple):
    """What an offence costs. An ``amount`` of None is for the decider to enter.

    ``wages`` is deducted beside the amount, also in fen; ``lines`` show the computation.
    """

    amount: int | None
    currency: str
    lines: tuple[Words, ...]
    measures: tuple[Measure, ...] = ()
    wages: int = 0
    loss: bool = False


class Uncharged(Unfit):
    """What was entered does not fit the tariff; the words say what to enter instead."""


def nth_tariff(tariff: Tariff, repeats: Repeats | None, nth: int) -> Tariff:
    """The tariff of a person's nth offence against a clause in its window, counted from 1."""
    if repeats is None or nth < 2 or not repeats.then:
        return tariff
    return repeats.then[min(nth - 2, len(repeats.then) - 1)]


def quantity_in(tariff: Tariff, fact: object) -> float | None:
    """What a happening states in the field that a tariff counts by, if it has it."""
    if isinstance(tariff, PerMinute | PerDay):
        return _number(getattr(fact, tariff.of, None))
    if isinstance(tariff, Fixed) and tariff.share is not None:
        return _number(getattr(fact, tariff.share, None))
    return None


def subject_in(repeats: Repeats | None, fact: object) -> str | None:
    """What a happening's repeats are told apart by: the first of the fields that it has."""
    for name in repeats.same if repeats is not None else ():
        value = getattr(fact, name, None)
        if value is not None:
            return str(value)
    return None


def becomes(tariff: Tariff, quantity: float | None) -> str | None:
    """The clause that the offence is against instead, once its quantity reaches the cap."""
    if not isinstance(tariff, PerMinute) or tariff.cap is None or quantity is None:
        return None
    return tariff.becomes if quantity * 60 >= tariff.cap.total_seconds() else None


def charge(tariff: Tariff, measured: Measured, entered: Entered | None = None) -> Charge:
    """What an offence costs; without ``entered``, as far as it can be said before the decision.

    :raises Uncharged: when what was entered is missing, not wanted, or outside the range.
    """
    found = _charge(tariff, measured, entered)
    if entered is not None and not isinstance(tariff, Range | Compensation):
        _refuse_another_amount(found, entered)
    return found


def _charge(tariff: Tariff, measured: Measured, entered: Entered | None) -> Charge:
    if isinstance(tariff, Fixed):
        return _fixed(tariff, measured, entered)
    if isinstance(tariff, Range):
        return _range(tariff, entered)
    if isinstance(tariff, PerMinute):
        return _per_minute(tariff, measured, entered)
    if isinstance(tariff, PerHour):
        return _per_hour(tariff, measured, entered)
    if isinstance(tariff, PerDay):
        return _per_day(tariff, measured)
    if isinstance(tariff, Percent):
        return _percent(tariff, entered)
    if isinstance(tariff, Compensation):
        return _compensation(tariff, entered)
    if isinstance(tariff, Measures):
        wages, lines = _wages(tariff.wage_months, entered)
        return Charge(0, "CNY", lines, tariff.measures, wages)
    assert isinstance(tariff, Untariffed)
    return Charge(0, "CNY", (Words("只作记录，不处罚", "recorded only, no sanction"),))


def _fixed(tariff: Fixed, measured: Measured, entered: Entered | None) -> Charge:
    whole, currency = tariff.amount.fen, tariff.amount.currency
    if tariff.share is None:
        amount: int | None = whole
        line = Words(f"定额 {yuan(whole)}", f"fixed at {yuan(whole)}")
    elif measured.quantity is None:
        _require_measured(entered, Words("责任比例（%）", "the share in per cent"))
        amount = None
        line = Words("按责任比例", "by the share that falls on the person")
    else:
        amount = round(whole * measured.quantity / 100)
        line = _same(f"{yuan(whole)} × {measured.quantity:g} % = {yuan(amount)}")
    wages, more = _wages(tariff.wage_months, entered)
    return Charge(amount, currency, (line, *more), tariff.measures, wages)


def _range(tariff: Range, entered: Entered | None) -> Charge:
    least, most = tariff.least, tariff.most
    span = f"{yuan(least.fen)}–{yuan(most.fen)}"
    if entered is None:
        line = Words(f"{span}，由决定人确定", f"{span}, for the decider to set")
        return Charge(None, least.currency, (line,), tariff.measures)
    if entered.amount is None:
        raise Uncharged(f"请填写金额（{span}）", f"enter an amount from {span}")
    if not least.fen <= entered.amount <= most.fen:
        raise Uncharged(
            f"金额 {yuan(entered.amount)} 不在 {span} 之内；请改正",
            f"{yuan(entered.amount)} is not within {span}; correct it",
        )
    _require_reason(entered)
    line = Words(
        f"{span} 内定为 {yuan(entered.amount)}", f"set at {yuan(entered.amount)} within {span}"
    )
    return Charge(entered.amount, least.currency, (line,), tariff.measures)


def _per_minute(tariff: PerMinute, measured: Measured, entered: Entered | None) -> Charge:
    rate, currency = tariff.amount.fen, tariff.amount.currency
    if measured.quantity is None:
        _require_measured(entered, Words("分钟数", "the number of minutes"))
        line = Words(f"每整分钟 {yuan(rate)}", f"{yuan(rate)} for each full minute")
        return Charge(None, currency, (line,))
    minutes = math.floor(measured.quantity)
    amount = rate * minutes
    line = Words(
        f"{minutes} 整分钟 × {yuan(rate)} = {yuan(amount)}",
        f"{_of(minutes, 'full minute')} × {yuan(rate)} = {yuan(amount)}",
    )
    return Charge(amount, currency, (line,))


def _per_hour(tariff: PerHour, measured: Measured, entered: Entered | None) -> Charge:
    rate, currency = tariff.amount.fen, tariff.amount.currency
    if measured.quantity is None:
        _require_measured(entered, Words("超时小时数", "the hours of delay"))
        line = Words(f"每小时 {yuan(rate)}", f"{yuan(rate)} for each started hour")
        return Charge(None, currency, (line,))
    hours = max(1, math.ceil(measured.quantity))
    amount = rate * hours
    line = Words(
        f"{hours} 小时（不足一小时按一小时）× {yuan(rate)} = {yuan(amount)}",
        f"{_of(hours, 'started hour')} × {yuan(rate)} = {yuan(amount)}",
    )
    return Charge(amount, currency, (line,))


def _per_day(tariff: PerDay, measured: Measured) -> Charge:
    rate = tariff.amount.fen
    days = math.ceil(1 if measured.quantity is None else measured.quantity)
    charged = days
    if tariff.most is not None:
        charged = max(0, min(days, tariff.most - measured.charged_days))
    amount = rate * charged
    line = Words(
        f"{charged} 天 × {yuan(rate)} = {yuan(amount)}",
        f"{_of(charged, 'day')} × {yuan(rate)} = {yuan(amount)}",
    )
    lines = (line, *_charged_before(tariff, measured))
    if tariff.most is None or charged == days:
        return Charge(amount, tariff.amount.currency, lines)
    beyond = Words(
        f"当月满 {tariff.most} 天后不再按天计：{days - charged} 天",
        f"beyond {_of(tariff.most, 'day')} a month nothing is charged by the day: "
        f"{_of(days - charged, 'day')}",
    )
    return Charge(amount, tariff.amount.currency, (*lines, beyond))


def _charged_before(tariff: PerDay, measured: Measured) -> tuple[Words, ...]:
    """What a month's most has been used up by so far; the days are evidence, so they are told."""
    if tariff.most is None or not measured.charged_days:
        return ()
    told = Words(
        f"当月此前已计 {measured.charged_days} 天，至多 {tariff.most} 天",
        f"days charged this month before: {measured.charged_days} of {tariff.most} at most",
    )
    return (told,)


def _percent(tariff: Percent, entered: Entered | None) -> Charge:
    if entered is None:
        line = Words(f"年终奖 × {tariff.percent} %", f"year-end bonus × {tariff.percent} %")
        return Charge(None, "CNY", (line,))
    if entered.bonus is None or entered.bonus < 0:
        raise Uncharged("请填写年终奖数额", "enter the year-end bonus")
    amount = (entered.bonus * tariff.percent + 50) // 100
    line = _same(f"{yuan(entered.bonus)} × {tariff.percent} % = {yuan(amount)}")
    return Charge(amount, "CNY", (line,))


def _compensation(tariff: Compensation, entered: Entered | None) -> Charge:
    if entered is None:
        line = Words("按损失赔偿，由决定人认定", "the loss, as the decider establishes it")
        return Charge(None, "CNY", (line,), tariff.measures, loss=True)
    if entered.amount is None or entered.amount < 0:
        raise Uncharged("请填写认定的损失金额", "enter the loss that was established")
    _require_reason(entered)
    line = Words(
        f"认定损失 {yuan(entered.amount)}", f"a loss of {yuan(entered.amount)} was established"
    )
    return Charge(entered.amount, "CNY", (line,), tariff.measures, loss=True)


def _wages(months: int, entered: Entered | None) -> tuple[int, tuple[Words, ...]]:
    if not months:
        return 0, ()
    if entered is None:
        return 0, (Words(f"月工资 × {months}", f"a month's wages × {months}"),)
    if entered.wage is None or entered.wage < 0:
        raise Uncharged("请填写月工资数额", "enter a month's wages")
    total = entered.wage * months
    return total, (_same(f"{yuan(entered.wage)} × {months} = {yuan(total)}"),)


def _refuse_another_amount(found: Charge, entered: Entered) -> None:
    if entered.amount is not None and entered.amount != found.amount:
        fixed = yuan(found.amount or 0)
        raise Uncharged(
            f"金额由条款定为 {fixed}，不能另定；请不要填写金额",
            f"the clause sets the amount at {fixed}; leave the amount out",
        )


def _require_measured(entered: Entered | None, needed: Words) -> None:
    if entered is not None:
        raise Uncharged(f"请填写{needed.zh}", f"enter {needed.en}")


def _require_reason(entered: Entered) -> None:
    if not (entered.reason or "").strip():
        raise Uncharged("请填写理由", "enter a reason")


def yuan(fen: int) -> str:
    """An amount in fen as the currency's units with two places."""
    return f"{Money(fen).decimal:.2f}"


def _of(count: int, unit: str) -> str:
    """So many of a unit, in English."""
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _same(text: str) -> Words:
    return Words(text, text)
