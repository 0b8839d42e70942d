"""Conversation: what a question means by the turns before it, and what asks of the collection."""

from __future__ import annotations

from assistant.conversation.collection import about_collection
from assistant.conversation.reply import Catalog, Reply, Told
from assistant.conversation.standalone import Meant, standalone
from assistant.conversation.understood import Rewriter, understood

__all__ = [
    "Catalog",
    "Meant",
    "Reply",
    "Rewriter",
    "Told",
    "about_collection",
    "standalone",
    "understood",
]
