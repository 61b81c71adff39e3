"""The form of a sealed value, settled for ever as version 1.

A sealed value is ASCII text:

    sealed.v1.<base64url without padding of: nonce (12 bytes) | ciphertext | tag (16 bytes)>

The cipher is AES-256-GCM (NIST SP 800-38D) over the UTF-8 bytes of the clear text, under the
256-bit key of the data subject for the purpose, with a random 96-bit nonce for each value.

The associated data is five netstrings, one after the other: the text `sealed.v1`, the event
type, the field, the subject and the purpose. A netstring is the length in bytes in decimal
digits, a colon, the UTF-8 bytes, a comma. Because every part says its own length, no two
different places can have the same associated data.

The value names no key: subject and purpose, which the event itself holds, find it. The length
of the clear text is not hidden.
"""

import base64
import os
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from ledger.vault.errors import NotText

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION: Final = "sealed.v1"
KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16

_PREFIX: Final = VERSION + "."
_ANY_VERSION: Final = re.compile(r"sealed\.v[1-9][0-9]*\.[A-Za-z0-9_-]{38,}", re.ASCII)


class Malformed(ValueError):
    """A text is no sealed value of version 1."""


class Altered(ValueError):
    """Bytes were not encrypted under this key with this associated data."""


def is_sealed(text: str) -> bool:
    """Say whether a text has the form of a sealed value, of this version or a later one."""
    return _ANY_VERSION.fullmatch(text) is not None


def netstrings(*parts: str) -> bytes:
    """Join texts so that no two different sequences give the same bytes.

    Raises NotText when a part cannot be written as UTF-8.
    """
    return b"".join([b"%d:%b," % (len(part), part) for part in map(utf8, parts)])


def binding(event_type: str, field: str, subject: str, purpose: str) -> bytes:
    """Return the associated data that ties a sealed value to the one place it may stand in."""
    return netstrings(VERSION, event_type, field, subject, purpose)


def seal_text(key: bytes, clear: str, bound: bytes) -> str:
    """Return the sealed value of a clear text. Raises NotText for lone surrogates."""
    body = encrypt(key, utf8(clear), bound)
    return _PREFIX + _base64url(body)


def reveal_text(key: bytes, sealed: str, bound: bytes) -> str:
    """Return the clear text of a sealed value.

    Raises Malformed when the text is no sealed value of version 1, and Altered when it was
    sealed under another key, for another place, or has been changed since.
    """
    return decrypt(key, _body(sealed), bound).decode()


def encrypt(key: bytes, clear: bytes, bound: bytes) -> bytes:
    """Return nonce, ciphertext and tag of AES-256-GCM, with a fresh random nonce."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher()(key).encrypt(nonce, clear, bound)


def decrypt(key: bytes, body: bytes, bound: bytes) -> bytes:
    """Return what `encrypt` was given. Raises Altered when key, bytes or binding differ."""
    from cryptography.exceptions import InvalidTag

    if len(body) < NONCE_BYTES + TAG_BYTES:
        raise Altered
    try:
        return _cipher()(key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], bound)
    except InvalidTag:
        raise Altered from None


def utf8(text: str) -> bytes:
    """Return the UTF-8 bytes of a text. Raises NotText for lone surrogates."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise NotText(
            "A personal field holds characters that are not valid Unicode text;"
            " correct them at their source.",
            zh="个人信息字段含有无效的 Unicode 字符；请在来源处更正。",
        ) from None


def _body(sealed: str) -> bytes:
    text = sealed.removeprefix(_PREFIX)
    if len(text) == len(sealed) or not is_sealed(sealed):
        raise Malformed
    try:
        body = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise Malformed from None
    # A base64 text may end in bits that decode to nothing; only one spelling is the value.
    if _base64url(body) != text:
        raise Malformed
    return body


def _base64url(body: bytes) -> str:
    return base64.urlsafe_b64encode(body).rstrip(b"=").decode()


@cache
def _cipher() -> "type[AESGCM]":
    # Loading the cryptography library costs tens of milliseconds, which a command that
    # touches no personal field should not pay.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM
