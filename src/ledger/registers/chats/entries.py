"""Entering written conversations (S2.7)."""

from ledger.kernel.words import Words
from ledger.registers.chats.events import (
    ChatAsked,
    ChatEnded,
    ChatGreeted,
    ChatOpened,
    ChatReplied,
)
from ledger.registers.entries import FLOOR, entry

OpenChat = entry(ChatOpened, "open-chat", FLOOR, Words("开始会话", "Open a chat"), opens=True)
GreetInChat = entry(
    ChatGreeted,
    "greet-in-chat",
    FLOOR,
    Words("会话问候", "Greet in a chat"),
    once=True,
    of=ChatOpened,
)
AskInChat = entry(
    ChatAsked,
    "ask-in-chat",
    FLOOR,
    Words("登记客户提问", "Take down a question in a chat"),
    of=ChatOpened,
)
ReplyInChat = entry(
    ChatReplied, "reply-in-chat", FLOOR, Words("会话回复", "Answer in a chat"), of=ChatOpened
)
EndChat = entry(
    ChatEnded, "end-chat", FLOOR, Words("结束会话", "End a chat"), once=True, of=ChatOpened
)
