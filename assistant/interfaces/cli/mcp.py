"""``dateline mcp``: the articles for a client of the Model Context Protocol."""

from __future__ import annotations

from assistant.interfaces.cli.terminal import (
    BaseUrlOption,
    ChromaOption,
    EmbedderOption,
    IndexOption,
    ModelOption,
)


def mcp(
    index: IndexOption = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    embedder: EmbedderOption = None,
    chroma: ChromaOption = None,
) -> None:
    """Serve the articles over standard input and output, to a client that starts this command.

    It speaks the Model Context Protocol; docs/mcp.md says how to add it to a client.
    """
    from assistant.config import load_settings
    from assistant.interfaces.mcp.stdio import serve_stdio
    from assistant.service import Assistant

    with Assistant.open(
        index=index, model=model, base_url=base_url, embedder=embedder, chroma=chroma
    ) as assistant:
        serve_stdio(assistant, load_settings())
