"""What has been found about a person's conduct."""

from __future__ import annotations

from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, PersonYear
from ledger.kernel.values import Text


class LeakFound(Event, type="leak.found", version=1):
    """A person has been found to have given away what is confidential."""

    person: PersonId
    year: PersonYear
    serious: bool = False
    forced: bool = False


class ServiceRuleBroken(Event, type="service_rule.broken", version=1):
    """A person has been found to have broken a rule of service."""

    person: PersonId
    year: PersonYear
    rule: Text


class VisitorReceptionBroken(Event, type="visitor_reception.broken", version=1):
    """A person has been found to have received a visitor against the rules."""

    person: PersonId
    year: PersonYear


class CustomerQuarrelledWith(Event, type="customer.quarrelled_with", version=1):
    """A person has been found to have quarrelled with a customer."""

    person: PersonId


class DeskFoundMessy(Event, type="desk.found_messy", version=1):
    """A person's desk has been found untidy."""

    person: PersonId


class DataErrorFound(Event, type="data_error.found", version=1):
    """An error has been found in data that a person entered."""

    person: PersonId


class MemberProxyBreached(Event, type="member_proxy.breached", version=1):
    """A person has been found to have handled a member's business against the rules."""

    person: PersonId


class WorklogMismatched(Event, type="worklog.mismatched", version=1):
    """A person's work log has been found not to match what was done."""

    person: PersonId
