"""Follow-ups become questions that stand alone, by rules."""

from __future__ import annotations

import pytest

from assistant.conversation import standalone
from assistant.types import Turn
from tests.assistant.conversation.turns import BRUNSON, ENERGY, REFUSAL, RULES, SUMMIT, TANKS, after


@pytest.mark.parametrize(
    ("history", "asked", "meant"),
    [
        # he, she, him, his: the person of the last turns
        (BRUNSON, "What did he say about it?", "What did Gen. Xavier Brunson say about U.S. Forces"
         " Korea?"),
        (BRUNSON, "And his deputy?", "Who is Gen. Xavier Brunson’s deputy?"),
        (BRUNSON, "Why did Hegseth meet him?", "Why did Hegseth meet Gen. Xavier Brunson?"),
        (ENERGY, "Who is she?", "Who is Maha el-Kadiri?"),
        # it, they, them: what the last question is about, or what answers it
        (ENERGY, "Does it import energy?", "Does Morocco import energy?"),
        (SUMMIT, "Who attended it?", "Who attended the summit?"),
        (TANKS, "How much do they cost?", "How much do the twelve tanks cost?"),
        (TANKS, "How many of them?", "How many of the twelve tanks?"),
        (after("How many U.S. troops are stationed in Korea?", "There are 28,500 [1]."),
         "Could Washington withdraw them?",
         "Could Washington withdraw the U.S. troops that are stationed in Korea?"),
        (after("Did Lee and Trump shake hands?", "Yes [1]."), "Where did they meet?",
         "Where did Lee and Trump meet?"),
        # there and that
        (SUMMIT, "What was agreed there?", "What was agreed at the summit?"),
        (after("Who met Ada Moss in Oslo?", "Jan Berg met her [1]."), "What else happened there?",
         "What else happened in Oslo?"),
        (after("What did Ann Lee say about Oslo?", "It is old [1]."), "And Saudi Arabia?",
         "What did Ann Lee say about Saudi Arabia?"),
        (after("When did the bridge collapse?", "It was on Monday [1]."), "Where was that?",
         "Where did the bridge collapse?"),
        (after("What share has Seoul pledged to spend on defense?", "3.5 percent [1]."),
         "Who criticized that pledge?", "Who criticized the pledge to spend on defense?"),
        (after("How many ships sailed in 2021?", "Nine [1]."), "Who led the navy in that year?",
         "Who led the navy in 2021?"),
        (after("Who says that the alliance is old?", "Ann Lee [1]."), "Who says so?",
         "Who says who says that the alliance is old?"),
        # less than a question
        (SUMMIT, "When?", "When was the summit held?"),
        (ENERGY, "Since when?", "Since when does Morocco not export energy to Europe?"),
        (after("Is Boeing cutting jobs?", "Boeing is cutting jobs [1]."), "How many?",
         "How many jobs is Boeing cutting?"),
        (after("Who won the election?", "Emmanuel Macron won it [1]."), "Who else?",
         "Who else won the election?"),
        (TANKS, "Tell me more", "Tell me more about the army"),
        # one thing in the place of another, of the same kind
        (after("How many ships sailed in 2021?", "Nine [1]."), "And in 2022?",
         "How many ships sailed in 2022?"),
        (after("How many troops are stationed in Korea?", REFUSAL), "And Japan?",
         "How many troops are stationed in Japan?"),
        (ENERGY, "And to Africa?", "Why does Morocco not export energy to Africa?"),
        (TANKS, "What about the navy?", "What did the navy order?"),
        (after("What did Kim say about China?", "Kim said little [1]."), "And about Europe?",
         "What did Kim say about Europe?"),
        (after("What is Tesla's revenue in 2021?", "It is large [1]."), "And Ford's?",
         "What is Ford's revenue in 2021?"),
        (after("Which countries support the deal?", "France does [1]."), "And Italy?",
         "As for Italy, which countries support the deal?"),
        # what is said before it asks nothing
        (after("How many ships sailed in 2021?", "Nine [1]."), "Thanks, and in 2022?",
         "How many ships sailed in 2022?"),
        (after("How many ships sailed in 2021?", "Nine [1]."), "Hi there! And in 2022?",
         "How many ships sailed in 2022?"),
        (TANKS, "Great, so what about the navy?", "What did the navy order?"),
        (TANKS, "I see. But why?", "Why did the army order?"),
        (after("Thanks! Who leads the navy?", "Jan Berg does [1]."), "Now the army?",
         "Who leads the army?"),
        (after("How many troops are stationed in Korea?", "There are 9 [1]."), "Japan?",
         "How many troops are stationed in Japan?"),
        (after("How many troops are stationed in Korea?", "There are 9 [1]."), "Same for Japan",
         "How many troops are stationed in Japan?"),
        (after("How many troops are stationed in Korea?", "There are 9 [1]."), "and the U.S.?",
         "How many troops are stationed in the U.S.?"),
        (after("How many ships sailed in 2021?", "Nine [1]."), "And the navy?",
         "As for the navy, how many ships sailed in 2021?"),
        (after("How many troops are stationed in Korea?", "There are 9 [1]."), "Who decided that?",
         "As for the troops that are stationed in Korea, who decided that?"),
        (after("How many troops are stationed in Korea?", "There are 9 [1]."),
         "But I asked about Japan", "How many troops are stationed in Japan?"),
        (after("How many ships sailed in 2021?", "Nine [1]."), "2022 instead",
         "How many ships sailed in 2022?"),
        (BRUNSON, "And if he refuses?", "If Gen. Xavier Brunson refuses?"),
        (BRUNSON, "And him?", "Who is Gen. Xavier Brunson?"),
        # something of what was asked about
        (TANKS, "And the cost?", "As for the army, what about the cost?"),
        (SUMMIT, "What was the reason?", "As for the summit, what was the reason?"),
        (SUMMIT, "Was that in 2021?", "As for the summit, was that in 2021?"),
        (SUMMIT, "And before that?", "As for the summit, what about before that?"),
        (BRUNSON, "Anything else?", "Tell me more about U.S. Forces Korea"),
        # corrections
        (ENERGY, "Not it, Tunisia", "Why does Tunisia not export energy to Europe?"),
        (TANKS, "No, I meant the Navy", "What did the Navy order?"),
        (RULES, "No, I meant the Navy", "What happened to the Navy?"),
        (ENERGY, "not Morocco, Tunisia", "Why does Tunisia not export energy to Europe?"),
        (ENERGY, "I meant Tunisia, not Morocco", "Why does Tunisia not export energy to Europe?"),
        (ENERGY, "sorry, Spain", "Why does Spain not export energy to Europe?"),
        (after("How many ships sailed in 2021?", "Nine [1]."), "I mean 2020",
         "How many ships sailed in 2020?"),
        (after("How many ships sailed in 2021?", "Nine [1]."), "no, planes in 2020",
         "How many planes sailed in 2020?"),
        (after("Who leads the navy?", "Jan Berg does [1]."), "Actually, the army",
         "Who leads the army?"),
        (after("What did Ada Moss say about ships?", "Ada Moss said little [1]."),
         "And her deputy?", "What about Ada Moss’s deputy?"),
        (after("What did Theresa May promise?", "Prime Minister Theresa May spoke [1]."),
         "When did she resign?", "When did Theresa May resign?"),
        (after("How many refugees live in the camp?", "There are 9,000 [1]."),
         "Where do they come from?", "Where do the refugees that live in the camp come from?"),
        (TANKS, "Sorry, who makes them?", "Who makes the twelve tanks?"),
        # by its noun alone
        (after("Where was the 57th Security Consultative Meeting held?", "In Seoul [1]."),
         "Who attended the meeting?", "Who attended the 57th Security Consultative Meeting?"),
        # what only goes on
        (BRUNSON, "And who is the deputy?", "As for U.S. Forces Korea, who is the deputy?"),
    ],
)  # fmt: skip
def test_a_follow_up_is_said_in_words_that_stand_alone(
    history: list[Turn], asked: str, meant: str
) -> None:
    assert standalone(asked, history).text.lower() == meant.lower()
    assert standalone(asked, history).carried


