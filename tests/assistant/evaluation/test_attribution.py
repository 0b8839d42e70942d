from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.drafts.attribution import LONGEST, SHORTEST, attribution_cases
from tests.assistant.evaluation.news import ARTICLES, LIBRARY, article
from tests.assistant.evaluation.test_draft import TEXTS

CREDIT = "Photographs by courtesy of the Millport Harbour Archive and its volunteers everywhere."


def test_a_question_quotes_a_sentence_and_its_article_answers_it() -> None:
    text = "Twelve gulls stole the mayor’s breakfast from a windowsill in Millport on Tuesday."

    (case,) = attribution_cases([article("gulls", text)], count=5)

    assert case.question == f"Which article says: “{text}”?"
    assert case.answerable
    assert (case.type, case.tags) == ("attribution", ("attribution",))
    assert [(proof.article_id, proof.quote) for proof in case.evidence] == [("gulls", text)]


def test_a_quotation_in_a_sentence_is_quoted_in_single_marks() -> None:
    text = "The ferry captain called the seagulls “feathered pickpockets of Millport” in a speech."

    (case,) = attribution_cases([article("gulls", text)], count=5)

    assert "‘feathered pickpockets of Millport’" in case.question


def test_every_article_that_has_the_sentence_is_right() -> None:
    cases = attribution_cases([LIBRARY, article("copy", LIBRARY.text)], count=9)

    assert cases
    assert all({p.article_id for p in case.evidence} == {"library", "copy"} for case in cases)


def test_what_stands_in_many_articles_is_not_asked_about() -> None:
    news = [article(key, f"Ferries sail to {key}.\n\n{CREDIT}") for key in "abcd"]

    assert attribution_cases(news, count=9) == []
    assert len(attribution_cases(news[:3], count=9)) == 1


def test_a_sentence_that_leans_on_the_one_before_is_not_asked_about() -> None:
    text = "They borrowed mystery novels by the basket in Millport throughout the frozen winter."

    assert attribution_cases([article("library", text)], count=9) == []


def test_the_same_seed_asks_the_same_of_each_article_in_turn() -> None:
    cases = attribution_cases(ARTICLES, count=3, seed=2)

    assert cases == attribution_cases(ARTICLES[::-1], count=3, seed=2)
    assert len({case.evidence[0].article_id for case in cases}) == 3


@given(st.lists(TEXTS, max_size=4), st.integers(-1, 9), st.integers(0, 9))
def test_any_text_gives_questions_that_its_articles_bear(
    texts: list[str], count: int, seed: int
) -> None:
    news = {str(n): article(str(n), text) for n, text in enumerate(texts)}

    cases = attribution_cases(list(news.values()), count=count, seed=seed)

    assert len(cases) <= max(0, count)
    for case in cases:
        for proof in case.evidence:
            assert proof.quote in news[proof.article_id].text
            assert SHORTEST <= len(" ".join(proof.quote.split())) <= LONGEST
