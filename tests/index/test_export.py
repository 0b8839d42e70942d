"""Embedders in their exported form: the same vectors, made once, whole, and without torch."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.cache import cache_folder, fingerprint
from index.embed import SentenceTransformerEmbedder
from index.encoder import Encoder
from index.errors import EmbedderError
from tests.models import make_embedder

TEXTS = ["troops crossed the river", "bread", "", "the river the bread " * 20]
PROMPTS = {"query": "query : ", "document": "the bread : "}
KINDS: dict[str, dict[str, Any]] = {
    "mean": {"pooling": "mean"},
    "cls": {"pooling": "cls"},
    "prompts": {"prompts": PROMPTS},
    "dense": {"dense": 8},
}
ASK = """
import sys
from index.embed import SentenceTransformerEmbedder
embedder = SentenceTransformerEmbedder(sys.argv[1])
embedder.encode_passages(["troops crossed"], [[(0, 6)]])
print(embedder.encode_query("bread").sum())
print(sorted({"onnx", "sentence_transformers", "torch", "transformers"} & sys.modules.keys()))
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def exported_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give the folder of a model of a kind, beside the cache that has its export."""

    @lru_cache
    def exported_as(kind: str) -> Path:
        folder = tmp_path_factory.mktemp(kind)
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("XDG_CACHE_HOME", str(folder / "cache"))
            model = make_embedder(folder, **KINDS[kind])
            _ = SentenceTransformerEmbedder(model).max_tokens
        return Path(model)

    return exported_as


@pytest.fixture
def opened_model(tmp_path: Path, exported_once: Callable[[str], Path]) -> Path:
    """A model that has been exported, and may be changed."""
    shutil.copytree(exported_once("mean").parent, tmp_path, dirs_exist_ok=True)
    before = exported().stat()
    _ = SentenceTransformerEmbedder(str(tmp_path / "model")).max_tokens
    assert exported().stat().st_mtime_ns == before.st_mtime_ns
    return tmp_path / "model"


def exported(cache: Path | None = None) -> Path:
    """Find the graph of the only export in the cache."""
    (graph,) = (cache or cache_folder()).rglob("*.onnx")
    return graph


def process(model: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", ASK, model],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_an_export_agrees_with_sentence_transformers(
    kind: str, exported_once: Callable[[str], Path]
) -> None:
    from sentence_transformers import SentenceTransformer

    model = exported_once(kind)
    encoder = Encoder.open(exported(model.parent).parent)
    theirs = SentenceTransformer(str(model), device="cpu")
    assert encoder.documents(TEXTS) == pytest.approx(theirs.encode_document(TEXTS), abs=1e-4)
    for text in TEXTS:
        assert encoder.query(text) == pytest.approx(theirs.encode_query(text), abs=1e-4)
    prompt = theirs.tokenizer.tokenize(KINDS[kind].get("prompts", {}).get("document", ""))
    assert encoder.max_tokens == 22 - len(prompt)
    assert encoder.count_tokens(TEXTS) == [4, 1, 0, 80]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["mean", "prompts"])
def test_a_sentence_is_the_mean_of_its_tokens_in_their_context(
    kind: str, exported_once: Callable[[str], Path]
) -> None:
    model = exported_once(kind)
    encoder = Encoder.open(exported(model.parent).parent)
    text = "bread\ntroops crossed. the river?"
    spans = [(6, 21), (22, 32), (22, 22)]
    whole, parts = encoder.passages([text, "bread"], [spans, []])

    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(model), device="cpu")
    found: Any = theirs.encode_document(text, output_value=None)
    words = theirs.tokenizer.tokenize(KINDS[kind].get("prompts", {}).get("document", "") + text)
    at = 1 + words.index("troops")
    tokens = found["token_embeddings"].numpy()
    expected = [tokens[at : at + 3].mean(axis=0), tokens[at + 3 : at + 6].mean(axis=0)]
    assert whole[0] == pytest.approx(found["sentence_embedding"].numpy(), abs=1e-4)
    assert parts[0][:2] == pytest.approx(
        np.stack([row / np.linalg.norm(row) for row in expected]), abs=1e-4
    )
    assert not parts[0][2].any()
    assert parts[1].shape == (0, 16)


@pytest.mark.slow
def test_two_processes_that_export_at_once_both_get_it_and_neither_loads_torch(
    tmp_path: Path,
) -> None:
    model = Path(make_embedder(tmp_path))
    told = []
    for running in [process(model), process(model)]:
        output, errors = running.communicate(timeout=120)
        assert running.returncode == 0, errors
        told.append(output.splitlines())
    assert told[0] == told[1]
    assert told[0][1] == "[]"
    assert exported().parent.parent == cache_folder() / "encoders"


@pytest.mark.slow
@pytest.mark.parametrize("left", [1000, -1], ids=["cut", "scribbled"])
def test_a_damaged_export_is_made_again(left: int, opened_model: Path) -> None:
    whole = SentenceTransformerEmbedder(str(opened_model)).encode_query("bread")
    graph = exported()
    size = graph.stat().st_size
    graph.write_bytes(graph.read_bytes()[:left] if left >= 0 else b"\xff" * size)
    again = SentenceTransformerEmbedder(str(opened_model)).encode_query("bread")
    assert np.array_equal(whole, again)
    assert exported().stat().st_size == size


@pytest.mark.slow
def test_a_model_that_is_used_otherwise_is_exported_anew(opened_model: Path) -> None:
    before = SentenceTransformerEmbedder(str(opened_model)).encode_query("bread troops")
    (config,) = opened_model.glob("*_Pooling/config.json")
    config.write_text(config.read_text().replace('"mean"', '"cls"'))
    after = SentenceTransformerEmbedder(str(opened_model)).encode_query("bread troops")
    assert before @ after < 0.999


@pytest.mark.slow
def test_weights_that_are_none_are_named(opened_model: Path) -> None:
    (opened_model / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(EmbedderError, match=rf"{opened_model} cannot be loaded"):
        SentenceTransformerEmbedder(str(opened_model)).encode_query("bread")


@pytest.mark.slow
def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path, cache: Path) -> None:
    model = make_embedder(tmp_path)
    cache.write_text("in its place")
    with pytest.raises(EmbedderError, match="XDG_CACHE_HOME"):
        SentenceTransformerEmbedder(model).encode_query("bread")


@pytest.mark.slow
def test_modules_in_the_folder_that_the_user_is_in_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = make_embedder(tmp_path)
    here = tmp_path / "here"
    here.mkdir()
    for name in ("index", "statistics"):
        (here / f"{name}.py").write_text("raise SystemExit('a stranger was run')")
    monkeypatch.chdir(here)
    assert SentenceTransformerEmbedder(model).encode_query("bread").shape == (16,)


@pytest.mark.parametrize("note", [b"\0" * 16, b"\xff" * 16, b""])
def test_a_damaged_note_of_a_fingerprint_is_written_anew(
    note: bytes, tmp_path: Path, cache: Path
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    known = fingerprint(tmp_path)
    (kept,) = (cache / "dateline" / "fingerprints").iterdir()
    kept.write_bytes(note)
    assert fingerprint(tmp_path) == known == kept.read_text()
