"""Opening a chat model and asking it; ``faults`` says in one sentence what is wrong with one.

This is the only module that calls ``init_chat_model``. Nothing here traces: LangChain reports runs
to LangSmith only if the user has set ``LANGSMITH_TRACING``.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import count
from math import inf
from pathlib import PurePath
from time import monotonic
from typing import TYPE_CHECKING, Any, cast
from warnings import filterwarnings

from assistant.choices import FirstChoice
from assistant.errors import ModelError
from assistant.faults import (
    BROKE_OFF,
    NO_REPLY,
    UNKNOWN_PROVIDER,
    advice,
    pause,
    raised,
    uninstalled,
    unopened,
)
from assistant.patience import Patience, patience
from assistant.prompting import load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

FILE = "gguf:"  # what a model that is a file begins with
TRIES = 3
READING = 5  # times as long as a reply may take a model of ours to begin it: it is at work
LONGEST_REPLY = 100_000  # characters, the thinking of a reasoning model among them
GRAMMAR = "dateline_grammar"  # in a model's metadata: whether a grammar may bind what it writes
_SCHEMA = "dateline_schema"  # in a model's metadata: whether its replies are JSON of a schema
_BEGINS = "dateline_begins"  # in a model's metadata: seconds in which a reply has to begin
_TIMEOUT = "dateline_timeout"  # in a model's metadata: seconds that the whole of it may take then
_OWN_PROTOCOL = ("anthropic", "mistralai", "ollama")  # at a base URL, all others speak OpenAI's
_FIXED_TEMPERATURE = re.compile(r"(?:^|[:/])o\d", re.IGNORECASE)  # OpenAI's o1, o3, o4-mini
_NO_KEY = "none"  # OpenAI's client insists on a key; local servers do not read it

# Why a reply ended, where it did not just end; by the field that a provider's package puts it in.
_ENDINGS = ("finish_reason", "stop_reason", "done_reason")
_CUT = {"length", "max_tokens", "model_length", "model_context_window_exceeded"}
_WITHHELD = {"blocklist", "content_filter", "prohibited_content", "recitation", "refusal", "safety"}


def open_chat_model(
    spec: str, *, base_url: str = "", api_key: str = "", timeout: float = 60.0, json: bool = False
) -> BaseChatModel:
    """Open the chat model that ``spec`` names as ``provider:model``; nothing is sent yet.

    ``gguf:PATH`` is a file, which is run here when first asked. ``base_url`` is the address of an
    OpenAI-compatible server, or of one that speaks the protocol of Anthropic, Mistral or Ollama if
    ``spec`` begins with that name; no key is sent there but ``api_key``. ``timeout`` is in
    seconds: for the tries to get a reply begun, for each of them, and for the whole of the reply;
    a file may read for five times as long. ``json`` has it reply in JSON where a schema is given,
    which only OpenAI's protocol can. Raises ModelError.
    """
    name = " at ".join(filter(None, (spec, base_url)))
    if not name:
        raise ModelError("no chat model is named: name one such as openai:gpt-5, or a base URL")
    if spec.startswith(FILE):
        return _open_file(spec.removeprefix(FILE), base_url, timeout)
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"metadata": {_BEGINS: timeout, _TIMEOUT: timeout, _SCHEMA: json}}
    if not _FIXED_TEMPERATURE.search(spec):
        given["temperature"] = 0
    if api_key:
        given["api_key"] = api_key
    if base_url:
        given |= {"base_url": base_url, "api_key": api_key or _NO_KEY}
    provider, model_name = _at_address(spec) if base_url else _of_provider(spec)
    _check_form(name, provider, json=json)
    try:
        model: BaseChatModel = init_chat_model(
            model_name, model_provider=provider, **given, **_limits(provider, timeout)
        )
    except ImportError as error:
        raise ModelError(f"the chat model {name} {uninstalled(error)}") from error
    except raised() as error:
        raise ModelError(f"the chat model {name} {unopened(provider, error)}") from error
    model.name = name
    _take_one_choice(provider, model)
    return model


def _take_one_choice(provider: str, model: Any) -> None:
    if provider == "openai":
        model.client = FirstChoice(model.client)


def _check_form(name: str, provider: str, *, json: bool) -> None:
    if json and provider != "openai":
        raise ModelError(
            f"the chat model {name} cannot be held to JSON: set DATELINE_REPLY_FORM=plain, or name"
            " one that is OpenAI's or at a base URL"
        )


def shown_name(spec: str) -> str:
    """Return what a model is called where people see it: of a file, its name alone."""
    return PurePath(spec.removeprefix(FILE)).name if spec.startswith(FILE) else spec


def close_chat_model(chat_model: BaseChatModel) -> None:
    """Let go of what a model holds: the process of one that is a file."""
    close = getattr(chat_model, "close", None)
    if close:
        close()


def ask(
    chat_model: BaseChatModel,
    prompt: str,
    variables: Mapping[str, str],
    *,
    grammar: str = "",
    schema: Mapping[str, Any] | None = None,
) -> Iterator[str]:
    """Fill a prompt of ``prompts/``, send it, and yield the reply as it comes.

    ``grammar``, in llama.cpp's GBNF, binds a model that can be bound by one, and ``schema``, a JSON
    schema, one that was opened to reply in JSON. Raises ModelError, which names the model and says
    what to do; also for a reply that was cut off, before its end would look like one.
    """
    # No StrOutputParser at the end: closed early, it first reads the model's reply to its end.
    chain = load_prompt(prompt) | chat_model
    metadata = chat_model.metadata or {}
    if grammar and metadata.get(GRAMMAR):
        chain = load_prompt(prompt) | chat_model.bind(extra_body={"grammar": grammar})
    if schema and metadata.get(_SCHEMA):
        form = {"name": prompt, "schema": dict(schema), "strict": True}
        # Not as an argument of its own: LangChain then streams it in a way that tells no end.
        held = {"response_format": {"type": "json_schema", "json_schema": form}}
        chain = load_prompt(prompt) | chat_model.bind(extra_body=held)
    name = chat_model.get_name()
    waited = patience().within(metadata.get(_BEGINS))
    timeout = metadata.get(_TIMEOUT, inf)
    begun = False
    try:
        # Closed at once, so that the server stops writing what nobody reads.
        with closing(_begun(chain, variables, waited, timeout)) as messages:
            for text in _read(messages, name, waited):
                begun = begun or bool(text)
                yield text
    except raised() as error:
        raise ModelError(f"the chat model {name} {advice(error, begun=begun)}") from error
    except (AttributeError, LookupError, RecursionError, TypeError) as error:
        # What a provider's package does with a reply that is none.
        raise ModelError(f"the chat model {name} {BROKE_OFF if begun else NO_REPLY}") from error


def said_nothing(chat_model: BaseChatModel) -> ModelError:
    """Return the error for a reply in which there is nothing to read."""
    return ModelError(f"the chat model {chat_model.get_name()} said nothing: choose another model")


def thought_aloud(chat_model: BaseChatModel) -> ModelError:
    """Return the error for a reply whose thinking cannot be told from its answer in time."""
    return ModelError(
        f"the chat model {chat_model.get_name()} mixed its thinking with its answer: "
        "let its server keep the two apart, or choose another model"
    )


def _begun(
    chain: Runnable[Any, BaseMessage],
    variables: Mapping[str, str],
    waited: Patience,
    timeout: float,
) -> Generator[BaseMessage]:
    """Yield the messages of a reply; while none has come, what may pass is tried again in time.

    Once it has begun, it is waited for as long as ``timeout`` says.
    """
    context = waited.context()
    for tried in count(1):
        waited.left()
        messages = cast("Generator[BaseMessage]", chain.stream(dict(variables)))
        try:
            first = context.run(next, messages)
        except raised() as error:
            wait = pause(error, tried)
            if wait is None or tried == TRIES or monotonic() + wait > waited.until:
                raise
            waited.sleep(wait)
        else:
            break
    waited.until = monotonic() + timeout
    with closing(messages):
        yield first
        while (message := context.run(next, messages, None)) is not None:
            yield message


def _read(messages: Iterable[BaseMessage], name: str, waited: Patience) -> Iterator[str]:
    """Yield the texts of messages until they pass the longest reply, or nobody waits any more.

    A reply that did not come to its own end raises ModelError instead of ending.
    """
    length = 0
    ends = True
    # Half a surrogate pair is no text, and the other half may come with the next message.
    decoder = getincrementaldecoder("utf-16-le")(errors="replace")
    for message in messages:
        waited.left()
        yield decoder.decode(message.text.encode("utf-16-le", errors="surrogatepass"))
        length += len(message.text) + 1  # a stream of nothing comes to its end, too
        if length > LONGEST_REPLY:
            raise ModelError(f"the chat model {name} came to no end: choose another model")
        about = message.response_metadata
        ending = next((about[field] for field in _ENDINGS if about.get(field)), "")
        if fault := _unfinished(str(ending)):
            raise ModelError(f"the chat model {name} {fault}")
        if about.get("model_provider") == "openai" or ending:
            ends = bool(ending)
    if not ends:
        raise ModelError(f"the chat model {name} {BROKE_OFF}")


def _unfinished(ending: str) -> str:
    reason = ending.lower()
    if reason in _CUT:
        return "may write no more before its answer ends: raise its limit, or choose another model"
    if reason in _WITHHELD:
        return f"withheld its answer ({reason}): ask in other words, or choose another model"
    return ""


def _open_file(path: str, base_url: str, timeout: float) -> BaseChatModel:
    from assistant.local.chat import LocalChatModel

    if base_url:
        raise ModelError(f"the model file {path} is run here: leave out the base URL {base_url}")
    reading = READING * timeout
    metadata = {_BEGINS: reading, _TIMEOUT: timeout, GRAMMAR: True}
    return LocalChatModel.open(path, timeout=reading, metadata=metadata)


def _at_address(spec: str) -> tuple[str, str]:
    """Return provider and model for a base URL; a server with one model needs no name."""
    provider, colon, model = spec.partition(":")
    if colon and provider in (*_OWN_PROTOCOL, "openai"):
        return provider, model or "default"
    return "openai", spec or "default"


def _of_provider(spec: str) -> tuple[str, str]:
    provider, _, model = spec.partition(":")
    if not model:
        raise ModelError(f"the chat model {spec} {UNKNOWN_PROVIDER}")
    return provider, model


def _limits(provider: str, timeout: float) -> dict[str, Any]:
    if provider == "ollama":
        return {"client_kwargs": {"timeout": timeout}}
    limits: dict[str, Any] = {"timeout": timeout, "max_retries": 0}
    if provider == "openai":
        from assistant.deadline import client

        # A field of another type than OpenAI's is no news for who asks.
        filterwarnings("ignore", "Pydantic serializer warnings", UserWarning)
        limits["http_client"] = client()
    return limits
