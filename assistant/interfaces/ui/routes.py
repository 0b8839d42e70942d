"""What the page asks of its server, beside Gradio's own: articles to read, names to filter by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import HTMLResponse

from assistant.interfaces.ui.article import article_html
from assistant.interfaces.ui.sources import digest

if TYPE_CHECKING:
    from assistant import Assistant


def add_page_routes(app: FastAPI, assistant: Assistant) -> None:
    """Let the page open the articles that it cites, and list publishers and authors."""

    @app.get("/reader", response_class=HTMLResponse, include_in_schema=False)
    def reader(
        article: Annotated[str, Query(min_length=1)],
        start: Annotated[int, Query(ge=0)] = 0,
        end: Annotated[int, Query(ge=0)] = 0,
        expected: Annotated[str, Query(alias="digest")] = "",
    ) -> str:
        found = assistant.article(article)
        if expected and expected != digest(found.text[start:end]):
            raise HTTPException(409, "this article has changed since the answer; ask again")
        if not start <= end <= len(found.text):
            raise HTTPException(
                422, f"characters {start} to {end} are not in an article of {len(found.text)}"
            )
        return article_html(found, start, end)

    @app.get("/filters", include_in_schema=False)
    def filters() -> dict[str, list[str]]:
        return {"sources": assistant.sources(), "authors": assistant.authors()}
