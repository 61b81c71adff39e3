"""The wrapping key: the one secret outside ledger and key store that locks every other key.

It is a text file of one line, `dutybook-wrapping-key.v1.<base64url of 32 random bytes>`, which
can be printed, kept in a safe, and typed in again.
"""

import base64
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

from ledger.vault.errors import VaultLocked, VaultMissing
from ledger.vault.publish import publish
from ledger.vault.sealed import KEY_BYTES, decrypt, encrypt, netstrings

ENVIRONMENT: Final = "DUTYBOOK_WRAPPING_KEY_FILE"

_PREFIX: Final = "dutybook-wrapping-key.v1."
_LINE: Final = re.compile(re.escape(_PREFIX) + r"([A-Za-z0-9_-]{43})=?\s*", re.ASCII)


class WrappingKey:
    """A 256-bit key that wraps the keys of a key store with AES-256-GCM.

    `id` names the key without telling anything about it: 16 hexadecimal digits of a SHA-256.
    """

    __slots__ = ("_secret", "id")

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError(f"a wrapping key has {KEY_BYTES} bytes, not {len(secret)}")
        import hashlib

        self._secret = secret
        self.id: Final = hashlib.sha256(b"dutybook-wrapping-key-id:" + secret).hexdigest()[:16]

    def __repr__(self) -> str:
        """Show the id and never the secret, since reprs end up in logs."""
        return f"<WrappingKey {self.id}>"

    @classmethod
    def generate(cls) -> Self:
        """Return a new random key."""
        return cls(os.urandom(KEY_BYTES))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the key kept in a file.

        Raises VaultMissing when there is no such file, VaultLocked when it cannot be read or
        holds no wrapping key.
        """
        try:
            text = path.read_bytes().decode("ascii", "replace")
        except FileNotFoundError:
            raise VaultMissing(
                f"The wrapping key {path} is absent; restore it from its backup"
                f" or point {ENVIRONMENT} at it.",
                zh=f"缺少包装密钥 {path}；请从备份恢复，或用 {ENVIRONMENT} 指明其位置。",
            ) from None
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise VaultLocked(
                f"The wrapping key {path} cannot be read ({reason}); correct its permissions.",
                zh=f"无法读取包装密钥 {path}（{reason}）；请更正其权限。",
            ) from None
        found = _LINE.fullmatch(text)
        if found is None:
            raise VaultLocked(
                f"The file {path} holds no wrapping key; restore it from its backup.",
                zh=f"文件 {path} 不是包装密钥；请从备份恢复。",
            )
        return cls(base64.urlsafe_b64decode(found[1] + "="))

    @classmethod
    def read_or_create(cls, path: Path) -> Self:
        """Return the key kept in a file, first making the file (0600) with a new key if absent.

        Processes that do this at the same time all get the same key. Raises VaultLocked as
        `read` does, VaultUnavailable when the file cannot be made.
        """
        if not path.exists():
            publish(path, cls.generate().write)
        return cls.read(path)

    def write(self, path: Path) -> None:
        """Write the key into an existing file that only its owner can read."""
        secret = base64.urlsafe_b64encode(self._secret).rstrip(b"=").decode()
        path.write_text(f"{_PREFIX}{secret}\n", encoding="ascii")

    def wrap(self, key: bytes, *context: str) -> bytes:
        """Return a key encrypted so that it only unwraps in the same context."""
        return encrypt(self._secret, key, netstrings(*context))

    def unwrap(self, wrapped: bytes, *context: str) -> bytes:
        """Return a wrapped key. Raises Altered for another wrapping key or another context."""
        return decrypt(self._secret, wrapped, netstrings(*context))


def wrapping_key_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the wrapping key is kept.

    That is the file named by DUTYBOOK_WRAPPING_KEY_FILE, else dutybook/wrapping.key in the
    user's configuration folder (XDG Base Directory Specification, which has relative values of
    XDG_CONFIG_HOME ignored).
    """
    named = environment.get(ENVIRONMENT)
    if named:
        return Path(named).expanduser()
    home = Path(environment.get("XDG_CONFIG_HOME", ""))
    if not home.is_absolute():
        home = Path(os.path.expanduser("~")) / ".config"
    return home / "dutybook" / "wrapping.key"
