"""The catalog: whole articles and where their chunks lie, in one SQLite file.

What the catalog does not hold is not there: vectors of a build that was cut off are never found,
so that an article is in the index whole or not at all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from index.chunk import digest
from index.errors import IndexMismatch
from index.types import Article, Chunk, Filters, Sentence

_SCHEMA = """
create table if not exists articles (
    id text primary key, text text not null, title text not null, source text not null,
    author text not null, url text not null, published_at text not null,
    version text not null, root text not null, file text not null);
create index if not exists articles_file on articles (file);
create table if not exists chunks (
    id text primary key, article_id text not null references articles (id) on delete cascade,
    position integer not null, sentences text not null);
create index if not exists chunks_article on chunks (article_id);
create table if not exists state (name text primary key, value integer not null);
insert or ignore into state values ('generation', 0);
"""
_METADATA = "a.id, a.text, a.title, a.source, a.author, a.url, a.published_at"
_JOINED = "chunks c join articles a on a.id = c.article_id"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an indexed article came from, and which version of it is indexed."""

    version: str
    root: str
    file: str


class Catalog:
    """Articles and chunks on disk; each change is one transaction; safe to use from any thread.

    Every method raises IndexMismatch for a file that is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def create(cls, path: Path) -> Catalog:
        """Open the catalog for a build, made empty if there is none."""
        path.touch()
        catalog = cls(path)
        with catalog._open() as db:
            db.executescript(_SCHEMA)
        return catalog

    @property
    def generation(self) -> int:
        """The number of the last build that changed something and came to its end."""
        (number,) = self._rows("select value from state where name = 'generation'")[0]
        return int(number)

    def publish(self) -> None:
        """Let readers know that a build came to its end: they look at the index anew."""
        with self._open() as db:
            db.execute("update state set value = value + 1 where name = 'generation'")

    def counts(self) -> tuple[int, int]:
        """Count articles and chunks."""
        (articles,) = self._rows("select count(*) from articles")[0]
        (chunks,) = self._rows("select count(*) from chunks")[0]
        return articles, chunks

    def entry(self, article_id: str) -> Entry | None:
        """Tell where an article came from, or None for one that is not indexed."""
        rows = self._rows("select version, root, file from articles where id = ?", article_id)
        return Entry(*rows[0]) if rows else None

    def root_of(self, file: str) -> str | None:
        """Tell below which root a file was indexed, or None for one that is not."""
        rows = self._rows("select root from articles where file = ? limit 1", file)
        return rows[0][0] if rows else None

    def files_below(self, path: str) -> dict[str, str]:
        """Give the file of each article that came from a path or from below it, by article id."""
        below = path.rstrip("/") + "/"
        return dict(
            self._rows(
                "select id, file from articles where file = ? or substr(file, 1, ?) = ?",
                path,
                len(below),
                below,
            )
        )

    def article(self, article_id: str) -> Article | None:
        """Give a whole article, or None."""
        rows = self._rows(f"select {_METADATA} from articles a where a.id = ?", article_id)
        return Article(*rows[0]) if rows else None

    def chunk_ids(self, article_id: str) -> list[str]:
        """List an article's chunks in order."""
        rows = self._rows(
            "select id from chunks where article_id = ? order by position", article_id
        )
        return [id_ for (id_,) in rows]

    def all_chunk_ids(self) -> dict[str, str]:
        """Give the article id of every chunk, by chunk id."""
        return dict(self._rows("select id, article_id from chunks"))

    def chunks(self, ids: Sequence[str]) -> Iterator[tuple[Article, Chunk]]:
        """Give those of the named chunks that are there, with their articles, in no set order."""
        marks = ", ".join("?" * len(ids))
        for row in self._rows(
            f"select c.id, c.sentences, {_METADATA} from {_JOINED} where c.id in ({marks})", *ids
        ):
            id_, spans, *fields = row
            article = Article(*fields)
            yield article, _chunk(id_, spans, article)

    def every_chunk(self) -> Iterator[tuple[Article, Chunk]]:
        """Give all chunks with their articles, one article at a time."""
        of_article = "select id, sentences from chunks where article_id = ? order by position"
        with self._open() as db:
            for fields in db.execute(f"select {_METADATA} from articles a order by a.id"):
                article = Article(*fields)
                for id_, spans in db.execute(of_article, [article.id]):
                    yield article, _chunk(id_, spans, article)

    def matching(self, filters: Filters) -> set[str]:
        """List the ids of the chunks whose articles meet the filters."""
        conditions, values = _conditions(filters)
        rows = self._rows(f"select c.id from {_JOINED} where {' and '.join(conditions)}", *values)
        return {id_ for (id_,) in rows}

    def put(self, articles: Iterable[tuple[Article, Sequence[Chunk], str, str]]) -> None:
        """Store articles with their chunks, root and file, in place of any of the same id."""
        with self._open() as db:
            for article, chunks, root, file in articles:
                db.execute("delete from articles where id = ?", [article.id])
                db.execute(
                    "insert into articles values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [*astuple(article), digest(article), root, file],
                )
                db.executemany(
                    "insert into chunks values (?, ?, ?, ?)",
                    [
                        (c.id, article.id, i, json.dumps([(s.start, s.end) for s in c.sentences]))
                        for i, c in enumerate(chunks)
                    ],
                )

    def move(self, article_id: str, root: str, file: str) -> None:
        """Note that an unchanged article now comes from another file."""
        with self._open() as db:
            db.execute(
                "update articles set root = ?, file = ? where id = ?", [root, file, article_id]
            )

    def remove(self, ids: Iterable[str]) -> None:
        """Forget articles and their chunks."""
        with self._open() as db:
            db.executemany("delete from articles where id = ?", [[id_] for id_ in ids])

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._open() as db:
            return db.execute(query, values).fetchall()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction, so that one that was replaced is never read on."""
        try:
            address = f"{self._path.resolve().as_uri()}?mode=rw"
            with closing(sqlite3.connect(address, timeout=30, uri=True)) as db, db:
                db.execute("pragma foreign_keys = on")
                yield db
        except sqlite3.Error as error:
            raise IndexMismatch(
                f"{self._path} cannot be used ({error}); if it is damaged, build the index anew"
                f" with: dateline index PATHS --index {self._path.parent} --rebuild"
            ) from error


def _chunk(id_: str, spans: str, article: Article) -> Chunk:
    sentences = tuple(
        Sentence(start, end, article.text[start:end]) for start, end in json.loads(spans)
    )
    start, end = sentences[0].start, sentences[-1].end
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