@pytest.mark.parametrize(
    "said", ["So?", "And then?", "Well then?", "Wait, so?", "Sorry, and?", "No, then what about?"]
)
def test_what_only_leads_on_asks_for_more(said: str) -> None:
    assert standalone(said, TANKS).text == "Tell me more about the army"


def test_follow_ups_lean_on_follow_ups() -> None:
    history = [
        *BRUNSON,
        *after("What did he say about OPCON?", "He urged caution [1]."),
        *after("And about Japan?", REFUSAL),
    ]

    found = standalone("And in 2021?", history)

    assert found.text == "What did Gen. Xavier Brunson say about Japan in 2021?"


@pytest.mark.parametrize(
    ("history", "asked", "meant"),
    [
        # who speaks takes the place of who speaks, what is spoken of that of what is
        (after("What did the owner say about smoke?", "It was thick [1]."), "And the opposition?",
         "What did the opposition say about smoke?"),
        (after("What did the owner say about smoke?", "It was thick [1]."), "And the price?",
         "What did the owner say about the price?"),
        (after("What has he said about the tunnel?", REFUSAL), "And Norsk?",
         "What has Norsk said about the tunnel?"),
        # somebody never sinks as a thing does
        (after("How much will it cost to raise the ship?", "Nine [1]."), "And the minister?",
         "What about the minister?"),
        (after("How many miners were rescued?", "Ninety [1]."), "What about the crew?",
         "How many of the crew were rescued?"),
        (after("How many planes does Norway have?", "Nine [1]."), "And the Danes?",
         "How many planes do the Danes have?"),
        (after("Who holds the fort now?", "The army [1]."), "And after the treaty?",
         "Who holds the fort after the treaty?"),
        (after("How much will it cost?", "Nine [1]."), "And according to the Post?",
         "How much will it cost according to the Post?"),
        (after("Who is the president?", "A man [1]."), "of the US, I mean",
         "Who is the president of the US?"),
        # "that" is all that was said; "it cost to" and "who was it" stand for no thing
        (TANKS, "Did all papers agree on that?", "As for the army, did all papers agree on that?"),
        (after("How deep is the ship?", "Nine meters [1]."), "How much will it cost to raise it?",
         "How much will it cost to raise the ship?"),
        (after("What did Lee and Trump sign in Oslo?", "It [1]."), "What did they agree on there?",
         "What did Lee and Trump agree on in Oslo?"),
        (after("Are there photos of the presidents?", "Two [1]."), "When were they taken?",
         "When were the photos of the presidents taken?"),
        # a topic of its own before the question
        (TANKS, "And Hanwha, how much has it pledged?", "how much has Hanwha pledged?"),
        (TANKS, "Sorry, back to the ships: who backs them?", "who backs the ships?"),
    ],
)  # fmt: skip
def test_a_piece_takes_the_place_of_what_it_is_like(
    history: list[Turn], asked: str, meant: str
) -> None:
    assert standalone(asked, history).text.lower() == meant.lower()


@pytest.mark.parametrize(
    ("history", "asked"),
    [
        (after("How many of the crew were rescued?", REFUSAL), "Where did it sink?"),
        (TANKS, "And how deep is the wreck?"),
        (after("Who leads the talks?", "Ada Moss named three conditions [1]."),
         "What are the conditions?"),
        (after("Who runs Norsk?", REFUSAL), "What does he say about the crew?"),
    ],
)  # fmt: skip
def test_where_nothing_plain_is_meant_a_question_stays_as_it_is(
    history: list[Turn], asked: str
) -> None:
    assert standalone(asked, history).text == asked
