"""What every test may ask for: the real records that lie beside the checkout."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres_server import TestServer, running

REPOSITORY = Path(__file__).resolve().parent.parent

# Hundreds of tests start the program; compiled once, it starts in half the time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real records, `../shared/data` seen from the repository.

    Its records may not be copied into the project, so a checkout elsewhere lacks them: there the
    test is skipped. A build that judges a change (CI=true) must have them, and fails.
    """
    folder = REPOSITORY.parent / "shared" / "data"
    if folder.is_dir():
        return folder
    sentence = "The real records are missing: put the folder shared/data beside the repository."
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[TestServer]:
    """A PostgreSQL server of this test process's own."""
    with running() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: TestServer) -> str:
    """The address of an empty ledger on the server, for the role that appends."""
    return postgres_server.empty_ledger()
