"""Asking a test set: what each question comes to, and how a run goes on that was cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Proposal
from assistant.errors import CasesError, EvaluationError, ModelError
from assistant.evaluation.cases import Case, Evidence
from assistant.evaluation.evaluation import Evaluation, evaluate, load
from assistant.evaluation.run import MOST_FAILURES, Asker, run
from assistant.service import Assistant
from assistant.types import Turn
from assistant.verify import BuiltInChecker
from index.types import Passage
from tests.assistant.evaluation.world import CASES, OPENED, NeverSilent, retriever, sound


def asker(assistant: Assistant) -> Asker:
    return Asker(assistant, BuiltInChecker())


def asked(tmp_path: Path, case: Case) -> dict:
    (outcome,) = run(asker(sound(tmp_path)), [case])
    return {**outcome.scores, "left_out": outcome.left_out}


class Failing:
    """An answerer whose model fails, on some questions or on all."""

    name = "failing"

    def __init__(self, *words: str) -> None:
        self._words = words
        self.asked: list[str] = []

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        self.asked.append(question)
        if any(word in question for word in self._words):
            raise ModelError("the chat model test is down")
        return Proposal(iter(()), 0.0)


def test_an_outcome_has_the_answer_the_ranking_and_the_scores(tmp_path: Path) -> None:
    (outcome,) = run(asker(sound(tmp_path)), [OPENED])
    assert outcome.answer is not None
    assert "Dec. 24, 2025" in outcome.answer.text
    assert outcome.retrieved[0].article_id == "bridge.txt"
    assert outcome.rankings["quote"].items[0] == "quote 1"
    assert outcome.scores["contains"] == outcome.scores["evidence_cited"] == 1
    assert outcome.scores["right"] == 1
    assert outcome.seconds > 0


def test_a_question_is_put_to_the_articles_that_it_is_limited_to(tmp_path: Path) -> None:
    elsewhere = replace(OPENED, docs=("ferry.txt",), answerable=False, answers=(), evidence=())
    (outcome,) = run(asker(sound(tmp_path)), [elsewhere])
    assert {passage.article_id for passage in outcome.retrieved} <= {"ferry.txt"}


def test_an_answerable_question_counts_only_if_its_evidence_can_be_found(tmp_path: Path) -> None:
    assert asked(tmp_path, OPENED)["left_out"] == ""
    gone = replace(OPENED, evidence=(Evidence("gone.txt", "x"),))
    assert "evidence" in asked(tmp_path, gone)["left_out"]
    out_of_reach = replace(OPENED, docs=("ferry.txt",))
    assert "evidence" in asked(tmp_path, out_of_reach)["left_out"]
    nowhere = replace(OPENED, docs=("gone.txt",), answerable=False, answers=(), evidence=())
    assert "none of the articles" in asked(tmp_path, nowhere)["left_out"]


def test_a_question_limited_to_its_own_article_has_no_ranking_of_articles(tmp_path: Path) -> None:
    assistant = sound(tmp_path)
    (alone, among) = run(
        asker(assistant),
        [
            replace(OPENED, docs=("bridge.txt",)),
            replace(OPENED, id="2", docs=("bridge.txt", "ferry.txt")),
        ],
    )
    assert alone.rankings.keys() == {"quote"}
    assert among.rankings.keys() == {"quote", "article"}


def test_a_refusal_of_what_is_answerable_has_no_word_of_the_answer(tmp_path: Path) -> None:
    silent = Assistant(retriever(tmp_path), Failing())
    (outcome,) = run(asker(silent), [OPENED])
    assert outcome.scores["refused"] == 1
    assert outcome.scores["f1"] == outcome.scores["right"] == 0
    assert "citation_recall" not in outcome.scores


def test_the_replies_of_a_conversation_are_the_assistants_own_where_none_are_given(
    tmp_path: Path,
) -> None:
    heard: list[Sequence[Turn]] = []

    def rewriter(_: str, history: Sequence[Turn]) -> str:
        heard.append(tuple(history))
        return "To whom were twelve ferries sold?"

    found = retriever(tmp_path)
    assistant = Assistant(found, NeverSilent(), rewriter=rewriter)
    case = replace(OPENED, turns=(Turn("user", "When did the ferry stop running?"),))
    (outcome,) = run(asker(assistant), [case])
    (history,) = heard
    assert [turn.role for turn in history] == ["user", "assistant"]
    assert "2019" in history[1].text
    assert outcome.query == "To whom were twelve ferries sold?"
    assert outcome.retrieved[0].article_id == "ferry.txt"
    given = (Turn("user", "And?"), Turn("assistant", "So."))
    run(asker(assistant), [replace(case, turns=given)])
    assert heard[-1] == given


def test_several_at_a_time_come_to_the_same(tmp_path: Path) -> None:
    assistant = sound(tmp_path)
    one, three = (run(asker(assistant), CASES, jobs=jobs) for jobs in (1, 3))
    assert [o.case.id for o in three] == [case.id for case in CASES]
    assert [o.scores for o in one] == [o.scores for o in three]


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    kept = tmp_path / "kept" / "run.jsonl"
    down = Failing("bread", "ferries", "orchestra", "comet")
    assistant = Assistant(retriever(tmp_path), down)
    seen: list[tuple[int, int]] = []
    first = run(asker(assistant), CASES, kept=kept)
    assert [bool(o.error) for o in first] == [False, False, True, True, True, True]
    with kept.open("a") as file:
        file.write('{"case": {"id": "cut o')  # as a kill leaves it
    up = Failing()
    again = Assistant(retriever(tmp_path), up)
    outcomes = run(asker(again), CASES, kept=kept, progress=lambda *now: seen.append(now))
    assert len(up.asked) == 4
    assert [o.case.id for o in outcomes] == [case.id for case in CASES]
    assert seen[0] == (2, 6)
    assert seen[-1] == (6, 6)
    changed = [replace(CASES[0], answers=("else",)), *CASES[1:]]
    run(asker(again), changed, kept=kept)
    assert len(up.asked) == 5


def test_a_model_that_goes_on_failing_ends_the_run(tmp_path: Path) -> None:
    down = Failing("")
    with pytest.raises(ModelError, match="is down"):
        run(asker(Assistant(retriever(tmp_path), down)), CASES)
    assert len(down.asked) == MOST_FAILURES


def test_a_question_that_failed_is_told_and_not_right(tmp_path: Path) -> None:
    assistant = Assistant(retriever(tmp_path), Failing("bread"))
    found = evaluate(asker(assistant), CASES)
    assert found["failed"].value == pytest.approx(1 / 6)
    assert found["right"].n == found["coverage"].n == 6
    assert found["contains"].n == 4
    assert found["hits@1"].n == 4
    assert any("1 question ended in an error: the chat model test" in n for n in found.notes)


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    gone = replace(OPENED, id="gone", evidence=(Evidence("gone.txt", "x"),))
    return evaluate(asker(sound(tmp_path)), [*CASES, gone], about={"answerer": "x"})


def test_figures_say_of_how_many_questions_they_are(evaluation: Evaluation) -> None:
    assert evaluation["right"].n == 6
    assert evaluation["contains"].n == 4
    assert evaluation["refusal_recall"].n == 2
    assert all(f.low <= f.value <= f.high for f in evaluation.figures)
    assert evaluation.notes == (
        "1 of 7 questions left out: no article of the evidence can be searched (gone)",
    )


def test_figures_are_also_by_type_and_by_tag(evaluation: Evaluation) -> None:
    assert evaluation.by_type.keys() == {"date", "none", "thing"}
    (right,) = (f for f in evaluation.by_type["date"] if f.name == "right")
    assert right.n == 2
    assert evaluation.by_tag.keys() == {"harbor"}


def test_risk_grows_with_coverage_up_to_what_is_answered(evaluation: Evaluation) -> None:
    assert evaluation.risk_coverage[-1].coverage == evaluation["coverage"].value
    coverages = [point.coverage for point in evaluation.risk_coverage]
    assert coverages == sorted(coverages)


def test_stages_are_timed(evaluation: Evaluation) -> None:
    assert {"searching", "answering", "total"} <= evaluation.timings.keys()
    assert all(timing.p50 <= timing.p95 for timing in evaluation.timings.values())


def test_what_is_saved_is_read_again(evaluation: Evaluation, tmp_path: Path) -> None:
    evaluation.save(tmp_path / "found.json")
    assert load(tmp_path / "found.json") == evaluation
    assert "NaN" not in (tmp_path / "found.json").read_text()


def test_evidence_that_could_not_be_found_is_told(tmp_path: Path) -> None:
    evidence = (*OPENED.evidence, Evidence("gone.txt"), Evidence("bridge.txt", "It is red."))
    found = evaluate(asker(sound(tmp_path)), [replace(OPENED, evidence=evidence)])
    assert "1 piece of evidence not counted: is not indexed" in found.notes
    assert "opened: bridge.txt does not have the words of its quote" in found.notes


def test_a_refusal_of_what_has_no_expected_words_is_not_right(tmp_path: Path) -> None:
    silent = Assistant(retriever(tmp_path), Failing())
    (outcome,) = run(asker(silent), [Case("q", "Who?", answerable=True)])
    assert outcome.scores["right"] == 0
    (outcome,) = run(asker(silent), [Case("q", "Who?", answerable=True, answers=("The",))])
    assert outcome.scores["exact_match"] == 0


def test_two_cases_cannot_have_one_id(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match="several questions have the id 'opened'"):
        run(asker(sound(tmp_path)), [OPENED, replace(OPENED, question="Or not?")])


def test_a_bound_does_not_change_the_figures(tmp_path: Path) -> None:
    assistant = asker(sound(tmp_path))
    assert (
        evaluate(assistant, CASES)["ndcg@10"]
        == evaluate(assistant, CASES, cutoffs=(1, 4, 10, 25))["ndcg@10"]
    )
    with pytest.raises(EvaluationError, match="no figure for k = 26"):
        evaluate(assistant, CASES, cutoffs=(26,))


def test_a_set_of_which_no_question_counts_is_told(tmp_path: Path) -> None:
    gone = replace(OPENED, evidence=(Evidence("gone.txt"),))
    with pytest.raises(CasesError, match=r"no question counts: .* \(opened\)"):
        evaluate(asker(sound(tmp_path)), [gone])


def test_drafts_that_nobody_has_read_are_told(tmp_path: Path) -> None:
    found = evaluate(asker(sound(tmp_path)), [replace(OPENED, tags=("draft",)), CASES[1]])
    assert any(note.startswith("1 of 2 questions are drafts") for note in found.notes)
