"""The chain: what a question is taken to ask, by which parts it is answered, and who stands in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant import Assistant, Filters, Turn
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.generative import GenerativeAnswerer
from assistant.chain import ALONE, UNBORNE
from assistant.errors import QuestionError
from assistant.prompting import prompt_hashes
from assistant.types import REFUSAL
from assistant.verify import ChatChecker
from index.build import build
from index.errors import ArticleMissing
from index.retrieve import Retriever
from index.types import Article
from tests.assistant.chat_models import saying
from tests.assistant.navy import Scripted
from tests.fakes import WordEmbedder


def test_nothing_that_is_borne_out_is_answered_word_for_word_instead(
    retriever: Retriever,
) -> None:
    talker = Scripted(("The navy ordered 99 submarines.", True))
    stand_in = ExtractiveAnswerer(retriever.rarity)
    question = "How many ships did the navy order?"
    answer = Assistant(retriever, talker, stand_in=stand_in).ask(question)
    assert answer.text == "The navy ordered twelve new ships on Monday. [1]"
    assert (answer.model, answer.status) == ("extractive", "partial")
    assert any(warning.startswith(UNBORNE) for warning in answer.warnings)
    said_nothing = Assistant(retriever, Scripted(), stand_in=stand_in).ask(question)
    assert (said_nothing.status, said_nothing.model) == ("refused", "scripted")


def test_what_an_earlier_part_told_already_is_borne_out_too(retriever: Retriever) -> None:
    talker = Scripted(("The navy ordered twelve new ships on Monday.", True))
    stand_in = ExtractiveAnswerer(retriever.rarity)
    question = "How many ships did the navy order? When did the navy order the ships?"
    answer = Assistant(retriever, talker, stand_in=stand_in).ask(question)
    assert (answer.model, answer.status, answer.warnings) == ("scripted", "answered", ())


def test_what_is_kept_stays_the_chat_models_with_the_articles_words_behind_it(
    retriever: Retriever,
) -> None:
    talker = Scripted(("The navy ordered 99 submarines.", True))
    stand_in = ExtractiveAnswerer(retriever.rarity)
    keeping = Assistant(retriever, talker, stand_in=stand_in, keep=True)
    answer = keeping.ask("How many ships did the navy order?")
    assert [sentence.verdict for sentence in answer.sentences] == ["unsupported", "supported"]
    assert answer.model == "scripted"


def test_an_article_that_goes_with_a_build_while_it_is_answered_from_does_no_harm(
    retriever: Retriever, extractive: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(article_id: str) -> Article:
        raise ArticleMissing(article_id)

    monkeypatch.setattr(retriever, "article", gone)
    assert "twelve" in extractive.ask("How many ships did the navy order?").text


def test_a_stand_in_that_is_not_sure_at_all_says_so(retriever: Retriever) -> None:
    silent = GenerativeAnswerer(saying(""))
    stand_in = ExtractiveAnswerer(retriever.rarity)
    answer = Assistant(retriever, silent, stand_in=stand_in).ask("What is said?")
    assert (answer.status, answer.confidence) == ("refused", 0.0)


def test_an_answer_names_the_prompts_it_was_made_with(retriever: Retriever) -> None:
    question = "How many ships did the navy order?"
    written = GenerativeAnswerer(saying("The navy ordered twelve new ships on Monday [1]."))
    answer = Assistant(retriever, written).ask(question)
    assert answer.prompts == {"answer": prompt_hashes()["answer"]}
    rewriting = Assistant(retriever, written, rewriter=lambda question, _: question)
    after = rewriting.ask(question, answer.turns())
    assert after.prompts.keys() == {"answer", "rewrite"}
    checker = ChatChecker(saying("YES"))
    quoted = Assistant(retriever, ExtractiveAnswerer(retriever.rarity), checker=checker)
    assert quoted.ask(question).prompts == {}
    reworded = GenerativeAnswerer(saying("The navy has ordered twelve ships [1]."))
    checked = Assistant(retriever, reworded, checker=checker).ask(question)
    assert checked.prompts.keys() == {"answer", "support"}


def test_a_follow_up_is_rewritten_before_it_is_searched(retriever: Retriever) -> None:
    heard: list[tuple[str, int]] = []

    def rewriter(question: str, history: Sequence[Turn]) -> str:
        heard.append((question, len(history)))
        return "How many ships did the navy order?"

    answerer = ExtractiveAnswerer(retriever.rarity)
    talker = Assistant(retriever, answerer, rewriter=rewriter)
    answer = talker.ask("And how many?", history=[Turn("user", "What did the navy do?")])
    assert "twelve" in answer.text
    assert answer.question == "And how many?"
    talker.ask("How many ships did the navy order?")
    assert heard == [("And how many?", 1)]


def test_a_follow_up_is_understood_without_a_chat_model(extractive: Assistant) -> None:
    history = extractive.ask("Who ordered ships?").turns()
    answer = extractive.ask("How many?", history)
    assert "twelve" in answer.text
    assert (answer.question, answer.query != "How many?") == ("How many?", True)


def test_a_follow_up_on_what_nobody_named_is_refused_with_the_reason(
    extractive: Assistant,
) -> None:
    history = [Turn("user", "How many ships did the navy order?")]
    answer = extractive.ask("What did she say?", history)
    assert (answer.status, answer.warnings) == ("refused", (ALONE,))
    assert extractive.ask("How many ships did the navy order?", history).warnings == ()
    assert extractive.ask("Who won the World Cup?", history).warnings == ()


def test_each_part_of_a_question_is_answered_and_the_rest_is_named(extractive: Assistant) -> None:
    answer = extractive.ask("How many ships did the navy order and who won the World Cup?")
    assert answer.status == "partial"
    assert answer.unanswered == ("Who won the World Cup?",)
    assert answer.text == (
        "The navy ordered twelve new ships on Monday. [1]"
        " The articles do not answer: Who won the World Cup?"
    )
    both = extractive.ask("How many ships did the navy order and who is Ann Lee?")
    assert (both.status, both.unanswered) == ("answered", ())
    assert {citation.article_id for citation in both.citations} == {"ships.txt", "bread.txt"}
    neither = extractive.ask("Who won the World Cup and what does the moon weigh?")
    assert (neither.status, neither.unanswered, neither.text) == ("refused", (), REFUSAL)


def test_a_timeline_is_of_the_time_that_the_question_says(extractive: Assistant) -> None:
    period = extractive.ask("What has happened to the ships since June 1, 2020?").period
    assert period is not None
    assert (period.published_from, period.use) == ("2020-06-01", "filter")


def test_a_history_of_strangers_is_read_as_far_as_it_can_be(extractive: Assistant) -> None:
    cited = tuple(f"{n}.txt" for n in range(100_000))
    history = [Turn("user", "ships \ud800"), Turn("assistant", "Twelve [1].", cited)]
    assert extractive.ask("Which of these is newest?", history).kind == "collection"
    with pytest.raises(QuestionError, match="no text"):
        extractive.ask("And how many?", [Turn("user", None)])  # type: ignore[arg-type]


def test_a_question_about_the_collection_is_answered_from_its_catalog(
    extractive: Assistant,
) -> None:
    answer = extractive.ask("Which articles do you have?")
    assert (answer.kind, answer.status, answer.model) == ("collection", "answered", "catalog")
    assert answer.text.startswith("There are 2 articles:\n")
    assert {citation.article_id for citation in answer.citations} == {"ships.txt", "bread.txt"}
    for citation in answer.citations:
        text = extractive.article(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote
    within = Filters(article_ids=("ships.txt",))
    assert extractive.ask("How many articles are there?", filters=within).text.startswith(
        "There is 1 article."
    )


def test_a_greeting_is_greeted(extractive: Assistant) -> None:
    answer = extractive.ask("Hello!")
    assert (answer.kind, answer.sentences, answer.citations) == ("greeting", (), ())
    assert answer.text.startswith("Hello!")


def test_what_these_are_is_known_by_the_words_of_the_answer(extractive: Assistant) -> None:
    question, reply = extractive.ask("How many ships did the navy order?").turns()
    nameless = [question, Turn("assistant", reply.text)]
    for history in ([question, reply], nameless):
        answer = extractive.ask("When was that article published?", history)
        assert [citation.article_id for citation in answer.citations] == ["ships.txt"]


def test_a_premise_that_an_article_contradicts_is_corrected_by_its_words(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text(
        "Norland accepted the plan for the harbor in May. It will cost $9 million. "
        "Some 300 workers of the harbor live in Holm."
    )
    build([tmp_path / "port.txt"], tmp_path / "index", WordEmbedder())
    retriever = Retriever.open(tmp_path / "index", WordEmbedder())
    extractive = Assistant(retriever, ExtractiveAnswerer(retriever.rarity))

    answer = extractive.ask("Why did Norland reject the plan for the harbor?")

    assert answer.status == "partial"
    assert answer.sentences[0].text == "Norland accepted the plan for the harbor in May."
    (note,) = answer.notes
    assert (note.kind, note.citations) == ("premise", (1,))
    assert answer.text.endswith(f"{note.text} [1]")
    assert extractive.ask("When did Norland accept the plan for the harbor?").notes == ()
    failing = GenerativeAnswerer(saying(""))
    instead = Assistant(retriever, failing, stand_in=ExtractiveAnswerer(retriever.rarity)).ask(
        "Why did Norland reject the plan for the harbor?"
    )
    assert (instead.text, instead.model) == (answer.text, "extractive")
