"""What a chat model is shown of strangers' texts: what a reader would see, and no orders."""

from __future__ import annotations

import re

from assistant.citations import bracketless
from assistant.hostile.characters import visible
from assistant.hostile.instructions import decoded, without_orders
from assistant.hostile.planted import unplanted

_LINK = re.compile(
    r"!?\[([^\[\]]{0,300})\](?:\([^()\s]{0,600}(?:\s[^()]{0,300})?\)|\[[^\[\]]{0,60}\])"
)
_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]\n]{1,60}\]:[ ]*\S{1,600}[^\n]{0,200}$", re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,1000}>")
_TAG_BETWEEN_WORDS = re.compile(rf"(?<=\w){_TAG.pattern}(?=\w)")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]{1,600})>")
_TAIL = re.compile(r"(\b(?:https?://|www\.)[^\s?#<>\"']{1,600})[?#][^\s<>\"']{0,2000}")
_LABEL = re.compile(
    r"^([^\w\n]{0,20}(?:source|question|answer|conversation|sources|user|assistant"
    r"|system)\b[^\n:]{0,20}):",
    re.IGNORECASE | re.MULTILINE,
)
_ENCODED = re.compile(r"(?<![\w+/])(?=[^\s]{0,200}\d)[A-Za-z0-9+/]{40,4000}={0,2}(?![\w+/])")


def shown_to_model(text: str) -> str:
    """Return what a chat model is shown of a text that a stranger wrote.

    Left out are planted sentences, comments, tags, characters that nobody sees and encoded words;
    of links and images their text stays, of an address what stands before its query. Nothing in it
    looks like the number or the end of a source.
    """
    return _defused(unplanted(_unlinked(text)))


def named(*fields: str) -> str:
    """Return what names a source, as a line for a model has it: what is shown of each field."""
    shown = (shown_to_model(" ".join(field.split())) for field in fields)
    return ", ".join(filter(None, shown))


def asked(question: str) -> str:
    """Return a question without the orders and the false sources in it.

    One that is nothing else is returned whole: it is the user's own, and meets the other guards.
    """
    seen = visible(question)
    rest = unplanted(seen).strip()
    return rest if re.search(r"\w{3}", rest) else seen.strip()


def plainly(text: str) -> str:
    """Return a text as an answer may show it: links and images as their text, nothing unseen."""
    return _linkless(visible(text)).replace("](", "] (")  # which links to nothing


def _defused(text: str) -> str:
    text = _TAG.sub("", _TAG_BETWEEN_WORDS.sub(" ", visible(text))).replace("<", "‹")
    text = _TAIL.sub(r"\1", text)
    text = _ENCODED.sub(lambda code: "…" if decoded(code.group()) else code.group(), text)
    lines = (without_orders(line) for line in text.split("\n"))
    return bracketless(_LABEL.sub(r"\1 –", "\n".join(lines))).strip()


def _unlinked(text: str) -> str:
    """Leave links their text; an order that is one's text or title is seen for what it is."""
    return _linkless(_AUTOLINK.sub(r"\1", text))


def _linkless(text: str) -> str:
    text = _REFERENCE.sub("", text)
    for _ in range(2):  # an image may be a link's text
        text = _LINK.sub(r"\1", text)
    return text
