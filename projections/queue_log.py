"""The figures of a telephone switch's queue log, by the definitions its users know.

A call counts as received whether it entered the queue or was turned away, in the hour in which it
came; a call in two queues counts once in each. Times of people are exact to the microsecond and
cut to whole seconds only where they are shown.
"""

from __future__ import annotations

from ledger.kernel.words import Words
from projections.formulas import Formula, FormulaSet, mean, share

_SECOND = 1_000_000

QUEUE_LOG = FormulaSet(
    "queue-log",
    1,
    calls=(
        Formula(
            "QL-RECEIVED",
            1,
            "count",
            Words("来电", "Received"),
            Words("进入队列或未能进入的来电", "Calls that entered the queue or were turned away."),
            lambda t: t.offered + t.turned_away,
        ),
        Formula(
            "QL-ANSWERED",
            1,
            "count",
            Words("接起", "Answered"),
            Words("坐席受理的来电", "Calls that an agent accepted."),
            lambda t: t.answered,
        ),
        Formula(
            "QL-CLOSED",
            1,
            "count",
            Words("队列关闭", "Closed"),
            Words("因队列关闭而未能进入的来电", "Calls turned away because the queue was closed."),
            lambda t: t.closed,
        ),
        Formula(
            "QL-ANSWERED-RATE",
            1,
            "percent",
            Words("接起率", "Answered rate"),
            Words(
                "接起的，占队列未关闭时的来电",
                "Answered, of all received while the queue was not closed.",
            ),
            lambda t: share(t.answered, t.offered + t.turned_away - t.closed),
        ),
        Formula(
            "QL-AVERAGE-WAIT",
            1,
            "seconds",
            Words("平均等待", "Average wait"),
            Words(
                "接起与放弃的来电平均等待",
                "How long those answered and those who gave up waited, on average.",
            ),
            lambda t: mean(t.wait_answered + t.wait_abandoned, t.answered + t.abandoned),
        ),
        Formula(
            "QL-QOS",
            1,
            "percent",
            Words("服务质量", "QoS"),
            Words("时限内接起的，占接起的", "Answered within the limit, of all answered."),
            lambda t: share(t.answered_within, t.answered),
        ),
    ),
    people=(
        Formula(
            "QL-ANSWERED",
            1,
            "count",
            Words("接起", "Answered"),
            Words("坐席受理的来电", "Calls that the agent accepted."),
            lambda t: t.answered,
        ),
        Formula(
            "QL-LOGIN",
            1,
            "seconds",
            Words("登录", "Login"),
            Words("签入的时间", "Time signed in."),
            lambda t: t.signed_in / _SECOND,
        ),
        Formula(
            "QL-PAUSE",
            1,
            "seconds",
            Words("小休", "Pause"),
            Words("小休的时间，不论是否签入", "Time paused, whether signed in or not."),
            lambda t: t.paused / _SECOND,
        ),
        Formula(
            "QL-WRAPUP",
            1,
            "seconds",
            Words("后处理", "Wrap-up"),
            Words("后处理的时间", "Time in after-call work."),
            lambda t: t.wrap_up / _SECOND,
        ),
        Formula(
            "QL-TALK",
            1,
            "seconds",
            Words("通话", "Talk"),
            Words(
                "所办结通话的时长，含保持",
                "What the conversations that are over lasted, hold included.",
            ),
            lambda t: t.talk / _SECOND,
        ),
    ),
)
"""The set of that name: per queue, and per agent."""
