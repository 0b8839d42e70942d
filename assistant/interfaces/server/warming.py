"""The models loaded beside everything else, so that the first question does not wait for them."""

from __future__ import annotations

import logging
from threading import Thread
from typing import TYPE_CHECKING

from index.errors import DatelineError

if TYPE_CHECKING:
    from assistant import Assistant

log = logging.getLogger("dateline.server")


def warming(assistant: Assistant) -> Thread:
    """Give a thread that loads the models; the process must not end in its midst, and aborts."""
    return Thread(target=_warm, args=[assistant], daemon=True)


def _warm(assistant: Assistant) -> None:
    try:
        assistant.warm()
    except DatelineError as error:  # which the first question meets, too
        log.error("%s", error)  # noqa: TRY400 - the message says it all
