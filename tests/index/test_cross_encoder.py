"""Cross-encoders: what they say of pairs, which label is entailment, and which are refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.cross_encoder import CrossEncoderModel
from index.errors import EmbedderError
from tests.models import NLI, make_cross_encoder

PAIRS = [
    ("the troops crossed the river", "troops crossed"),
    ("bread", "the river"),
    ("the", "bread"),
]


def logits(model: str, pairs: Sequence[tuple[str, str]]) -> Any:
    """Return what transformers alone makes of each pair."""
    import torch
    from transformers import BertForSequenceClassification, BertTokenizer

    tokenizer = BertTokenizer.from_pretrained(model)
    bert = BertForSequenceClassification.from_pretrained(model, dtype=torch.float32).eval()
    with torch.inference_mode():
        rows = [bert(**tokenizer(*pair, return_tensors="pt")).logits[0] for pair in pairs]
    return torch.stack(rows)


@pytest.mark.slow
@pytest.mark.parametrize("half", [False, True])
def test_several_labels_share_a_probability_of_one(tmp_path: Path, half: bool) -> None:
    name = make_cross_encoder(tmp_path, NLI, half)
    model = CrossEncoderModel(name)
    found = model.probabilities(PAIRS)
    assert model.name == name
    assert model.labels == ("contradiction", "entailment", "neutral")
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, logits(name, PAIRS).softmax(dim=1), atol=1e-5)
    np.testing.assert_array_equal(model.entailment(PAIRS), found[:, 1])
    assert np.ptp(found, axis=0).min() > 0.01  # else these tests would see nothing
    assert model.probabilities([]).shape == (0, 3)


@pytest.mark.slow
def test_a_single_label_is_a_score_and_its_own_probability(tmp_path: Path) -> None:
    name = make_cross_encoder(tmp_path, ["LABEL_0"])
    model = CrossEncoderModel(name)
    raw = logits(name, PAIRS)
    scores = model.scores(PAIRS)
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores, raw[:, 0], atol=1e-5)
    np.testing.assert_allclose(model.probabilities(PAIRS), raw.sigmoid(), atol=1e-5)
    assert model.labels == ("label_0",)
    assert model.entailment_label == 0
    assert model.scores([]).shape == (0,)


@pytest.mark.slow
def test_a_long_premise_is_cut_and_never_its_hypothesis(tmp_path: Path) -> None:
    model = CrossEncoderModel(make_cross_encoder(tmp_path, NLI))
    claim = "the troops crossed the river the troops crossed the bread"  # 10 tokens
    long, kept = "bread river the " + "troops " * 30, "bread river the"
    short = ("river", "bread")
    too_long = ("bread", "river the " * 20)
    cut, other, odd = model.probabilities([(long, claim), short, too_long])
    np.testing.assert_allclose(cut, model.probabilities([(kept, claim)])[0], atol=1e-5)
    np.testing.assert_allclose(other, model.probabilities([short])[0], atol=1e-5)
    assert odd.sum() == pytest.approx(1, abs=1e-5)
    fits, full = "troops " * 12, "troops " * 13  # the second leaves no token for a premise
    assert np.isfinite(model.probabilities([(long, fits), (long, full), ("", full)])).all()


@pytest.mark.slow
def test_a_long_passage_is_cut_and_not_its_query(tmp_path: Path) -> None:
    model = CrossEncoderModel(make_cross_encoder(tmp_path, ["relevance"]))
    query, passage = "troops crossed the river", "bread the river " + "bread " * 6
    long = passage + "troops " * 30
    np.testing.assert_allclose(
        model.scores([(query, long)]), model.scores([(query, passage)]), atol=1e-5
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("labels", "index"),
    [
        (["entailment", "neutral", "contradiction"], 0),
        (["not_entailment", "Entailment"], 1),
        (["contradiction", "neutral", "entail"], 2),
        (["consistent"], 0),
    ],
)
def test_which_label_is_entailment(tmp_path: Path, labels: list[str], index: int) -> None:
    assert CrossEncoderModel(make_cross_encoder(tmp_path, labels)).entailment_label == index


@pytest.mark.slow
@pytest.mark.parametrize(
    "labels", [["LABEL_0", "LABEL_1", "LABEL_2"], ["not_entailment", "contradiction"]]
)
def test_a_model_without_that_label_is_no_nli_model(tmp_path: Path, labels: list[str]) -> None:
    name = make_cross_encoder(tmp_path, labels)
    model = CrossEncoderModel(name)
    for use in (lambda: model.entailment_label, lambda: model.entailment(PAIRS)):
        with pytest.raises(EmbedderError, match=f"{name}.*no NLI model.*{labels[0].lower()}"):
            use()
    with pytest.raises(EmbedderError, match=f"{name}.*no reranker"):
        model.scores(PAIRS)


@pytest.mark.slow
def test_an_embedder_is_not_taken_for_a_cross_encoder(tmp_path: Path) -> None:
    name = make_cross_encoder(tmp_path, ["LABEL_0"], kind="BertModel")
    with pytest.raises(EmbedderError, match=f"{name}.*no cross-encoder but BertModel"):
        CrossEncoderModel(name).scores(PAIRS)


@pytest.mark.slow
@pytest.mark.parametrize("change", [{"model_type": "nothing-known"}, {"hidden_size": 64}])
def test_a_model_that_cannot_be_loaded(tmp_path: Path, change: dict[str, Any]) -> None:
    folder = Path(make_cross_encoder(tmp_path, NLI))
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | change))
    with pytest.raises(EmbedderError, match=f"{folder}.* cannot be loaded"):
        CrossEncoderModel(str(folder)).probabilities(PAIRS)


@pytest.mark.slow
def test_code_that_comes_with_a_model_is_not_run(tmp_path: Path) -> None:
    folder = Path(make_cross_encoder(tmp_path, NLI))
    (folder / "theirs.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    config = json.loads((folder / "config.json").read_text())
    theirs = {"model_type": "theirs", "auto_map": {"AutoConfig": "theirs.Theirs"}}
    (folder / "config.json").write_text(json.dumps(config | theirs))
    with pytest.raises(EmbedderError, match="custom code"):
        _ = CrossEncoderModel(str(folder)).labels
    assert not (tmp_path / "ran").exists()


@pytest.mark.slow
def test_many_threads_share_one_model(tmp_path: Path) -> None:
    model = CrossEncoderModel(make_cross_encoder(tmp_path, NLI))
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(partial(CrossEncoderModel.probabilities, model), [PAIRS] * 40))
    for found in rows:
        np.testing.assert_allclose(found, rows[0], atol=1e-6)


@pytest.mark.timeout(30)  # a hub that cannot be reached is otherwise asked again for 70 seconds
@pytest.mark.parametrize("name", ["not a/model/name", "nobody/no-such-model-anywhere"])
def test_a_model_that_cannot_be_had_is_named_at_once(name: str) -> None:
    with pytest.raises(EmbedderError, match=f"cross-encoder '{name}'"):
        _ = CrossEncoderModel(name).labels


def test_weights_in_another_form_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "pytorch_model.bin").write_bytes(b"")
    with pytest.raises(EmbedderError, match=r"no model\.safetensors"):
        CrossEncoderModel(str(tmp_path)).scores(PAIRS)
