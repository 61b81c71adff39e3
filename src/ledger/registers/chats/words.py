"""The labels of chats."""

from ledger.kernel.words import Words

TITLE = Words("在线会话", "Chats")

EVENTS = {
    "chat.opened": Words("会话开始", "Chat opened"),
    "chat.greeted": Words("会话问候", "Chat greeted"),
    "chat.asked": Words("客户提问", "Customer asked"),
    "chat.replied": Words("会话回复", "Chat answered"),
    "chat.ended": Words("会话结束", "Chat ended"),
}

FIELDS = {
    "chat": Words("会话", "Chat"),
    "person": Words("人员", "Person"),
}
