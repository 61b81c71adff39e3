"""What can stand in the way of copying a ledger, each said in one sentence."""

from __future__ import annotations

from ledger.kernel.words import Words
from ledger.store.recorder import DiskFull, Locked, StoreError


class KeepingFault(Exception):
    """A ledger was not copied as asked. The message is in English; `zh` says it in Chinese."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh


class SamePlace(KeepingFault):
    """A ledger was to be copied onto itself."""

    def __init__(self, shown: str) -> None:
        super().__init__(
            f"{shown} 不能复制到它自己；请指定另一个目标。",
            f"{shown} cannot be copied onto itself; name another target.",
        )


class OtherContent(KeepingFault):
    """The target holds something that is not the beginning of the source."""

    def __init__(self, target: str, source: str, position: int) -> None:
        super().__init__(
            f"{target} 已有内容，自事件 {position} 起与 {source} 不同，不能接着写；请另指定目标。",
            f"{target} differs from {source} from event {position} on, so it cannot be gone on "
            "with; name another target.",
        )
        self.position = position


class OtherKeys(KeepingFault):
    """Keys stand at the target that are not the source's."""

    def __init__(self, target: str, source: str) -> None:
        super().__init__(
            f"{target} 中是别的密钥，与 {source} 不同，未作更改；请将其移走或另指定目标。",
            f"The keys in {target} are others than those in {source} and were left alone; "
            "move them away, or name another target.",
        )


class LeftOver(KeepingFault):
    """A journal of an earlier ledger lies where a new one is to be put, and would spoil it."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} 是以前的账本留下的日志，会损坏放在那里的新账本；请先将其移走。",
            f"{path} is left of an earlier ledger and would spoil a new one put there; "
            "move it away first.",
        )


class Unequal(KeepingFault):
    """After all was copied, the copy turned out not to be the same."""

    def __init__(self, target: str, source: str) -> None:
        super().__init__(
            f"{target} 与 {source} 的摘要不一致，不能作为副本使用；请检查磁盘后重新复制。",
            f"{target} has another digest than {source} and cannot serve as its copy; "
            "check the disks, then copy anew.",
        )


class CutShort(StoreError):
    """The target could not take more; what it has is the beginning, and can be gone on with."""

    def __init__(self, fault: StoreError, done: int, total: int) -> None:
        reason = _reason(fault)
        super().__init__(
            fault.path,
            f"The copy stopped after {done} of {total} events: {reason.en}; see to that, then run "
            "the same command again to go on.",
            f"已复制 {total} 件事件中的 {done} 件后停止：{reason.zh}；"
            "处理后重新运行同一命令即可接着复制。",
        )


def _reason(fault: StoreError) -> Words:
    if isinstance(fault, DiskFull):
        return Words(f"{fault.path} 所在磁盘已满", f"the disk holding {fault.path} is full")
    if isinstance(fault, Locked):
        return Words(f"{fault.path} 被其他程序锁定", f"{fault.path} is locked by another program")
    return Words(fault.zh.rstrip("。"), str(fault).rstrip("."))
