"""The regulation's labels."""

from ledger.kernel.words import Words

EVENTS = {
    "rulebook.adopted": Words("规章通过", "Rulebook adopted"),
    "law.changed": Words("规章生效", "Law changed"),
}

FIELDS = {
    "digest": Words("摘要值", "Digest"),
    "texts": Words("全文", "Text"),
    "effective": Words("生效日", "In force from"),
    "approved_by": Words("批准人", "Approved by"),
    "amends": Words("修订前版本", "Amends"),
    "law": Words("法规", "Law"),
    "edition": Words("版本", "Edition"),
}
