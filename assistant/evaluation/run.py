"""Asking the questions of a test set, each with its answer, passages and scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter

from pydantic import TypeAdapter, ValidationError

from assistant.errors import CasesError, ModelError
from assistant.evaluation.cases import Case
from assistant.evaluation.scores.citing import ArticleOf
from assistant.evaluation.scores.evidence import expected
from assistant.evaluation.scores.judge import Judge
from assistant.evaluation.scores.outcome import Outcome, Retrieved
from assistant.evaluation.scores.scoring import (
    answer_scores,
    failure_scores,
    rankings,
    reason_to_leave_out,
)
from assistant.service import Assistant
from assistant.types import Answer, Turn
from assistant.verify import Checker
from index.errors import ArticleMissing
from index.types import Article, Filters

DEPTH = 25  # passages that rankings go down to; a search for more would fuse other rankings
MOST_FAILURES = 5  # in a row: what goes on failing is not the questions' fault
_OUTCOME = TypeAdapter(Outcome)
Progress = Callable[[int, int], None]
"""Called with the number of questions done, and of all."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks cases of an assistant."""

    assistant: Assistant
    checker: Checker
    judge: Judge | None = None

    def ask(self, case: Case) -> Outcome:
        """Ask a case; an error of the model that answers is its outcome.

        Raises ModelError where the judge or checker fails, so that nothing counts half-judged.
        """
        look_up = article_of(self.assistant)
        wanted = expected(case, look_up)
        if reason := reason_to_leave_out(case, wanted, look_up):
            return Outcome(case, left_out=reason, lost=wanted.lost)
        filters = Filters(article_ids=case.docs) if case.docs else None
        answer: Answer | None = None
        failure = ""
        started = perf_counter()
        try:
            history = self._history(case, filters)
            started = perf_counter()
            query, answer = self._answer(case.question, history, filters)
        except ModelError as error:
            query, failure = case.question, str(error)
        seconds = perf_counter() - started
        scores = (
            answer_scores(case, answer, wanted, look_up, self.checker)
            if answer
            else failure_scores(case, wanted)
        )
        judgement = None
        if self.judge and answer and answer.status != "refused":
            judgement = self.judge.judge(case, answer)
            scores |= judgement.scores
        passages = self.assistant.search(query, DEPTH, filters)
        return Outcome(
            case,
            query,
            tuple(Retrieved(p.article_id, p.start, p.end, p.score) for p in passages),
            answer,
            seconds,
            error=failure,
            lost=wanted.lost,
            rankings=rankings(passages, wanted),
            scores=scores,
            judgement=judgement,
        )

    def _history(self, case: Case, filters: Filters | None) -> list[Turn]:
        """Return the conversation before the question; replies that it lacks are asked for."""
        if any(turn.role == "assistant" for turn in case.turns):
            return list(case.turns)
        history: list[Turn] = []
        for turn in case.turns:
            reply = self.assistant.ask(turn.text, history, filters).text
            history += [turn, Turn("assistant", reply)]
        return history

    def _answer(
        self, question: str, history: Sequence[Turn], filters: Filters | None
    ) -> tuple[str, Answer]:
        query = question
        for event in self.assistant.stream(question, history, filters):
            query = event.query or query
            if event.answer:
                return query, event.answer
        raise AssertionError("a stream ends with its answer")


def article_of(assistant: Assistant) -> ArticleOf:
    """Return what gives an article of the assistant's index, or None for one that is not there."""

    def look_up(article_id: str) -> Article | None:
        try:
            return assistant.article(article_id)
        except ArticleMissing:
            return None

    return look_up


def run(
    asker: Asker,
    cases: Sequence[Case],
    *,
    jobs: int = 1,
    kept: Path | None = None,
    progress: Progress = lambda done, of: None,
) -> list[Outcome]:
    """Ask every case, ``jobs`` at a time, and give the outcomes in the order of the cases.

    Each outcome is written to the file ``kept`` at once; those already in it are not asked again.
    Raises ModelError after some failures in a row, and CasesError where two cases share an id.
    """
    twice = [id_ for id_, count in Counter(case.id for case in cases).items() if count > 1]
    if twice:
        raise CasesError(f"several questions have the id {twice[0]!r}; give each its own")
    done = _read(kept) if kept else {}
    done = {case.id: done[case.id] for case in cases if _same(done.get(case.id), case)}
    progress(len(done), len(cases))
    left = [case for case in cases if case.id not in done]
    failed_in_a_row = 0
    if left:
        asker.assistant.warm()  # or the first question would be timed with the loading of models
    with _writing(kept) as write:
        for outcome in _asked(asker, left, jobs):
            done[outcome.case.id] = outcome
            if not outcome.left_out:
                failed_in_a_row = failed_in_a_row + 1 if outcome.error else 0
            if failed_in_a_row == MOST_FAILURES:
                raise ModelError(outcome.error)
            if not outcome.error:
                write(outcome)
            progress(len(done), len(cases))
    return [done[case.id] for case in cases]


def _asked(asker: Asker, cases: Iterable[Case], jobs: int) -> Iterator[Outcome]:
    """Yield outcomes as they come; no more are begun than run, so that an end is one soon."""
    if jobs == 1:
        yield from map(asker.ask, cases)
        return
    waiting = iter(cases)
    with ThreadPoolExecutor(jobs) as pool:
        running: set[Future[Outcome]] = {
            pool.submit(asker.ask, case) for case in islice(waiting, jobs)
        }
        while running:
            ended, running = wait(running, return_when=FIRST_COMPLETED)
            running |= {pool.submit(asker.ask, case) for case in islice(waiting, len(ended))}
            for future in ended:
                yield future.result()


def _same(outcome: Outcome | None, case: Case) -> bool:
    return outcome is not None and outcome.case == case


def _read(path: Path) -> dict[str, Outcome]:
    """Read what an earlier run kept; a line that it was cut off in is left out."""
    if not path.exists():
        return {}
    outcomes = {}
    for line in path.read_bytes().split(b"\n"):
        try:
            outcome = _OUTCOME.validate_json(line)
        except ValidationError:
            continue
        outcomes[outcome.case.id] = outcome
    return outcomes


@contextmanager
def _writing(path: Path | None) -> Iterator[Callable[[Outcome], None]]:
    if path is None:
        yield lambda outcome: None
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(b"\n")  # after a line that an earlier run was cut off in

        def write(outcome: Outcome) -> None:
            file.write(_OUTCOME.dump_json(outcome) + b"\n")
            file.flush()

        yield write
