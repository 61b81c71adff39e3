"""The regulation's labels."""

from ledger.kernel.words import Words

TITLE = Words("规章", "Regulation")

EVENTS = {
    "rulebook.adopted": Words("规章通过", "Rulebook adopted"),
    "law.changed": Words("规章生效", "Law changed"),
}

FIELDS = {
    "rulebook": Words("规章", "Rulebook"),
    "digest": Words("摘要值", "Digest"),
    "texts": Words("全文", "Text"),
    "effective": Words("生效", "Effective"),
    "approved_by": Words("批准人", "Approved by"),
    "amends": Words("修订前版本", "Amends"),
    "law": Words("法规", "Law"),
    "edition": Words("版本", "Edition"),
}
