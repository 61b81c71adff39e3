"""What happens to a bulletin, a notice or a new product."""

from __future__ import annotations

from datetime import datetime

from ledger.kernel.event import Event
from ledger.kernel.tags import BulletinId, PersonId
from ledger.kernel.values import Text


class BulletinPosted(Event, type="bulletin.posted", version=1):
    """A bulletin has been posted, for certain people to read or for whoever sees it."""

    bulletin: BulletinId
    title: Text
    people: tuple[str, ...] = ()


class BulletinRead(Event, type="bulletin.read", version=1):
    """A person has read a bulletin."""

    bulletin: BulletinId
    person: PersonId


class ProductIntroduced(Event, type="product.introduced", version=1):
    """A product has been introduced to people who must know it before it is listed."""

    bulletin: BulletinId
    listing_at: datetime
    people: tuple[str, ...]


class ProductMastered(Event, type="product.mastered", version=1):
    """A person has been found to know a product."""

    bulletin: BulletinId
    person: PersonId


class NoticeReceived(Event, type="notice.received", version=1):
    """A notice has been received that an editor must turn into an entry of the knowledge base."""

    bulletin: BulletinId
    editor: PersonId


class KnowledgeSigned(Event, type="kb.signed", version=1):
    """Somebody has signed an entry of the knowledge base under the post they hold (S4.16-08)."""

    bulletin: BulletinId
    signer: str
    post: str


class KnowledgePublished(Event, type="kb.published", version=1):
    """A notice has been published in the knowledge base."""

    bulletin: BulletinId
