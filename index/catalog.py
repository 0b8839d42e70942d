"""The catalog: whole articles and where their chunks lie, in one SQLite file.

What the catalog does not hold is not there: vectors of a build that was cut off are never found,
so that an article is in the index whole or not at all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import local

from index.chunk import digest
from index.types import Article, Chunk, Filters, Sentence

_SCHEMA = """
create table if not exists articles (
    id text primary key, title text not null, source text not null, author text not null,
    url text not null, published_at text not null, text text not null,
    version text not null, root text not null, file text not null);
create index if not exists articles_root on articles (root);
create table if not exists chunks (
    id text primary key, article_id text not null references articles (id) on delete cascade,
    position integer not null, sentences text not null);
create index if not exists chunks_article on chunks (article_id);
create table if not exists state (name text primary key, value integer not null);
insert or ignore into state values ('generation', 0);
"""
_METADATA = "id, text, title, source, author, url, published_at"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an indexed article came from, and which version of it is indexed."""

    version: str
    root: str
    file: str


class Catalog:
    """Articles and chunks on disk; each change is one transaction; safe to use from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = local()
        with self._writing() as db:
            db.executescript(_SCHEMA)

    @property
    def generation(self) -> int:
        """A number that grows with every change."""
        return int(self._one("select value from state where name = 'generation'")[0])

    def counts(self) -> tuple[int, int]:
        """Count articles and chunks."""
        articles, chunks = self._one(
            "select (select count(*) from articles), (select count(*) from chunks)"
        )
        return articles, chunks

    def entry(self, article_id: str) -> Entry | None:
        """Tell where an article came from, or None for one that is not indexed."""
        row = self._find("select version, root, file from articles where id = ?", article_id)
        return Entry(*row) if row else None

    def article(self, article_id: str) -> Article | None:
        """Give a whole article, or None."""
        row = self._find(f"select {_METADATA} from articles where id = ?", article_id)
        return Article(*row) if row else None

    def articles(self) -> Iterator[Article]:
        """Give all articles, in the order of their ids."""
        for row in self._db.execute(f"select {_METADATA} from articles order by id"):
            yield Article(*row)

    def entries(self, root: str) -> dict[str, Entry]:
        """Give the articles that came from one root, by id."""
        rows = self._db.execute(
            "select id, version, root, file from articles where root = ?", [root]
        )
        return {id_: Entry(*rest) for id_, *rest in rows}

    def chunk_ids(self, article_id: str) -> list[str]:
        """List an article's chunks in order."""
        rows = self._db.execute(
            "select id from chunks where article_id = ? order by position", [article_id]
        )
        return [id_ for (id_,) in rows]

    def chunks(self, ids: Sequence[str] | None = None) -> Iterator[tuple[Article, Chunk]]:
        """Give chunks with their articles: those named, or all, the named ones in no set order."""
        columns = ", ".join(f"a.{name}" for name in _METADATA.split(", "))
        source = "chunks c join articles a on a.id = c.article_id"
        select = f"select c.id, c.sentences, {columns} from {source}"
        if ids is None:
            rows = self._db.execute(f"{select} order by c.article_id, c.position")
        else:
            marks = ", ".join("?" * len(ids))
            rows = self._db.execute(f"{select} where c.id in ({marks})", list(ids))
        for id_, spans, *fields in rows:
            article = Article(*fields)
            yield article, _chunk(id_, article, json.loads(spans))

    def matching(self, filters: Filters) -> set[str]:
        """List the ids of the chunks whose articles meet the filters."""
        conditions, values = _conditions(filters)
        rows = self._db.execute(
            "select c.id from chunks c join articles a on a.id = c.article_id"
            f" where {' and '.join(conditions)}",
            values,
        )
        return {id_ for (id_,) in rows}

    def put(self, articles: Iterable[tuple[Article, Sequence[Chunk], str, str]]) -> None:
        """Store articles with their chunks, root and file, in place of any of the same id."""
        with self._writing() as db:
            for article, chunks, root, file in articles:
                db.execute("delete from articles where id = ?", [article.id])
                db.execute(
                    f"insert into articles ({_METADATA}, version, root, file)"
                    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [
                        article.id,
                        article.text,
                        article.title,
                        article.source,
                        article.author,
                        article.url,
                        article.published_at,
                        digest(article),
                        root,
                        file,
                    ],
                )
                db.executemany(
                    "insert into chunks values (?, ?, ?, ?)",
                    [
                        (c.id, article.id, i, json.dumps([(s.start, s.end) for s in c.sentences]))
                        for i, c in enumerate(chunks)
                    ],
                )
            db.execute("update state set value = value + 1 where name = 'generation'")

    def move(self, article_id: str, root: str, file: str) -> None:
        """Note that an unchanged article now comes from another file."""
        with self._writing() as db:
            db.execute(
                "update articles set root = ?, file = ? where id = ?", [root, file, article_id]
            )

    def remove(self, ids: Iterable[str]) -> None:
        """Forget articles and their chunks."""
        with self._writing() as db:
            db.executemany("delete from articles where id = ?", [[id_] for id_ in ids])
            db.execute("update state set value = value + 1 where name = 'generation'")

    @property
    def _db(self) -> sqlite3.Connection:
        if not hasattr(self._local, "db"):
            self._local.db = sqlite3.connect(self._path, timeout=30)
            self._local.db.execute("pragma foreign_keys = on")
        connection: sqlite3.Connection = self._local.db
        return connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._db as db:
            yield db

    def _find(self, query: str, *values: object) -> tuple[str, ...] | None:
        row: tuple[str, ...] | None = self._db.execute(query, values).fetchone()
        return row

    def _one(self, query: str) -> tuple[int, ...]:
        with closing(self._db.execute(query)) as rows:
            row: tuple[int, ...] = rows.fetchone()
            return row


def _chunk(id_: str, article: Article, spans: list[tuple[int, int]]) -> Chunk:
    sentences = tuple(Sentence(start, end, article.text[start:end]) for start, end in spans)
    start, end = spans[0][0], spans[-1][1]
    return Chunk(id_, article.id, start, end, article.text[start:end], sentences)


def _conditions(filters: Filters) -> tuple[list[str], list[str]]:
    conditions = ["true"]
    values: list[str] = []
    for column, allowed in (
        ("id", filters.article_ids),
        ("source", filters.sources),
        ("author", filters.authors),
    ):
        if allowed:
            conditions.append(f"a.{column} in ({', '.join('?' * len(allowed))})")
            values += allowed
    if filters.published_from:
        conditions.append("a.published_at >= ?")
        values.append(filters.published_from)
    if filters.published_to:
        # "2025-12-24" includes "2025-12-24T18:00": compare as many characters as are given
        conditions.append("a.published_at != '' and substr(a.published_at, 1, length(?)) <= ?")
        values += [filters.published_to] * 2
    return conditions, values
