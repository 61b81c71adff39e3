"""The labels of leave."""

from ledger.kernel.words import Words

TITLE = Words("请假", "Leave")

EVENTS = {
    "leave.requested": Words("请假申请", "Leave requested"),
    "leave.signed": Words("请假签批", "Leave signed"),
    "leave.granted": Words("准假", "Leave granted"),
    "leave.rejected": Words("不准假", "Leave rejected"),
    "sick_leave.ended": Words("病假期满", "Sick leave ended"),
    "medical_proof.submitted": Words("提交病假证明", "Medical proof submitted"),
    "leave.withdrawn": Words("撤回请假", "Leave withdrawn"),
    "leave.returned": Words("销假", "Back from leave"),
}

FIELDS = {
    "leave": Words("请假编号", "Leave"),
    "person": Words("人员", "Person"),
    "category": Words("类别", "Category"),
    "starts": Words("开始时间", "Starts"),
    "ends": Words("结束时间", "Ends"),
    "days": Words("天数", "Days"),
    "requester": Words("代请人", "Asked by"),
    "night": Words("夜班", "Night shift"),
    "holiday": Words("节假日", "Holiday"),
    "swapped_shift": Words("换来的班", "Swapped shift"),
    "work_complete": Words("工作已完成", "Work complete"),
    "staying": Words("同组在岗人数", "Staying of the group"),
    "signer": Words("签批人", "Signer"),
    "post": Words("岗位", "Post"),
    "applicant": Words("申请人", "Applicant"),
    "unforeseen": Words("未能事先请", "Could not be asked in time"),
    "own_superior": Words("上级", "Superior"),
    "own_superior_post": Words("上级岗位", "The superior's post"),
    "reason": Words("原因", "Reason"),
    "ended_on": Words("期满日", "Ended on"),
    "covers_from": Words("证明起日", "Covers from"),
    "covers_to": Words("证明止日", "Covers to"),
    "away_from": Words("自何时起不在", "Away from"),
    "absent_from": Words("占用的班", "Shifts taken"),
    "days_next_year": Words("跨入次年的天数", "Days in the next year"),
    "months": Words("涉及月份", "Months"),
    "years": Words("涉及年份", "Years"),
    "team_days": Words("涉及班组日", "The team's days"),
    "rejecter": Words("驳回人", "Rejected by"),
    "withdrawer": Words("撤回人", "Withdrawn by"),
    "uncovered": Words("未证明天数", "Days not proved"),
    "more_follows": Words("另有证明续上", "Another proof follows"),
    "returned_at": Words("返岗时间", "Back at"),
    "minutes_over": Words("超假分钟", "Minutes over"),
    "unused": Words("未用天数", "Days not used"),
    "unused_next_year": Words("次年未用天数", "Days not used of the next year"),
}

VALUES = {
    "personal": Words("事假", "personal"),
    "special": Words("特殊事假", "special personal"),
    "sick": Words("病假", "sick"),
    "emergency": Words("急诊", "emergency"),
    "errand": Words("外出办事", "errand"),
    "study": Words("外出学习", "study"),
    "rest": Words("休息", "rest"),
}
