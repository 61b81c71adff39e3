"""Entering bulletins, notices and products."""

from ledger.kernel.words import Words
from ledger.registers.bulletins.events import (
    BulletinPosted,
    BulletinRead,
    KnowledgePublished,
    KnowledgeSigned,
    NoticeReceived,
    ProductIntroduced,
    ProductMastered,
)
from ledger.registers.entries import FLOOR, LEADERS, entry

PostBulletin = entry(
    BulletinPosted, "post-bulletin", LEADERS, Words("发布公告", "Post a bulletin"), opens=True
)
ReadBulletin = entry(
    BulletinRead,
    "read-bulletin",
    LEADERS,
    Words("阅读公告", "Read a bulletin"),
    own="person",
    of=BulletinPosted,
)
IntroduceProduct = entry(
    ProductIntroduced,
    "introduce-product",
    LEADERS,
    Words("介绍新品", "Introduce a product"),
    opens=True,
)
ConfirmMastery = entry(
    ProductMastered,
    "confirm-mastery",
    LEADERS,
    Words("确认掌握新品", "Confirm a product is known"),
    of=ProductIntroduced,
)
ReceiveNotice = entry(
    NoticeReceived, "receive-notice", FLOOR, Words("收文件", "Receive a notice"), opens=True
)
SignKnowledge = entry(
    KnowledgeSigned,
    "sign-knowledge",
    LEADERS,
    Words("知识库签批", "Sign a knowledge entry"),
    of=NoticeReceived,
    signs="signer",
)
PublishKnowledge = entry(
    KnowledgePublished,
    "publish-knowledge",
    FLOOR,
    Words("发布知识库条目", "Publish a knowledge entry"),
    once=True,
    of=NoticeReceived,
)
