"""Embedders: the default, one of a folder, and what is said of one that cannot be had."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.embed import SentenceTransformerEmbedder
from index.errors import EmbedderError


@pytest.mark.slow
def test_the_default_embeds_by_meaning_in_unit_vectors() -> None:
    embedder = SentenceTransformerEmbedder()
    texts = ["The soldiers crossed the river.", "The bakery sells bread."]
    documents = embedder.encode_document(texts)
    query = embedder.encode_query("troops at a stream")
    assert documents.shape == (2, query.shape[0])
    assert documents.dtype == query.dtype == np.float32
    assert np.linalg.norm(documents, axis=1) == pytest.approx([1, 1], abs=1e-5)
    near, far = documents @ query
    assert near > far + 0.2
    assert embedder.count_tokens(["one two", ""]) == [2, 0]
    assert embedder.max_tokens == 254


@pytest.mark.slow
def test_a_model_made_elsewhere_is_used_from_its_folder(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules.transformer import Transformer
    from sentence_transformers.sentence_transformer.modules.pooling import Pooling
    from transformers import BertConfig, BertModel, BertTokenizer

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "troops", "river", "bread"]
    (tmp_path / "vocab.txt").write_text("\n".join(words))
    small = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=16,
        max_position_embeddings=32,
    )
    BertModel(small).save_pretrained(tmp_path / "bert")
    BertTokenizer(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path / "bert")
    bert = Transformer(str(tmp_path / "bert"), max_seq_length=32)
    SentenceTransformer(modules=[bert, Pooling(16)]).save(str(tmp_path / "model"))

    embedder = SentenceTransformerEmbedder(str(tmp_path / "model"))
    assert embedder.encode_document(["troops river", "bread"]).shape == (2, 16)
    assert embedder.max_tokens == 30
    assert embedder.fingerprint != SentenceTransformerEmbedder().fingerprint


@pytest.mark.parametrize("name", ["not a/model/name", "nobody/no-such-model-anywhere"])
def test_a_model_that_cannot_be_had_is_named_at_once(name: str) -> None:
    with pytest.raises(EmbedderError, match=name):
        _ = SentenceTransformerEmbedder(name).fingerprint


def test_a_folder_that_holds_no_model(tmp_path: Path) -> None:
    for use in (lambda e: e.fingerprint, lambda e: e.max_tokens):
        with pytest.raises(EmbedderError, match=r"model\.safetensors"):
            use(SentenceTransformerEmbedder(str(tmp_path)))
