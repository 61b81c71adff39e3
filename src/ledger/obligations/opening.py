"""How obligations begin: by an event that starts a deadline, or by the turn of a cadence."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.event import Event, identifiers, instant
from ledger.kernel.projection import Micros
from ledger.kernel.tags import tag
from ledger.obligations.cadences import Turn
from ledger.obligations.people import of_field
from ledger.obligations.rows import OPEN, ObligationRow
from ledger.obligations.rules import DayLaw, Rule
from ledger.rulebook.precedence import prevailing
from ledger.rulebook.terms import Cadence, Deadline
from ledger.rulebook.terms.base import Party


def started(law: DayLaw, event: Event, at: Micros, position: int) -> Iterator[ObligationRow]:
    """The obligations that an event starts under the law of its day.

    A deadline that another one goes before gives way to it.
    """
    fitting = [pair for pair in law.starts.get(event.type_name, ()) if pair[1].fits(event)]
    kept = prevailing([rule for rule, _ in fitting])
    for rule, pattern in fitting:
        if rule not in kept:
            continue
        terms = rule.terms
        assert isinstance(terms, Deadline)
        field = pattern.about or terms.about
        due = rule.due(event, at)
        if rule.within is None and due is None:
            continue
        abouts = of_field(event, field)
        for about in abouts:
            for debtor, each in _debtors(terms, event, field, about):
                alone = len(abouts) == 1 and each is None
                yield _row(
                    rule,
                    identity=f"{rule.clause}#{position}" + ("" if alone else f"/{each or about}"),
                    started_by=position,
                    started_at=at,
                    about=about,
                    case=_case_tag(event, field, about),
                    each=each,
                    debtor=debtor,
                    to_post=terms.debtor.post is not None,
                    creditor=_creditor(terms.creditor, event),
                    due=due,
                )


def of_turn(turn: Turn, people: list[str] | None) -> Iterator[ObligationRow]:
    """The obligations of one turn of a cadence: one, or one for each of some people."""
    terms = turn.rule.terms
    assert isinstance(terms, Cadence)
    local = instant(turn.due).astimezone(turn.rule.zone)
    identity = f"{turn.rule.clause}@{local.isoformat(timespec='minutes')}"
    # Where each agent must be monitored by the inspector, the inspector owes it for each.
    of_post = people is None or terms.debtor.post not in (None, terms.each)
    for person in people if people is not None else [None]:
        yield _row(
            turn.rule,
            identity=identity if person is None else f"{identity}/{person}",
            started_by=0,
            started_at=turn.opens,
            about=person if person is not None and terms.about is not None else "",
            case=tag("person", person) if person is not None else "",
            each=person,
            debtor=terms.debtor.post if of_post else person,
            to_post=of_post,
            creditor=terms.creditor.post if terms.creditor is not None else None,
            due=turn.due,
        )


def _debtors(
    terms: Deadline, event: Event, field: str, about: str
) -> list[tuple[str | None, str | None]]:
    """Who owes it, and whose very own each is where everybody has one."""
    if terms.debtor.post is not None:
        return [(terms.debtor.post, None)]
    if terms.debtor.field == field:
        return [(about, None)]
    named = of_field(event, terms.debtor.field)
    if terms.each is not None:
        return [(person, person) for person in named]
    return [(", ".join(named) or None, None)]


def _creditor(party: Party | None, event: Event) -> str | None:
    if party is None:
        return None
    return party.post or ", ".join(of_field(event, party.field)) or None


def _case_tag(event: Event, field: str, about: str) -> str:
    """The tag of a case, empty when its field is no identifier."""
    for name, kind, _ in identifiers(type(event)):
        if name == field:
            return tag(kind, about)
    return ""


def _row(
    rule: Rule,
    *,
    identity: str,
    started_by: int,
    started_at: Micros,
    about: str,
    case: str,
    each: str | None,
    debtor: str | None,
    to_post: bool,
    creditor: str | None,
    due: Micros | None,
) -> ObligationRow:
    return ObligationRow(
        id=identity,
        clause=rule.clause,
        kind="cadence" if isinstance(rule.terms, Cadence) else "deadline",
        version=rule.version.isoformat(),
        edition=rule.edition,
        started_by=started_by,
        started_at=started_at,
        about=about,
        case=case,
        each=each,
        first_debtor=debtor,
        debtor=debtor,
        to_post=to_post,
        creditor=creditor,
        state=OPEN,
        due_at=due,
        fixed_due=due,
    )
