"""A file is opened with its level and its term, and regraded for a reason."""

from datetime import date

import pytest

from ledger.kernel.action import NotEntitled
from ledger.registers.archive.custody import FileGone, SecretWithoutTerm, level_on
from ledger.registers.archive.events import FileDestroyed, FileOpened, FileRegraded, Level
from ledger.registers.archive.open_file import FileAlreadyOpen, OpenFile
from ledger.registers.archive.regrade_file import RegradeFile
from ledger.testing import given
from tests.ledger.registers.archive.law import files_law
from tests.ledger.registers.archive.people import CUSTOMER, KEEPER, MANAGER

LAW = files_law()
LAST_DAY = date(2025, 12, 31)
SECRET = OpenFile(
    file="F1", category="customer", title="大客户", level=Level.SECRET, secret_until=LAST_DAY
)


def test_a_secret_file_is_opened_with_its_term() -> None:
    """S0.5-23: level and term stand in the opening."""
    given(KEEPER, law=LAW).when(SECRET, by="K1").then(
        FileOpened(
            file="F1",
            category="customer",
            title="大客户",
            level=Level.SECRET,
            secret_until=LAST_DAY,
        ),
        reading=("files.custody",),
    )


def test_a_secret_without_a_term_is_refused() -> None:
    """S0.5-23: every secret carries its term."""
    endless = OpenFile(file="F1", category="customer", title="大客户", level=Level.SECRET)
    given(KEEPER, law=LAW).when(endless, by="K1").refused(SecretWithoutTerm)


def test_a_file_is_opened_once() -> None:
    """A second opening is refused with where the first stands."""
    given(KEEPER, CUSTOMER, law=LAW).when(SECRET, by="K1").refused(FileAlreadyOpen, citing=(2,))


@pytest.mark.parametrize(
    ("day", "level"),
    [(date(2025, 12, 31), Level.SECRET), (date(2026, 1, 1), Level.ORDINARY)],
)
def test_a_secret_declassifies_by_itself(day: date, level: Level) -> None:
    """W20, S0.5-23: secret through its last day, free the day after, without an action."""
    assert level_on(Level.SECRET, LAST_DAY, day) is level


def test_a_level_is_changed_for_a_reason() -> None:
    """S0.5-22: the relationship changed, and the level with it."""
    regrade = RegradeFile(
        file="F1", level=Level.CONFIDENTIAL, reason="重要往来", secret_until=date(2027, 1, 1)
    )
    given(MANAGER, CUSTOMER, law=LAW).when(regrade, by="M1").then(
        FileRegraded(
            file="F1",
            level=Level.CONFIDENTIAL,
            reason="重要往来",
            secret_until=date(2027, 1, 1),
        )
    )


def test_a_keeper_regrades_nothing() -> None:
    """A level is not the keeper's to change."""
    regrade = RegradeFile(file="F1", level=Level.ORDINARY, reason="不再重要")
    given(KEEPER, CUSTOMER, law=LAW).when(regrade, by="K1").refused(NotEntitled)


def test_a_destroyed_file_is_gone() -> None:
    """Nothing can be done any more with what was destroyed."""
    regrade = RegradeFile(file="F1", level=Level.ORDINARY, reason="不再重要")
    gone = FileDestroyed(matter="D-1", file="F1")
    given(MANAGER, CUSTOMER, gone, law=LAW).when(regrade, by="M1").refused(FileGone, citing=(3,))
