"""Answers to what nobody foresaw: problems like all others, with all that responses are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.interfaces.server.problems import problem_response, told

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Faults:
    """Tells a fault of ours as a problem; once a response has begun, it can only be cut off."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def noting_the_beginning(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting_the_beginning)
        except Exception as error:
            if begun:
                raise
            await problem_response(told(error))(scope, receive, send)
