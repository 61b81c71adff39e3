"""Entering examinations and grades (S4.15)."""

from ledger.kernel.words import Words
from ledger.registers.entries import LEADERS, entry
from ledger.registers.grades.events import (
    ExamSat,
    GradeConfirmed,
)

RecordExam = entry(ExamSat, "record-exam", LEADERS, Words("登记考试", "Record an examination"))
ConfirmGrade = entry(GradeConfirmed, "confirm-grade", LEADERS, Words("确认等级", "Confirm a grade"))
