"""Follow-ups become questions that stand alone, by rules; what leans on nothing stays as it is."""

from __future__ import annotations

import pytest

from assistant.conversation import Meant, standalone
from assistant.conversation.standalone import LONGEST
from assistant.types import Turn

REFUSAL = "The articles do not answer this."


def after(*said: str) -> list[Turn]:
    """Give what was said in turns, a question first."""
    return [Turn("assistant" if n % 2 else "user", text) for n, text in enumerate(said)]


BRUNSON = after(
    "Who heads U.S. Forces Korea?",
    "Gen. Xavier Brunson, who heads U.S. Forces Korea, met Pete Hegseth in Seoul [1].",
)
TANKS = after("What did the army order?", "The army ordered twelve tanks from Hanwha [1].")
ENERGY = after(
    "Why does Morocco not export energy to Europe?",
    "Maha el-Kadiri said that Morocco needs the energy itself [1].",
)
RULES = after("What happened to the port rules?", "The port rules were lifted in 2021 [1].")
SUMMIT = after("Where was the summit held?", "The G7 summit was held in Hiroshima [1].")


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
    "question",
    [
        "When does President Lee's term end?",
        "How many articles does the treaty have?",
        "And when were the missile guidelines lifted?",
        "Did Kim resign when he lost the vote?",
        "Does Seoul want to change its policy?",
        "Who lost their jobs at Boeing?",
        "What do scientists say that they found in Antarctica?",
        "Is it true that the bank has failed?",
        "How long does it take to reach Mars?",
        "Is there a plan for the harbor?",
        "What happened this year in France?",
        "Who warned that the two allies could grow apart?",
        "Which of the companies that make chips is the largest?",
        "OPCON transfer timeline",
        "Tell me about the Navy's new destroyers",
        "¿He dicho algo?",
        "Wo war das?",
        "왜?",
    ],
)
@pytest.mark.parametrize("history", [BRUNSON, TANKS, ENERGY, SUMMIT])
def test_a_question_that_leans_on_nothing_is_left_alone(question: str, history: list[Turn]) -> None:
    assert standalone(question, history) == Meant(question)


@pytest.mark.parametrize(
    "said", ["So?", "And then?", "Well then?", "Wait, so?", "Sorry, and?", "No, then what about?"]
)
def test_what_only_leads_on_asks_for_more(said: str) -> None:
    assert standalone(said, TANKS).text == "Tell me more about the army"


def test_without_history_every_question_stands_alone() -> None:
    assert standalone("What did he say?") == Meant("What did he say?")


def test_a_follow_up_that_leans_on_what_nobody_said_says_that_it_is_lost() -> None:
    found = standalone("What did he say?", SUMMIT)

    assert found.text == "What did he say?"
    assert found.lost
    assert not found.carried


def test_a_land_is_nobody() -> None:
    history = after("How many troops are there?", "They guard the Korean Peninsula [1].")

    assert standalone("How old is he?", history).lost


def test_a_refusal_is_no_source_of_names_but_its_question_is() -> None:
    history = after("How many ships did Norway order?", f"{REFUSAL} Gen. Ada Moss sailed [1].")

    assert standalone("When did she sail?", history).lost
    assert standalone("Why?", history).text == "Why did Norway order ships?"


def test_follow_ups_lean_on_follow_ups() -> None:
    history = [
        *BRUNSON,
        *after("What did he say about OPCON?", "He urged caution [1]."),
        *after("And about Japan?", REFUSAL),
    ]

    found = standalone("And in 2021?", history)

    assert found.text == "What did Gen. Xavier Brunson say about Japan in 2021?"


def test_after_a_change_of_topic_the_new_one_is_meant() -> None:
    history = [*BRUNSON, *after("How old is the harbor of Oslo?", "The harbor is old [1].")]

    assert standalone("Who built it?", history).text == "Who built the harbor of Oslo?"


def test_greetings_and_questions_about_the_collection_are_not_what_is_leaned_on() -> None:
    history = [
        *SUMMIT,
        *after("thanks!", "You are welcome."),
        *after("How many articles are there from Yonhap?", "There are 2 articles from Yonhap."),
    ]

    assert standalone("Who attended it?", history).text == "Who attended the summit?"


def test_what_is_typed_in_small_letters_is_understood() -> None:
    history = after("when does president lee's term end?", "President Lee Jae-myung rules [1].")

    assert standalone("what did he sign?", history).text.startswith("what did President Lee")

    history = after("who is ada moss?", "Jan Berg said that the pilot is Ada Moss [1].")

    assert standalone("whom did she meet?", history).text == "whom did Ada Moss meet?"


