"""What happens to the files of the archive."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import FileId, LoanId, MatterId, PersonId


class Level(StrEnum):
    """How secret a file is (S0.5-21)."""

    ORDINARY = "ordinary"
    SECRET = "secret"
    CONFIDENTIAL = "confidential"
    TOP_SECRET = "top-secret"


class FileOpened(Event, type="file.opened", version=1):
    """A file has been opened, with its level, and until when that level holds."""

    file: FileId
    category: str
    title: str
    level: Level = Level.ORDINARY
    secret_until: date | None = None
    keeper: str | None = None
    copies: int = 1


class FileRegraded(Event, type="file.regraded", version=1):
    """A file has been given another level, or another term for it."""

    file: FileId
    level: Level
    reason: str
    secret_until: date | None = None


class LoanRequested(Event, type="loan.requested", version=1):
    """Somebody has asked to borrow a file for a purpose."""

    loan: LoanId
    file: FileId
    person: PersonId
    purpose: str


class LoanApproved(Event, type="loan.approved", version=1):
    """A loan has been approved by somebody whose post allows it."""

    loan: LoanId
    file: FileId
    signer: str
    post: str


class FileBorrowed(Event, type="file.borrowed", version=1):
    """A file has been handed out on a borrow card, perhaps until a day's end."""

    loan: LoanId
    file: FileId
    person: PersonId
    card: str
    due_at: datetime | None = None


class FileReturned(Event, type="file.returned", version=1):
    """A borrowed file has come back, in this condition."""

    loan: LoanId
    file: FileId
    person: PersonId
    condition: str | None = None


class DestructionProposed(Event, type="destruction.proposed", version=1):
    """A keeper has proposed to destroy a file that is not worth keeping."""

    matter: MatterId
    file: FileId
    proposer: str
    reason: str


class DestructionSigned(Event, type="destruction.signed", version=1):
    """Somebody has signed a destruction, by virtue of a post."""

    matter: MatterId
    file: FileId
    signer: str
    post: str


class FileDestroyed(Event, type="file.destroyed", version=1):
    """A file has been destroyed after all approvals."""

    matter: MatterId
    file: FileId


class FileVerified(Event, type="file.verified", version=1):
    """A file has been verified against the facts again, and adjusted where it had to be."""

    file: FileId
    verifier: str
    adjusted: bool = False
