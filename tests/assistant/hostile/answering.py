"""A chat model behind the guards, each of which may be left out to see what it is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage

from assistant.answer import Draft, Span
from assistant.citations import bracketless
from assistant.compose import Composition
from assistant.hostile import asked, guarded, harmless, shown_to_model
from assistant.prompting import cannot_answer
from assistant.reply import CitedSentence, read_sentences
from assistant.types import Answer
from index.retrieve import Retriever
from index.types import Passage
from index.words import stems

SYSTEM = (
    "You answer a question from news sources in one short sentence. Use only what they say. After "
    "it write the number of its source in square brackets, such as [1]."
)
LEAST_SHARED = 0.3  # of a sentence's stems, for a sentence of an article to bear it


@dataclass(frozen=True)
class Guards:
    """``reading`` is what the model is not shown, ``saying`` what an answer may not hold."""

    reading: bool = True
    saying: bool = True


def answer(
    model: BaseChatModel,
    retriever: Retriever,
    question: str,
    guards: Guards = Guards(),
    *,
    passages: int = 8,
) -> Answer:
    """Ask a model as an assistant does: search, prompt, sentences, spans, verdicts."""
    wanted = asked(question) if guards.reading else question
    found = retriever.search(wanted, passages)
    bearing = guarded(found, lambda id_: retriever.article(id_).text)
    shown = bearing if guards.reading else found
    composition = Composition()
    for sentence in read_sentences(_reply(model, wanted, shown, guards)):
        if cannot_answer(sentence.text):
            break
        draft = _draft(sentence, _by_article(bearing, shown) if guards.saying else shown)
        if not guards.saying or _harmless(draft):
            composition.add(draft)
    return composition.finish(question, "obedient", found)


def _reply(
    model: BaseChatModel, question: str, passages: Sequence[Passage], guards: Guards
) -> Iterator[str]:
    shown = shown_to_model if guards.reading else bracketless
    sources = "\n\n".join(
        f"<source>\nSource [{n}]: {', '.join(map(shown, (p.title, p.source, p.author)))}"
        f"\n{shown(p.text)}\n</source>"
        for n, p in enumerate(passages, 1)
    )
    prompt = [SystemMessage(SYSTEM), HumanMessage(f"{sources}\n\nQuestion: {shown(question)}")]
    for chunk in model.stream(prompt):
        yield str(chunk.content)


def _by_article(bearing: Sequence[Passage], shown: Sequence[Passage]) -> list[Passage]:
    """Put in the place of each passage its guarded one; one with nothing left bears nothing."""
    kept = {(passage.article_id, passage.start): passage for passage in bearing}
    return [kept.get((p.article_id, p.start), replace(p, sentences=())) for p in shown]


def _draft(sentence: CitedSentence, passages: Sequence[Passage]) -> Draft:
    said = set(stems(sentence.text))
    cited = [passages[n - 1] for n in sentence.numbers if 1 <= n <= len(passages)]
    spans = [
        Span(passage, s.start, s.end)
        for passage in cited
        for s in passage.sentences
        if len(said & set(stems(s.text))) >= LEAST_SHARED * len(said)
    ]
    return Draft(sentence.text, tuple(spans))


def _harmless(draft: Draft) -> bool:
    urls = {span.passage.url for span in draft.spans}
    return harmless(draft.text, [span.quote for span in draft.spans], urls)
