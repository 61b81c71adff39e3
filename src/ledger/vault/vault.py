"""Sealing and revealing personal fields, and making opaque references to people."""

import base64
import os
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Final, NoReturn, Self

from ledger.vault.errors import (
    KeyUnusable,
    Unsealable,
    VaultError,
    VaultLocked,
    VaultMissing,
    VaultUnavailable,
)
from ledger.vault.keystore import KeyKeeping, KeyStore
from ledger.vault.sealed import (
    KEY_BYTES,
    Altered,
    Malformed,
    binding,
    is_sealed,
    netstrings,
    reveal_text,
    seal_text,
)
from ledger.vault.wrapping import WrappingKey, wrapping_key_path

CACHED_KEYS: Final = 65_536
CACHED_PSEUDONYMS: Final = 16_384
PSEUDONYM_BYTES: Final = 10  # 80 bits, which is 16 characters of base32

# What a key is wrapped for, so that none can be put in another's place.
SUBJECT_KEY: Final = "dutybook.subject-key.v1"
PSEUDONYM_KEY: Final = "dutybook.pseudonym-key.v1"


def key_store_path(ledger: Path) -> Path:
    """Return where the key store of a ledger lies: beside it, with `.keys.sqlite` appended."""
    return ledger.with_name(ledger.name + ".keys.sqlite")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Vault(ABC):
    """What a book needs to seal personal fields and to show them again."""

    @classmethod
    def open(
        cls,
        ledger: Path | str,
        *,
        wrapping_key: WrappingKey | None = None,
        create: bool = False,
        now: Callable[[], datetime] = _utc_now,
    ) -> "Vault":
        """Open the vault of a ledger at a path, or at the URL of its database.

        With `create`, a missing key store is made, and for a new key store a missing wrapping
        key; ask for it only when the ledger itself is new, because a ledger that has lost its
        key store needs its backup and not an empty one. Where the key store or the wrapping key
        is absent the answer is a NoVault, so that the ledger can be read without them.

        Raises VaultLocked when the wrapping key at hand is not the one the key store was made
        with or is unreadable, VaultUnavailable when the key store cannot be used.
        """
        if isinstance(ledger, str):
            return _open_on_server(ledger, wrapping_key, create, now)
        path = key_store_path(ledger)
        try:
            if path.exists():
                key = wrapping_key or WrappingKey.read(wrapping_key_path())
                return KeyVault(KeyStore(path), key, now=now)
            if create:
                key = wrapping_key or WrappingKey.read_or_create(wrapping_key_path())
                return KeyVault(_new_store(path, key, now()), key, now=now)
        except VaultMissing as missing:
            return NoVault(missing)
        return NoVault(
            VaultMissing(
                f"The key store {path} is absent, so personal fields stay sealed;"
                " restore it from its backup.",
                zh=f"缺少密钥库 {path}，个人信息字段保持封存；请从备份恢复。",
            )
        )

    @abstractmethod
    def seal(self, clear: str, *, event_type: str, field: str, subject: str, purpose: str) -> str:
        """Return the sealed value of a personal field, to be stored in its place.

        `subject` is the reference of the person the value is about, `purpose` what it is kept
        for; both must stand in the event, since they are needed to reveal. Call `settle` before
        the event is appended.

        Raises VaultMissing without a key store, KeyUnusable when the subject's key has been
        destroyed or damaged, NotText for lone surrogates, VaultUnavailable when the key store
        fails.
        """

    @abstractmethod
    def reveal(
        self, sealed: str, *, event_type: str, field: str, subject: str, purpose: str
    ) -> str:
        """Return the clear text of a sealed value.

        Raises Unsealable when the key is absent or destroyed, when the value has been altered,
        or when it was sealed for another event type, field, subject or purpose.
        """

    @abstractmethod
    def pseudonym(self, kind: str, value: str) -> str:
        """Return the opaque reference of a personal value, 16 characters of a-z and 2-7.

        The same kind and value always give the same reference in one key store, and nothing
        leads back without it: HMAC-SHA256 (RFC 2104) under a random key, cut to 80 bits. The
        value is taken as it is; bring numbers to one spelling first.

        Raises VaultMissing without a key store, VaultUnavailable when its key is damaged.
        """

    @abstractmethod
    def settle(self) -> None:
        """Return once every key used so far is on disk; costs nothing when all are.

        Raises VaultUnavailable when the key store cannot be written; nothing that was sealed
        since the last settling may then be appended.
        """

    @abstractmethod
    def close(self) -> None:
        """Release the key store."""

    def __enter__(self) -> Self:
        """Return the vault itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the vault."""
        self.close()


