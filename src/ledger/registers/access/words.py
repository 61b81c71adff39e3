"""The labels of permits."""

from ledger.kernel.words import Words

TITLE = Words("出入与作业许可", "Permits")

EVENTS = {
    "permit.signed": Words("许可签批", "Permit signed"),
    "permit.granted": Words("许可登记", "Permit granted"),
}

FIELDS = {
    "matter": Words("事项", "Matter"),
    "signer": Words("签批人", "Signer"),
    "post": Words("岗位", "Post"),
    "purpose": Words("用途", "Purpose"),
    "bearer": Words("持证人", "Bearer"),
}

VALUES = {
    "visit": Words("外来人员进入", "visit"),
    "open-fire": Words("动用明火", "open fire"),
    "computer": Words("电脑另作他用", "other use of a computer"),
}
