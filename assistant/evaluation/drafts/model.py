"""Test questions drafted by a chat model; what it quotes is held to the articles."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from assistant.evaluation.cases import Case, Evidence, name_of
from assistant.evaluation.drafts.collection import Collection
from assistant.evaluation.drafts.near_misses import TAGS
from assistant.evaluation.drafts.pairs import tying_names
from assistant.model import ask
from assistant.reply import read_text
from index.sentences import split
from index.types import Article
from index.words import stems

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_MOST = 2  # questions of one passage, so that they spread over the articles
_TRIES = 3  # replies asked for each question that is wanted, before giving up
_LONGEST_PASSAGE = 1_200  # characters
_LONGEST_ARTICLE = 6_000  # characters; a longer one is not asked what it does not say
_FEWEST_WORDS = 3  # of a question, and of a quote
_LABEL = re.compile(
    r"(?:\d+[.)] *)?(?:(?:first|second) )?(?P<label>question|answer|quote)(?: ?\d+)? *:"
    r" *(?P<text>.*)",
    re.IGNORECASE,
)
_MARKS = "\"'“”‘’ "
_ALIKE = (('"“”', '["“”]'), ("'‘’", "['‘’]"))
_LEANS = re.compile(r"\b(?:passages?|articles?|the text|the author)\b", re.IGNORECASE)

_Tried = list[Case | None]
"""The questions of one reply; None stands for one that could not be read or is not borne out."""


def draft_with_model(
    chat_model: BaseChatModel,
    articles: Sequence[Article],
    *,
    count: int,
    seed: int = 0,
    unanswerable: float = 0.2,
    multi_article: float = 0.1,
) -> tuple[list[Case], int]:
    """Let a model draft at most ``count`` test questions, and count those that were dropped.

    Dropped is what cannot be read, what quotes something that its article does not say, and an
    unanswerable question of whose words its article has all or less than half. The shares are of
    ``count``, 0 to 1. Raises ModelError.
    """
    collection = Collection(articles)
    chance = random.Random(seed)  # noqa: S311
    both = _gather(_pairs(chat_model, collection, chance), round(count * multi_article))
    refused = _gather(_unanswered(chat_model, collection, chance), round(count * unanswerable))
    left = count - len(both[0]) - len(refused[0])
    single = _gather(_answered(chat_model, collection, chance), left)
    cases = {case.id: case for found, _ in (both, single, refused) for case in found}
    drafted = list(cases.values())
    chance.shuffle(drafted)
    return drafted, sum(dropped for _, dropped in (both, refused, single))


def draft_variables(title: str, passage: str) -> dict[str, str]:
    """Return what fills the prompts ``draft`` and ``draft_unanswerable``."""
    return {"title": title, "passage": passage, "most": str(_MOST)}


def pair_variables(name: str, first: str, second: str) -> dict[str, str]:
    """Return what fills the prompt ``draft_pair``."""
    return {"name": name, "first": first, "second": second}


def _gather(tries: Iterable[_Tried], most: int) -> tuple[list[Case], int]:
    """Take questions until there are enough, each once; also count what was dropped."""
    cases: dict[str, Case] = {}
    dropped = 0
    for tried in islice(tries, _TRIES * max(0, most)):
        cases |= {case.id: case for case in tried if case}
        dropped += tried.count(None)
        if len(cases) >= most:
            break
    return list(cases.values())[: max(0, most)], dropped


def _answered(
    chat_model: BaseChatModel, collection: Collection, chance: random.Random
) -> Iterator[_Tried]:
    """Ask about a passage of each article in turn."""
    waiting = [
        (article, chance.sample(passages, len(passages)))
        for article in _shuffled(collection, chance)
        if (passages := _passages(article.text))
    ]
    while waiting:
        for article, passages in waiting:
            variables = draft_variables(article.title, passages.pop())
            drafts = _read(read_text(ask(chat_model, "draft", variables)))
            yield [_answerable(draft, (article,)) for draft in drafts] or [None]
        waiting = [(article, passages) for article, passages in waiting if passages]


def _unanswered(
    chat_model: BaseChatModel, collection: Collection, chance: random.Random
) -> Iterator[_Tried]:
    for article in _shuffled(collection, chance):
        if article.text.strip() and len(article.text) <= _LONGEST_ARTICLE:
            variables = draft_variables(article.title, article.text)
            drafts = _read(read_text(ask(chat_model, "draft_unanswerable", variables)))
            has = frozenset(stems(f"{article.title} {article.text}"))
            yield [_refused(draft["question"][0], article, has) for draft in drafts] or [None]


def _pairs(
    chat_model: BaseChatModel, collection: Collection, chance: random.Random
) -> Iterator[_Tried]:
    for name in tying_names(collection, chance):
        keys = chance.sample(sorted(collection.named[name]), 2)
        pair = tuple(collection.articles[key] for key in keys)
        first, second = (_passage_with(name, article.text) for article in pair)
        reply = read_text(ask(chat_model, "draft_pair", pair_variables(name, first, second)))
        yield [_answerable(draft, pair) for draft in _read(reply)] or [None]


def _shuffled(collection: Collection, chance: random.Random) -> list[Article]:
    keys = sorted(collection.articles)
    return [collection.articles[key] for key in chance.sample(keys, len(keys))]


def _passages(text: str) -> list[str]:
    """Cut a text into passages of whole sentences."""
    passages: list[tuple[int, int]] = []
    for sentence in split(text):
        if passages and sentence.end - passages[-1][0] <= _LONGEST_PASSAGE:
            passages[-1] = (passages[-1][0], sentence.end)
        else:
            passages.append((sentence.start, sentence.end))
    return [text[start:end] for start, end in passages]


def _passage_with(name: str, text: str) -> str:
    passages = _passages(text)
    return next((passage for passage in passages if name in passage), passages[0])


def _read(reply: str) -> list[dict[str, list[str]]]:
    """Read the questions of a reply, each with what stands under its labels."""
    drafts: list[dict[str, list[str]]] = []
    for line in reply.splitlines():
        match = _LABEL.fullmatch(line.strip())
        if match is None:
            continue
        label = match["label"].lower()
        if label == "question":
            drafts.append({})
        if drafts:
            drafts[-1].setdefault(label, []).append(match["text"].strip())
    return drafts


def _answerable(draft: dict[str, list[str]], articles: Sequence[Article]) -> Case | None:
    """Return a case with one quote of each article, or None if the draft does not bear it out."""
    question, answer = draft["question"][0], draft.get("answer", [""])[0].strip(_MARKS).rstrip(".")
    quotes = draft.get("quote", [])
    found = [_found(quote, a.text) for quote, a in zip(quotes, articles, strict=False)]
    proofs = [Evidence(a.id, words) for a, words in zip(articles, found, strict=False) if words]
    said = frozenset(stems(f"{question} {' '.join(found)}"))
    if (
        not _is_question(question)
        or len(proofs) < len(articles)
        or not answer
        or answer.lower() in question.lower()
        or not said.issuperset(stems(answer))
    ):
        return None
    return Case(
        id=name_of(question),
        question=question,
        answerable=True,
        answers=(answer,),
        evidence=tuple(proofs),
        type="multi_article" if len(articles) > 1 else "fact",
        tags=(*TAGS, "model"),
    )


def _refused(question: str, article: Article, has: frozenset[str]) -> Case | None:
    asked = frozenset(stems(question))
    if not _is_question(question) or not len(asked) / 2 <= len(asked & has) < len(asked):
        return None
    return Case(
        id=name_of(question),
        question=question,
        answerable=False,
        type="unanswerable",
        tags=(*TAGS, "model"),
        docs=(article.id,),
    )


def _is_question(text: str) -> bool:
    enough = len(text.split()) >= _FEWEST_WORDS
    return enough and text.endswith("?") and _LEANS.search(text) is None


def _found(quote: str, text: str) -> str:
    """Return a quote as a text has it, white space and kinds of quotes aside; empty if nowhere."""
    words = quote.strip(_MARKS).split()
    if len(words) < _FEWEST_WORDS:
        return ""
    pattern = r"\s+".join(map(re.escape, words))
    for marks, alike in _ALIKE:
        pattern = re.sub(f"[{marks}]", alike, pattern)
    match = re.search(pattern, text)
    return match.group() if match else ""
