"""What is wrong with a chat model that failed: in one sentence, and whether it may pass."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite
from typing import Any

NO_REPLY = "sent no chat reply: check that its address is OpenAI-compatible, often one in /v1"
BROKE_OFF = "broke off in the middle: check its server"
UNKNOWN_PROVIDER = (
    "is of no known provider: write provider:model, such as openai:gpt-5, gguf:FILE, or a base URL"
)
_KEY_REFUSED = "refused the API key: set DATELINE_API_KEY or the provider's own variable"
_BY_STATUS = {
    401: _KEY_REFUSED,
    403: _KEY_REFUSED,
    404: "is not known at its address: check the model's name and the address",
}
_REDIRECTS = "sends on to another address, which is not followed"
_TOO_MUCH = re.compile(r"context[ _](?:length|size|window)", re.IGNORECASE)
_PASSING = {408, 409, 429}  # and every status of the server's own, from 500 on
_FIRST_PAUSE = 0.5  # seconds; each further one is twice as long
_LONGEST_PAUSE = 3600  # seconds that anybody is told to wait
_LONGEST_DETAIL = 200  # characters
_KEY_VARIABLES = {"anthropic": "ANTHROPIC_API_KEY", "openai": "OPENAI_API_KEY"}

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


def raised() -> tuple[type[BaseException], ...]:
    """Return what providers raise; a class whose module nobody imported cannot have been raised."""
    loaded = ((sys.modules[module], name) for module, name in _RAISED if module in sys.modules)
    return (OSError, ValueError, *(getattr(module, name) for module, name in loaded))


def uninstalled(error: ImportError) -> str:
    """Say which package a provider needs."""
    install = re.search(r"pip install [\w.\[\]-]+", str(error))
    return f"needs a package that is not installed: {install.group() if install else error}"


def unopened(provider: str, error: BaseException) -> str:
    """Say why a model of a provider could not be opened."""
    if type(error) is ValueError and "provider" in str(error):
        return UNKNOWN_PROVIDER
    known = _KEY_VARIABLES.get(provider, "")
    variables = " or ".join(filter(None, (known, "DATELINE_API_KEY")))
    return f"cannot be opened, set {variables} if its key is missing: {_detail(error)}"


def advice(error: BaseException, *, begun: bool = False) -> str:
    """Say why a model did not answer, or not to the end once it had begun, and what to do."""
    from langchain_core import exceptions as langchain

    causes = list(_causes(error))
    status = _status(causes)
    overflows = status in (400, 413) and _TOO_MUCH.search(str(error))
    if overflows or _any_is(causes, langchain.ContextOverflowError):
        return "cannot take so much text: lower DATELINE_PASSAGES or choose another model"
    if told := _of_status(status, causes):
        return told
    if _timed_out(causes):
        did = "end its answer" if begun else "answer"
        return f"did not {did} in time: raise DATELINE_TIMEOUT or choose a faster model"
    if _unconnected(causes):
        if begun:
            return BROKE_OFF
        return f"cannot be reached: check its server and the address ({_detail(causes[-1])})"
    if isinstance(error, ValueError) or _garbled(causes):
        return BROKE_OFF if begun else NO_REPLY
    return f"refused the request: choose another model or mend this ({_detail(error)})"


def pause(error: BaseException, tried: int) -> float | None:
    """Return the seconds after which to try again, as the server asks for or more from try to try.

    None stands for a fault that comes again; one of time is such, for the time is used up.
    """
    causes = list(_causes(error))
    status = _status(causes)
    if not (status in _PASSING or status >= 500 or (not status and _unconnected(causes))):
        return None
    asked_for = _retry_after(causes)
    return asked_for if asked_for is not None else _FIRST_PAUSE * 2 ** (tried - 1)


def _of_status(status: int, causes: list[BaseException]) -> str:
    """Say what a status stands for, if for something that can be told from it alone."""
    if status == 429:
        return _over_limit(_retry_after(causes))
    if status >= 500:
        return f"failed at its server (status {status}): ask again, or choose another model"
    if 300 <= status < 400:
        return _redirected(causes)
    return _BY_STATUS.get(status, "")


def _redirected(causes: list[BaseException]) -> str:
    responses = (getattr(error, "response", None) for error in causes)
    requests = filter(None, (getattr(response, "next_request", None) for response in responses))
    address = next((str(request.url) for request in requests), "")
    if not address:
        return f"{_REDIRECTS}: check the address"
    address = address.removesuffix("/chat/completions")
    return f"{_REDIRECTS}: if it is the right one, set {_printable(address)} as the base URL"


def _over_limit(wait: float | None) -> str:
    if wait and wait > _LONGEST_PAUSE:
        return (
            "is over its rate limit or quota for hours: check the account or choose another model"
        )
    wait_as_told = f"wait {wait:.0f} seconds" if wait and wait > 1 else "wait"
    return f"is over its rate limit or quota: {wait_as_told} and ask again, or check the account"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, the one it came from, and so on to the root."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _status(causes: list[BaseException]) -> int:
    """Return the HTTP status that the errors tell of, or 0."""
    for error in causes:
        status = getattr(error, "status_code", getattr(error, "code", 0))
        if isinstance(status, int) and status >= 300:
            return status
    return 0


def _retry_after(causes: list[BaseException]) -> float | None:
    """Return the seconds that a server asks to be left alone for, if it does."""
    for headers in (getattr(getattr(error, "response", None), "headers", {}) for error in causes):
        if "retry-after-ms" in headers:
            return _seconds(headers["retry-after-ms"], 1_000)
        if "retry-after" in headers:
            return _seconds(headers["retry-after"], 1)
    return None


def _seconds(header: Any, in_one: int) -> float | None:
    try:
        seconds = float(header) / in_one
    except ValueError:
        try:
            day = parsedate_to_datetime(header)
        except ValueError:
            return None
        seconds = (day.astimezone(UTC) - datetime.now(UTC)).total_seconds()
    return max(seconds, 0) if isfinite(seconds) else None


def _timed_out(causes: list[BaseException]) -> bool:
    from langchain_core.exceptions import ModelTimeoutError

    return _any_is(causes, TimeoutError, ModelTimeoutError)


def _unconnected(causes: list[BaseException]) -> bool:
    from langchain_core.exceptions import ModelConnectionError

    connection_failed = _any_is(causes, OSError, ModelConnectionError)
    return connection_failed and not _timed_out(causes) and not _garbled(causes)


def _garbled(causes: list[BaseException]) -> bool:
    """Tell whether a reply is not compressed as it says, in the words of httpx and of httpx2."""
    return any(type(cause).__name__ == "DecodingError" for cause in causes)


def _any_is(causes: list[BaseException], *kinds: type[BaseException]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _detail(error: BaseException) -> str:
    return _printable(str(error)) or type(error).__name__


def _printable(text: str) -> str:
    line = " ".join(text.split())
    return "".join(filter(str.isprintable, line))[:_LONGEST_DETAIL]
