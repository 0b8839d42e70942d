"""Builds of an index on a Chroma server: beside searches, and cut off."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from index.build import build
from index.errors import IndexMissing
from index.retrieve import Retriever
from index.types import ChromaServer
from tests.fakes import WordEmbedder
from tests.index.on_server import break_off, on, opened, said
from tests.index.test_build_cut_off import Stop, write_wire

READER = """
import sys
from pathlib import Path
from index.retrieve import Retriever
from index.types import ChromaServer
from tests.fakes import WordEmbedder

server = ChromaServer(sys.argv[2], database=sys.argv[3])
with Retriever.open(Path(sys.argv[1]), WordEmbedder(), chroma=server) as retriever:
    print("open", flush=True)
    seen, searches = [], 0
    while seen[-1:] != ["last"]:
        texts = [passage.text for passage in retriever.search("topic7")]
        (about,) = {text.split()[2].strip(".") for text in texts}  # of one build, or the other
        assert len(texts) == 10 and f"Topic7 is {about}." in texts, texts
        searches += 1
        if seen[-1:] != [about]:
            seen.append(about)
    print(" ".join(seen), searches, flush=True)
"""


@pytest.mark.slow
def test_two_processes_search_while_a_third_builds(
    tmp_path: Path, directory: Path, server: ChromaServer
) -> None:
    path = tmp_path / "wire.jsonl"
    write_wire(path, "first")
    build([path], directory, WordEmbedder(), chroma=server)
    command = [sys.executable, "-c", READER, str(directory), server.address, server.database]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for reader in readers:
        assert reader.stdout
        assert reader.stdout.readline() == "open\n"
    for about in ("second", "third", "fourth", "last"):
        write_wire(path, about)
        build([path], directory, WordEmbedder(), chroma=server, rebuild=about == "third")
    for reader in readers:
        output, _ = reader.communicate(timeout=120)
        assert reader.returncode == 0
        *seen, searches = output.split()
        assert (seen[0], seen[-1]) == ("first", "last")
        assert int(searches) > 8


@pytest.mark.slow
def test_threads_search_while_the_same_process_builds(
    tmp_path: Path, directory: Path, server: ChromaServer
) -> None:
    path = tmp_path / "wire.jsonl"
    write_wire(path, "old")
    build([path], directory, WordEmbedder(), chroma=server)
    ended = Event()

    def search(reader: Retriever) -> int:
        searches = 0
        while not ended.is_set():
            (_,) = {text.split()[2].strip(".") for text in said(reader, "topic7")}
            searches += 1
        return searches

    with opened(directory, server) as reader, ThreadPoolExecutor() as pool:
        searching = [pool.submit(search, reader) for _ in range(3)]
        try:
            for about in ("new", "old") * 3:
                write_wire(path, about)
                build([path], directory, WordEmbedder(), chroma=server)
        finally:
            ended.set()
        assert all(thread.result() > 5 for thread in searching)


STEPS = [
    "index.store.VectorStore.add",
    "index.lexical.LexicalIndex.build",
    "index.revision.Revision.publish",
    "index.store.ServerVectors.keep",
]


@pytest.mark.parametrize("step", STEPS)
def test_a_build_that_is_cut_off_shows_nothing_and_the_next_takes_its_left_overs_away(
    tmp_path: Path,
    directory: Path,
    server: ChromaServer,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    path = tmp_path / "wire.jsonl"
    write_wire(path, "old")
    build([path], directory, WordEmbedder(), chroma=server)
    write_wire(path, "new", 100)

    with monkeypatch.context() as patched:
        patched.setattr(step, break_off)
        with pytest.raises(Stop):
            build([path], directory, WordEmbedder(), chroma=server)
    with opened(directory, server) as reader:
        shown = "new" if step.endswith("keep") else "old"
        assert f"Topic7 is {shown}." in said(reader, "topic7")
        write_wire(path, "newer", 100)
        build([path], directory, WordEmbedder(), chroma=server)
        assert {text.split()[2] for text in said(reader, "topic7")} == {"newer."}
        assert reader.counts() == (100, 100)
    assert len(on(server)) == 2


KILLED = """
import os, signal, sys
from pathlib import Path
import index.publish
from index.build import build
from index.types import ChromaServer
from tests.fakes import WordEmbedder

index.publish.LexicalIndex.build = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
server = ChromaServer(sys.argv[3], database=sys.argv[4])
build([Path(sys.argv[1])], Path(sys.argv[2]), WordEmbedder(), chroma=server)
"""


def test_a_killed_first_build_is_gone_on_with(
    tmp_path: Path, directory: Path, server: ChromaServer
) -> None:
    path = tmp_path / "wire.jsonl"
    write_wire(path, "old")
    arguments = [str(path), str(directory), server.address, server.database]
    killed = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert on(server) == ["data-1-1"]  # whole, but nobody looks at it
    with pytest.raises(IndexMissing, match="never finished; run again"):
        opened(directory, server)
    going_on = WordEmbedder()
    build([path], directory, going_on, chroma=server)
    assert going_on.encoded == []
    assert on(server) == ["data-1-1"]
    with opened(directory, server) as reader:
        assert "Topic7 is old." in said(reader, "topic7")


def test_a_rebuild_that_is_cut_off_leaves_nothing_behind_once_the_next_is_through(
    tmp_path: Path, directory: Path, server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wire.jsonl"
    write_wire(path, "old")
    build([path], directory, WordEmbedder(), chroma=server)
    with monkeypatch.context() as patched:
        patched.setattr("index.build.Manifest.write", break_off)
        with pytest.raises(Stop):
            build([path], directory, WordEmbedder(), chroma=server, rebuild=True)
    assert on(server) == ["data-1-1", "data-2-1"]
    build([path], directory, WordEmbedder(), chroma=server, rebuild=True)
    assert on(server) == ["data-3-1"]
