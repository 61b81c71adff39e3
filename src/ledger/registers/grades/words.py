"""The labels of grades."""

from ledger.kernel.words import Words

TITLE = Words("考试与等级", "Examinations and grades")

EVENTS = {
    "exam.sat": Words("参加考试", "Examination sat"),
    "grade.confirmed": Words("等级确认", "Grade confirmed"),
}

FIELDS = {
    "person": Words("人员", "Person"),
    "month": Words("月", "Month"),
    "kind": Words("类型", "Kind"),
    "passed": Words("及格", "Passed"),
    "chars_per_minute": Words("每分钟字数", "Characters a minute"),
    "wrong_chars": Words("错字数", "Wrong characters"),
    "grade": Words("等级", "Grade"),
}

VALUES = {
    "typing": Words("打字", "typing"),
    "business": Words("业务", "business"),
}
