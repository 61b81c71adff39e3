"""A file is verified again and again."""

from ledger.registers.archive.custody import FileGone, FileNotKnown
from ledger.registers.archive.events import FileDestroyed, FileVerified
from ledger.registers.archive.verify_file import VerifyFile
from ledger.testing import given
from tests.ledger.registers.archive.law import files_law
from tests.ledger.registers.archive.people import CUSTOMER, KEEPER

LAW = files_law()


def test_a_file_is_verified_in_the_name_of_whoever_acts() -> None:
    """S0.5-11: who verified it, and whether it was adjusted, stands in the book."""
    given(KEEPER, CUSTOMER, law=LAW).when(VerifyFile(file="F1", adjusted=True), by="K1").then(
        FileVerified(file="F1", verifier="K1", adjusted=True), reading=("files.custody",)
    )


def test_a_file_that_nobody_opened_cannot_be_verified() -> None:
    """There is nothing to compare."""
    given(KEEPER, law=LAW).when(VerifyFile(file="F1"), by="K1").refused(FileNotKnown)


def test_a_destroyed_file_is_not_verified() -> None:
    """What is gone is refused with where it went."""
    gone = FileDestroyed(matter="D1", file="F1")
    given(KEEPER, CUSTOMER, gone, law=LAW).when(VerifyFile(file="F1"), by="K1").refused(
        FileGone, citing=(3,)
    )
