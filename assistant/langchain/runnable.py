"""The chain as a runnable of LangChain, made of runnables, one a step."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from langchain_core.messages import (
    BaseMessage,
    MessageLikeRepresentation,
    convert_to_messages,
)
from langchain_core.runnables import (
    AddableDict,
    RunnableGenerator,
    RunnableLambda,
    RunnableSequence,
)
from langchain_core.runnables.config import run_in_executor

from assistant.chain import Chain
from assistant.errors import QuestionError
from assistant.patience import waiting
from assistant.steps import Inquiry, Proposed
from assistant.telling import Telling
from assistant.types import AnswerEvent, Turn
from index.types import Filters

Asked = str | Mapping[str, Any]
"""A question, or ``question`` with any of ``history``, ``filters`` and ``read_time``.

The history is of ``Turn`` or of what LangChain reads as messages; the filters are ``Filters`` or
their fields.
"""


def as_runnable(chain: Chain) -> RunnableSequence[Asked, AddableDict]:
    """Give inquire, rewrite, retrieve, answer and verify in sequence: ``steps`` has each.

    The output is the JSON form of an ``Answer``. What is streamed is parts of it that add up to it:
    each sentence with its citations as soon as it is checked, and the rest at the end.
    """
    verify = RunnableGenerator(_verifying(chain), _verifying_async(chain), name="verify")
    return RunnableSequence(
        RunnableLambda(inquire, name="inquire"),
        RunnableLambda(chain.rewrite, _in_thread(chain.rewrite), name="rewrite"),
        RunnableLambda(chain.retrieve, name="retrieve"),
        RunnableLambda(chain.answer, _in_thread(chain.answer), name="answer"),
        verify,
        name="dateline",
    )


def inquire(asked: Asked) -> Inquiry:
    """Read what a runnable was given; raises QuestionError and FilterError."""
    try:
        return _inquiry(asked) if isinstance(asked, str) else _inquiry(**asked)
    except TypeError as error:
        raise QuestionError(
            'give a text, or a dict with the text "question" and, if need be, "history",'
            f' "filters" and "read_time" ({error})'
        ) from error


def _inquiry(
    question: str,
    history: Iterable[Turn | MessageLikeRepresentation] = (),
    filters: Filters | Mapping[str, Any] | None = None,
    read_time: bool = True,
) -> Inquiry:
    if not isinstance(question, str):
        raise TypeError(f"the question is of the type {type(question).__name__}")
    within = filters if isinstance(filters, Filters) else Filters(**(filters or {}))
    return Inquiry(question, tuple(_turns(history)), within, bool(read_time))


def _turns(history: Iterable[Turn | MessageLikeRepresentation]) -> Iterator[Turn]:
    """Give what the two said; a system's and a tool's messages are no part of it."""
    for said in history:
        if isinstance(said, Turn):
            yield said
        elif (message := _message(said)).type in ("human", "ai"):
            yield Turn("user" if message.type == "human" else "assistant", message.text)


def _message(said: MessageLikeRepresentation) -> BaseMessage:
    try:
        (message,) = convert_to_messages([said])
    except (ValueError, NotImplementedError) as error:
        raise TypeError(f"{said!r:.60} of the history is no Turn or message") from error
    return message


def _in_thread(step: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Give a step that may ask a chat model, and lets go of it if cancelled."""

    async def run(given: Any) -> Any:
        with waiting() as context:
            return await run_in_executor(None, context.run, step, given)

    return run


def _verifying(chain: Chain) -> Any:
    def verify(proposals: Iterator[Proposed]) -> Iterator[AddableDict]:
        for proposed in proposals:
            yield from _parts(chain.verify(proposed))

    return verify


def _verifying_async(chain: Chain) -> Any:
    async def verify(proposals: AsyncIterator[Proposed]) -> AsyncIterator[AddableDict]:
        async for proposed in proposals:
            parts = _parts(chain.verify(proposed))
            following = partial(next, parts, None)
            with waiting() as context:
                while part := await run_in_executor(None, context.run, following):
                    yield part

    return verify


def _parts(events: Iterator[AnswerEvent]) -> Iterator[AddableDict]:
    """Cut an answer's JSON form into parts that add up to it, as its events come."""
    telling = Telling()
    streamed = {"sentences": 0, "citations": 0}
    for event in events:
        if event.sentence:
            part = AddableDict(
                text=telling.piece(event),
                sentences=_plain([event.sentence]),
                citations=_plain(event.citations),
            )
            streamed = {name: count + len(part[name]) for name, count in streamed.items()}
            yield part
        elif event.answer:
            whole = {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in event.answer.to_dict().items()
            }
            rest = {name: whole[name][count:] for name, count in streamed.items()}
            rest["text"] = telling.piece(event)
            yield AddableDict(whole | rest)


def _plain(items: Sequence[Any]) -> list[dict[str, Any]]:
    return [asdict(item) for item in items]
