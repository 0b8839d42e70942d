"""An index whose vectors are on a Chroma server that several processes share."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from random import Random
from threading import Event

import httpx2
import pytest

from index.build import build
from index.editing import add, remove
from index.errors import IndexMismatch, IndexMissing, IndexUnreachable
from index.retrieve import Retriever
from index.types import Article, ChromaServer, Filters
from tests.chroma import chroma_server, collections, free_port, guarded
from tests.fakes import WordEmbedder
from tests.index.test_build_cut_off import Stop, write_wire


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("chroma")) as address:
        yield address


@pytest.fixture
def server(running: str) -> ChromaServer:
    """An empty database of the one server that the tests share."""
    name = f"of_{os.urandom(6).hex()}"
    made = httpx2.post(f"{running}/api/v2/tenants/default_tenant/databases", json={"name": name})
    made.raise_for_status()
    return ChromaServer(running, database=name)


@pytest.fixture
def closed_at_end() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def opened(directory: Path, server: ChromaServer | None) -> Retriever:
    return Retriever.open(directory, WordEmbedder(), chroma=server)


def said(retriever: Retriever, query: str) -> list[str]:
    return [passage.text for passage in retriever.search(query)]


def finds(directory: Path, server: ChromaServer) -> bool:
    with opened(directory, server) as reader:
        return said(reader, "ships")[0] == "The navy ordered twelve ships. They sail in spring."


def break_off(*_: object) -> None:
    raise Stop


def ranked(retriever: Retriever, query: str) -> list[tuple[str, str, float]]:
    return [(found.article_id, found.text, found.score) for found in retriever.search(query, 20)]


def on(server: ChromaServer) -> list[str]:
    """List the ends of the names of a database's collections: data folder and generation."""
    names = collections(server.address, database=server.database)
    return sorted("-".join(name.split("-")[2:]) for name in names)


def test_a_search_finds_what_it_finds_in_files(
    tmp_path: Path, directory: Path, server: ChromaServer
) -> None:
    path = tmp_path / "wire.jsonl"
    draw = Random(7)
    texts = [" ".join(f"word{draw.randrange(99)}" for _ in range(12)) for _ in range(200)]
    path.write_text(
        "\n".join(json.dumps({"id": f"a{n}", "text": f"{t}."}) for n, t in enumerate(texts))
    )
    build([path], directory, WordEmbedder(), chroma=server)
    build([path], tmp_path / "files", WordEmbedder())
    assert not (directory / "data-1" / "chroma").exists()
    with opened(directory, server) as shared, opened(tmp_path / "files", None) as own:
        for query in (*texts[:5], "word7 or word70", "word8?"):
            assert ranked(shared, query) == ranked(own, query)
        only = Filters(article_ids=("a3", "a199"))
        assert {found.article_id for found in shared.search("word1", 5, only)} == {"a3", "a199"}


def test_each_generation_is_a_collection_and_the_one_before_stays_for_running_searches(
    folder: Path, directory: Path, server: ChromaServer
) -> None:
    build([folder], directory, WordEmbedder(), chroma=server)
    assert on(server) == ["data-1-1"]
    with opened(directory, server) as reader:
        for text in ("The navy has two ships.", "The navy has three ships."):
            (folder / "ships.txt").write_text(text)
            build([folder], directory, WordEmbedder(), chroma=server)
            assert said(reader, "ships")[0] == text
        assert on(server) == ["data-1-2", "data-1-3"]

        build([folder], directory, WordEmbedder(), chroma=server)  # nothing has changed
        assert on(server) == ["data-1-2", "data-1-3"]

        build([folder], directory, WordEmbedder(), chroma=server, rebuild=True)
        assert on(server) == ["data-2-1"]
        assert said(reader, "ships")[0] == "The navy has three ships."


def test_single_articles_are_added_and_removed(
    folder: Path, directory: Path, server: ChromaServer
) -> None:
    build([folder], directory, WordEmbedder(), chroma=server)
    with opened(directory, server) as reader:
        add([Article("extra", "Trains are late.")], directory, WordEmbedder(), server)
        assert said(reader, "trains")[0] == "Trains are late."
        remove(["extra"], directory, WordEmbedder(), server)
        assert "Trains are late." not in said(reader, "trains")


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


def test_an_index_is_opened_where_its_vectors_are_or_not_at_all(
    tmp_path: Path, folder: Path, directory: Path, server: ChromaServer
) -> None:
    own = tmp_path / "own"
    build([folder], own, WordEmbedder())
    build([folder], directory, WordEmbedder(), chroma=server)
    for change in (opened, lambda path, at: build([folder], path, WordEmbedder(), chroma=at)):
        with pytest.raises(IndexMismatch, match="in files, not on a Chroma server; leave out"):
            change(own, server)
        with pytest.raises(IndexMismatch, match="on a Chroma server; name it with --chroma"):
            change(directory, None)
    with pytest.raises(IndexMismatch, match=r"no collection dateline-\w+-data-1-1; if it is"):
        opened(directory, ChromaServer(server.address))  # another database
    with pytest.raises(IndexMismatch, match="nowhere"):
        opened(directory, ChromaServer(server.address, database="nowhere"))

    build([folder], own, WordEmbedder(), chroma=server, rebuild=True)
    with opened(own, server) as moved:
        assert said(moved, "ships")
    build([folder], own, WordEmbedder(), rebuild=True)
    with opened(own, None) as back:
        assert said(back, "ships")


