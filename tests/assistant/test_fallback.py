from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import pytest

from assistant.answer import Draft, Ending, Proposal
from assistant.answer.fallback import FallbackAnswerer
from assistant.answer.generative import GenerativeAnswerer
from assistant.errors import ModelError
from assistant.model import open_chat_model
from index.types import Passage
from tests.assistant.openai_server import OpenAIServer, serving
from tests.assistant.sources import PASSAGES


@dataclass
class Saying:
    """Says these texts, and then fails if there is a fault."""

    name: str
    texts: Sequence[str] = ()
    fault: str = ""
    confidence: float | None = None
    unanswered: Sequence[str] = ()
    asked: int = 0

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        self.asked += 1
        return Proposal(self._drafts(), self.confidence, Ending(unanswered=list(self.unanswered)))

    def _drafts(self) -> Iterator[Draft]:
        yield from (Draft(text, ()) for text in self.texts)
        if self.fault:
            raise ModelError(f"{self.name} {self.fault}")


def answered(*models: Saying | GenerativeAnswerer) -> tuple[list[str], Ending]:
    proposal = FallbackAnswerer(models).propose("What opened?", PASSAGES)
    return [draft.text for draft in proposal.drafts], proposal.ending


class TestWhoAnswers:
    def test_the_first_if_it_can(self) -> None:
        second = Saying("second", ["Two."])
        texts, ending = answered(Saying("first", ["One."], unanswered=["why"]), second)

        assert texts == ["One."]
        assert ending == Ending(unanswered=["why"])
        assert second.asked == 0

    def test_a_refusal_is_an_answer(self) -> None:
        assert answered(Saying("first"), Saying("second", ["Two."])) == ([], Ending())

    def test_the_next_one_if_the_first_has_said_nothing(self) -> None:
        texts, ending = answered(
            Saying("first", fault="did not answer in time"), Saying("second", ["Two."])
        )

        assert texts == ["Two."]
        assert ending.answerer == "second"
        assert ending.warnings == ["first did not answer in time; asked second instead"]
        assert not ending.cut_off

    def test_the_last_one_with_how_sure_it_is(self) -> None:
        third = Saying("third", ["Three."], confidence=0.7)
        texts, ending = answered(
            Saying("first", fault="is gone"), Saying("second", fault="is slow"), third
        )

        assert texts == ["Three."]
        assert (ending.answerer, ending.confidence) == ("third", 0.7)
        assert ending.warnings == [
            "first is gone; asked second instead",
            "second is slow; asked third instead",
        ]

    def test_nobody(self) -> None:
        with pytest.raises(ModelError, match="second is slow"):
            answered(Saying("first", fault="is gone"), Saying("second", fault="is slow"))


class TestCutOff:
    def test_what_was_told_stays_and_nobody_repeats_it(self) -> None:
        second = Saying("second", ["Two."])
        texts, ending = answered(Saying("first", ["One."], fault="broke off"), second)

        assert texts == ["One."]
        assert ending.cut_off
        assert ending.answerer == ""
        assert ending.warnings == ["first broke off; its answer ends too early"]
        assert second.asked == 0

    def test_also_that_of_the_second(self) -> None:
        texts, ending = answered(
            Saying("first", fault="is gone"), Saying("second", ["Two."], fault="broke off")
        )

        assert texts == ["Two."]
        assert ending.cut_off
        assert ending.answerer == "second"


def test_it_is_called_by_its_first() -> None:
    assert FallbackAnswerer([Saying("first"), Saying("second")]).name == "first"


@pytest.mark.parametrize(
    ("server", "texts", "warning"),
    [
        (OpenAIServer(status=500), ["Two."], "failed at its server (status 500)"),
        (OpenAIServer(status=401), ["Two."], "refused the API key"),
        (OpenAIServer(body="<html>"), ["Two."], "sent no chat reply"),
        (OpenAIServer("The bridge op", ends="hangs"), ["Two."], "answer in time"),
        (OpenAIServer("The bridge op", ends="dropped"), ["Two."], "broke off in the middle"),
        (
            OpenAIServer("The bridge opened on Dec. 24 [1]. It cost [", ends="dropped"),
            ["The bridge opened on Dec. 24."],
            "broke off in the middle",
        ),
    ],
)
def test_whatever_happens_to_a_server_there_is_an_answer_and_a_warning(
    server: OpenAIServer, texts: list[str], warning: str
) -> None:
    with serving(server), suppress(ConnectionResetError):
        model = open_chat_model("tiny", base_url=server.url, timeout=0.5)
        told, ending = answered(GenerativeAnswerer(model, "tiny"), Saying("second", ["Two."]))

    assert told == texts
    assert [warning in said for said in ending.warnings] == [True]
    assert ending.cut_off is (texts != ["Two."])