def test_a_long_conversation_stays_within_bounds() -> None:
    long = [Turn(turn.role, turn.text + " The army is large." * 500) for turn in TANKS]
    history = long * 100

    found = standalone("Who makes them?", history)

    assert len(found.text) <= LONGEST
    assert standalone("x" * 2_000 + " he?", history).text == "x" * 2_000 + " he?"
    assert len(standalone(f"Who builds{' it' * 100}?", TANKS).carried) <= 6


MINISTER = after(
    "Who signed the order?",
    "Transport minister Ida Holm signed the order. She had promised it in May [1].",
)


@pytest.mark.parametrize(
    ("history", "asked", "meant"),
    [
        (after("And Stone?", "The U.S. Justice Department praised FBI Director Abe Stone [1]."),
         "Was he fired?", "Was FBI Director Abe Stone fired?"),
        (after("Who is Pip?", "In scenes as of Saving Grace, Pip the seal fled [1]."),
         "Was he found?", "Was Pip found?"),
        (after("Who counted the owls?", "The 2013 Owl Count revealed nine [1]."), "Where is he?",
         "Where is he?"),
        (MINISTER, "When did she resign?", "When did Ida Holm resign?"),
        (MINISTER, "What did he say?", "What did he say?"),
        (MINISTER, "How much will it cost?", "How much will the order cost?"),
        (after("What did Baker order?", "Samsung said that Mr. Jon Baker bought ships [1]."),
         "What did she say?", "What did she say?"),
        ([*MINISTER, *after("And Stone?", REFUSAL)], "What about Berg? Was he fired?",
         "Was Berg fired?"),
        (after("What did he say?", REFUSAL), "Sorry, I mean Holm", "What did Holm say?"),
    ],
)  # fmt: skip
def test_he_and_she_are_people_of_a_gender_that_fits(
    history: list[Turn], asked: str, meant: str
) -> None:
    assert standalone(asked, history).text == meant


@pytest.mark.parametrize(
    ("history", "asked", "meant"),
    [
        (after("What happened on Nov. 4, 2025?", "A fair opened [1]."), "No, I meant October",
         "What happened in October 2025?"),
        (after("What happened in October 2025?", "A fair opened [1]."), "And in August?",
         "What happened in August 2025?"),
        (after("What happened on Nov. 4, 2025?", "A fair opened [1]."),
         "What else happened that month?", "What else happened in Nov. 2025?"),
        (after("When were the tolls lifted?", "In 2021 [1]."), "And the harbor ban?",
         "When was the harbor ban lifted?"),
        (after("When were the tolls lifted?", "In 2021 [1]."), "When will it happen?",
         "As for the tolls, when will it happen?"),
        (after("How many people died?", "Nine died [1]."), "No, I meant were rescued",
         "How many people were rescued?"),
        (after("Who is the mayor?", "Ida Holm [1]."), "of Oslo, I mean",
         "Who is the mayor of Oslo?"),
        (after("Does Gen. Holm think the fleet will last?", "Yes [1]."), "And the ships?",
         "What about the ships?"),
        (after("Was the ferry overloaded?", "Yes [1]."), "Who says so?",
         "Who says that the ferry was overloaded?"),
        (after("How many owls in Oslo?", "Nine [1]."), "Why so few?",
         "As for the owls in Oslo, why so few?"),
        (after("When did the ferry sink?", "In May [1]."), "Was it overloaded?",
         "Was the ferry overloaded?"),
        (after("What are the conditions?", "They are three [1]."), "When did they agree?",
         "As for the conditions, when did they agree?"),
    ],
)  # fmt: skip
def test_what_is_put_right_or_goes_on_is_a_sentence(
    history: list[Turn], asked: str, meant: str
) -> None:
    assert standalone(asked, history).text == meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Now something else: how old is the fleet?", "How old is the fleet?"),
        ("On another note, who is Ida Holm?", "Who is Ida Holm?"),
        ("Let's talk about Oslo. What does the navy want with it?",
         "What does the navy want with Oslo?"),
        ("I want to ask about the drills. When were they held?", "When were the drills held?"),
        ("What about safety? How many people were hurt?",
         "As for safety, how many people were hurt?"),
        ("List the articles about Oslo", "What do the articles say about Oslo?"),
        ("Do you have anything about the owls?", "What do the articles say about the owls?"),
        ("How many articles mention submarines?", "What do the articles say about submarines?"),
    ],
)  # fmt: skip
def test_an_opening_is_taken_off_or_gives_the_topic(asked: str, meant: str) -> None:
    assert standalone(asked).text == meant
    assert standalone(asked, TANKS).text == meant


def test_articles_are_never_what_they_stands_for() -> None:
    history = after("Do you have anything about owls?", "Owls are few [1].")

    assert standalone("How many of them are left?", history).text == (
        "How many of the owls are left?"
    )
