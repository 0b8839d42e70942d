"""A Chroma server that is away, silent, behind a proxy, or the cloud."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from index.build import build
from index.editing import add
from index.errors import IndexMismatch, IndexUnreachable
from index.types import Article, ChromaServer
from tests.chroma import chroma_server, free_port, guarded
from tests.fakes import WordEmbedder
from tests.index.on_server import finds, opened, said


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
