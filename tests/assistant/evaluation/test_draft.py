from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.cases import Case, write_cases
from assistant.evaluation.drafts.drafting import draft_cases
from assistant.evaluation.reading import load_cases
from index.articles import find, read
from index.types import Article
from tests.assistant.evaluation.news import ARTICLES, FERRY, LIBRARY, MARKET, article

SAMPLES = Path("articles")
NEWS = (
    "The Northgate Library was founded in 1912 by weavers.",
    "About 14,000 readers visited Millport, which was painted green.",
    "“Our readers borrow mystery novels by the basket,” said Ada Crane.",
    "Tom Bell said: “The harbour of Sandness froze twice before anyone noticed it.”",
    "He said “no”.",
    "Traders in Wexcombe sold 900 pumpkins at the fair in Millport, and 3% of them were bad.",
    'Ada\'s "mystery" cost $12 million in the U.S. on May 3, 2021.',
)


def asked(*articles: Article, count: int = 30, seed: int = 0) -> dict[str, Case]:
    cases = draft_cases(articles, count=count, seed=seed, unanswerable=0, multi_article=0)
    return {case.question: case for case in cases}


def question_of(sentence: str) -> tuple[str, tuple[str, ...]]:
    """Return the one question that a sentence is made into, beside articles that name its names."""
    case = next(case for case in asked(article("new", sentence)).values())
    assert [(proof.article_id, proof.quote) for proof in case.evidence] == [("new", sentence)]
    return case.question, case.answers


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "“The harbour froze twice before the fishermen noticed,” said Mayor Olive Marsh.",
            "Who said “The harbour froze twice before the fishermen noticed”?",
            "Olive Marsh",
        ),
        (
            '"The harbour froze twice before the fishermen noticed," Olive Marsh, 52, said.',
            "Who said “The harbour froze twice before the fishermen noticed”?",
            "Olive Marsh",
        ),
        (
            "The town’s baker, Olive Marsh, said: “The harbour froze twice before bakers noticed.”",
            "Who said “The harbour froze twice before bakers noticed”?",
            "Olive Marsh",
        ),
        (
            "Nearly 3,400 pumpkins rolled downhill towards Wexcombe, a town of bakers.",
            "How many pumpkins rolled downhill towards Wexcombe?",
            "3,400",
        ),
        (
            "About 12% of bakers in Wexcombe have adopted pumpkin flour.",
            "What percentage of bakers in Wexcombe have adopted pumpkin flour?",
            "12%",
        ),
        (
            "The bakers of Wexcombe have sold 40 pumpkins in Millport.",
            "How many pumpkins have the bakers of Wexcombe sold in Millport?",
            "40",
        ),
        (
            "The guild of weavers spent $3 million on looms from Millport.",
            "How much money did the guild of weavers spend on looms from Millport?",
            "$3 million",
        ),
        (
            "There are 40 stalls in Wexcombe.",
            "How many stalls are there in Wexcombe?",
            "40",
        ),
        (
            "The lighthouse of Millport, an iron tower, was built in 1884 by Ada Crane.",
            "When was the lighthouse of Millport built by Ada Crane?",
            "1884",
        ),
        (
            "In October 2021, a storm closed the market hall of Wexcombe.",
            "When did a storm close the market hall of Wexcombe?",
            "October 2021",
        ),
        (
            "Gulls along the promenade were fed stale buns by Olive Marsh until 2016, says Bell.",
            "Which year is missing: “Gulls along the promenade were fed stale buns by Olive Marsh"
            " until ____, says Bell”?",
            "2016",
        ),
    ],
)
def test_a_sentence_of_a_regular_form_becomes_a_question(
    sentence: str, question: str, answer: str
) -> None:
    made, answers = question_of(sentence)

    assert made == question
    assert answers[0] == answer


@pytest.mark.parametrize(
    "sentence",
    [
        "“The harbour froze twice before the fishermen noticed,” he said.",
        "“The harbour froze twice before the fishermen noticed,” said the mayor of Wexcombe.",
        "“The harbour froze twice before fishermen noticed,” said Olive Marsh and Tom Bell.",
        "“I do not know,” said Olive Marsh.",
        "Two years had passed in Wexcombe before the bakers noticed pumpkins.",
        "It was built in 1884.",
        "This was the 3rd pumpkin that 40 bakers had weighed since then.",
        "The ferry cost 12 pounds, 40 pumpkins and 3 buns.",
        "Read more at www.example.org about 40 pumpkins in Wexcombe.",
    ],
)
def test_a_sentence_that_would_make_no_clear_question_is_left_out(sentence: str) -> None:
    assert asked(article("new", sentence)) == {}