class KeyVault(Vault):
    """The vault over a key store; safe to share between threads.

    Keys stay in memory once used, the newest 65,536 of them. They are kept as bytes: a cipher
    object costs 2.5 kB of memory each and under a microsecond to make.
    """

    def __init__(
        self, store: KeyKeeping, key: WrappingKey, *, now: Callable[[], datetime] = _utc_now
    ) -> None:
        """Take over an open key store. Raises VaultLocked when `key` is not its wrapping key."""
        self._store: Final = store
        self._wrapping_key: Final = key
        self._now: Final = now
        self._keys: Final[dict[tuple[str, str], bytes]] = {}
        self._remembering: Final = threading.Lock()
        self._pseudonym_key: bytes | None = None
        self._cached_pseudonym = lru_cache(CACHED_PSEUDONYMS)(self._make_pseudonym)
        if store.wrapping_key_id != key.id:
            store.close()
            raise VaultLocked(
                f"The wrapping key {key.id} does not open the key store {store.path}, which needs"
                f" {store.wrapping_key_id}; point DUTYBOOK_WRAPPING_KEY_FILE at that key.",
                zh=f"包装密钥 {key.id} 打不开密钥库 {store.path}，它需要 {store.wrapping_key_id}；"
                "请用 DUTYBOOK_WRAPPING_KEY_FILE 指明该密钥。",
            )

    def seal(self, clear: str, *, event_type: str, field: str, subject: str, purpose: str) -> str:
        """Seal a value, making the key of a new subject first; see Vault.seal."""
        bound = binding(event_type, field, subject, purpose)
        key = self._keys.get((subject, purpose)) or self._key_for_sealing(subject, purpose)
        return seal_text(key, clear, bound)

    def reveal(
        self, sealed: str, *, event_type: str, field: str, subject: str, purpose: str
    ) -> str:
        """Reveal a value; see Vault.reveal."""
        bound = binding(event_type, field, subject, purpose)
        key = self._keys.get((subject, purpose)) or self._stored_key(subject, purpose)
        place = f"{event_type}.{field}"
        if key is None:
            raise Unsealable(
                f"The field {place} cannot be revealed because its key is not in the key store"
                f" {self._store.path}; restore the key store that belongs to this ledger.",
                zh=f"字段 {place} 无法启封：密钥库 {self._store.path} 中没有它的密钥；"
                "请恢复与本账本配套的密钥库。",
            )
        try:
            return reveal_text(key, sealed, bound)
        except Malformed:
            raise _malformed(place, sealed) from None
        except Altered:
            raise Unsealable(
                f"The field {place} cannot be revealed because its sealed value, or the event"
                " around it, has been altered; compare the ledger with its backup.",
                zh=f"字段 {place} 无法启封：封存值或其所在事件已被改动；请与备份核对账本。",
            ) from None

    def pseudonym(self, kind: str, value: str) -> str:
        """Return the reference of a value; see Vault.pseudonym."""
        return self._cached_pseudonym(kind, value)

    def settle(self) -> None:
        """Wait until the keys are on disk; see Vault.settle."""
        self._store.settle()

    def close(self) -> None:
        """Forget all keys and close the key store."""
        with self._remembering:
            self._keys.clear()
        self._cached_pseudonym.cache_clear()
        self._pseudonym_key = None
        self._store.close()

    def _key_for_sealing(self, subject: str, purpose: str) -> bytes:
        found = self._stored_key(subject, purpose)
        if found is not None:
            return found
        key = os.urandom(KEY_BYTES)
        wrapped = self._wrapping_key.wrap(key, SUBJECT_KEY, subject, purpose)
        created_at = _microseconds(self._now())
        won = self._store.add(
            subject, purpose, wrapped, wrapping_key_id=self._wrapping_key.id, created_at=created_at
        )
        if won:
            return self._remember(subject, purpose, key)
        winner = self._stored_key(subject, purpose)
        assert winner is not None, "a key that was refused as a duplicate is in the store"
        return winner

    def _stored_key(self, subject: str, purpose: str) -> bytes | None:
        stored = self._store.find(subject, purpose)
        if stored is None:
            return None
        if stored.wrapped is None:
            raise KeyUnusable(
                f"The key of {subject} for {purpose} has been destroyed, as erasing a person's"
                " data requires; what was sealed under it is gone for good.",
                zh=f"{subject} 用于 {purpose} 的密钥已按删除个人信息的要求销毁；"
                "其封存内容已永久无法恢复。",
            )
        try:
            key = self._wrapping_key.unwrap(stored.wrapped, SUBJECT_KEY, subject, purpose)
        except Altered:
            raise KeyUnusable(
                f"The key of {subject} for {purpose} is damaged in the key store"
                f" {self._store.path}; restore the key store from its backup.",
                zh=f"密钥库 {self._store.path} 中 {subject} 用于 {purpose} 的密钥已损坏；"
                "请从备份恢复密钥库。",
            ) from None
        return self._remember(subject, purpose, key)

    def _remember(self, subject: str, purpose: str, key: bytes) -> bytes:
        with self._remembering:
            if len(self._keys) >= CACHED_KEYS:
                del self._keys[next(iter(self._keys))]
            self._keys[subject, purpose] = key
        return key

    def _make_pseudonym(self, kind: str, value: str) -> str:
        import hmac

        digest = hmac.digest(self._key_of_pseudonyms(), netstrings(kind, value), "sha256")
        return base64.b32encode(digest[:PSEUDONYM_BYTES]).decode().lower()

    def _key_of_pseudonyms(self) -> bytes:
        if self._pseudonym_key is None:
            wrapped = self._store.pseudonym_key
            try:
                self._pseudonym_key = self._wrapping_key.unwrap(wrapped, PSEUDONYM_KEY)
            except Altered:
                raise VaultUnavailable(
                    f"The key of references is damaged in the key store {self._store.path};"
                    " restore the key store from its backup.",
                    zh=f"密钥库 {self._store.path} 中的引用密钥已损坏；请从备份恢复密钥库。",
                ) from None
        return self._pseudonym_key


