"""Builds that are cut off, and readers at work meanwhile: they see the one index or the other."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from pkgutil import resolve_name
from threading import Event

import numpy as np
import pytest
from numpy.typing import NDArray

from index.build import build
from index.errors import IndexMissing
from index.retrieve import Retriever
from index.revision import Revision
from index.store import FileVectors
from tests.fakes import WordEmbedder
from tests.index.test_build import found


class Stop(Exception):
    """Ends a build as a kill does, as far as the index can tell."""


class Breaking(WordEmbedder):
    """Breaks when it is to embed a text about one thing, after all that came before it."""

    def __init__(self, thing: str) -> None:
        super().__init__()
        self.thing = thing

    def encode_document(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if any(self.thing in text for text in texts):
            raise Stop
        return super().encode_document(texts)


def write_wire(path: Path, about: str, count: int = 130) -> None:
    """Write a file of articles in which the last one is about the end."""
    path.write_text(
        "\n".join(
            json.dumps({"id": f"a{n}", "text": f"Topic{n} is {about}{' the end' * (n == count)}."})
            for n in range(1, count + 1)
        )
    )


def cut_off(path: Path, directory: Path, *, rebuild: bool = False) -> Retriever:
    """Build an index of old articles, open it, and break an update to new ones near its end."""
    write_wire(path, "old")
    build([path], directory, WordEmbedder())
    before = Retriever.open(directory, WordEmbedder())
    write_wire(path, "new")
    with pytest.raises(Stop):
        build([path], directory, Breaking("end"), rebuild=rebuild)
    return before


@pytest.mark.parametrize("rebuild", [False, True])
def test_until_a_build_has_ended_its_readers_see_what_was_there_before(
    tmp_path: Path, directory: Path, rebuild: bool
) -> None:
    path = tmp_path / "wire.jsonl"
    before = cut_off(path, directory, rebuild=rebuild)
    for retriever in (before, Retriever.open(directory, WordEmbedder())):
        for n in (1, 65, 130):
            texts = [passage.text for passage in retriever.search(f"topic{n}")]
            assert {text.split()[2].strip(".") for text in texts} == {"old"}
            assert any(text.startswith(f"Topic{n} is") for text in texts)
        assert retriever.article("a1").text == "Topic1 is old."
        assert retriever.counts() == (130, 130)

    going_on = WordEmbedder()
    build([path], directory, going_on, rebuild=rebuild)
    assert "Topic1 is new." in [passage.text for passage in before.search("topic1")]
    assert before.counts() == (130, 130)
    if not rebuild:
        assert len(going_on.encoded) == 2  # what the build that was cut off had not come to


def test_an_article_that_goes_back_to_what_it_was_in_a_build_that_is_cut_off(
    tmp_path: Path, directory: Path
) -> None:
    path = tmp_path / "wire.jsonl"
    cut_off(path, directory)
    write_wire(path, "old")
    build([path], directory, WordEmbedder())
    retriever = Retriever.open(directory, WordEmbedder())
    texts = [passage.text for passage in retriever.search("topic1")]
    assert "Topic1 is old." in texts
    assert not any("new" in text for text in texts)
    assert retriever.counts() == (130, 130)
    assert FileVectors(directory / "data-1" / "chroma").open(2).count() == 130


@pytest.mark.slow
@pytest.mark.parametrize("rebuild", [False, True])
def test_searching_goes_on_while_the_same_process_builds(
    tmp_path: Path, directory: Path, rebuild: bool
) -> None:
    path = tmp_path / "wire.jsonl"
    write_wire(path, "old")
    build([path], directory, WordEmbedder())
    retriever = Retriever.open(directory, WordEmbedder())
    ended = Event()

    def search() -> int:
        searches = 0
        while not ended.is_set():
            texts = [passage.text for passage in retriever.search("topic7")]
            assert len(texts) == 10
            (seen,) = {text.split()[2].strip(".") for text in texts}  # one build's, or the other's
            assert f"Topic7 is {seen}." in texts
            searches += 1
        return searches

    with ThreadPoolExecutor() as pool:
        searching = [pool.submit(search) for _ in range(2)]
        try:
            for about in ("new", "old") * 4:
                write_wire(path, about)
                build([path], directory, WordEmbedder(), rebuild=rebuild)
        finally:
            ended.set()
        assert all(thread.result() > 8 for thread in searching)


STEPS = [
    "index.store.VectorStore.add",
    "index.store.VectorStore.remove",
    "index.lexical.LexicalIndex.build",
    "index.revision.Revision.publish",
    "index.revision.Revision.drop_retired",
    "index.publish.shutil.rmtree",
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("then", [("new", 100), ("old", 130)])
def test_a_build_that_ends_at_any_step_of_publishing_leaves_the_one_or_the_other(
    tmp_path: Path,
    directory: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    after: bool,
    then: tuple[str, int],
) -> None:
    path = tmp_path / "wire.jsonl"
    write_wire(path, "old")
    build([path], directory, WordEmbedder())
    write_wire(path, "new", 100)
    happen = resolve_name(step)

    def break_off(*arguments: object, **named: object) -> None:
        if after:
            happen(*arguments, **named)
        raise Stop

    monkeypatch.setattr(step, break_off)
    with pytest.raises(Stop):
        build([path], directory, WordEmbedder())
    monkeypatch.undo()

    with Retriever.open(directory, WordEmbedder()) as retriever:
        texts = [passage.text for passage in retriever.search("topic7")]
        (seen,) = {text.split()[2].strip(".") for text in texts}
        assert f"Topic7 is {seen}." in texts
        assert retriever.counts() == {"old": (130, 130), "new": (100, 100)}[seen]
    write_wire(path, *then)
    build([path], directory, WordEmbedder())
    with Retriever.open(directory, WordEmbedder()) as retriever:
        about, count = then
        assert retriever.counts() == (count, count)
        assert retriever.article("a7").text == f"Topic7 is {about}."
        texts = [passage.text for passage in retriever.search("topic7")]
        assert f"Topic7 is {about}." in texts
        assert {text.split()[2].strip(".") for text in texts} == {about}
    parts = {path.relative_to(directory / "data-1") for path in directory.glob("data-1/*/*")}
    assert len(parts) == 2  # the vectors and the words of one generation


KILLED_BUILD = """
import sys, time
from pathlib import Path
from index.build import build
from tests.fakes import WordEmbedder
from tests.index.test_build import counts, found

