"""What can be wrong with a store, each as one clear sentence in English and in Chinese.

None of these names SQLite, PostgreSQL or a traceback: they are shown to a duty leader as they are.
"""

from __future__ import annotations

from ledger.kernel.words import Words


class StoreError(Exception):
    """The store cannot be opened, read or written; nothing has been half-written.

    `str(error)` is the sentence in English, `error.zh` the same in Chinese, `error.path` names the
    ledger it is about, `error.reason` says what is wrong without naming it, where that is known.
    """

    reason: Words | None = None

    def __init__(self, path: str, en: str, zh: str) -> None:
        super().__init__(en)
        self.path = path
        self.zh = zh


class StoreUnavailable(StoreError):
    """The store cannot be reached, or failed for a reason outside the ledger itself."""

    def __init__(self, path: str, reason: str = "", reason_zh: str = "") -> None:
        why = reason or "it could not be opened"
        why_zh = reason_zh or "无法打开"
        super().__init__(
            path,
            f"The ledger {path} is not available: {why}; check the path and try again.",
            f"账本 {path} 不可用：{why_zh}；请检查路径后重试。",
        )


class NotALedger(StoreError):
    """The file exists but Dutybook did not make it."""

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            f"{path} is not a Dutybook ledger; name another file, or make one with dutybook init.",
            f"{path} 不是 Dutybook 账本；请指定其他文件，或用 dutybook init 新建。",
        )


class NewerLedger(StoreError):
    """The ledger's format is newer than this program understands."""

    def __init__(self, path: str, format: int) -> None:
        super().__init__(
            path,
            f"The ledger {path} has format {format}, newer than this program knows; "
            "install a newer Dutybook.",
            f"账本 {path} 的格式版本为 {format}，高于本程序所能识别；请安装更新的 Dutybook。",
        )
        self.format = format


class ReadOnly(StoreError):
    """The ledger can be read, but not written."""

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            f"The ledger {path} is read-only; nothing was written; "
            "make the file and its folder writable, or only read it.",
            f"账本 {path} 为只读，未写入任何内容；请使文件及其目录可写，或仅作查阅。",
        )


class DiskFull(StoreError):
    """No room was left to write; the ledger stands as it was before."""

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            f"The disk holding the ledger {path} is full; nothing was written; "
            "free some space and try again.",
            f"账本 {path} 所在磁盘已满，未写入任何内容；请腾出空间后重试。",
        )


class Locked(StoreError):
    """Another program held the ledger for longer than we wait."""

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            f"The ledger {path} is locked by another program; nothing was written; "
            "close that program or try again later.",
            f"账本 {path} 被其他程序锁定，未写入任何内容；请关闭该程序或稍后重试。",
        )


class Damaged(StoreError):
    """The file's content contradicts itself: a flipped byte, a lost end, a missing event.

    `where` says what was found and at which place, `where_zh` the same in Chinese.
    """

    def __init__(self, path: str, where: str, where_zh: str) -> None:
        super().__init__(
            path,
            f"The ledger {path} is damaged ({where}); keep the file and restore a backup.",
            f"账本 {path} 已损坏（{where_zh}）；请保留该文件并恢复备份。",
        )
        self.where = where
        self.where_zh = where_zh


def unlisted_type(path: str, position: int) -> Damaged:
    """Say that an event's type is not among the ledger's types."""
    return Damaged(
        path, f"event {position} has a type that is not listed", f"事件 {position} 的类型未登记"
    )


def unreadable_tags(path: str, position: int) -> Damaged:
    """Say that an event's tags are no list of texts."""
    return Damaged(
        path, f"the tags of event {position} cannot be read", f"事件 {position} 的标签无法读取"
    )
