"""What happens between levels and between departments."""

from __future__ import annotations

from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import MatterId, PersonId
from ledger.kernel.values import Text


class BlockLevel(StrEnum):
    """How high a blocked procedure has been reported."""

    SUPERIOR = "superior"
    DIVISION_MANAGER = "division-manager"


class Mode(StrEnum):
    """How two departments negotiate."""

    ORAL = "oral"
    WRITTEN = "written"


class Concern(StrEnum):
    """What a report upwards is about."""

    POLITICAL = "political"
    LEAK = "leak"
    MAJOR_ERROR = "major-error"
    DISCIPLINE = "discipline"
    DANGER = "danger"
    BEYOND_AUTHORITY = "beyond-authority"
    DIFFICULT_CUSTOMER = "difficult-customer"
    EQUIPMENT = "equipment"
    OTHER = "other"


class ProblemRaised(Event, type="problem.raised", version=1):
    """A problem has arisen in a department, which its head must handle."""

    matter: MatterId
    department: Text
    head: PersonId


class ProblemHandled(Event, type="problem.handled", version=1):
    """A problem has been handled, to effect or not."""

    matter: MatterId
    effective: bool = True


class ProblemPassedUp(Event, type="problem.passed_up", version=1):
    """A problem that was not handled has been passed to somebody higher."""

    matter: MatterId
    to: Text


class ProcedureBlocked(Event, type="procedure.blocked", version=1):
    """A procedure is blocked by another department."""

    matter: MatterId
    reporter: PersonId
    blocking_department: Text


class BlockReported(Event, type="block.reported", version=1):
    """A blocked procedure has been reported to a superior, or as high as the division manager."""

    matter: MatterId
    to: Text
    level: BlockLevel
    division_manager: PersonId | None = None


class ViolatorHandled(Event, type="violator.handled", version=1):
    """Whoever blocked a procedure has been dealt with."""

    matter: MatterId


class NegotiationOpened(Event, type="negotiation.opened", version=1):
    """The heads of two departments have begun to negotiate."""

    matter: MatterId
    mode: Mode
    head_a: PersonId
    head_b: PersonId


class NegotiationSettled(Event, type="negotiation.settled", version=1):
    """A negotiation has ended in an agreement."""

    matter: MatterId


class AgreementSigned(Event, type="agreement.signed", version=1):
    """The head of one side has signed the written agreement (S0.6-12)."""

    matter: MatterId
    signer: str


class AgreementConcluded(Event, type="agreement.concluded", version=1):
    """A written agreement between departments holds from now on (S0.6-12)."""

    matter: MatterId


class AgreementBreached(Event, type="agreement.breached", version=1):
    """A department has broken an agreement, and perhaps refuses to make the damage good."""

    matter: MatterId
    breacher: PersonId
    injured: PersonId
    refused: bool = False


class AgreementClaimed(Event, type="agreement.claimed", version=1):
    """The injured side has put a broken agreement before a superior."""

    matter: MatterId
    superior: PersonId


class AgreementRuled(Event, type="agreement.ruled", version=1):
    """The superior has ruled on a broken agreement."""

    matter: MatterId


class ReportRaised(Event, type="report.raised", version=1):
    """A matter has been reported upwards, perhaps past a level."""

    matter: MatterId
    category: Concern
    reporter: PersonId
    to: Text
    skipped: Text | None = None
    """Who was passed over."""
    emergency: bool = False


class SuperiorInformed(Event, type="superior.informed", version=1):
    """The superior who had been passed over has been informed."""

    matter: MatterId


class InstructionRecorded(Event, type="instruction.recorded", version=1):
    """A superior's instruction on a matter has been written down."""

    matter: MatterId


class MisconductReported(Event, type="misconduct.reported", version=1):
    """Misconduct has been reported."""

    matter: MatterId
    to: Text


class InspectionAgreed(Event, type="inspection.agreed", version=1):
    """Somebody has consented to a deep inspection under the post they hold (S0.6-03)."""

    matter: MatterId
    signer: str
    post: str


class InspectionBegun(Event, type="inspection.begun", version=1):
    """A manager has begun to examine a matter deeply; ``specific`` if it is one stated problem."""

    matter: MatterId
    inspector: str
    specific: bool = False


class IncidentReported(Event, type="incident.reported", version=1):
    """An incident at a place has been reported."""

    matter: MatterId
    place: Text
