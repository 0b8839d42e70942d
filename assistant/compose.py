"""From drafted sentences to an answer: numbered citations, verdicts, status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Draft, Span
from assistant.citations import bracketless, with_markers
from assistant.times import asks_for_newest, named_times
from assistant.types import REFUSAL, Answer, AnswerEvent, AnswerSentence, Citation, Period
from assistant.verify import verdict
from index.types import Passage

_NEAREST = 3  # passages shown with a refusal


def told(sentence: AnswerSentence) -> str:
    """Give a sentence as ``Answer.text`` has it: with its markers, and no others."""
    return with_markers(bracketless(sentence.text), sentence.citations)


class Composition:
    """An answer in the making; citations are numbered in the order of their first use."""

    def __init__(self) -> None:
        self._sentences: list[AnswerSentence] = []
        self._citations: dict[tuple[str, int, int], Citation] = {}
        self._warnings: dict[str, None] = {}
        self._left_out = 0

    def add(self, draft: Draft) -> AnswerEvent | None:
        """Take a drafted sentence into the answer, unless what it cites does not bear it."""
        self._warnings |= dict.fromkeys(draft.warnings)
        judged = verdict(draft)
        if judged == "unsupported":
            self._left_out += 1
            return None
        known = len(self._citations)
        numbers = sorted({self._cite(span) for span in draft.spans})
        sentence = AnswerSentence(draft.text, tuple(numbers), judged)
        self._sentences.append(sentence)
        new = tuple(self._citations.values())[known:]
        return AnswerEvent("sentence", sentence=sentence, citations=new)

    def warn(self, warnings: Iterable[str]) -> None:
        """Add what was found wrong before anything was answered."""
        self._warnings |= dict.fromkeys(warnings)

    def warn_if_refused(self, warning: str) -> None:
        """Add a warning that explains a refusal."""
        if not self._sentences:
            self._warnings[warning] = None

    def finish(
        self,
        question: str,
        model: str,
        passages: Sequence[Passage],
        confidence: float | None = None,
        period: Period | None = None,
    ) -> Answer:
        """Give the answer, or a refusal where no sentence was taken."""
        if self._left_out:
            self._warnings[_left_out(self._left_out)] = None
        answered = bool(self._sentences)
        text = " ".join(map(told, self._sentences))
        return Answer(
            question=question,
            status=("partial" if self._left_out else "answered") if answered else "refused",
            text=text or REFUSAL,
            sentences=tuple(self._sentences),
            citations=tuple(self._citations.values()),
            model=model,
            warnings=tuple(self._warnings),
            nearest=() if answered else tuple(passages[:_NEAREST]),
            confidence=confidence,
            period=period,
            as_of=self._day() if answered and period and asks_for_newest(period) else None,
        )

    def _day(self) -> str:
        """Give the day of the article that answers, or "" if that is unknown."""
        return next(citation.published_at[:10] for citation in self._citations.values())

    def _cite(self, span: Span) -> int:
        passage = span.passage
        key = (passage.article_id, span.start, span.end)
        if key not in self._citations:
            self._citations[key] = Citation(
                n=len(self._citations) + 1,
                article_id=passage.article_id,
                title=passage.title,
                source=passage.source,
                author=passage.author,
                url=passage.url,
                published_at=passage.published_at,
                quote=span.quote,
                start=span.start,
                end=span.end,
                dates=named_times(span.quote, passage.published_at, span.start),
            )
        return self._citations[key].n


def _left_out(count: int) -> str:
    if count == 1:
        return "1 sentence of the answer was left out, because no article supports it"
    return f"{count} sentences of the answer were left out, because no article supports them"
