"""Reading what a chat model writes, while it writes it.

What is read depends on the characters of the reply alone, not on how the stream was cut: the
deltas are cut again into words, and every decision is made where a word ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.citations import blank_markers, parse_markers, plain_markers, strip_markers
from assistant.prompting import cannot_answer, not_answered
from assistant.reply.words import THOUGHT, prose, spoken, unwrapped, words_of
from index.sentences import split

_LONGEST_SENTENCE = 1_000  # characters; what goes on for longer is cut at a word
_GROWTH = 1 / 32  # share by which what was not to be cut grows before that is tried again
_LEFT_BEHIND = re.compile(r" ?\( ?\)|(?<![ ,;])[ ,;]+(?=[.!?]?$)")  # by a marker that was taken out
_OPEN = re.compile(  # a marker, one with a title such as "(see source 2: …", a link
    r"[\[【][^\]】]{0,30}$|[\[(](?:\w+ )?(?:source|passage|ref|cit)[^()\[\]]{0,150}$"
    r"|\]\([^()]{0,300}$",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"\s*[\[【(]+[^\[\]【】()]{0,40}$")  # a marker in which a reply ends
_TARGET = r"\((?:[^()]|\([^()]*\)){0,600}\)"
_LINK = re.compile(
    rf"!\[[^\]]*\]{_TARGET}|\[([^\[\]]*)\]{_TARGET}|\]\(https?:\S*?\)|<https?://[^>\s]*>"
)
# A line that the next one does not go on: too short to have been wrapped, or "[1]: its title".
_WHOLE_LINE = re.compile(r"^([^\n]{1,60}|\W{0,3}\[[\d, ]+\]: [^\n]+)\n(?=[^\n])", re.MULTILINE)
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_END = re.compile(r"[.!?…。！？\n]")
_STOP = re.compile(r"[.!?…][\"”’)\]]*$")

# Where a sentence speaks of its source: "According to [1], …", "[1] states that …".
_OF_SOURCE = re.compile(
    r",?\s*\b(?:according to|as \w+ (?:in|by)|based on|per|^in)\s+(?=\[\d)", re.IGNORECASE
)
_TELLS = re.compile(
    r"(?:say|state|report|note|mention|indicate|explain|confirm)s?(?:\s+(?:that\s+)?|$)"
)
_SAYS = re.compile(rf"^(\s*(?:\[[\d, -]+\]\s*)+){_TELLS.pattern}")
_ANSWER_LABEL = re.compile(r"^\s*(?:(?:short|final|my)\s)?answer\s*:\s*", re.IGNORECASE)
_SOURCE_LINE = re.compile(r"(?<=\n)\W{0,20}source:? ?(?=\[\d)", re.IGNORECASE)
_REFERENCES = re.compile(
    r"\W*(?:sources?|references?|citations?|footnotes?|bibliography|works cited)"
    r"(?: (?:used|cited|list))?\s*(?::|\W*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of a reply, free of markers and Markdown, and the numbers that it cites."""

    text: str
    numbers: tuple[int, ...]


class ThoughtAloud(Exception):
    """What was read as the answer turns out to be the thinking before it."""


def read_sentences(deltas: Iterable[str]) -> Iterator[CitedSentence]:
    """Yield each sentence as soon as the next one begins or the reply ends.

    A marker belongs to the sentence before it, on whichever side of the full stop it stands;
    those of a line that begins with one belong to the sentence that follows each. A list of
    references after an answer belongs to nothing and is left out, as are sources repeated whole.
    A reply in JSON is read when it has ended.

    What comes before a ``</think>`` is left out, also where the template of the model has written
    the ``<think>``. A reply that begins with neither a cited sentence nor a refusal may be thinking
    of that kind, and is held back until the tag or its end. Raises ThoughtAloud for a tag that
    follows what was not held back.
    """
    held: list[CitedSentence] = []
    telling = False
    for sentence in _cited(_pieces(prose(unwrapped(spoken(words_of(deltas)))))):
        if sentence is None:
            if telling:
                raise ThoughtAloud
            held, telling = [], True
            continue
        if not held and (sentence.numbers or _is_verdict(sentence.text)):
            telling = True
        if telling:
            yield sentence
        else:
            held.append(sentence)
    yield from held


