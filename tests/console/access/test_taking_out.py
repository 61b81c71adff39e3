"""What leaves the book at a console leaves it by whoever has just proved who they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.screens.lock import ProofDialog
from console.screens.report_file import ReportFile
from console.screens.reports import ReportsScreen
from ledger.book import Book
from tests.console.access.conftest import RIGHT, Opening, Watch, signed_in, type_in


async def test_a_report_is_written_after_the_password_was_given_again(
    book: Book, opened: Opening, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read it on the screen takes none; Escape leaves without a file."""
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "attendance-2026-11.xlsx"
    async with opened(book) as console:
        await signed_in(console)
        await console.press("R")
        screen = console.app.screen
        assert isinstance(screen, ReportsScreen)
        await console.until(lambda: screen.made is not None)
        watch.seconds += 900
        await console.press("x")
        await console.press("enter")
        await console.until(lambda: isinstance(console.app.screen, ProofDialog))
        await console.press("escape")
        assert isinstance(console.app.screen, ReportFile)
        assert not out.exists()
        await console.press("enter")
        await console.until(lambda: isinstance(console.app.screen, ProofDialog))
        await type_in(console, "password", RIGHT)
        await console.until(lambda: console.app.screen is screen)
        assert out.exists()
