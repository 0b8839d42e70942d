"""What questions take for granted, and the sentences that correct it."""

from __future__ import annotations

import pytest

from assistant.answer import Span
from assistant.premise import Mismatch, mismatch
from assistant.premise.taken import taken
from index.sentences import split
from index.types import Passage

PORT = (
    "Norland has pledged to spend 3.5 percent of its budget on the harbor. "
    "Minister Vik did not sign the treaty. "
    "About 28,500 workers are employed in the harbor of Holm. "
    "The customs rules for small boats were lifted in 2021. "
    "President Aas has publicly backed the new ferry. "
    "A meeting of the council on fishing was held in Holm."
)
MARKET = "Sudland plans a fish market with 12 stalls. The mayor rejected a tax on boats."


def passage(text: str, article_id: str = "port", published_at: str = "2025-12-24") -> Passage:
    return Passage(
        article_id=article_id,
        title="Harbor",
        source="",
        author="",
        url="",
        published_at=published_at,
        text=text,
        start=0,
        end=len(text),
        score=0.0,
        sentences=tuple(split(text)),
    )


def look(question: str, *passages: Passage) -> Mismatch | None:
    return mismatch(question, passages or (passage(PORT), passage(MARKET, "market")), lambda _: 1.0)


@pytest.mark.parametrize(
    ("question", "kind", "said"),
    [
        ("Why did Norland reject the 3.5 percent for the harbor?", "verb", "has pledged"),
        ("Why did President Aas oppose the new ferry?", "verb", "publicly backed"),
        ("When were the customs rules for small boats tightened?", "verb", "were lifted"),
        ("Why was the council meeting on fishing cancelled?", "verb", "was held"),
        ("When did Minister Vik sign the treaty?", "verb", "did not sign"),
        ("How many of the 40,000 workers of the harbor live in Holm?", "number", "28,500"),
        ("Why did Norland pledge 5 percent of its budget to the harbor?", "number", "3.5"),
        ("Why were the customs rules for boats lifted in 2019?", "date", "2021"),
        ("Why has President Berg backed the new ferry?", "name", "President Aas"),
        ("Why did Westland pledge 3.5 percent of its budget?", "name", "Norland"),
    ],
)
def test_a_false_premise_is_corrected_by_the_sentence_that_says_otherwise(
    question: str, kind: str, said: str
) -> None:
    found = look(question)

    assert found is not None
    assert (found.kind, said in found.span.quote) == (kind, True)
    assert found.span.quote in PORT


@pytest.mark.parametrize(
    "question",
    [
        "Why did Norland pledge 3.5 percent of its budget to the harbor?",
        "Why did Norland agree to spend 3.5 percent on the harbor?",
        "Why has President Aas supported the new ferry?",
        "Why did Minister Vik refuse to sign the treaty?",
        "When were the customs rules for small boats lifted?",
        "Why were the customs rules for small boats lifted in 2021?",
        "Why was the council meeting of 2025 on fishing held?",
        "How do the 28,500 workers of the harbor live?",
        "How do the nearly 30,000 workers of the harbor live?",
        "Why did the mayor reject the tax on boats?",
        "Where do Norlanders meet?",
    ],
)
def test_a_true_premise_is_not_corrected(question: str) -> None:
    assert look(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "When did President Aas resign?",
        "Why did Sudland sell its 90 trains?",
        "Why did Norland reject the peace plan of Westland?",
        "Did Norland reject the 3.5 percent for the harbor?",
        "tell me about the harbor",
        "Why?",
        "",
    ],
)
def test_what_has_no_counterpart_is_not_corrected(question: str) -> None:
    assert look(question) is None


def test_a_sentence_that_bears_the_question_out_goes_before_one_that_does_not() -> None:
    later = passage("In March Norland rejected the 3.5 percent for the harbor.", "later")

    assert look("Why did Norland reject the 3.5 percent for the harbor?") is not None
    assert (
        look("Why did Norland reject the 3.5 percent for the harbor?", passage(PORT), later) is None
    )


def test_who_lost_is_no_premise_that_somebody_won() -> None:
    final = passage("Vik won the final of the Holm Cup against Berg.")

    assert look("Who lost the final of the Holm Cup?", final) is None
    assert look("Why did Vik lose the final of the Holm Cup?", final) is not None


def test_what_the_answer_itself_says_of_a_name_or_day_stands() -> None:
    question = "Why has President Berg backed the new ferry?"
    berg = passage("President Berg signed it.", "berg")
    spans = [Span(berg, sentence.start, sentence.end) for sentence in berg.sentences]
    passages = (passage(PORT), berg)

    assert mismatch(question, passages, lambda _: 1.0) is not None
    assert mismatch(question, passages, lambda _: 1.0, spans) is None


def test_a_name_of_which_another_article_says_as_much_is_no_mistake() -> None:
    question = "Why has President Berg backed the new ferry?"
    assert look(question, passage(PORT), passage("President Berg slept.", "berg")) is not None
    assert look(question, passage(PORT), passage("Berg backed a bridge.", "berg")) is None


@pytest.mark.parametrize("question", ["12 ships sank when?", "$5 billion was spent on what?", "2"])
def test_a_question_may_begin_with_a_number(question: str) -> None:
    assert look(question) is None


def test_the_note_says_what_the_articles_do_not() -> None:
    notes = {
        "Why did Norland not raise the 3.5 percent for the harbor?": (
            "The articles do not say that Norland did not raise the 3.5 percent for the harbor."
        ),
        "Why did Norland reject the 3.5 percent for the harbor?": (
            "The articles do not say that Norland rejected the 3.5 percent for the harbor."
        ),
        "When were the customs rules for small boats tightened?": (
            "The articles do not say when the customs rules for small boats were tightened."
        ),
        "How many of the 40,000 workers of the harbor live in Holm?": (
            'The articles do not say "40,000" here.'
        ),
        "Why were the customs rules for boats lifted in 2019?": (
            "The articles do not say this of 2019."
        ),
        "Why has President Berg backed the new ferry?": (
            "The articles do not say this of President Berg."
        ),
    }

    for question, note in notes.items():
        found = look(question)
        assert found is not None
        assert found.note == note
        assert found.draft.text == " ".join(found.span.quote.split())
        assert found.draft.spans == (found.span,)


@pytest.mark.parametrize(
    "question",
    ["Why did rent increases anger tenants?", "Why did the plan to reject it surprise lawyers?"],
)
def test_of_a_word_that_is_not_what_somebody_did_no_clause_is_made(question: str) -> None:
    (verb,) = [one for one in taken(question) if one.kind == "verb"]
    assert verb.assumed in ('"increases" here', '"reject" here')


@pytest.mark.parametrize(
    ("question", "assumed"),
    [
        ("Who wrote the opinion on the travel ban?", []),
        ("When did Aas reject Vik's export ban?", ["when Aas rejected Vik's export ban"]),
        ("Why did the state ban travel?", ["that the state banned travel"]),
        ("Why did Vik's party ban travel?", ["that Vik's party banned travel"]),
    ],
)
def test_a_noun_that_is_a_verb_elsewhere_takes_nothing_for_granted(
    question: str, assumed: list[str]
) -> None:
    assert [one.assumed for one in taken(question) if one.kind == "verb"] == assumed


def test_a_premise_tells_what_is_taken_for_granted() -> None:
    found = taken("Why did Norland reject 3.5 percent in 2019 with Vik?")

    assert sorted(one.kind for one in found) == ["date", "name", "name", "number", "verb"]
    assert not list(taken("Did Norland reject it?"))
    assert not list(taken(""))
