"""Chunks: whole neighbouring sentences that fit the embedder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from index.sentences import split
from index.types import Article, Chunk, Sentence

LONGEST_TITLE = 200  # characters that are searched; a longer one would leave the text no room
CountTokens = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True, slots=True)
class ChunkLimits:
    """How large a chunk may be; ``tokens`` are the embedder's own, its title counted in."""

    tokens: int
    characters: int = 1_200


def digest(article: Article) -> str:
    """Name one version of an article: any change to it gives another 32 hexadecimal digits."""
    fields = (
        article.id,
        article.text,
        article.title,
        article.source,
        article.author,
        article.url,
        article.published_at,
    )
    return blake2b("\x1f".join(fields).encode(), digest_size=16).hexdigest()


def searchable(title: str, text: str) -> str:
    """Give what is embedded and ranked for a chunk: its article's title, then its text."""
    return f"{title[:LONGEST_TITLE]}\n{text}" if title else text


def chunk(article: Article, count_tokens: CountTokens, limits: ChunkLimits) -> list[Chunk]:
    """Cut an article into chunks, in order, which hold every sentence once.

    A sentence over the limits is cut at white space, so that no part of it goes unseen.
    """
    room = limits.tokens - count_tokens([searchable(article.title, "")])[0]
    limits = ChunkLimits(max(room, limits.tokens // 2), limits.characters)
    pieces = split(article.text)
    sizes = count_tokens([piece.text for piece in pieces])
    fitting = [
        part
        for piece, size in zip(pieces, sizes, strict=True)
        for part in _fit(article.text, piece, size, count_tokens, limits)
    ]
    version = digest(article)
    return [
        Chunk(
            id=f"{version}-{position}",
            article_id=article.id,
            start=group[0].start,
            end=group[-1].end,
            text=article.text[group[0].start : group[-1].end],
            sentences=tuple(group),
        )
        for position, group in enumerate(_group(fitting, limits))
    ]


_Sized = tuple[Sentence, int]


def _fit(
    text: str, sentence: Sentence, size: int, count_tokens: CountTokens, limits: ChunkLimits
) -> Iterator[_Sized]:
    if size <= limits.tokens and len(sentence.text) <= limits.characters:
        yield sentence, size
        return
    middle = len(sentence.text) // 2
    space = max(sentence.text.rfind(" ", 1, middle + 1), sentence.text.rfind("\n", 1, middle + 1))
    cut = sentence.start + (space if space > 0 else middle)
    for start, end in ((sentence.start, cut), (cut, sentence.end)):
        half = _trimmed(text, start, end)
        yield from _fit(text, half, count_tokens([half.text])[0], count_tokens, limits)


def _trimmed(text: str, start: int, end: int) -> Sentence:
    left = end - len(text[start:end].lstrip())
    right = start + len(text[start:end].rstrip())
    return Sentence(left, right, text[left:right], whole=False)


def _group(sentences: Sequence[_Sized], limits: ChunkLimits) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    tokens = 0
    for sentence, size in sentences:
        wide = group and sentence.end - group[0].start > limits.characters
        if group and (wide or tokens + size > limits.tokens):
            yield group
            group, tokens = [], 0
        group.append(sentence)
        tokens += size
    if group:
        yield group
