"""The archive's labels."""

from ledger.kernel.words import Words

TITLE = Words("档案", "Archive")

EVENTS = {
    "file.opened": Words("立档", "File opened"),
    "file.regraded": Words("密级变更", "File regraded"),
    "loan.requested": Words("申请借阅", "Loan requested"),
    "loan.approved": Words("借阅批准", "Loan approved"),
    "file.borrowed": Words("借出", "File borrowed"),
    "file.returned": Words("归还", "File returned"),
    "destruction.proposed": Words("提议销毁", "Destruction proposed"),
    "destruction.signed": Words("销毁签批", "Destruction signed"),
    "file.destroyed": Words("销毁", "File destroyed"),
    "file.verified": Words("核定", "File verified"),
}

FIELDS = {
    "file": Words("档案", "File"),
    "category": Words("类别", "Category"),
    "title": Words("名称", "Title"),
    "level": Words("级别", "Level"),
    "secret_until": Words("保密至", "Secret until"),
    "keeper": Words("保管人", "Keeper"),
    "copies": Words("份数", "Copies"),
    "reason": Words("原因", "Reason"),
    "loan": Words("借阅单", "Loan"),
    "purpose": Words("用途", "Purpose"),
    "signer": Words("签批人", "Signer"),
    "card": Words("借阅卡", "Borrow card"),
    "due_at": Words("期限", "Due"),
    "condition": Words("完好情况", "Condition"),
    "matter": Words("事项", "Matter"),
    "proposer": Words("提议人", "Proposed by"),
    "verifier": Words("核定人", "Verified by"),
    "adjusted": Words("已调整", "Adjusted"),
}

VALUES = {
    "ordinary": Words("普通", "Ordinary"),
    "secret": Words("秘密", "Secret"),
    "confidential": Words("机密", "Confidential"),
    "top-secret": Words("绝密", "Top secret"),
}
