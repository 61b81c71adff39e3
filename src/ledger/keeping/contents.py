"""What events say, held against what the store keeps beside them, and against the keys.

The time, the command and the tags of an event stand in columns and indexes, where a query finds
them, and also in the event itself. A byte that was changed in one of the two shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import cast

import msgspec

from ledger.keeping.findings import Findings
from ledger.kernel.codec import Recorded as ReadBack
from ledger.kernel.codec import read_back
from ledger.kernel.event import micros, personal_fields, registered, tags_of
from ledger.kernel.tags import actor
from ledger.kernel.words import Words
from ledger.store.recorder import DCBQuery, DCBQueryItem, LedgerRecorder, Recorded
from ledger.vault import Unsealable, Vault

Destroyed = Set[tuple[str, str]]
"""The data subjects and purposes whose keys have been destroyed on purpose."""


def look_at_events(recorder: LedgerRecorder, shown: str, findings: Findings) -> int:
    """Read every event and hold it against its columns; how many there are.

    Raises Damaged.
    """
    count = 0
    for found in cast(Iterator[Recorded], recorder.read()):
        count += 1
        wrong = _disagreement(found)
        if wrong is not None:
            findings.add(_sentence(shown, found.position, wrong))
    return count


def _disagreement(found: Recorded) -> Words | None:
    """What of an event does not agree with what is kept beside it."""
    try:
        event = _read(found)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Words("内容无法读出", "cannot be read")
    envelope = event.envelope
    if micros(envelope.at) != found.occurred_at or micros(envelope.recorded) != found.recorded_at:
        return Words("时间与登记不符", "has other times than are kept beside it")
    if found.command is not None and envelope.command != found.command.hex():
        return Words("命令号与登记不符", "has another command than is kept beside it")
    try:
        tags = None if event.event is None else [*tags_of(event.event), actor(envelope.by)]
    except ValueError:
        tags = []
    if tags is not None and tags != found.event.tags:
        return Words("标签与内容不符", "has other tags than follow from it")
    return None


def _read(found: Recorded) -> ReadBack:
    event = found.event
    return read_back(found.position, event.type, tuple(event.tags), event.data)


def _sentence(shown: str, position: int, wrong: Words) -> Words:
    return Words(
        f"账本 {shown} 的事件 {position} {wrong.zh}；请保留该账本并恢复备份。",
        f"Event {position} of the ledger {shown} {wrong.en}; keep the ledger and restore a backup.",
    )


def look_at_sealed(
    recorder: LedgerRecorder, vault: Vault, destroyed: Destroyed, findings: Findings
) -> int:
    """Open every personal field whose key has not been destroyed; how many were opened.

    Raises Damaged, or VaultError.
    """
    types = [name for name, kind in registered().items() if personal_fields(kind)]
    opened = 0
    for found in cast(Iterator[Recorded], recorder.read(DCBQuery([DCBQueryItem(types)]))):
        try:
            recorded = _read(found)
        except (msgspec.DecodeError, UnicodeDecodeError):
            # That it cannot be read has been told already, when its contents were looked at.
            continue
        opened += _opened(recorded, vault, destroyed, findings)
    return opened


def _opened(recorded: ReadBack, vault: Vault, destroyed: Destroyed, findings: Findings) -> int:
    event, opened = recorded.event, 0
    for field in personal_fields(type(event)) if event is not None else ():
        value = getattr(event, field.name)
        subject = f"{field.subject_kind}:{getattr(event, field.subject_field)}"
        if value is None or (subject, field.purpose) in destroyed:
            continue
        try:
            vault.reveal(
                value,
                event_type=recorded.type_name,
                field=field.name,
                subject=subject,
                purpose=field.purpose,
            )
            opened += 1
        except Unsealable as fault:
            position = recorded.position
            findings.add(Words(f"事件 {position}：{fault.zh}", f"Event {position}: {fault}"))
    return opened
