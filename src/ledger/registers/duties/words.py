"""The labels of duties."""

from ledger.kernel.words import Words

TITLE = Words("例行事项与会议", "Periodic duties and meetings")

EVENTS = {
    "periodic.done": Words("例行事项完成", "Periodic duty done"),
    "meeting.held": Words("会议召开", "Meeting held"),
}

FIELDS = {
    "code": Words("代码", "Code"),
    "person": Words("人员", "Person"),
    "note": Words("说明", "Note"),
    "chair": Words("主持人", "Chair"),
    "attended": Words("出席人", "Attended"),
    "absent": Words("缺席人", "Absent"),
}
