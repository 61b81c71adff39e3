"""The labels of bulletins."""

from ledger.kernel.words import Words

TITLE = Words("公告与知识库", "Bulletins and knowledge base")

EVENTS = {
    "bulletin.posted": Words("公告发布", "Bulletin posted"),
    "bulletin.read": Words("公告已读", "Bulletin read"),
    "product.introduced": Words("新品介绍", "Product introduced"),
    "product.mastered": Words("新品掌握", "Product mastered"),
    "notice.received": Words("收到文件", "Notice received"),
    "kb.signed": Words("知识库签批", "Knowledge entry signed"),
    "kb.published": Words("知识库发布", "Knowledge entry published"),
}

FIELDS = {
    "bulletin": Words("公告编号", "Bulletin"),
    "title": Words("名称", "Title"),
    "person": Words("人员", "Person"),
    "listing_at": Words("上架时间", "Listed at"),
    "people": Words("相关人员", "People"),
    "signer": Words("签批人", "Signer"),
    "post": Words("岗位", "Post"),
    "editor": Words("采编人", "Editor"),
}
