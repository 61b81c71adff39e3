"""A file is destroyed only after three approvals by three people in order (S0.5-16)."""

from ledger.registers.archive.destroy_file import DestroyFile
from ledger.registers.archive.destruction import (
    DestructionNotProposed,
    DestructionNotRegulated,
)
from ledger.registers.archive.events import (
    DestructionProposed,
    DestructionSigned,
    FileBorrowed,
    FileDestroyed,
)
from ledger.registers.archive.propose_destruction import (
    DestructionAlreadyProposed,
    LentFileKept,
    ProposeDestruction,
)
from ledger.registers.archive.sign_destruction import SignDestruction
from ledger.rulebook.approvals import NothingToSign, NotSigned, NotYourTurn, SignedAlready
from ledger.testing import given
from tests.ledger.registers.archive.law import files_law
from tests.ledger.registers.archive.people import (
    CUSTOMER,
    GENERAL,
    INFORMATION,
    KEEPER,
    MANAGER,
)

LAW = files_law()
PROPOSE = ProposeDestruction(matter="D-1", file="F1", reason="无保存价值")
PROPOSED = DestructionProposed(matter="D-1", file="F1", proposer="K1", reason="无保存价值")
SIGN = SignDestruction(matter="D-1")
DESTROY = DestroyFile(matter="D-1", file="F1")


def signature(signer: str, post: str) -> DestructionSigned:
    """One approval."""
    return DestructionSigned(matter="D-1", file="F1", signer=signer, post=post)


FIRST = signature("I1", "information-supervisor")
SECOND = signature("M1", "cs-manager")
THIRD = signature("G1", "general-manager")


def test_a_keeper_proposes() -> None:
    """The matter opens with the file, the keeper and the reason."""
    given(KEEPER, CUSTOMER, law=LAW).when(PROPOSE, by="K1").then(PROPOSED)


def test_a_lent_file_cannot_be_proposed() -> None:
    """What is not in the archive cannot be destroyed there."""
    lent = FileBorrowed(loan="L1", file="F1", person="M1", card="C-1")
    given(KEEPER, CUSTOMER, lent, law=LAW).when(PROPOSE, by="K1").refused(LentFileKept, citing=(3,))


def test_a_matter_is_proposed_once() -> None:
    """A second proposal under the same number is refused."""
    given(KEEPER, CUSTOMER, PROPOSED, law=LAW).when(PROPOSE, by="K1").refused(
        DestructionAlreadyProposed, citing=(3,)
    )


def test_without_a_clause_nothing_is_destroyed() -> None:
    """No approval chain in the rulebook means no destruction, not a free one."""
    given(KEEPER, CUSTOMER).when(PROPOSE, by="K1").refused(DestructionNotRegulated)


def test_the_information_supervisor_signs_first() -> None:
    """S0.5-16: the first step is the information supervisor's."""
    given(INFORMATION, PROPOSED, law=LAW).when(SIGN, by="I1").then(FIRST)


def test_signatures_come_in_order() -> None:
    """The general manager cannot sign before the two others."""
    given(GENERAL, PROPOSED, law=LAW).when(SIGN, by="G1").refused(NotYourTurn)


def test_one_person_signs_one_step() -> None:
    """Whoever has signed is refused at the next step, whatever post they hold by then."""
    given(INFORMATION, PROPOSED, FIRST, law=LAW).when(SIGN, by="I1").refused(
        SignedAlready, citing=(3,)
    )


def test_the_proposer_signs_nothing() -> None:
    """The keeper who proposed it is no judge of it."""
    own = DestructionProposed(matter="D-1", file="F1", proposer="I1", reason="无保存价值")
    given(INFORMATION, own, law=LAW).when(SIGN, by="I1").refused(SignedAlready, citing=(2,))


def test_nothing_is_left_to_sign_after_three() -> None:
    """A fourth signature is refused."""
    given(KEEPER, PROPOSED, FIRST, SECOND, THIRD, law=LAW).when(SIGN, by="K1").refused(
        NothingToSign, citing=(3, 4, 5)
    )


def test_two_of_three_approvals_are_not_enough() -> None:
    """W21: refused, naming the approval that is missing."""
    given(KEEPER, CUSTOMER, PROPOSED, FIRST, SECOND, law=LAW).when(DESTROY, by="K1").refused(
        NotSigned, citing=(4, 5)
    )


def test_three_approvals_destroy() -> None:
    """S0.5-16: after the information supervisor, the CS manager and the general manager."""
    given(KEEPER, CUSTOMER, PROPOSED, FIRST, SECOND, THIRD, law=LAW).when(DESTROY, by="K1").then(
        FileDestroyed(matter="D-1", file="F1"), reading=("files.destruction",)
    )


def test_a_destruction_is_proposed_before_it_is_signed() -> None:
    """A signature to nothing is refused."""
    given(MANAGER, law=LAW).when(SIGN, by="M1").refused(DestructionNotProposed)