def test_a_family_name_is_also_answered_by_the_whole_name() -> None:
    text = "Ms. Olive Marsh bakes.\n\n“Pumpkins roll downhill faster than bakers run,” Marsh said."

    (case,) = asked(article("new", text)).values()

    assert case.answers == ("Marsh", "Olive Marsh")


def test_the_same_seed_gives_the_same_drafts() -> None:
    first = draft_cases(ARTICLES, count=8, seed=4)

    assert draft_cases(ARTICLES, count=8, seed=4) == first
    assert draft_cases(ARTICLES[::-1], count=8, seed=4) == first


def test_drafts_spread_over_the_articles() -> None:
    cases = asked(*ARTICLES, count=3).values()

    assert len({case.evidence[0].article_id for case in cases}) == 3


@pytest.mark.parametrize("count", [-1, 0, 1, 5])
def test_there_are_never_more_drafts_than_asked_for(count: int) -> None:
    assert len(draft_cases(ARTICLES, count=count)) <= max(0, count)


def test_without_articles_there_are_no_drafts() -> None:
    assert draft_cases([], count=5) == []


def test_a_sentence_that_two_articles_have_is_evidence_in_both() -> None:
    copy = article("copy", LIBRARY.text)

    for case in asked(LIBRARY, copy).values():
        assert {proof.article_id for proof in case.evidence} == {"library", "copy"}


def test_unanswerable_questions_join_what_no_article_joins() -> None:
    cases = draft_cases(ARTICLES, count=10, unanswerable=0.5)
    refused = [case for case in cases if not case.answerable]

    assert refused
    for case in refused:
        assert case.type == "unanswerable"
        assert not case.answers
        assert not case.evidence
    assert not {case.question for case in refused if not case.docs} & set(asked(*ARTICLES))


def test_a_question_put_to_other_articles_is_not_answered_there() -> None:
    news = [
        article(
            "a", "Olive Marsh bakes.\n\n“Pumpkins roll downhill faster than we run,” Marsh said."
        ),
        article("b", "The ferry sails on Monday with coal."),
    ]

    (case,) = draft_cases(news, count=1, unanswerable=1)

    assert (case.answerable, case.docs) == (False, ("b",))


def test_two_people_who_speak_of_the_same_name_make_one_question() -> None:
    news = [
        article("a", "Ada Crane said that the Sandness Ferry needs new engines before the winter."),
        article(
            "b", "Tom Bell warned that the Sandness Ferry is rusting faster than anyone paints."
        ),
    ]

    cases = draft_cases(news, count=10, unanswerable=0)
    (case,) = [case for case in cases if case.type == "multi_article"]

    assert case.question == "What did Ada Crane and Tom Bell say about Sandness Ferry?"
    assert [proof.article_id for proof in case.evidence] == ["a", "b"]


def test_drafts_are_a_test_set_that_can_be_read_again(tmp_path: Path) -> None:
    cases = draft_cases(ARTICLES, count=12)

    write_cases(tmp_path / "drafts.jsonl", cases)

    assert load_cases(tmp_path / "drafts.jsonl") == cases


def test_the_sample_articles_give_drafts_of_several_kinds() -> None:
    files, _ = find([SAMPLES])
    news = [item for file in files for item in read(file) if isinstance(item, Article)]

    cases = draft_cases(news, count=20)

    assert len(cases) >= 10
    assert {"gap", "multi_article", "unanswerable", "when"} <= {case.type for case in cases}


TEXTS = st.lists(st.sampled_from(NEWS) | st.text(max_size=80), max_size=6).map(" ".join)


@given(
    st.lists(TEXTS, max_size=4),
    st.integers(-1, 12),
    st.integers(0, 9),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_any_text_gives_drafts_that_its_articles_bear(
    texts: list[str], count: int, seed: int, unanswerable: float, multi_article: float
) -> None:
    news = {str(n): article(str(n), text, f"Title {n}") for n, text in enumerate(texts)}

    cases = draft_cases(
        list(news.values()),
        count=count,
        seed=seed,
        unanswerable=unanswerable,
        multi_article=multi_article,
    )

    assert len(cases) <= max(0, count)
    assert len({case.id for case in cases}) == len(cases)
    for case in cases:
        assert case.answerable == bool(case.evidence)
        assert all(proof.quote in news[proof.article_id].text for proof in case.evidence)
        if case.answers:
            assert case.answers[0] in " ".join(case.evidence[0].quote.split())
            assert case.answers[0] not in case.question


def test_articles_are_only_read() -> None:
    before = [FERRY.text, MARKET.text]

    draft_cases([FERRY, MARKET], count=9)

    assert [FERRY.text, MARKET.text] == before