class Slow(WordEmbedder):
    def encode_document(self, texts):
        print("encoding", flush=True)
        time.sleep(0.05)
        return super().encode_document(texts)

build([Path(sys.argv[1])], Path(sys.argv[2]), Slow())
"""


@pytest.mark.slow
@pytest.mark.parametrize("batches", [1, 2, 3, 4])
def test_a_killed_build_leaves_whole_articles_and_goes_on(
    tmp_path: Path, directory: Path, batches: int
) -> None:
    text = " ".join(f"Sentence number {n} of a long article about ships." for n in range(40))
    path = tmp_path / "wire.jsonl"
    path.write_text(
        "\n".join(json.dumps({"id": f"a{n}", "text": f"Of topic{n}. {text}"}) for n in range(300))
    )
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED_BUILD, str(path), str(directory)], stdout=subprocess.PIPE
    )
    assert process.stdout
    for _ in range(batches):
        assert process.stdout.readline()
    time.sleep(0.08)  # somewhere between embedding and storing
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()

    with pytest.raises(IndexMissing, match="never finished; run again"):
        Retriever.open(directory, WordEmbedder())
    data = directory / "data-1"
    chunks = [id_ for id_, _ in Revision(data / "catalog.sqlite").latest_stems()]
    by_version = Counter(id_.split("-")[0] for id_ in chunks)
    assert set(by_version.values()) <= {7}

    report = build([path], directory, WordEmbedder())
    assert report.added + report.unchanged == 300
    assert report.unchanged >= (batches - 1) * 64
    assert Retriever.open(directory, WordEmbedder()).counts() == (300, 2_100)
    assert FileVectors(data / "chroma").open(1).count() == 2_100
    assert found(directory, "topic250")[0].startswith("Of topic250.")
