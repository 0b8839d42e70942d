"""The nouns of an answer, and its one JSON form.

``Answer.to_dict()`` is what every interface sends; ``sentences[i].citations`` hold the numbers
``n`` of entries in ``citations``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from assistant.notebook import shown
from index.types import Passage

REFUSAL = "The articles do not answer this."
UNANSWERED = "The articles do not answer"  # what follows: a part of the question
NOT_FOUND = "not found in the articles"  # said of a sentence

Status = Literal["answered", "partial", "refused"]
Verdict = Literal["supported", "unsupported", "unchecked"]
Stage = Literal["rewriting", "searching", "answering", "verifying"]
Kind = Literal["articles", "collection", "greeting"]
Use = Literal["filter", "preference", "newest"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation.

    ``article_ids`` are those of the articles that an answer cited, in order; where they are not
    known, they are looked for by the answer's words.
    """

    role: Literal["user", "assistant"]
    text: str
    article_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """What a question says of time: its words, and which days it means by them.

    The days are ISO 8601 dates and inclusive; "" where the period is open. As a "filter" it limits
    the articles to those published in it; as a "preference" articles of that time, or that name it,
    come first; "newest" has no days: newer articles go before older ones.
    """

    text: str
    published_from: str = ""
    published_to: str = ""
    use: Use = "preference"


@dataclass(frozen=True, slots=True)
class NamedTime:
    """Words of an article that name a time, "last November", and the days that these are.

    ``article.text[start:end] == text``; ``first`` and ``last`` are ISO 8601 dates, inclusive.
    """

    text: str
    start: int
    end: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The characters of an article that bear a sentence: ``article.text[start:end] == quote``.

    ``dates`` has the times in the quote that are only understood with the article's day, resolved
    against it; of an article of unknown date there are none. ``opening`` has the words that an
    article without a title begins with, else "": people are told of it by its ``name``.
    """

    n: int
    article_id: str
    title: str
    source: str
    author: str
    url: str
    published_at: str
    quote: str
    start: int
    end: int
    dates: tuple[NamedTime, ...] = ()
    opening: str = ""

    @property
    def name(self) -> str:
        """What people are told that the article is called."""
        return self.title or self.opening or self.article_id


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of an answer, without markers, and the numbers of the citations that bear it.

    ``reason`` says of a sentence that is not supported what its citations lack. ``day`` is the one
    that it tells of in a timeline: an ISO 8601 date, month or year.
    """

    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    reason: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be known of an answer as a whole, and the numbers of the citations it rests on.

    "agreement" tells how many publishers report the same, "conflict" in what articles differ,
    "premise" what the question takes for granted and the articles do not say.
    """

    kind: Literal["agreement", "conflict", "premise"]
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the articles say to a question.

    ``text`` is the sentences and notes with their ``[n]`` markers, or the refusal; where an
    article's own words look like a marker, they stand in parentheses there. ``model`` names the
    answerer, ``prompts`` the prompts that it was made with, by the hash of each.
    ``kind`` says what was answered from: the articles, or for a question about the collection
    ("which articles do you have?") its catalog; a greeting is greeted.
    ``query`` is the question as it was searched for, a follow-up made to stand alone.
    ``unanswered`` are the parts of the question that the articles do not answer.
    ``nearest`` holds the best passages of a refusal; they do not answer.
    ``confidence`` is how probable the answerer holds it that the articles answer, 0 to 1, also of a
    refusal; None where the answerer cannot tell.
    ``timings_ms`` has milliseconds by stage.
    ``period`` is what the question says of time and was applied. Where it asks for the newest,
    or says "as of" a day, ``as_of`` is the ISO 8601 day of the article that answers, "" if unknown.
    """

    question: str
    status: Status
    text: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    model: str
    warnings: tuple[str, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    nearest: tuple[Passage, ...] = ()
    confidence: float | None = None
    period: Period | None = None
    as_of: str | None = None
    kind: Kind = "articles"
    query: str = ""
    unanswered: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    prompts: Mapping[str, str] = field(default_factory=dict)

    def turns(self) -> tuple[Turn, Turn]:
        """Give the question and this answer as the history of the next question."""
        cited = dict.fromkeys(citation.article_id for citation in self.citations)
        return Turn("user", self.question), Turn("assistant", self.text, tuple(cited))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return asdict(self)

    def _repr_html_(self) -> str:
        return shown(self.text, self.citations, self.warnings)


@dataclass(frozen=True, slots=True)
class AnswerEvent:
    """One step of a streamed answer.

    ``stage`` events name what begins, that of "searching" with the ``query`` that a follow-up was
    rewritten to, ``sentence`` events carry a finished sentence with the
    citations it is the first to use, the one ``done`` event comes last and carries the answer.
    """

    type: Literal["stage", "sentence", "done"]
    stage: Stage | None = None
    query: str = ""
    sentence: AnswerSentence | None = None
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
