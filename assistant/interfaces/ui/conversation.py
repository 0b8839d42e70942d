"""What one browser's chat holds: its questions, each with as much answer as has arrived."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assistant.types import Answer, AnswerEvent, AnswerSentence, Citation, Stage, Turn


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its reply so far; ``answer`` holds once the stream is done."""

    question: str
    stage: Stage | None = None
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
    error: str = ""
    stopped: bool = False

    @property
    def running(self) -> bool:
        """Whether more is to come."""
        return self.answer is None and not self.error and not self.stopped

    def after(self, event: AnswerEvent) -> Exchange:
        """Return the exchange with one more event of its stream."""
        if event.answer is not None:
            return replace(self, answer=event.answer, stage=None)
        if event.sentence is not None:
            return replace(
                self,
                sentences=(*self.sentences, event.sentence),
                citations=(*self.citations, *event.citations),
            )
        return replace(self, stage=event.stage)

    def failed(self, message: str) -> Exchange:
        """Return the exchange ended by an error."""
        return replace(self, error=message, stage=None)

    def stop(self) -> Exchange:
        """Return the exchange as the user left it; a complete answer stays as it is."""
        if self.answer is not None:
            return self
        return replace(self, stopped=True, stage=None, error="")


@dataclass(slots=True)
class Conversation:
    """One chat; the events of its page change it in place, on one event loop.

    ``replying`` holds while something works on the last exchange.
    """

    exchanges: list[Exchange] = field(default_factory=list)
    replying: bool = False

    def advance(self, old: Exchange, new: Exchange) -> bool:
        """Put ``new`` where ``old`` is; False if the user has stopped or cleared that meanwhile."""
        if not self.exchanges or self.exchanges[-1] is not old:
            return False
        self.exchanges[-1] = new
        return True

    def turns(self) -> list[Turn]:
        """Return the answered exchanges as the history of the next question."""
        return [
            turn
            for exchange in self.exchanges
            if exchange.answer is not None
            for turn in exchange.answer.turns()
        ]
