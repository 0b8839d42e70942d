"""Vectors on a Chroma server: a collection of its own for each generation.

Chroma's own client of a server waits without an end, and raises bare exceptions for what a proxy
answers; the ``_Server`` here is that client with time limits, and with one error for all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
import httpx
from chromadb.api.fastapi import FastAPI
from chromadb.config import DEFAULT_DATABASE, DEFAULT_TENANT, Settings, System
from chromadb.errors import ChromaError, NotFoundError, error_types

from index.errors import IndexMismatch, IndexUnreachable
from index.store.collection import CONFIGURATION, VectorStore
from index.types import CLOUD, ChromaServer

CLOUD_ADDRESS = "https://api.trychroma.com:443"
_CONNECT, _READ, _WRITE = 3.0, 15.0, 60.0  # seconds
_LARGEST_BATCH = 1_000  # vectors
_PAGE = 100  # collections
# All is named that a foreign .env or variable could turn into another server or another login.
_SETTINGS: dict[str, Any] = {
    "_env_file": None,
    "anonymized_telemetry": False,
    "chroma_api_impl": "chromadb.api.fastapi.FastAPI",
    "chroma_server_ssl_verify": None,
    "chroma_client_auth_provider": None,
    "chroma_client_auth_credentials": None,
    "chroma_otel_granularity": None,
}


class ServerVectors:
    """The vectors of each generation of an index, in collections whose names begin with its own.

    ``identity`` is that of the index in ``directory``, for as long as it lives; ``data`` names its
    data folder.
    """

    def __init__(self, server: ChromaServer, identity: str, data: str, directory: Path) -> None:
        self._server = server
        self._directory = directory
        self._family = f"dateline-{identity}-"
        self._names = f"{self._family}{data}-"

    def check(self) -> None:
        """Raise IndexFault unless the server answers and has the tenant and the database."""
        with _connected(self._server, _READ) as server:
            server.get_database(server.database, server.tenant)

    def has(self, generation: int) -> bool:
        """Tell whether there are vectors of a generation; raises IndexUnreachable."""
        with _connected(self._server, _WRITE) as server:
            return server.collection(self._name(generation)) is not None

    def open(self, generation: int) -> VectorStore:
        """Open the vectors of a generation; raises IndexMismatch or IndexUnreachable."""
        name = self._name(generation)
        with _connected(self._server, _READ, keep=True) as server:
            found = server.collection(name)
            if found is None:
                raise IndexMismatch(
                    f"{server.shown} has no collection {name}; if it is the right one and has lost"
                    f" it, it is written anew by: dateline index PATHS --index {self._directory}"
                    f" --chroma {self._server.address}"
                )
            return server.store(found)

    def create(self, generation: int) -> VectorStore:
        """Make an empty store for a generation, in the place of one that is left over."""
        with _connected(self._server, _WRITE, keep=True) as server:
            return server.store(server.made(self._name(generation)))

    def copied(self, generation: int, following: int) -> VectorStore | None:
        """Give None: a server copies nothing, and a generation is written whole."""
        return None

    def keep(self, generation: int) -> None:
        """Delete the vectors of all generations but one and that before it.

        Searches of other processes may still be at the one before.
        """
        kept = {self._name(generation), self._name(generation - 1)}
        with _connected(self._server, _WRITE) as server:
            for name in server.names(self._names):
                if name not in kept:
                    server.forget(name)

    def forget_others(self) -> None:
        """Delete what other data folders of the index have left on the server."""
        with _connected(self._server, _WRITE) as server:
            for name in server.names(self._family):
                if not name.startswith(self._names):
                    server.forget(name)

    def _name(self, generation: int) -> str:
        return f"{self._names}{generation}"


class _Server(FastAPI):
    """Chroma's client of a server, for one tenant and database."""

    def __init__(self, system: System) -> None:
        super().__init__(system)
        self._session.event_hooks = {"response": [_check]}
        self.tenant, self.database, self.shown = DEFAULT_TENANT, DEFAULT_DATABASE, ""

    def limit(self, seconds: float) -> None:
        """Bound each wait for the server."""
        self._session.timeout = httpx.Timeout(seconds, connect=_CONNECT)

    def choose(self, given: ChromaServer) -> None:
        """Take the tenant and database that are given, or those that the token is for."""
        tenant, database = given.tenant, given.database
        if given.address == CLOUD and not (tenant and database):
            known = self.get_user_identity()
            tenant = tenant or known.tenant or ""
            database = database or (known.databases or [""])[0]
        self.tenant, self.database = tenant or DEFAULT_TENANT, database or DEFAULT_DATABASE
        self.shown += f" (tenant {self.tenant}, database {self.database})"

    def collection(self, name: str) -> chromadb.Collection | None:
        """Find a collection; raises NotFoundError if there is no such tenant or database."""
        try:
            model = self.get_collection(name, self.tenant, self.database)
        except NotFoundError:
            self.get_database(self.database, self.tenant)
            return None
        return chromadb.Collection(self, model, None)

    def made(self, name: str) -> chromadb.Collection:
        """Make an empty collection."""
        self.forget(name)
        model = self.create_collection(
            name, configuration=CONFIGURATION, tenant=self.tenant, database=self.database
        )
        return chromadb.Collection(self, model, None)

    def forget(self, name: str) -> None:
        """Delete a collection, if there is one."""
        with suppress(NotFoundError):
            self.delete_collection(name, self.tenant, self.database)

    def names(self, beginning: str) -> list[str]:
        """List the collections whose names begin so."""
        names: list[str] = []
        while True:
            page = self.list_collections(_PAGE, len(names), self.tenant, self.database)
            names += [found.name for found in page]
            if len(page) < _PAGE:
                return [name for name in names if name.startswith(beginning)]

    def store(self, collection: chromadb.Collection) -> VectorStore:
        """Give a collection as a store, which closes the connections at its end."""
        most = self.get_max_batch_size()
        return VectorStore(
            collection,
            min(most, _LARGEST_BATCH) if most > 0 else _LARGEST_BATCH,
            partial(_faults_told, self.shown),
            self.close,
            side_by_side=True,
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()


@contextmanager
def _connected(given: ChromaServer, seconds: float, *, keep: bool = False) -> Iterator[_Server]:
    """Give a server, closed at the end unless it is to be kept and nothing went wrong."""
    cloud = given.address == CLOUD
    address = urlsplit(CLOUD_ADDRESS if cloud else given.address)
    headers = {}
    if given.token:
        name, value = ("x-chroma-token", "") if cloud else ("authorization", "Bearer ")
        headers[name] = f"{value}{given.token}"
    host = address.hostname or ""
    port = address.port or (443 if address.scheme == "https" else 80)
    settings = Settings(
        **_SETTINGS,
        chroma_server_host=f"[{host}]" if ":" in host else host,
        chroma_server_http_port=port,
        chroma_server_ssl_enabled=address.scheme == "https",
        chroma_server_headers=headers,
    )
    server = System(settings).instance(_Server)
    server.shown = f"the Chroma server at {given.address}"
    server.limit(seconds)
    done = False
    try:
        with _faults_told(server.shown):
            server.choose(given)
            yield server
        done = True
    finally:
        if not (keep and done):
            server.close()


def _check(response: httpx.Response) -> None:
    """Raise HTTPStatusError for what is no answer of Chroma's own, whoever stands before it."""
    if response.is_success:
        return
    said = response.read()[:300].decode(errors="replace").strip()
    with suppress(ValueError):
        body = response.json()
        if isinstance(body, dict) and body.get("error") in error_types:
            return  # Chroma's client has an exception for it
    raise httpx.HTTPStatusError(
        f"{response.status_code} {response.reason_phrase} {said}".strip(),
        request=response.request,
        response=response,
    )


@contextmanager
def _faults_told(shown: str) -> Iterator[None]:
    """Turn what the client raises into an IndexFault that says what to do."""
    try:
        yield
    except NotFoundError as error:
        raise IndexMismatch(f"{shown} does not have what the index needs: {error}") from error
    except httpx.HTTPStatusError as error:
        refused = error.response.status_code in (401, 403)
        advice = (
            "give the token that it asks for as DATELINE_CHROMA_TOKEN"
            if refused
            else ("see whether the address is that of a Chroma server")
        )
        raise IndexUnreachable(f"{shown} answers {error}; {advice}") from error
    except (httpx.HTTPError, RuntimeError) as error:  # the latter once it is closed
        raise IndexUnreachable(
            f"{shown} does not answer ({str(error) or type(error).__name__});"
            " see whether it runs, or name another with --chroma"
        ) from error
    except (ChromaError, ValueError, KeyError) as error:
        raise IndexMismatch(f"{shown} cannot do what the index needs of it: {error}") from error
