"""A test set drafted from the articles of an index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.config import load_settings
from assistant.errors import CasesError
from assistant.evaluation.cases import Case
from assistant.evaluation.drafts.attribution import attribution_cases
from assistant.evaluation.drafts.drafting import draft_cases
from assistant.evaluation.drafts.model import draft_with_model
from assistant.model import open_chat_model
from assistant.service import Assistant


@dataclass(frozen=True, slots=True)
class Wish:
    """How many questions are wanted, and the shares of them that are of a harder kind, 0 to 1.

    With ``attribution``, all of them ask which article a quote is from.
    """

    count: int = 50
    unanswerable: float = 0.2
    multi_article: float = 0.1
    attribution: bool = False
    seed: int = 0


def draft_testset(wish: Wish, settings: Mapping[str, Any]) -> tuple[list[Case], list[str]]:
    """Draft cases from the index that settings name, with the chat model if they name one.

    The second list says what a reader of the drafts has to know. Raises DatelineError.
    """
    resolved = load_settings(**settings)
    with Assistant.open(index=resolved.index, embedder=resolved.embedder) as assistant:
        articles = list(assistant.articles())
    notes = []
    wanted: dict[str, Any] = {
        "count": wish.count,
        "seed": wish.seed,
        "unanswerable": wish.unanswerable,
        "multi_article": wish.multi_article,
    }
    if wish.attribution:
        cases = attribution_cases(articles, count=wish.count, seed=wish.seed)
    elif resolved.model or resolved.base_url:
        model = open_chat_model(
            resolved.model,
            base_url=resolved.base_url,
            api_key=resolved.api_key.get_secret_value(),
            timeout=resolved.timeout,
        )
        cases, unusable = draft_with_model(model, articles, **wanted)
        if unusable:
            notes.append(f"{unusable:,} drafts of the chat model were of no use and left out")
    else:
        cases = draft_cases(articles, **wanted)
    if not cases:
        raise CasesError("no question could be drafted from these articles; write some by hand")
    if len(cases) < wish.count:
        notes.append(f"the articles gave {len(cases):,} good drafts, not {wish.count:,}")
    return cases, notes
