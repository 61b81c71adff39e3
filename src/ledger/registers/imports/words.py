"""The labels of imports."""

from ledger.kernel.words import Words

TITLE = Words("导入", "Imports")

EVENTS = {
    "import.noted": Words("导入备注", "Record noted"),
    "import.finished": Words("导入完毕", "Import finished"),
}

FIELDS = {
    "source": Words("来源", "Source"),
    "line": Words("行", "Line"),
    "kind": Words("类型", "Kind"),
    "text": Words("原文", "Text"),
    "importer": Words("导入器", "Importer"),
    "records": Words("记录数", "Records"),
    "imported": Words("已导入", "Imported"),
    "ignored": Words("不计", "Ignored"),
    "noted": Words("备注", "Noted"),
    "left_out": Words("未导入", "Left out"),
}
