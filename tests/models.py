"""Tiny models of random weights, which tests make since no hub is reached."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "troops", "river", "bread", "the", "crossed"]
NLI = ["contradiction", "ENTAILMENT", "neutral"]
LIMIT = 16  # tokens, of which three are special


def make_cross_encoder(
    folder: Path, labels: Sequence[str], half: bool = False, kind: str = ""
) -> str:
    """Save one of random weights, wide apart, so that every token tells in its output."""
    import torch
    import transformers

    _save_quietly()
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    config = transformers.BertConfig(
        vocab_size=len(WORDS),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=LIMIT,
        initializer_range=0.3,
        id2label=dict(enumerate(labels)),
        label2id={label: n for n, label in enumerate(labels)},
    )
    torch.manual_seed(5)
    made: Any = getattr(transformers, kind or "BertForSequenceClassification")(config)
    (made.half() if half else made).save_pretrained(folder / "model")
    transformers.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder / "model")
    return str(folder / "model")


def make_embedder(
    folder: Path, *, pooling: str = "mean", dense: int = 0, prompts: dict[str, str] | None = None
) -> str:
    """Save a sentence-transformers model of random weights; a prompt is not pooled."""
    import torch
    import transformers
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Dense
    from sentence_transformers.base.modules.transformer import Transformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    _save_quietly()
    (folder / "vocab.txt").write_text("\n".join([*WORDS, "query", ":", ".", "?"]))
    config = transformers.BertConfig(
        vocab_size=len(WORDS) + 4,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
        initializer_range=0.3,
    )
    torch.manual_seed(5)
    bert = folder / "bert"
    transformers.BertModel(config).save_pretrained(bert)
    transformers.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(bert)
    modules: list[Any] = [
        Transformer(str(bert), max_seq_length=24),
        Pooling(16, pooling_mode=pooling, include_prompt=not prompts),
    ]
    if dense:
        modules += [Dense(16, dense, module_input_name="sentence_embedding")]
    model = SentenceTransformer(modules=[*modules, Normalize()], prompts=prompts)
    model.save(str(folder / "model"))
    return str(folder / "model")


def _save_quietly() -> None:
    """Show no progress on a standard error that tests read."""
    from transformers.utils import logging

    logging.disable_progress_bar()
