"""Extractive answers: which sentences are told, in which order, and when none is."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.kinds import holds, wanted
from index.build import build
from index.retrieve import Retriever
from tests.fakes import WordEmbedder


def told(tmp_path: Path, article: str, question: str) -> list[str]:
    """Index one article, ask, and give the drafted sentences."""
    path = tmp_path / "article.txt"
    path.write_text(article, encoding="utf-8")
    build([path], tmp_path / "index", WordEmbedder())
    retriever = Retriever.open(tmp_path / "index", WordEmbedder())
    answerer = ExtractiveAnswerer(retriever.rarity)
    return [draft.text for draft in answerer.propose(question, retriever.search(question)).drafts]


def test_a_sentence_that_leans_back_comes_with_the_one_before_it(tmp_path: Path) -> None:
    article = (
        "The museum opened in June. Director Maria Rossi spoke at length. "
        "She praised the bold purple ceiling. Rain fell."
    )
    assert told(tmp_path, article, "Who praised the bold purple ceiling?") == [
        "Director Maria Rossi spoke at length.",
        "She praised the bold purple ceiling.",
    ]


@pytest.mark.parametrize(
    "opening", ["It is unclear when", "It remains quite doubtful whether", "It was Rossi who said"]
)
def test_it_that_stands_for_nothing_does_not_lean_back(tmp_path: Path, opening: str) -> None:
    sentence = f"{opening} the bold purple ceiling of the museum was damaged."
    article = f"Director Maria Rossi spoke at length in 1953. {sentence} Rain fell."
    question = "Was the bold purple ceiling of the museum damaged?"
    assert told(tmp_path, article, question) == [sentence]


def test_it_that_stands_for_something_leans_back(tmp_path: Path) -> None:
    article = "The dome is new. It is a bold purple ceiling that was damaged in May. Rain fell."
    assert len(told(tmp_path, article, "Was the bold purple ceiling damaged?")) == 2


def test_the_best_comes_first_and_then_what_follows_it(tmp_path: Path) -> None:
    before, best, after = (
        "The bitter dockers' strike in the old harbour of Porto began in June.",
        "The bitter dockers' strike in the old harbour of Porto cost the city a lot.",
        "The bitter dockers' strike in the old harbour of Porto ended in July.",
    )
    article = f"{before} The city slept. {best} {after} A city cafe opened. The city ate."
    question = "What of the bitter dockers' strike in the old harbour of Porto city?"
    assert told(tmp_path, article, question) == [best, after, before]


def test_an_age_is_told_though_the_question_has_its_old(tmp_path: Path) -> None:
    sentence = "Maria Rossi, a 51-year-old painter, opened the Porto museum."
    assert told(tmp_path, f"{sentence} Rain fell.", "How old is Maria Rossi?") == [sentence]


def test_a_caption_is_told_only_where_the_text_says_it_no_better(tmp_path: Path) -> None:
    caption = "This photo, taken in May 2024, shows Maria Rossi at the Porto museum. (Agency)"
    article = f"Rain fell.\n\n{caption}\n\nMaria Rossi opened the Porto museum to the public."
    assert told(tmp_path, article, "Who opened the Porto museum?") == [
        "Maria Rossi opened the Porto museum to the public."
    ]
    (alone,) = told(tmp_path, article, "When was Maria Rossi at the Porto museum?")
    assert alone.startswith("This photo, taken in May 2024")


@pytest.mark.parametrize(
    "question", ["What did she say about it?", "What happened?", "and who found it?", "thanks!"]
)
def test_a_question_that_names_nothing_is_refused(tmp_path: Path, question: str) -> None:
    assert told(tmp_path, "The boy found a coin. She said it happened at sea.", question) == []


@pytest.mark.parametrize(
    ("article", "question"),
    [
        ("The navy ordered new ships.", "How many new ships did the navy order?"),
        ("The navy ordered new ships in 2021.", "How many new ships did the navy order?"),
        ("The navy ordered new ships.", "When did the navy order new ships?"),
        ("The navy ordered twelve new ships.", "How much money do the new ships cost?"),
        ("The navy keeps twelve ships at Busan.", "How many ships does the navy keep at Osaka?"),
    ],
)
def test_a_near_miss_is_refused(tmp_path: Path, article: str, question: str) -> None:
    assert told(tmp_path, article, question) == []


def test_what_another_sentence_says_of_a_name_lets_no_near_miss_be_told(tmp_path: Path) -> None:
    article = "The navy keeps twelve grey ships at Busan. " + "It rained. " * 30
    article += "Osaka harbour has many grey days. The navy was never there."
    question = "How many grey ships does the navy keep at Osaka harbour?"
    assert "The navy keeps twelve grey ships at Busan." not in told(tmp_path, article, question)


def test_a_part_of_a_sentence_that_was_cut_is_not_told(tmp_path: Path) -> None:
    items = ", ".join(f"harbour number{n} of the navy with its grey ships" for n in range(60))
    assert (
        told(tmp_path, f"The navy keeps {items}, and not one at Osaka.", "What are the grey ships?")
        == []
    )


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many ships are there?", "number"),
        ("What range limit in kilometers was set?", "number"),
        ("How much did the ships cost?", "money"),
        ("What share of GDP is spent?", "share"),
        ("When was it lifted?", "date"),
        ("In what year was it signed?", "date"),
        ("Where was it held?", "place"),
        ("According to Kim, who commands?", "person"),
        ("Who is Ann Lee?", "other"),
        ("What did the man who left say?", "other"),
        ("When asked about the ships, what did Lee say?", "other"),
        ("Since when?", "date"),
        ("How long has it lasted?", "other"),
        ("Tell me about the ships", "other"),
    ],
)
def test_the_kind_of_thing_asked_for(question: str, kind: str) -> None:
    assert wanted(question) == kind


@pytest.mark.parametrize(
    ("kind", "yes", "no"),
    [
        ("number", "It has 28,500 troops.", "It began in 2021."),
        ("number", "It has twelve ships.", "It has ships."),
        ("money", "It cost $350 billion.", "It has 350 ships."),
        ("money", "It cost 6 billion USD.", "It costs a lot."),
        ("share", "It is 3.5 percent of it.", "It is 3.5 metres long."),
        ("date", "It ended on Dec. 24.", "It ended well."),
        ("date", "It ended last November", "It ended in Mayfair"),
        ("place", "It was held in Seoul.", "It was held indoors."),
        ("person", "It was led by Gen. Brunson.", "it was led by nobody."),
    ],
)
def test_what_holds_a_thing_of_a_kind(kind: str, yes: str, no: str) -> None:
    assert holds(kind, yes)  # type: ignore[arg-type]
    assert not holds(kind, no)  # type: ignore[arg-type]


def test_a_day_is_that_of_the_deed_asked_for_and_not_of_another(tmp_path: Path) -> None:
    article = (
        "The hearing on the fall of the Orin bridge began in Velm on 7 March 2025. "
        "Shops were open.\n\nThe Orin bridge fell on 3 February 2025."
    )
    assert told(tmp_path, article, "When did the Orin bridge fall?") == [
        "The Orin bridge fell on 3 February 2025."
    ]


def test_where_no_sentence_dates_the_deed_asked_for_the_nearest_is_told(tmp_path: Path) -> None:
    article = "The Orin bridge was inaugurated by the king on 3 May 1961. Shops were open."
    assert told(tmp_path, article, "When did the king open the Orin bridge?") == [
        "The Orin bridge was inaugurated by the king on 3 May 1961."
    ]