def test_an_index_of_a_manifest_that_names_no_place_is_in_files(
    folder: Path, directory: Path
) -> None:
    build([folder], directory, WordEmbedder())
    manifest = json.loads((directory / "manifest.json").read_text())
    assert manifest.pop("vectors") == "files"
    (directory / "manifest.json").write_text(json.dumps(manifest))
    with opened(directory, None) as reader:
        assert said(reader, "ships")


def test_tenants_and_databases_are_apart(
    tmp_path: Path, folder: Path, directory: Path, running: str
) -> None:
    httpx2.post(f"{running}/api/v2/tenants", json={"name": "paper"}).raise_for_status()
    for tenant in ("paper", "default_tenant"):
        at = f"{running}/api/v2/tenants/{tenant}/databases"
        httpx2.post(at, json={"name": "news"}).raise_for_status()
    ours = ChromaServer(running, "paper", "news")
    theirs = ChromaServer(running, database="news")
    build([folder], directory, WordEmbedder(), chroma=ours)
    build([folder], tmp_path / "other", WordEmbedder(), chroma=theirs)
    assert len(collections(running, "paper", "news")) == 1
    assert len(collections(running, "default_tenant", "news")) == 1
    assert finds(directory, ours)
    with pytest.raises(IndexMismatch, match="tenant default_tenant, database news"):
        opened(directory, theirs)


def test_a_server_that_is_gone_is_told_at_once_and_one_that_is_back_is_seen(
    tmp_path: Path, folder: Path, directory: Path, closed_at_end: ExitStack
) -> None:
    port = free_port()
    server = ChromaServer(f"http://127.0.0.1:{port}")
    with pytest.raises(IndexUnreachable, match=f"127.0.0.1:{port} does not answer"):
        build([folder], directory, embedder := WordEmbedder(), chroma=server)
    assert embedder.encoded == []
    with chroma_server(tmp_path / "data", port):
        build([folder], directory, WordEmbedder(), chroma=server)
        reader = closed_at_end.enter_context(opened(directory, server))
        best = said(reader, "ships")
    with pytest.raises(IndexUnreachable, match="see whether it runs"):
        reader.search("ships")
    with pytest.raises(IndexUnreachable):
        reader.check()
    with pytest.raises(IndexUnreachable):
        opened(directory, server)
    with pytest.raises(IndexUnreachable):
        add([Article("extra", "Trains are late.")], directory, WordEmbedder(), server)
    with chroma_server(tmp_path / "data", port):
        assert said(reader, "ships") == best
        assert reader.counts() == (2, 2)
    with chroma_server(tmp_path / "lost", port):
        with pytest.raises(IndexMismatch, match="is written anew by: dateline index"):
            opened(directory, server)
        build([folder], directory, embedder := WordEmbedder(), chroma=server)
        assert embedder.encoded == []  # the catalog has the vectors
        assert said(reader, "ships") == best


def test_a_server_that_accepts_and_says_nothing_is_not_waited_for(
    folder: Path, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.server._READ", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = ChromaServer(f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(IndexUnreachable, match="does not answer"):
            build([folder], directory, WordEmbedder(), chroma=server)


def test_a_token_goes_to_the_proxy_that_asks_for_it(
    folder: Path, directory: Path, server: ChromaServer
) -> None:
    with guarded(server.address, "authorization", "Bearer open sesame") as (address, _):
        known = ChromaServer(address, database=server.database, token="open sesame")
        build([folder], directory, WordEmbedder(), chroma=known)
        assert finds(directory, known)
        for token in ("", "guessed"):
            with pytest.raises(IndexUnreachable, match=r"401.*DATELINE_CHROMA_TOKEN"):
                opened(directory, ChromaServer(address, database=server.database, token=token))
    assert "open sesame" not in repr(known)


def test_chroma_cloud_is_asked_with_its_token_for_the_tenant_and_database_of_that(
    folder: Path, directory: Path, running: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with guarded(running, "x-chroma-token", "ck-1") as (address, asked):
        monkeypatch.setattr("index.store.server.CLOUD_ADDRESS", address)
        cloud = ChromaServer("cloud", token="ck-1")
        build([folder], directory, WordEmbedder(), chroma=cloud)
        assert finds(directory, cloud)
        assert asked[0] == "GET /api/v2/auth/identity"
        asked.clear()
        named = ChromaServer("cloud", "default_tenant", "default_database", "ck-1")
        assert finds(directory, named)
        at = "/api/v2/tenants/default_tenant/databases/default_database"
        assert asked[0].startswith(f"GET {at}/collections/dateline-")
        with pytest.raises(IndexUnreachable, match=r"Chroma server at cloud.*401"):
            opened(directory, ChromaServer("cloud", token="ck-2"))


def test_no_env_file_or_variable_leads_elsewhere(
    folder: Path,
    directory: Path,
    server: ChromaServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    foreign = {
        "CHROMA_SERVER_HOST": "elsewhere.example",
        "CHROMA_SERVER_HTTP_PORT": "1",
        "CHROMA_CLIENT_AUTH_PROVIDER": "chromadb.auth.basic_authn.BasicAuthClientProvider",
        "CHROMA_OTEL_COLLECTION_ENDPOINT": "http://elsewhere.example",
        "CHROMA_OTEL_GRANULARITY": "all",
    }
    (tmp_path / ".env").write_text("\n".join(f"{name}={value}" for name, value in foreign.items()))
    monkeypatch.chdir(tmp_path)
    for name, value in foreign.items():
        monkeypatch.setenv(name, value)
    build([folder], directory, WordEmbedder(), chroma=server)
    assert finds(directory, server)