class NoVault(Vault):
    """The vault of a ledger whose keys are not at hand: it reads, and shows fields as sealed."""

    def __init__(self, reason: VaultError) -> None:
        """Keep the reason, which is what every refusal then says."""
        self.reason: Final = reason

    def seal(self, clear: str, *, event_type: str, field: str, subject: str, purpose: str) -> str:
        """Raise VaultMissing with the reason."""
        self._refuse()

    def reveal(
        self, sealed: str, *, event_type: str, field: str, subject: str, purpose: str
    ) -> str:
        """Raise Unsealable with the reason."""
        raise Unsealable(str(self.reason), zh=self.reason.zh)

    def pseudonym(self, kind: str, value: str) -> str:
        """Raise VaultMissing with the reason."""
        self._refuse()

    def settle(self) -> None:
        """Return at once: nothing was sealed, so nothing waits for the disk."""

    def close(self) -> None:
        """Return at once: nothing is open."""

    def _refuse(self) -> NoReturn:
        raise VaultMissing(str(self.reason), zh=self.reason.zh)


def _open_on_server(
    url: str, wrapping_key: WrappingKey | None, create: bool, now: Callable[[], datetime]
) -> Vault:
    from ledger.vault.postgres_keystore import PostgresKeyStore

    try:
        try:
            store = PostgresKeyStore(url)
        except VaultMissing:
            if not create:
                raise
            key = wrapping_key or WrappingKey.read_or_create(wrapping_key_path())
            store = PostgresKeyStore.create(
                url,
                wrapping_key_id=key.id,
                pseudonym_key=key.wrap(os.urandom(KEY_BYTES), PSEUDONYM_KEY),
                created_at=_microseconds(now()),
            )
            return KeyVault(store, key, now=now)
        try:
            key = wrapping_key or WrappingKey.read(wrapping_key_path())
        except BaseException:
            store.close()
            raise
        return KeyVault(store, key, now=now)
    except VaultMissing as missing:
        return NoVault(missing)


def _new_store(path: Path, key: WrappingKey, now: datetime) -> KeyStore:
    return KeyStore.create(
        path,
        wrapping_key_id=key.id,
        pseudonym_key=key.wrap(os.urandom(KEY_BYTES), PSEUDONYM_KEY),
        created_at=_microseconds(now),
    )


def _malformed(place: str, sealed: str) -> Unsealable:
    if is_sealed(sealed) and not sealed.startswith("sealed.v1."):
        return Unsealable(
            f"The field {place} was sealed by a newer Dutybook; update this one.",
            zh=f"字段 {place} 由更新版本的 Dutybook 封存；请更新本程序。",
        )
    return Unsealable(
        f"The field {place} holds no sealed value; compare the ledger with its backup.",
        zh=f"字段 {place} 中不是封存值；请与备份核对账本。",
    )


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def _microseconds(instant: datetime) -> int:
    since = instant - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
