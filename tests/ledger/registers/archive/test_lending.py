"""Files are lent to whom the clause allows, on a card, for as long as it says."""

from datetime import timedelta

from ledger.registers.archive.approve_loan import ApproveLoan, OwnLoan
from ledger.registers.archive.borrow_file import BorrowFile, FileIsLent, LoanNotApproved
from ledger.registers.archive.custody import FileNotKnown
from ledger.registers.archive.events import (
    FileBorrowed,
    FileReturned,
    LoanApproved,
    LoanRequested,
)
from ledger.registers.archive.loan import LoanNotRequested, PostNotAllowed
from ledger.registers.archive.request_loan import LoanAlreadyRequested, RequestLoan
from ledger.registers.archive.return_file import FileNotLent, ReturnFile
from ledger.testing import NOON, at, given
from tests.ledger.registers.archive.law import files_law
from tests.ledger.registers.archive.people import (
    ASKED,
    CUSTOMER,
    DIRECTOR,
    KEEPER,
    LENT,
    MANAGER,
    STAFF,
    STUDENT,
)

LAW = files_law()
APPROVED = LoanApproved(loan="L1", file="F2", signer="D1", post="training-centre-director")


def asking(file: str, person: str) -> RequestLoan:
    """A request for a file."""
    return RequestLoan(loan="L1", file=file, person=person, purpose="核对成绩")


def test_a_manager_may_ask_for_a_customers_file() -> None:
    """S0.5-17: managers and above may borrow."""
    given(MANAGER, CUSTOMER, law=LAW).when(asking("F1", "M1"), by="M1").then(
        LoanRequested(loan="L1", file="F1", person="M1", purpose="核对成绩"),
        reading=("files.lending.customer",),
    )


def test_staff_may_not_borrow_a_customers_file() -> None:
    """W34, S0.5-17: whoever is no manager is refused, citing the clause on lending."""
    given(STAFF, CUSTOMER, law=LAW).when(asking("F1", "S1"), by="S1").refused(PostNotAllowed)


def test_any_staff_may_ask_for_a_students_file() -> None:
    """S2.4c-06: any staff may ask; the director's approval decides."""
    given(STAFF, STUDENT, law=LAW).when(asking("F2", "S1"), by="S1").then(ASKED)


def test_a_loan_is_requested_once() -> None:
    """A second request under the same number is refused with where the first stands."""
    given(STAFF, STUDENT, ASKED, law=LAW).when(asking("F2", "S1"), by="S1").refused(
        LoanAlreadyRequested, citing=(3,)
    )


def test_an_unknown_file_is_refused() -> None:
    """Nothing is lent that nobody has opened."""
    given(STAFF, law=LAW).when(asking("F2", "S1"), by="S1").refused(FileNotKnown)


def test_the_director_approves_a_loan() -> None:
    """S2.4c-06: the training-centre director's approval, with the post it was given by."""
    given(DIRECTOR, STUDENT, ASKED, law=LAW).when(ApproveLoan(loan="L1", file="F2"), by="D1").then(
        APPROVED
    )


def test_another_post_approves_nothing() -> None:
    """The clause names whose approval it takes."""
    given(MANAGER, STUDENT, ASKED, law=LAW).when(
        ApproveLoan(loan="L1", file="F2"), by="M1"
    ).refused(PostNotAllowed)


def test_nobody_approves_their_own_loan() -> None:
    """The director cannot approve what the director has asked for."""
    own = LoanRequested(loan="L1", file="F2", person="D1", purpose="核对")
    given(DIRECTOR, STUDENT, own, law=LAW).when(ApproveLoan(loan="L1", file="F2"), by="D1").refused(
        OwnLoan, citing=(3,)
    )


def test_a_second_approval_says_nothing() -> None:
    """Once approved is approved."""
    given(DIRECTOR, STUDENT, ASKED, APPROVED, law=LAW).when(
        ApproveLoan(loan="L1", file="F2"), by="D1"
    ).nothing()


def test_a_students_file_goes_out_for_seven_days() -> None:
    """S2.4c-07: the term of the clause sets the due instant."""
    now = NOON + timedelta(hours=1)
    given(KEEPER, STUDENT, ASKED, APPROVED, law=LAW).when(
        BorrowFile(loan="L1", file="F2", card="C-07"), by="K1", at=now
    ).then(
        FileBorrowed(loan="L1", file="F2", person="S1", card="C-07", due_at=now + timedelta(days=7))
    )


def test_without_approval_nothing_goes_out() -> None:
    """S2.4c-06: the file stays until the director has approved."""
    given(KEEPER, STUDENT, ASKED, law=LAW).when(
        BorrowFile(loan="L1", file="F2", card="C-07"), by="K1"
    ).refused(LoanNotApproved, citing=(3,))


def test_a_loan_without_a_request_is_refused() -> None:
    """A card alone hands nothing out."""
    given(KEEPER, STUDENT, law=LAW).when(
        BorrowFile(loan="L1", file="F2", card="C-07"), by="K1"
    ).refused(LoanNotRequested)


def test_a_file_is_in_one_pair_of_hands() -> None:
    """What is lent cannot be lent again before it is back."""
    other = LoanRequested(loan="L2", file="F2", person="S1", purpose="复核")
    approved = LoanApproved(loan="L2", file="F2", signer="D1", post="training-centre-director")
    given(KEEPER, STUDENT, LENT, other, approved, law=LAW).when(
        BorrowFile(loan="L2", file="F2", card="C-08"), by="K1"
    ).refused(FileIsLent, citing=(3,))


def test_a_returned_file_closes_its_loan() -> None:
    """S2.4c-05: the return names the loan, the borrower and the condition."""
    given(KEEPER, STUDENT, LENT, law=LAW).when(
        ReturnFile(file="F2", condition="完好"), by="K1"
    ).then(FileReturned(loan="L1", file="F2", person="S1", condition="完好"))


def test_what_is_not_lent_does_not_come_back() -> None:
    """A second return of the same loan is refused."""
    back = at(FileReturned(loan="L1", file="F2", person="S1"), NOON + timedelta(minutes=2))
    given(KEEPER, STUDENT, LENT, back, law=LAW).when(ReturnFile(file="F2"), by="K1").refused(
        FileNotLent
    )
