"""Citations: exact or not, borne out or not, and of the right articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answer import Draft
from assistant.evaluation.cases import Case, Evidence
from assistant.evaluation.scores.citing import (
    attribution_scores,
    citation_scores,
    cites_evidence,
    is_exact,
)
from assistant.evaluation.scores.evidence import Expected, expected
from assistant.types import Answer, AnswerSentence, Citation
from assistant.verify import BuiltInChecker, Checker, Judgement
from index.types import Article

BRIDGE = Article(
    "bridge",
    "The bridge opened on Dec. 24. It cost $350 million. Nobody was hurt.",
    title="The new bridge",
    source="Elm Harbor Post",
    url="https://example.org/bridge",
    published_at="2025-12-25",
)
COPY = replace(BRIDGE, id="copy", title="A bridge opens", source="Wire")
OTHER = Article("other", "The ferry stopped in 2019.", title="The ferry", source="Wire")
ARTICLES = {article.id: article for article in (BRIDGE, COPY, OTHER)}


def citation(n: int, article: Article, quote: str, shift: int = 0) -> Citation:
    start = article.text.index(quote) + shift
    return Citation(
        n, article.id, article.title, article.source, article.author, article.url,
        article.published_at, quote, start, start + len(quote),
    )  # fmt: skip


def answer(*sentences: tuple[str, tuple[int, ...]], citations: Sequence[Citation] = ()) -> Answer:
    said = tuple(AnswerSentence(text, cited, "unchecked") for text, cited in sentences)
    return Answer("?", "answered", "", said, tuple(citations), "test")


def scored(given: Answer, checker: Checker | None = None, wanted: Expected | None = None) -> dict:
    return citation_scores(
        given, wanted or Expected((), (), ()), ARTICLES.get, checker or BuiltInChecker()
    )


class Scripted:
    """Bears a claim if the quotes of its spans are among those that are said to."""

    prompts: tuple[str, ...] = ()
    name = "scripted"

    def __init__(self, *bearing: set[str]) -> None:
        self._bearing = bearing

    def judge(self, drafts: Sequence[Draft]) -> list[Judgement]:
        borne = [any(b <= {s.quote for s in d.spans} for b in self._bearing) for d in drafts]
        return [Judgement("supported" if one else "unsupported") for one in borne]


OPENED = citation(1, BRIDGE, "The bridge opened on Dec. 24.")
COST = citation(2, BRIDGE, "It cost $350 million.")
HURT = citation(3, BRIDGE, "Nobody was hurt.")


@pytest.mark.parametrize(
    ("cited", "exact"),
    [
        (OPENED, True),
        (replace(OPENED, start=OPENED.start + 1, end=OPENED.end + 1), False),
        (replace(OPENED, quote="The bridge closed on Dec. 24."), False),
        (replace(OPENED, article_id="gone"), False),
        (replace(OPENED, end=10_000), False),
        (replace(OPENED, start=-5), False),
        (replace(OPENED, end=OPENED.start, quote=""), False),
    ],
)
def test_a_citation_is_exact_if_its_article_has_those_characters(
    cited: Citation, exact: bool
) -> None:
    assert is_exact(cited, ARTICLES.get) == exact


def test_a_sentence_that_cites_nothing_has_no_citation_recall() -> None:
    given = answer((OPENED.quote, (1,)), ("It is long.", ()), citations=[OPENED])
    assert scored(given)["citation_recall"] == 1 / 2
    assert scored(given)["citation_precision"] == 1


def test_a_citation_that_is_not_needed_lowers_the_precision() -> None:
    given = answer(("It opened.", (1, 2, 3)), citations=[OPENED, COST, HURT])
    both = Scripted({OPENED.quote, COST.quote})
    assert scored(given, both)["citation_recall"] == 1
    assert scored(given, both)["citation_precision"] == pytest.approx(2 / 3)
    either = Scripted({OPENED.quote}, {COST.quote})
    assert scored(given, either)["citation_precision"] == pytest.approx(2 / 3)


def test_what_no_citation_bears_has_neither() -> None:
    given = answer(("It opened.", (1, 2)), citations=[OPENED, COST])
    assert scored(given, Scripted({"else"})) == {
        "citation_recall": 0,
        "citation_precision": 0,
        "span_validity": 1,
    }


def test_what_a_checker_cannot_tell_is_left_out() -> None:
    class Silent:
        name = "silent"
        prompts: tuple[str, ...] = ()

        def judge(self, drafts: Sequence[Draft]) -> list[Judgement]:
            return [Judgement("unchecked")] * len(drafts)

    given = answer(("It opened.", (1,)), citations=[OPENED])
    assert scored(given, Silent()) == {"span_validity": 1, "support_unreadable": 1}


def test_whether_a_citation_is_needed_is_left_open_where_a_checker_cannot_tell() -> None:
    class Together:
        name = "together"
        prompts: tuple[str, ...] = ()

        def judge(self, drafts: Sequence[Draft]) -> list[Judgement]:
            return [Judgement("supported" if len(d.spans) > 1 else "unchecked") for d in drafts]

    given = answer(("It opened.", (1, 2)), citations=[OPENED, COST])
    found = scored(given, Together())
    assert found["citation_recall"] == 1
    assert "citation_precision" not in found
    assert found["support_unreadable"] == 2


def test_an_answer_without_any_citation_has_no_precision_either() -> None:
    assert scored(answer(("It opened.", ())))["citation_precision"] == 0


def test_articles_are_not_held_to_where_no_other_may_be_searched() -> None:
    given = answer((OPENED.quote, (1,)), citations=[OPENED])
    wanted = Expected(("bridge",), (), (), articles_can_be_missed=False)
    assert "cited_article_recall" not in scored(given, wanted=wanted)


def test_an_inexact_citation_bears_nothing() -> None:
    off = replace(OPENED, start=OPENED.start + 1, end=OPENED.end + 1)
    given = answer((OPENED.quote, (1,)), citations=[off])
    assert set(scored(given).values()) == {0}


@pytest.mark.parametrize(
    ("sentence", "borne"),
    [
        ("The bridge opened on Dec. 24.", True),
        ("The bridge opened on 24 December.", True),
        ("On Dec. 25 the bridge opened.", False),
        ("The bridge never opened on Dec. 24.", False),
        ("A parade with elephants opened on Dec. 24 in Rome.", False),
    ],
)
def test_the_built_in_checker_holds_a_sentence_to_its_quote(sentence: str, borne: bool) -> None:
    given = answer((sentence, (1,)), citations=[OPENED])
    assert scored(given)["citation_recall"] == borne


def test_cited_articles_are_held_to_the_expected_ones() -> None:
    given = answer(
        ("x", (1, 2)), citations=[OPENED, citation(2, OTHER, "The ferry stopped in 2019.")]
    )
    found = scored(given, wanted=Expected(("bridge", "copy"), (), ()))
    assert found["cited_article_precision"] == 1 / 2
    assert found["cited_article_recall"] == 1 / 2


def test_an_answer_cites_the_evidence_if_it_quotes_it() -> None:
    case = Case("q", "?", answerable=True, evidence=(Evidence("bridge", "It cost $350 million."),))
    wanted = expected(case, ARTICLES.get)
    assert cites_evidence(answer(citations=[COST]), wanted)
    assert cites_evidence(answer(citations=[citation(1, COPY, COST.quote)]), wanted)
    assert not cites_evidence(answer(citations=[OPENED, HURT]), wanted)


def test_attribution_is_by_title_publisher_date_and_link() -> None:
    wanted = Expected(("bridge", "copy"), (), ())
    assert attribution_scores(answer(citations=[OPENED]), wanted, ARTICLES.get) == {
        "attributed_title": 1, "attributed_publisher": 1, "attributed_date": 1, "attributed_link": 1
    }  # fmt: skip
    wrong = answer(citations=[replace(OPENED, title="The ferry", published_at="2024-12-25")])
    found = attribution_scores(wrong, wanted, ARTICLES.get)
    assert found == {
        "attributed_title": 0, "attributed_publisher": 1, "attributed_date": 0, "attributed_link": 1
    }  # fmt: skip
    assert set(attribution_scores(answer(), wanted, ARTICLES.get).values()) == {0}


def test_what_an_article_does_not_say_of_itself_is_not_asked_for() -> None:
    found = attribution_scores(answer(), Expected(("other",), (), ()), ARTICLES.get)
    assert found.keys() == {"attributed_title", "attributed_publisher"}
