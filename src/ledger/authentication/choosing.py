"""Which passwords may be chosen."""

from __future__ import annotations

from ledger.authentication.passwords import spelled
from ledger.kernel.action import Refused
from ledger.registers.sessions.refusals import PasswordIsTheNumber, PasswordTooShort
from ledger.rulebook.lookup import LawOn

_CLAUSE = "access.password"


def require_choosable(person: str, password: str, law: LawOn) -> None:
    """Let a password pass that the law of the day allows a person to have.

    :raises PasswordTooShort: when it is shorter or longer than the clause allows.
    :raises PasswordIsTheNumber: when it is the person's employee number.
    """
    shortest = law.read(_CLAUSE, "shortest", int)
    longest = law.read(_CLAUSE, "longest", int)
    chosen = spelled(password)
    refusal: Refused | None = None
    if not shortest <= len(chosen) <= longest:
        refusal = PasswordTooShort(shortest=shortest, longest=longest)
    elif chosen.casefold() == spelled(person).casefold():
        refusal = PasswordIsTheNumber()
    if refusal is not None:
        refusal.title = law.title(refusal.clause)
        raise refusal
