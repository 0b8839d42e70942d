"""A sentence-transformers model to what ``index.encoder`` runs.

python -m index.export MODEL_FOLDER TARGET

It is a process of its own, so that nobody else has torch in memory.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder import INPUTS, MODEL, OUTPUTS, TOKENIZER, About, Encoder, Prompt
from index.errors import EmbedderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

LEAST_AGREEMENT = 0.999  # cosine
_OPSET = 17
_PROBES = (
    "Who?",
    "The U.S. Army’s 2nd Division crossed the river at dawn, officials in Seoul (서울) said.",
    "28,500 troops; $1.2 billion — “unchanged”, the café’s owner told us.\nPrices rose 3.5%.",
    "The ministry, which had said otherwise in May, declined to comment on the order. " * 60,
)


def export(folder: Path, target: Path) -> None:
    """Export the model of a folder into another; raises EmbedderError if it can't be, or if what
    comes out does not agree with the model.
    """
    model = _load(folder)
    tokenizer = getattr(model.tokenizer, "backend_tokenizer", None)
    if tokenizer is None:
        raise EmbedderError(f"{folder}: no fast tokenizer; give a model that has tokenizer.json")
    target.mkdir(parents=True, exist_ok=True)
    try:
        _write_graph(model, target / MODEL)
    except (RuntimeError, ValueError, TypeError, LookupError) as error:  # of torch, or the model's
        raise EmbedderError(f"{folder} cannot be exported to ONNX: {error}") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(target / TOKENIZER))
    documents = [model.prompts[n] for n in ("document", "passage", "corpus") if n in model.prompts]
    About(
        limit=int(model.max_seq_length or 512),
        query=_prompt(model, model.prompts.get("query") or ""),
        document=_prompt(model, next(iter(documents), None) or ""),
    ).write(target)
    _check(model, Encoder.open(target), folder)


def main(arguments: Sequence[str]) -> None:
    """Export, or end with a message."""
    folder, target = map(Path, arguments)
    try:
        export(folder, target)
    except EmbedderError as error:
        sys.exit(str(error))


def _load(folder: Path) -> SentenceTransformer:
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            model_kwargs={"attn_implementation": "eager", "dtype": "float32"},
        )
    except (ImportError, OSError, RuntimeError, ValueError, SafetensorError) as error:
        raise EmbedderError(f"{folder} cannot be loaded: {error}") from error
    return model.eval()


def _prompt(model: SentenceTransformer, text: str) -> Prompt:
    from sentence_transformers.sentence_transformer.modules import Pooling

    if not text or all(m.include_prompt for m in model if isinstance(m, Pooling)):
        return Prompt(text)
    return Prompt(text, int(model.preprocess(["a"], prompt=text)["prompt_length"]))


def _write_graph(model: SentenceTransformer, path: Path) -> None:
    """Trace the whole pipeline for one text; vectors of tokens are taken through it as well."""
    import torch
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    modules: list[Any] = list(model)
    at = next((n for n, module in enumerate(modules) if isinstance(module, Pooling)), None)
    if at is None:
        raise ValueError("none of its modules pools vectors of tokens")
    after = [module for module in modules[at + 1 :] if not isinstance(module, Normalize)]
    size = model.truncate_dim

    class Pipeline(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.modules_of_model = torch.nn.ModuleList(modules)

        def forward(self, ids: Any, mask: Any) -> tuple[Any, Any]:
            features = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
            for module in modules[:at]:
                features = module(features)
            tokens = {"sentence_embedding": features["token_embeddings"]}
            features["attention_mask"] = mask
            for module in modules[at:]:
                features = module(features)
            for module in after:
                tokens = module(tokens)
            whole = features["sentence_embedding"][..., :size]
            unit = torch.nn.functional.normalize(whole, dim=-1)
            return unit, tokens["sentence_embedding"][..., :size]

    ids = model.preprocess([_PROBES[1]])["input_ids"]
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # that this exporter is the older one, and what it traces
        torch.onnx.export(
            Pipeline(),
            (ids, torch.ones_like(ids)),
            str(path),
            dynamo=False,
            opset_version=_OPSET,
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {1: "tokens"} for name in (*INPUTS, OUTPUTS[1])},
        )


def _check(model: SentenceTransformer, encoder: Encoder, folder: Path) -> None:
    asked = model.encode_query(list(_PROBES), normalize_embeddings=True)
    told = model.encode_document(list(_PROBES), normalize_embeddings=True)
    found = np.stack([encoder.query(text) for text in _PROBES])
    agreement = min(
        float((found * asked).sum(axis=1).min()),
        float((encoder.documents(_PROBES) * told).sum(axis=1).min()),
    )
    if not agreement >= LEAST_AGREEMENT:  # also for what is no number
        raise EmbedderError(
            f"{folder} cannot be used: exported to ONNX, its vectors are not those of"
            f" sentence-transformers (cosine {agreement:.3f}); give another embedder"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
