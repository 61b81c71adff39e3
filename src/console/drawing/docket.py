"""Cases and sanctions as rows: who, what for, how much, on what evidence, since when, how it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from console.drawing.numbers import DASH, duration, grouped, local
from console.drawing.scene import SECOND, Scene
from console.drawing.spans import Line, Tone, fit
from console.presenters.docket import Item
from console.text import discipline as text
from ledger import registers
from ledger.kernel.words import Words
from projections.discipline import FILED

_PERSON, _AMOUNT, _SINCE = 14, 14, 10
_WIDE = 120
_BOTH = Words("{first}，{then}", "{first}, {then}")


class Table(NamedTuple):
    """How wide each column is; 0 leaves it out."""

    person: int
    amount: int
    evidence: int
    since: int
    state: int
    told: int


def table(width: int) -> Table:
    """The columns that fit; what it was for has what the others leave."""
    wide = width >= _WIDE
    person, evidence, state = (20, 14, 36) if wide else (_PERSON, 0, 14)
    used = 1 + person + _AMOUNT + evidence + _SINCE + state + 2
    return Table(person, _AMOUNT, evidence, _SINCE, state, max(8, width - used))


def heading(scene: Scene, width: int) -> Line:
    """The names of the columns."""
    laid = table(width)
    person, told, amount, evidence, since, state = (scene.say(words) for words in text.HEADS)
    cells = (
        " ",
        fit(person, laid.person),
        fit(told, laid.told),
        fit(amount, laid.amount, "right"),
        fit(f"  {evidence}" if laid.evidence else "", laid.evidence),
        fit(since, laid.since, "right"),
        f"  {fit(state, laid.state)}",
    )
    return (("".join(cells).rstrip(), Tone.QUIET),)


def row(scene: Scene, item: Item, width: int, title: Callable[[str], Words]) -> Line:
    """One case or sanction; ``title`` tells a clause's title."""
    laid = table(width)
    name = scene.names.get(item.person, "")
    told = title(item.clause).to(scene.language)
    if item.nth > 1:
        told = f"{scene.say(text.TIMES, nth=item.nth)} {told}"
    passed = duration((scene.now - item.since) // SECOND, scene.language)
    evidence = " ".join(f"#{grouped(each)}" for each in item.evidence)
    return (
        (" " + fit(f"{item.person} {name}".rstrip(), laid.person), Tone.NORMAL),
        (fit(told, laid.told), Tone.NORMAL),
        (fit(amount(scene, item), laid.amount, "right"), Tone.STRONG),
        (fit(f"  {evidence}" if laid.evidence else "", laid.evidence), Tone.QUIET),
        (fit(passed, laid.since, "right"), Tone.QUIET),
        (f"  {fit(state(scene, item), laid.state)}", Tone.WARN if item.next else Tone.QUIET),
    )


def amount(scene: Scene, item: Item) -> str:
    """How much in the currency's unit; a dash for none, or that the decider sets it."""
    if item.amount is None:
        return scene.say(text.TO_SET)
    if not item.amount:
        return DASH
    written = f"{item.amount // 100}.{item.amount % 100:02d}"
    if item.currency == "CNY":
        return scene.say(text.AMOUNT, amount=written)
    return f"{written} {item.currency}"


def state(scene: Scene, item: Item) -> str:
    """How a case or a sanction stands, and by whom."""
    if item.sanction is None:
        if item.replaced_by is not None:
            return scene.say(text.STATES["replaced"], case=item.replaced_by)
        words = scene.say(text.STATES[item.state])
        return scene.say(text.BY, state=words, person=item.by) if item.by else words
    kind = registers.value_words()[item.kind].to(scene.language)
    return f"{kind} · {_course(scene, item)}"


def _course(scene: Scene, item: Item) -> str:
    if item.taken_back:
        return scene.say(text.TAKEN_BACK)
    if item.appeal == FILED:
        return scene.say(text.APPEALED)
    if item.appeal is not None:
        outcome = registers.value_words()[item.appeal].to(scene.language)
        return scene.say(text.RULED, outcome=outcome.lower())
    if item.appeal_until is None:
        return scene.say(text.NOT_NOTIFIED)
    until = f"{local(item.appeal_until, scene.zone):%m-%d %H:%M}"
    noted = scene.say(text.NOTIFIED, until=until)
    if not item.seen:
        return noted
    return scene.say(_BOTH, first=scene.say(text.AGREED if item.agreed else text.SEEN), then=noted)
