"""Entering what becomes of a leave (S4.9)."""

from ledger.kernel.words import Words
from ledger.registers.entries import LEADERS, entry
from ledger.registers.leave.events import (
    LeaveGranted,
    LeaveRejected,
    LeaveRequested,
    LeaveReturned,
    LeaveSigned,
    MedicalProofSubmitted,
    SickLeaveEnded,
)

_ASKED = {
    "person": "person",
    "applicant": "person",
    "days": "days",
    "category": "category",
    "night": "night",
    "holiday": "holiday",
    "ends": "ends",
}

RequestLeave = entry(
    LeaveRequested,
    "request-leave",
    LEADERS,
    Words("申请请假", "Ask for leave"),
    own="person",
    opens=True,
)
SignLeave = entry(
    LeaveSigned,
    "sign-leave",
    LEADERS,
    Words("签批请假", "Sign a leave"),
    of=LeaveRequested,
    signs="signer",
)
GrantLeave = entry(
    LeaveGranted,
    "grant-leave",
    LEADERS,
    Words("准假", "Grant leave"),
    once=True,
    of=LeaveRequested,
    said=_ASKED,
)
RejectLeave = entry(
    LeaveRejected,
    "reject-leave",
    LEADERS,
    Words("不准假", "Reject leave"),
    once=True,
    of=LeaveRequested,
)
EndSickLeave = entry(
    SickLeaveEnded,
    "end-sick-leave",
    LEADERS,
    Words("病假期满", "End a sick leave"),
    own="person",
    once=True,
    of=LeaveRequested,
    said=("person",),
)
SubmitMedicalProof = entry(
    MedicalProofSubmitted,
    "submit-medical-proof",
    LEADERS,
    Words("提交病假证明", "Submit a medical proof"),
    own="person",
    of=LeaveRequested,
    said=("person",),
)
ReturnFromLeave = entry(
    LeaveReturned,
    "return-from-leave",
    LEADERS,
    Words("销假", "Return from leave"),
    own="person",
    once=True,
    of=LeaveRequested,
    said=("person",),
)
