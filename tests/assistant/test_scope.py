"""Which articles a question is answered from: filters, and the time that it speaks of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from assistant import Assistant, Filters, Passage
from assistant.answer import Draft, Proposal, Span
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.scope import find
from index.build import build
from index.retrieve import Retriever
from tests.fakes import WordEmbedder

ARTICLES = {
    "old": ("Wire", "Ann Lee", "2019-05-01", "The chief of the navy is Bo Kim. He likes tea."),
    "new": ("Post", "Cy Moss", "2024-03-10", "The chief of the navy is Di Park. She sails."),
    "undated": ("", "", "", "The chief of the port is Ed Roe. In 2021 Flo Ames won the regatta."),
    "vote": (
        "Wire",
        "Ann Lee",
        "2024-02-02",
        "The snap election was called on Jan. 15. It rained.",
    ),
    "after": ("Wire", "Ann Lee", "2024-02-20", "Parties changed their leaders in the campaign."),
    "before": ("Wire", "Ann Lee", "2023-06-01", "Parties changed their leaders in summer."),
    "ships": ("Post", "Cy Moss", "2025-12-24", "The navy ordered twelve ships last November."),
    "head": (
        "Wire",
        "Ann Lee",
        "2025-06-02",
        "Harbour master Gil Orr stepped down on 30 May 2025. He was appointed in 2019."
        " Ivy Zell was appointed.",
    ),
}
TODAY = date(2025, 12, 24)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("scope")
    names = ("source", "author", "published_at", "text")
    lines = [
        json.dumps({"id": id_} | dict(zip(names, values, strict=True)))
        for id_, values in ARTICLES.items()
    ]
    (folder / "a.jsonl").write_text("\n".join(lines))
    build([folder / "a.jsonl"], folder / "index", WordEmbedder())
    retriever = Retriever.open(folder / "index", WordEmbedder())
    answerer = ExtractiveAnswerer(retriever.rarity)
    with Assistant(retriever, answerer, today=TODAY) as assistant:
        yield assistant


def cited(assistant: Assistant, question: str, **given) -> list[str]:
    return [citation.article_id for citation in assistant.ask(question, **given).citations]


def test_a_question_about_publication_limits_the_articles(assistant: Assistant) -> None:
    question = "Who is the chief of the navy as of May 2020?"
    answer = assistant.ask(question)
    assert [citation.article_id for citation in answer.citations] == ["old"]
    assert answer.to_dict()["period"] == {
        "text": "as of May 2020",
        "published_from": "",
        "published_to": "2020-05-31",
        "use": "filter",
    }


@pytest.mark.parametrize(
    ("when", "article"), [("May 2020", "old"), ("today", "new"), ("May 2024", "new")]
)
def test_as_of_a_day_the_newest_article_until_then_answers(
    assistant: Assistant, when: str, article: str
) -> None:
    answer = assistant.ask(f"As of {when}, who is the chief of the navy?")
    assert [citation.article_id for citation in answer.citations] == [article]
    assert answer.as_of == ARTICLES[article][2]


def test_an_events_time_leaves_no_article_out(assistant: Assistant) -> None:
    answer = assistant.ask("Who won the regatta in 2021?")
    assert [citation.article_id for citation in answer.citations] == ["undated"]
    assert answer.period is not None
    assert answer.period.use == "preference"


class FirstSentence:
    """An answerer that says the first sentence of the best passage."""

    name = "first sentence"

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        best = passages[0]
        first = best.sentences[0]
        return Proposal(iter([Draft(first.text, (Span(best, first.start, first.end),))]))


@pytest.mark.parametrize(("when", "article"), [("in 2019", "old"), ("last year", "new")])
def test_an_article_of_an_events_time_goes_before_another_as_good(
    assistant: Assistant, when: str, article: str
) -> None:
    dated = Assistant(assistant._retriever, FirstSentence(), today=TODAY)
    assert cited(dated, f"Who was the chief of the navy {when}?") == [article]


def test_the_current_one_is_that_of_the_newest_article_which_says_its_date(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Who is the current chief of the navy?")
    assert [citation.article_id for citation in answer.citations] == ["new"]
    assert answer.as_of == "2024-03-10"
    assert assistant.ask("Who is the chief of the navy?").as_of is None


@pytest.mark.parametrize("question", ["Who is harbour master?", "Who is harbour master now?"])
def test_of_one_who_has_left_it_is_told_who_came_after(assistant: Assistant, question: str) -> None:
    assert [sentence.text for sentence in assistant.ask(question).sentences] == [
        "Harbour master Gil Orr stepped down on 30 May 2025.",
        "Ivy Zell was appointed.",
    ]


def test_who_came_after_is_not_told_to_who_asks_for_a_deed(assistant: Assistant) -> None:
    answer = assistant.ask("Which harbour master stepped down?")
    assert "Zell" not in answer.text


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        ("What happened in January 2024?", ["vote"]),
        ("What happened in February 2024?", ["after"]),
        ("What happened in May 2025?", ["head"]),
        ("What has happened since 1 March 2024?", ["new", "head", "ships"]),
    ],
)
def test_what_happened_in_a_time_is_told_by_day_from_its_articles_and_those_that_name_it(
    assistant: Assistant, question: str, articles: list[str]
) -> None:
    assert cited(assistant, question) == articles


def test_articles_of_the_time_are_found_however_many_others_there_are(
    assistant: Assistant,
) -> None:
    found = find(
        assistant._retriever, "What happened in February 2024?", 2, Filters(), TODAY, of_a_time=True
    ).passages
    assert {"vote", "after"} <= {passage.article_id for passage in found}


def test_a_time_is_not_told_of_where_it_is_not_to_be_read_or_a_filter_has_another(
    assistant: Assistant,
) -> None:
    question = "What happened in January 2024?"
    assert assistant.ask(question, read_time=False).status == "refused"
    assert cited(assistant, question, filters=Filters(published_to="2024-01-31")) == []


def test_the_day_of_an_event_is_not_that_of_an_article_which_has_only_its_words(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("What has changed with party leaders since the leaders campaigned?")
    assert answer.period is None


def test_a_newest_article_of_unknown_date_is_said_to_be_one(assistant: Assistant) -> None:
    answer = assistant.ask("Who is the current chief of the port?")
    assert [citation.article_id for citation in answer.citations] == ["undated"]
    assert answer.as_of == ""


def test_an_events_day_is_looked_up_in_the_articles(assistant: Assistant) -> None:
    question = "What has changed with party leaders since the snap election was called?"
    answer = assistant.ask(question)
    assert answer.period is not None
    assert answer.period.published_from == "2024-01-15"
    assert [citation.article_id for citation in answer.citations] == ["after"]


def test_of_an_event_only_the_year_may_be_known(assistant: Assistant) -> None:
    question = "What has changed with party leaders since Flo Ames won the regatta?"
    answer = assistant.ask(question)
    assert answer.period is not None
    assert answer.period.published_from == "2021-01-01"


def test_an_event_that_no_article_tells_of_limits_nothing(assistant: Assistant) -> None:
    question = "What has changed with party leaders since the comet was seen?"
    answer = assistant.ask(question)
    assert answer.period is None
    assert answer.status == "answered"


def test_a_period_without_articles_is_a_refusal_that_names_its_words(assistant: Assistant) -> None:
    question = "As of May 2001, who is the chief of the navy?"
    answer = assistant.ask(question)
    assert answer.status == "refused"
    (warning,) = answer.warnings
    assert '"As of May 2001"' in warning
    assert "on 2001-05-31 or before" in warning
    again = assistant.ask(question, read_time=False)
    assert (again.period, again.warnings) == (None, ())
    assert again.nearest


def test_filters_given_go_before_those_of_the_question(assistant: Assistant) -> None:
    question = "Who is the chief of the navy as of May 2020?"
    assert cited(assistant, question, filters=Filters(published_from="2024-01-01")) == ["new"]
    answer = assistant.ask(question, filters=Filters(published_from="2024-01-01"))
    assert answer.warnings == ('the dates of the filters were applied, not "as of May 2020"',)
    assert cited(assistant, question, filters=Filters(sources=("Wire",))) == ["old"]


@pytest.mark.parametrize(
    ("filters", "warning"),
    [
        (Filters(sources=("wire",)), 'no article has the publisher "wire"; near it: "Wire"'),
        (Filters(authors=("An Lee",)), 'no article has the author "An Lee"; near it: "Ann Lee"'),
        (
            Filters(authors=("Zed",)),
            'no article has the author "Zed"; there are: "Ann Lee", "Cy Moss"',
        ),
        (
            Filters(published_to="2001-01-01"),
            "no article is known to be published on 2001-01-01 or before; widen the filter's dates",
        ),
        (
            Filters(sources=("Wire",), authors=("Cy Moss",)),
            "no article meets all of the filters; leave one out",
        ),
    ],
)
def test_a_filter_that_leaves_nothing_is_said(
    assistant: Assistant, filters: Filters, warning: str
) -> None:
    answer = assistant.ask("Who is the chief of the navy?", filters=filters)
    assert (answer.status, answer.warnings) == ("refused", (warning,))


def test_one_of_several_names_that_no_article_has_is_said_beside_the_answer(
    assistant: Assistant,
) -> None:
    filters = Filters(sources=("Wire", "Pots"))
    answer = assistant.ask("Who is the chief of the navy?", filters=filters)
    assert answer.status == "answered"
    assert answer.warnings == ('no article has the publisher "Pots"; near it: "Post"',)


def test_a_citation_says_what_its_last_november_is(assistant: Assistant) -> None:
    (citation,) = assistant.ask("How many ships did the navy order?").citations
    (time,) = citation.dates
    assert (time.text, time.first, time.last) == ("last November", "2025-11-01", "2025-11-30")
    assert assistant.article("ships").text[time.start : time.end] == "last November"


def test_the_publishers_and_authors_to_filter_by_can_be_listed(assistant: Assistant) -> None:
    assert assistant.sources() == ["Post", "Wire"]
    assert assistant.authors() == ["Ann Lee", "Cy Moss"]


def test_of_many_unknown_names_only_the_first_are_told_one_by_one(assistant: Assistant) -> None:
    answer = assistant.ask("Who is the chief of the navy?", filters=Filters(sources=tuple("ABCDE")))
    assert len(answer.warnings) == 4
    assert answer.warnings[-1] == "no article has 2 more of the publishers asked for"
