"""Approval: who must have signed, in which order, before something takes effect."""

from __future__ import annotations

from ledger.rulebook.terms.base import Closed, Pattern


class Step(Closed, frozen=True):
    """One signature, by whoever holds one of these posts.

    With ``own`` it is the applicant's own superior who gives it, where they hold one of them.
    """

    by: tuple[str, ...]
    own: bool = False


class Band(Closed, frozen=True):
    """The steps for matters of a size: the event's field is above one number, at most another."""

    steps: tuple[Step, ...]
    above: float | None = None
    most: float | None = None


class Approval(Closed, frozen=True):
    """Refuses ``on`` until every step of the matter's band is signed, each by another person.

    ``about`` is the field of the matter; ``size`` the field of ``on`` by which bands are told
    apart. ``signed`` is the signature; ``signer`` names its field with the person who signed, and
    ``post`` the one with the post that the person held. The applicant (in field ``applicant`` of
    ``on``) may not be among the signers; ``superior`` and ``superior_post`` name its fields with
    the applicant's superior, and with the post of that one.
    """

    on: tuple[Pattern, ...]
    about: str
    signed: Pattern
    bands: tuple[Band, ...]
    size: str | None = None
    signer: str = "signer"
    post: str = "post"
    applicant: str | None = None
    superior: str = "own_superior"
    superior_post: str = "own_superior_post"
    in_order: bool = True
