"""An answer to render, and what a browser makes of it."""

from __future__ import annotations

from html.parser import HTMLParser

from assistant.types import Answer, AnswerSentence, Citation
from index.types import Article, Passage

TEXT = "Seoul, Dec. 24.\n\nThe United States keeps 28,500 troops on the peninsula. More may come."
QUOTE = "The United States keeps 28,500 troops on the peninsula."
ARTICLE = Article(
    id="wire/2025/troops.txt",
    text=TEXT,
    title="Troops stay",
    source="The Wire",
    author="Ann Lee",
    url="https://example.org/troops",
    published_at="2025-12-24T09:00:00+09:00",
)
CITATION = Citation(
    n=1,
    article_id=ARTICLE.id,
    title=ARTICLE.title,
    source=ARTICLE.source,
    author=ARTICLE.author,
    url=ARTICLE.url,
    published_at=ARTICLE.published_at,
    quote=QUOTE,
    start=TEXT.index(QUOTE),
    end=TEXT.index(QUOTE) + len(QUOTE),
)
SENTENCE = AnswerSentence("There are 28,500 troops.", (1,), "supported")
ANSWER = Answer(
    question="How many troops?",
    status="answered",
    text="There are 28,500 troops. [1]",
    sentences=(SENTENCE,),
    citations=(CITATION,),
    model="extractive",
)
REFUSAL = Answer(
    question="Who bakes the best bread?",
    status="refused",
    text="The articles do not answer this.",
    sentences=(),
    citations=(),
    model="extractive",
    nearest=(
        Passage(
            article_id=ARTICLE.id,
            title=ARTICLE.title,
            source=ARTICLE.source,
            author=ARTICLE.author,
            url=ARTICLE.url,
            published_at=ARTICLE.published_at,
            text=TEXT[:30],
            start=0,
            end=30,
            score=0.1,
        ),
    ),
)


class Page(HTMLParser):
    """What a browser makes of a fragment: elements, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.marked = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data if "mark" in self._open else ""

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def all(self, **wanted: str) -> list[dict[str, str]]:
        """Return the attributes of the elements that have the given ones; ``class_`` is class."""
        pairs = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [attrs for _, attrs in self.elements if pairs.items() <= attrs.items()]
