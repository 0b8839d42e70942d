"""Opening a chat model, asking it, and saying in one sentence what is wrong with one.

This is the only module that calls ``init_chat_model``. Nothing here traces: LangChain reports runs
to LangSmith only if the user has set ``LANGSMITH_TRACING``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from assistant.errors import ModelError
from assistant.prompting import load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

RETRIES = 2
LONGEST_REPLY = 100_000  # characters, the thinking of a reasoning model among them
_OWN_PROTOCOL = ("anthropic", "mistralai", "ollama")  # at a base URL, all others speak OpenAI's
_KEY_VARIABLES = {"anthropic": "ANTHROPIC_API_KEY", "openai": "OPENAI_API_KEY"}
_LONGEST_DETAIL = 200  # characters
_TIMEOUT = "dateline_timeout"  # in a model's metadata: seconds that a whole reply may take
_FIXED_TEMPERATURE = re.compile(r"(?:^|[:/])o\d", re.IGNORECASE)  # OpenAI's o1, o3, o4-mini
_NO_KEY = "none"  # OpenAI's client insists on a key; local servers do not read it

# What the packages of providers raise, beside OSError and ValueError: module and class.
_RAISED = (
    ("anthropic", "AnthropicError"),
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("google.api_core.exceptions", "GoogleAPIError"),
    ("google.genai.errors", "APIError"),
    ("httpx", "HTTPError"),
    ("httpx2", "HTTPError"),
    ("langchain_core.exceptions", "LangChainException"),
    ("ollama", "ResponseError"),
    ("openai", "OpenAIError"),
)

_NO_REPLY = "sent no chat reply: check that its address is OpenAI-compatible, often one in /v1"
_KEY_REFUSED = "refused the API key: set DATELINE_API_KEY or the provider's own variable"
_BY_STATUS = {
    401: _KEY_REFUSED,
    403: _KEY_REFUSED,
    404: "is not known at its address: check the model's name and the address",
    429: "is over its rate limit or quota: wait and ask again, or check the account",
}


def open_chat_model(
    spec: str, *, base_url: str = "", api_key: str = "", timeout: float = 60.0
) -> BaseChatModel:
    """Open the chat model that ``spec`` names as ``provider:model``; nothing is sent yet.

    ``base_url`` is the address of an OpenAI-compatible server, or of one that speaks the protocol
    of Anthropic, Mistral or Ollama if ``spec`` begins with that name; no key is sent there but
    ``api_key``. ``timeout`` is in seconds: for each try to get a reply begun, and then for the
    whole of the reply. Raises ModelError.
    """
    from langchain.chat_models import init_chat_model

    name = " at ".join(filter(None, (spec, base_url)))
    if not name:
        raise ModelError("no chat model is named: name one such as openai:gpt-5, or a base URL")
    given: dict[str, Any] = {"metadata": {_TIMEOUT: timeout}, **_limits(spec, timeout)}
    if not _FIXED_TEMPERATURE.search(spec):
        given["temperature"] = 0
    if api_key:
        given["api_key"] = api_key
    if base_url:
        given |= {"base_url": base_url, "api_key": api_key or _NO_KEY}
        given["model_provider"], spec = _at_address(spec)
    try:
        model: BaseChatModel = init_chat_model(spec, **given)
    except ImportError as error:
        raise ModelError(f"the chat model {name} {_uninstalled(error)}") from error
    except _raised() as error:
        raise ModelError(f"the chat model {name} {_unopened(spec, error)}") from error
    model.name = name
    return model


def ask(chat_model: BaseChatModel, prompt: str, variables: Mapping[str, str]) -> Iterator[str]:
    """Fill a prompt of ``prompts/``, send it, and yield the reply as it comes.

    Raises ModelError, which names the model and says what to do.
    """
    # No StrOutputParser at the end: closed early, it first reads the model's reply to its end.
    chain = load_prompt(prompt) | chat_model
    name = chat_model.get_name()
    timeout = (chat_model.metadata or {}).get(_TIMEOUT, inf)
    try:
        # Closed at once, so that the server stops writing what nobody reads.
        with closing(cast("Generator[BaseMessage]", chain.stream(dict(variables)))) as messages:
            yield from _bounded(messages, name, timeout)
    except _raised() as error:
        raise ModelError(f"the chat model {name} {_advice(error)}") from error
    except (AttributeError, LookupError, TypeError) as error:
        # What a provider's package does with a reply that is none.
        raise ModelError(f"the chat model {name} {_NO_REPLY}") from error


def said_nothing(chat_model: BaseChatModel) -> ModelError:
    """Return the error for a reply in which there is nothing to read."""
    return ModelError(f"the chat model {chat_model.get_name()} said nothing: choose another model")


def thought_aloud(chat_model: BaseChatModel) -> ModelError:
    """Return the error for a reply whose thinking cannot be told from its answer in time."""
    return ModelError(
        f"the chat model {chat_model.get_name()} mixed its thinking with its answer: "
        "let its server keep the two apart, or choose another model"
    )


def _bounded(messages: Iterable[BaseMessage], name: str, timeout: float) -> Iterator[str]:
    """Yield the texts of messages until they pass the longest reply or its time."""
    deadline = inf
    length = 0
    for message in messages:
        now = monotonic()
        deadline = min(deadline, now + timeout)
        if now > deadline:
            raise TimeoutError
        yield message.text.encode(errors="replace").decode()  # half a surrogate pair is no text
        length += len(message.text) + 1  # a stream of nothing comes to its end, too
        if length > LONGEST_REPLY:
            raise ModelError(f"the chat model {name} came to no end: choose another model")


def _at_address(spec: str) -> tuple[str, str]:
    """Return provider and model for a base URL; a server with one model needs no name."""
    provider, colon, model = spec.partition(":")
    if colon and provider in (*_OWN_PROTOCOL, "openai"):
        return provider, model or "default"
    return "openai", spec or "default"


def _limits(spec: str, timeout: float) -> dict[str, Any]:
    if spec.startswith("ollama:"):
        return {"client_kwargs": {"timeout": timeout}}
    return {"timeout": timeout, "max_retries": RETRIES}


def _uninstalled(error: ImportError) -> str:
    install = re.search(r"pip install [\w.\[\]-]+", str(error))
    return f"needs a package that is not installed: {install.group() if install else error}"


def _unopened(spec: str, error: BaseException) -> str:
    if type(error) is ValueError:
        return "is of no known provider: write provider:model, such as openai:gpt-5, or a base URL"
    known = _KEY_VARIABLES.get(spec.partition(":")[0], "")
    variables = " or ".join(filter(None, (known, "DATELINE_API_KEY")))
    return f"cannot be opened, set {variables} if its key is missing: {_detail(error)}"


def _raised() -> tuple[type[BaseException], ...]:
    """Return what providers raise; a class whose module nobody imported cannot have been raised."""
    loaded = ((sys.modules[module], name) for module, name in _RAISED if module in sys.modules)
    return (OSError, ValueError, *(getattr(module, name) for module, name in loaded))


def _advice(error: BaseException) -> str:
    from langchain_core import exceptions as langchain

    causes = list(_causes(error))
    status = next(filter(None, map(_status, causes)), 0)
    if _any_is(causes, langchain.ContextOverflowError):
        return "cannot take so much text: lower DATELINE_PASSAGES or choose another model"
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status >= 500:
        return f"failed at its server (status {status}): ask again, or choose another model"
    if _any_is(causes, TimeoutError, langchain.ModelTimeoutError):
        return "did not answer in time: raise DATELINE_TIMEOUT or choose a faster model"
    if _any_is(causes, OSError, langchain.ModelConnectionError):
        return f"cannot be reached: check its server and the address ({_detail(causes[-1])})"
    if isinstance(error, ValueError):
        return _NO_REPLY
    return f"refused the request: choose another model or mend this ({_detail(error)})"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, the one it came from, and so on to the root."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _status(error: BaseException) -> int:
    """Return the HTTP status that an error tells of, or 0."""
    status = getattr(error, "status_code", getattr(error, "code", 0))
    return status if isinstance(status, int) and status >= 400 else 0


def _any_is(causes: list[BaseException], *kinds: type[BaseException]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _detail(error: BaseException) -> str:
    return " ".join(str(error).split())[:_LONGEST_DETAIL] or type(error).__name__
