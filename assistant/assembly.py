"""From settings to the parts that an assistant is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant.answer import Answerer
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.config import Settings
from assistant.verify import open_checker
from index.cross_encoder import CrossEncoderModel
from index.embed import SentenceTransformerEmbedder
from index.retrieve import Retriever

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


@dataclass(frozen=True, slots=True)
class Assembly:
    """The parts; ``chain`` are the other arguments of ``Chain``, ``ends`` are called at the end."""

    retriever: Retriever
    answerer: Answerer
    chain: dict[str, Any]
    ends: Sequence[Callable[[], None]] = ()


def assemble(settings: Settings) -> Assembly:
    """Open the index and what answers from it; raises IndexFault, EmbedderError or ModelError."""
    retriever = Retriever.open(
        settings.index,
        SentenceTransformerEmbedder(settings.embedder),
        CrossEncoderModel(settings.reranker) if settings.reranker else None,
        settings.chroma_server,
    )
    extractive = ExtractiveAnswerer(retriever.rarity)
    chain: dict[str, Any] = {
        "passages": settings.passages,
        "keep": settings.unsupported == "keep",
        "today": settings.today,
    }
    if settings.model or settings.base_url:
        return _with_model(retriever, extractive, settings, chain)
    chain["checker"] = open_checker(settings.checker)
    return Assembly(retriever, extractive, chain)


def _with_model(
    retriever: Retriever,
    extractive: ExtractiveAnswerer,
    settings: Settings,
    chain: dict[str, Any],
) -> Assembly:
    from assistant.answer.fallback import FallbackAnswerer
    from assistant.answer.generative import GenerativeAnswerer
    from assistant.model import close_chat_model, open_chat_model, shown_name
    from assistant.rewrite import rewrite

    named = [(settings.model, settings.base_url, settings.api_key)]
    if settings.fallback_model or settings.fallback_base_url:
        named.append(
            (settings.fallback_model, settings.fallback_base_url, settings.fallback_api_key)
        )
    models: list[BaseChatModel] = [
        open_chat_model(
            spec,
            base_url=url,
            api_key=key.get_secret_value(),
            timeout=settings.timeout,
            json=settings.reply_form == "json",
        )
        for spec, url, key in named
    ]
    encode = retriever.embedder.encode_document
    answerers = [
        GenerativeAnswerer(model, shown_name(spec), encode)
        for model, (spec, _, _) in zip(models, named, strict=True)
    ]
    chain |= {
        "stand_in": extractive if settings.fallback == "extractive" else None,
        "rewriter": lambda question, history: rewrite(models[0], question, history),
        "checker": open_checker(settings.checker, models[0], encode),
    }
    ends = [partial(close_chat_model, model) for model in models]
    return Assembly(retriever, FallbackAnswerer(answerers), chain, ends)