def read_text(deltas: Iterable[str]) -> str:
    """Return the whole reply without Markdown and without the thinking of a reasoning model."""
    return "".join(prose(spoken(words_of(deltas)))).rpartition(THOUGHT)[2].strip()


def _is_verdict(text: str) -> bool:
    return cannot_answer(text) or not_answered(text) is not None


def _pieces(words: Iterable[str]) -> Iterator[str | None]:
    """Cut a reply where its sentences begin, markers in it; None stands where thinking ends."""
    rest, tried = "", 0
    for word in words:
        if word == THOUGHT:
            rest, tried = "", 0
            yield None
            continue
        rest = rest + word if rest.strip() else word
        if len(rest) < _LONGEST_SENTENCE and (len(rest) < tried * (1 + _GROWTH) or not _ends(rest)):
            continue
        *complete, rest = _cut(_plain(rest))
        if len(rest) >= _LONGEST_SENTENCE:
            complete, rest = [*complete, rest], ""
        tried = len(rest)
        yield from complete
    yield from _cut(_plain(_BROKEN.sub("", rest)))


def _plain(text: str) -> str:
    """Return a text with all its markers as ``[n]``, without links and tags, whole lines apart."""
    marked = _LINK.sub(lambda link: link[1] or "", plain_markers(text))
    return _WHOLE_LINE.sub(r"\1\n\n", _SOURCE_LINE.sub("", _TAG.sub(" ", marked)))


def _ends(text: str) -> bool:
    """Tell whether a sentence may have ended in a text, and nothing else goes on at its end."""
    return bool(text.strip() and _END.search(text)) and not _may_go_on(text)


def _may_go_on(text: str) -> bool:
    """Tell whether the text ends inside a marker, a link or a quotation."""
    in_quotation = text.count('"') % 2 == 1 or text.count("“") > text.count("”")
    return in_quotation or _OPEN.search(text) is not None


def _cut(text: str) -> list[str]:
    """Cut a text where its sentences begin; markers stay in it, and it is never cut to nothing."""
    begins = [_with_markers_before(text, sentence.start) for sentence in split(blank_markers(text))]
    return [text[start:end] for start, end in pairwise([0, *begins[1:], len(text)])]


def _with_markers_before(text: str, begin: int) -> int:
    """Move the beginning of a sentence to before its markers.

    They stand there in a line that begins with one, and where the sentence is what they say.
    """
    line = text.rfind("\n", 0, begin) + 1
    if not _begins_with_marker(text[line:begin]) and not _TELLS.match(text, begin):
        return begin
    return line + len(blank_markers(text[line:begin]).rstrip())


def _begins_with_marker(text: str) -> bool:
    text = text.lstrip()
    return text[:1] in ("[", "【") and blank_markers(text).startswith(" ")


def _cited(pieces: Iterable[str | None]) -> Iterator[CitedSentence | None]:
    """Free each piece of its markers; what lists the sources of an answer is left out."""
    told = listing = False
    for piece in pieces:
        if piece is None:
            told = listing = False
            yield None
            continue
        line = " ".join(piece.split())
        if _REFERENCES.match(line):
            listing = told
            continue
        listing = _refers(line) or (
            listing and (_begins_with_marker(line) or not _STOP.search(line))
        )
        text = _sentence(line)
        if not listing and any(map(str.isalnum, text)):
            told = True
            yield CitedSentence(text, parse_markers(line))


def _refers(line: str) -> bool:
    """Tell whether a line says where a source is found, and no more."""
    return _begins_with_marker(line) and _ADDRESS.search(line) is not None


def _sentence(line: str) -> str:
    """Return a line without its markers and without what only introduces them."""
    bare = _SAYS.sub(r"\1", _OF_SOURCE.sub(" ", _ANSWER_LABEL.sub("", line)))
    text = _LEFT_BEHIND.sub("", strip_markers(bare)).strip()
    if bare == line and not text.startswith((",", ":")):
        return text
    text = text.lstrip(" ,:")
    return text[:1].upper() + text[1:]
