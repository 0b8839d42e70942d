"""Comparisons: which sides a question names, and that none of them is hidden."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.accounts import Sides, compared, each_side, propose_sides, topic
from assistant.answer import Proposal
from index.types import Passage
from tests.assistant.accounts.found import found
from tests.assistant.accounts.test_timeline import Sure

MARTEN = ("Yonhap", "2025-05-03", "Ilse Marten said the sanctions hurt farmers. Snow fell.")
BRANDT = ("Kyodo", "2025-05-05", "Olaf Brandt said the sanctions would stay. Ilse Marten left.")
ON_SANCTIONS = "What do Ilse Marten and Olaf Brandt say about the sanctions?"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "Which is longer, the Tarn tunnel or the Kessel bridge?",
            ("Tarn tunnel", "Kessel bridge"),
        ),
        ("Who got more votes, Ada Brenner or Otto Falk?", ("Ada Brenner", "Otto Falk")),
        (ON_SANCTIONS, ("Ilse Marten", "Olaf Brandt")),
        ("How do Velland and Ostria differ on fishing?", ("Velland", "Ostria")),
        ("Compare Yonhap and Kyodo on the pact", ("Yonhap", "Kyodo")),
        ("What is the difference between the old law and the new law?", ("old law", "new law")),
        ("How do the publishers differ on the pact?", ()),
        ("Do the articles contradict each other on the toll?", ()),
        ("Which newspapers disagree about the pact?", ()),
        ("Do news outlets agree on the toll?", ()),
        ("What are the differences between the articles on the pact?", ()),
        ("How do the publishers' accounts differ?", ()),
        ("What do the various newspapers say about the pact?", ()),
    ],
)
def test_the_sides_of_a_comparison(question: str, names: tuple[str, ...]) -> None:
    sides = compared(question)
    assert sides is not None
    assert sides.names == names


@pytest.mark.parametrize(
    "question",
    [
        "What did Ilse Marten say about the sanctions?",
        "How many troops are in Ostria?",
        "What did the coast guard and the navy do?",
        "Who agreed to the pact?",
        "Do U.S. intelligence agencies disagree about Iran?",
        "Why do some reports contradict the ministry?",
        "Which articles contradict the ministry?",
        "What did the sources of the conflict do to the papers?",
        "How did the media agency agree to the sale?",
        "How does Lemnos compare in size to other islands?",
    ],
)
def test_questions_that_compare_nothing(question: str) -> None:
    assert compared(question) is None


def test_each_speaker_has_a_sentence() -> None:
    sides = Sides(("Ilse Marten", "Olaf Brandt"))
    told = each_side(ON_SANCTIONS, sides, found(ON_SANCTIONS, [MARTEN, BRANDT]))
    assert {name: draft.text for name, draft in told.items()} == {
        "Ilse Marten": "Ilse Marten said the sanctions hurt farmers.",
        "Olaf Brandt": "Olaf Brandt said the sanctions would stay.",
    }


def test_a_publisher_speaks_through_its_articles() -> None:
    passages = found("about the sanctions", [MARTEN, BRANDT])
    told = each_side("about the sanctions", Sides(("Kyodo", "Yonhap")), passages)
    assert [draft.spans[0].passage.source for draft in told.values()] == ["Kyodo", "Yonhap"]


def test_without_names_every_publisher_is_told() -> None:
    passages = found("about the sanctions", [MARTEN, BRANDT, MARTEN])
    assert set(each_side("about the sanctions", Sides(()), passages)) == {"Yonhap", "Kyodo"}


def test_a_side_of_which_nothing_is_told_is_left_out() -> None:
    sides = Sides(("Ilse Marten", "Vera Lund"))
    assert list(each_side(ON_SANCTIONS, sides, found(ON_SANCTIONS, [MARTEN, BRANDT]))) == [
        "Ilse Marten"
    ]


def test_what_is_larger_is_told_with_figures() -> None:
    question = "Which is longer, the tunnel or the bridge?"
    articles = [
        ("Yonhap", "", "The tunnel is old and longer than some. The tunnel is 12 kilometers long."),
        ("Kyodo", "", "The bridge is 3 kilometers long."),
    ]
    told = each_side(question, compared(question) or Sides(()), found(question, articles))
    assert [draft.text for draft in told.values()] == [
        "The tunnel is 12 kilometers long.",
        "The bridge is 3 kilometers long.",
    ]


def test_both_sides_are_proposed_where_the_answerer_would_answer() -> None:
    sides = Sides(("Ilse Marten", "Olaf Brandt"))
    passages = found(ON_SANCTIONS, [MARTEN, BRANDT])
    asked = (ON_SANCTIONS, sides, ON_SANCTIONS, passages)
    assert len(list(propose_sides(Sure(0.9), *asked).drafts)) == 2
    assert list(propose_sides(Sure(0.1, refuses=True), *asked).drafts) == []


class Asked(Sure):
    """An answerer that cannot tell how sure it is, and remembers what it was asked last."""

    def __init__(self) -> None:
        super().__init__(None)
        self.question = ""

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        self.question = question
        return super().propose(question, passages)


def test_a_chat_model_is_asked_for_the_comparison_itself() -> None:
    model, sides = Asked(), Sides(("Yonhap", "Kyodo"))
    question, about = "What do Yonhap and Kyodo say about the sanctions?", "about the sanctions"
    proposal = propose_sides(model, question, sides, about, found(about, [MARTEN, BRANDT]))
    assert len(list(proposal.drafts)) == 1
    assert model.question == question


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("How do the publishers differ on the pact?", "about the pact"),
        ("What do Yonhap and Kyodo say about the pact?", "about the pact"),
        (ON_SANCTIONS, ON_SANCTIONS),
    ],
)
def test_the_names_of_publishers_are_not_looked_for_in_texts(question: str, about: str) -> None:
    sides = compared(question)
    assert sides is not None
    assert topic(question, sides, ["Yonhap", "Kyodo"]) == about
