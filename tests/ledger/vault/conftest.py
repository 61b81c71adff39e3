"""A ledger path, a wrapping key and a vault over them, all of one test alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.vault import Vault, WrappingKey


@pytest.fixture(autouse=True)
def _own_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep every test away from the configuration folder of whoever runs it."""
    monkeypatch.delenv("DUTYBOOK_WRAPPING_KEY_FILE", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The path of a ledger; the vault never asks whether the ledger itself exists."""
    return tmp_path / "book.ledger"


@pytest.fixture
def wrapping_key() -> WrappingKey:
    """A wrapping key that no file holds."""
    return WrappingKey.generate()


@pytest.fixture
def vault(ledger: Path, wrapping_key: WrappingKey) -> Iterator[Vault]:
    """An open vault with a new key store and a clock that stands still."""
    with Vault.open(
        ledger,
        wrapping_key=wrapping_key,
        create=True,
        now=lambda: datetime(2026, 11, 3, 8, 30, tzinfo=UTC),
    ) as opened:
        yield opened
