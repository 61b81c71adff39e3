"""The labels of chain."""

from ledger.kernel.words import Words

TITLE = Words("请示报告与协调", "Chain of command")

EVENTS = {
    "problem.raised": Words("问题提出", "Problem raised"),
    "problem.handled": Words("问题处理", "Problem handled"),
    "problem.passed_up": Words("问题上报", "Problem passed up"),
    "procedure.blocked": Words("程序受阻", "Procedure blocked"),
    "block.reported": Words("受阻上报", "Blockage reported"),
    "violator.handled": Words("违反程序者处理", "Violator handled"),
    "negotiation.opened": Words("协商开始", "Negotiation opened"),
    "negotiation.settled": Words("协商达成", "Negotiation settled"),
    "agreement.signed": Words("协议签字", "Agreement signed"),
    "agreement.concluded": Words("协议生效", "Agreement concluded"),
    "agreement.breached": Words("违反协议", "Agreement breached"),
    "agreement.claimed": Words("协议申诉", "Agreement claimed"),
    "agreement.ruled": Words("协议裁决", "Agreement ruled on"),
    "report.raised": Words("请示报告", "Report raised"),
    "superior.informed": Words("事后告知上级", "Superior informed"),
    "instruction.recorded": Words("上级指示记录", "Instruction recorded"),
    "misconduct.reported": Words("举报", "Misconduct reported"),
    "inspection.agreed": Words("同意深入检查", "Inspection agreed"),
    "inspection.begun": Words("深入检查开始", "Inspection begun"),
    "incident.reported": Words("事故报告", "Incident reported"),
}

FIELDS = {
    "matter": Words("事项", "Matter"),
    "department": Words("主办部门", "Department"),
    "head": Words("部门负责人", "Head"),
    "effective": Words("生效", "Effective"),
    "to": Words("转往", "To"),
    "reporter": Words("报告人", "Reporter"),
    "blocking_department": Words("设阻部门", "Blocking department"),
    "level": Words("级别", "Level"),
    "division_manager": Words("部经理", "Division manager"),
    "mode": Words("协商方式", "How"),
    "head_a": Words("甲方负责人", "Head of one side"),
    "head_b": Words("乙方负责人", "Head of the other side"),
    "breacher": Words("违约方", "Who broke it"),
    "injured": Words("受损方", "Injured side"),
    "refused": Words("拒绝赔偿", "Refuses to make good"),
    "superior": Words("裁决上级", "Superior"),
    "category": Words("类别", "Category"),
    "skipped": Words("越过的上级", "Passed over"),
    "emergency": Words("紧急", "Emergency"),
    "signer": Words("签批人", "Signer"),
    "post": Words("岗位", "Post"),
    "inspector": Words("检查人", "Inspector"),
    "specific": Words("专项问题", "One stated problem"),
    "place": Words("地点", "Place"),
}

VALUES = {
    "superior": Words("直接上级", "direct superior"),
    "division-manager": Words("部经理", "division manager"),
    "oral": Words("口头", "by word of mouth"),
    "written": Words("书面", "in writing"),
    "political": Words("政治问题", "political"),
    "leak": Words("泄密", "leak"),
    "major-error": Words("重大差错", "major error"),
    "discipline": Words("违纪", "breach of discipline"),
    "danger": Words("危及设备或人身", "danger"),
    "beyond-authority": Words("超出权限", "beyond one's authority"),
    "difficult-customer": Words("客户刁难", "difficult customer"),
    "equipment": Words("设备", "equipment"),
    "other": Words("其他", "other"),
}
