"""What happens to grades."""

from __future__ import annotations

from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, PersonMonth
from ledger.kernel.values import Count, Text


class ExamKind(StrEnum):
    """What was examined."""

    TYPING = "typing"
    BUSINESS = "business"


class ExamSat(Event, type="exam.sat", version=1):
    """A person has sat an examination, and passed it or not."""

    person: PersonId
    month: PersonMonth
    kind: ExamKind
    passed: bool
    chars_per_minute: Count | None = None
    wrong_chars: Count | None = None


class GradeConfirmed(Event, type="grade.confirmed", version=1):
    """A person's grade has been confirmed for the month."""

    person: PersonId
    month: PersonMonth
    grade: Text
