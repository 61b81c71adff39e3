"""What a clause of each kind says: one closed schema a kind, so that a misspelt word is a fault."""

from ledger.rulebook.terms.approval import Approval
from ledger.rulebook.terms.cadence import Cadence
from ledger.rulebook.terms.checklist import Checklist
from ledger.rulebook.terms.deadline import Deadline
from ledger.rulebook.terms.hours import Hours
from ledger.rulebook.terms.lending import Lending
from ledger.rulebook.terms.notice import Notice
from ledger.rulebook.terms.offence import Offence, Reward
from ledger.rulebook.terms.quota import Quota
from ledger.rulebook.terms.shift import Shift

Terms = (
    Approval
    | Cadence
    | Checklist
    | Deadline
    | Hours
    | Lending
    | Notice
    | Offence
    | Quota
    | Reward
    | Shift
)

TERMS: dict[str, type[Terms]] = {
    "approval": Approval,
    "cadence": Cadence,
    "checklist": Checklist,
    "deadline": Deadline,
    "hours": Hours,
    "lending": Lending,
    "notice": Notice,
    "offence": Offence,
    "quota": Quota,
    "reward": Reward,
    "shift": Shift,
}
"""The schema of each kind of clause that has one; the other kinds hold bare parameters."""

__all__ = [
    "TERMS",
    "Approval",
    "Cadence",
    "Checklist",
    "Deadline",
    "Hours",
    "Lending",
    "Notice",
    "Offence",
    "Quota",
    "Reward",
    "Shift",
    "Terms",
]
