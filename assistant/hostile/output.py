"""What a sentence of an answer may not hold, whatever made the model write it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.hostile.characters import visible
from assistant.hostile.instructions import poses
from assistant.hostile.showing import plainly

_MARKUP = re.compile(
    r"!?\[[^\[\]]{0,300}\]\s{0,2}\(|!\[|\]\(|^\s{0,3}\[[^\]\n]{1,60}\]:\s"
    r"|</?[a-zA-Z!][^<>]{0,1000}>?"
    r"|&(?:lt|#0*60|#x0*3c);",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:\b(?:[a-z][a-z0-9+.-]{1,20}:)?//|\bwww\.|\b(?:javascript|data|vbscript|file|mailto):)"
    r"[^\s<>\"“”]{1,2000}"
    r"|\b(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?[/?][^\s<>\"“”]{0,2000}",
    re.IGNORECASE,
)
_AROUND = ".,;:!?)]}>'’\""


def harmless(text: str, quotes: Sequence[str], urls: Collection[str] = ()) -> bool:
    """Tell whether a sentence may be shown: it links nowhere but where its articles do.

    ``quotes`` are those that it cites, ``urls`` the addresses of their articles. An address in it
    is one of these or stands so in a quote; markup, unseen characters and the marks that separate
    a conversation's turns have no place in it, unless a quote plainly is just that sentence.
    """
    said = text.split()
    if any(said == plainly(quote).split() for quote in quotes):
        return True
    if visible(text) != text or poses(text) or _MARKUP.search(text):
        return False
    known = {address for quote in quotes for address in addresses(quote)} | {*urls}
    return addresses(text) <= known


def addresses(text: str) -> set[str]:
    """Return the web addresses in a text."""
    return {found.group().rstrip(_AROUND) for found in _ADDRESS.finditer(text)}
