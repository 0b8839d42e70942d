"""The catalog: whole articles, their chunks and the vectors of these, in one SQLite file.

It is the truth of which the vectors in Chroma and the BM25 index are made. An article is in it
whole or not at all, and what a build changes comes into sight all at once, when it is published.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from index.conditions import BETWEEN_AUTHORS, conditions
from index.database import Database
from index.types import OPENING_READ, Article, Chunk, Filters, Listing, Sentence, opening

# A row is one version of an article. Those published from generation ``since`` until ``until`` are
# in sight; a build adds and retires versions for the generation after the published one.
SCHEMA = """
create table if not exists articles (
    version text primary key, id text not null, since integer not null, until integer,
    title text not null, source text not null, author text not null, url text not null,
    published_at text not null, root text not null, file text not null, text text not null);
create index if not exists articles_since on articles (since);
create index if not exists articles_until on articles (until);
create index if not exists articles_id on articles (id);
create index if not exists articles_file on articles (file);
create index if not exists articles_listed on articles (published_at, source, author, since, until);
create table if not exists chunks (
    id text primary key, version text not null references articles on delete cascade,
    position integer not null, sentences text not null, stems text not null,
    vector blob not null, sentence_vectors blob not null);
create index if not exists chunks_version on chunks (version);
create table if not exists state (name text primary key, value integer not null);
insert or ignore into state values ('generation', 0);
"""
_METADATA = "a.id, a.text, a.title, a.source, a.author, a.url, a.published_at"
GENERATION = "(select value from state where name = 'generation')"
_IN_SIGHT = f"a.since <= {GENERATION} and (a.until is null or a.until > {GENERATION})"
# For counts of all: each plus keeps SQLite off an index of that column, so that it reads the one
# that has all that is counted, articles_listed, and no article.
_IN_SIGHT_AT_ALL = _IN_SIGHT.replace("a.", "+a.")
JOINED = "chunks c join articles a on a.version = c.version"


@dataclass(frozen=True, slots=True)
class Signature:
    """What searches weigh of a chunk: the stems of its title and of its sentences, and the packed
    vectors of these.
    """

    title: Sequence[str]
    sentences: Sequence[Sequence[str]]
    vectors: bytes


class Catalog:
    """The published articles and chunks on disk; safe to use from any thread.

    Every method raises IndexMismatch for a file that is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path)

    @property
    def generation(self) -> int:
        """The number of the last build that changed something and came to its end."""
        (number,) = self._rows("select value from state where name = 'generation'")[0]
        return int(number)

    def counts(self) -> tuple[int, int]:
        """Count the articles and chunks in sight."""
        (articles,) = self._rows(f"select count(*) from articles a where {_IN_SIGHT}")[0]
        (chunks,) = self._rows(f"select count(*) from {JOINED} where {_IN_SIGHT}")[0]
        return articles, chunks

    def article(self, article_id: str) -> Article | None:
        """Give a whole article, or None for one that is not in sight."""
        rows = self._rows(
            f"select {_METADATA} from articles a where a.id = ? and {_IN_SIGHT}", article_id
        )
        return Article(*rows[0]) if rows else None

    def articles(self) -> Iterator[Article]:
        """Give every article in sight, in the order of their ids."""
        rows = self._rows(f"select {_METADATA} from articles a where {_IN_SIGHT} order by a.id")
        return (Article(*row) for row in rows)

    def chunks(self, ids: Sequence[str]) -> Iterator[tuple[Article, Chunk]]:
        """Give those of the named chunks that are in sight, with their articles, in any order."""
        for id_, spans, *fields in self._named(f"c.id, c.sentences, {_METADATA}", ids):
            article = Article(*fields)
            yield article, _chunk(id_, spans, article)

    def signatures(self, ids: Sequence[str]) -> Iterator[tuple[str, Signature]]:
        """Give those of the named chunks that are in sight as searches weigh them, in any order."""
        for id_, read, vectors in self._named("c.id, c.stems, c.sentence_vectors", ids):
            title, *sentences = read.split("\n")
            yield id_, Signature(title.split(), [line.split() for line in sentences], vectors)

    def matching(self, filters: Filters) -> set[str]:
        """List the ids of the chunks in sight whose articles meet the filters."""
        asked, values = conditions(filters)
        rows = self._rows(
            f"select c.id from {JOINED} where {' and '.join([_IN_SIGHT, *asked])}", *values
        )
        return {id_ for (id_,) in rows}

    def articles_of(self, chunks: Sequence[str]) -> list[str]:
        """List the ids of the articles in sight that some chunks are of."""
        return [id_ for (id_,) in self._named("distinct a.id", chunks)]

    def values(
        self, field: Literal["source", "author"], filters: Filters | None = None
    ) -> list[str]:
        """List what the articles that meet the filters have in a field, in alphabetical order.

        Of an article by several authors it is each, and all as they stand there.
        """
        asked, met = conditions(filters or Filters())
        where = " and ".join([_IN_SIGHT_AT_ALL, f"a.{field} != ''", *asked])
        rows = self._rows(f"select distinct a.{field} from articles a where {where}", *met)
        values = {value for (value,) in rows}
        if field == "author":
            values.update(name for value in values.copy() for name in value.split(BETWEEN_AUTHORS))
        return sorted(values)

    def count(self, filters: Filters) -> int:
        """Count the articles in sight that meet the filters."""
        asked, values = conditions(filters)
        where = " and ".join([_IN_SIGHT_AT_ALL, *asked])
        (number,) = self._rows(f"select count(*) from articles a where {where}", *values)[0]
        return int(number)

    def listed(
        self,
        filters: Filters,
        limit: int,
        *,
        oldest: bool = False,
        after: tuple[str, str] | None = None,
    ) -> list[Listing]:
        """List the newest articles in sight that meet the filters, those of unknown date last.

        ``oldest`` lists the oldest, and none of unknown date. ``after`` is the day and the id of
        the article that the list goes on from.
        """
        asked, values = conditions(filters)
        where = " and ".join([_IN_SIGHT, *asked, *(["a.published_at != ''"] if oldest else [])])
        if after is not None:
            day = "a.published_at " + (">" if oldest else "<")
            where += f" and ({day} ? or (a.published_at = ? and a.id > ?))"
            values += [after[0], *after]
        rows = self._rows(
            "select a.id, a.title, a.source, a.author, a.url, a.published_at,"
            f" iif(a.title = '', substr(a.text, 1, {OPENING_READ}), '') from articles a"
            f" where {where} order by a.published_at {'asc' if oldest else 'desc'}, a.id limit ?",
            *values,
            limit,
        )
        return [Listing(*[*fields, opening(text)]) for *fields, text in rows]

    def tally(
        self, filters: Filters, limit: int, field: Literal["source", "author"] = "source"
    ) -> list[tuple[str, int]]:
        """Count the articles of each publisher or author that meet the filters, the most first.

        An article by several authors is counted for each of them.
        """
        asked, values = conditions(filters)
        where = " and ".join([_IN_SIGHT_AT_ALL, f"a.{field} != ''", *asked])
        rows = self._rows(
            f"select a.{field}, count(*) from articles a where {where} group by 1", *values
        )
        counted: Counter[str] = Counter()
        for value, number in rows:
            for one in value.split(BETWEEN_AUTHORS) if field == "author" else [value]:
                counted[one] += number
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def _named(self, columns: str, ids: Sequence[str]) -> list[tuple[Any, ...]]:
        named = "c.id in (select value from json_each(?))"
        return self._rows(
            f"select {columns} from {JOINED} where {named} and {_IN_SIGHT}", json.dumps(list(ids))
        )

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._database.transaction() as db:
            return db.execute(query, values).fetchall()

    def close(self) -> None:
        """Let go of the file; what is asked later opens it again."""
        self._database.close()


def _chunk(id_: str, spans: str, article: Article) -> Chunk:
    sentences = tuple(
        Sentence(start, end, article.text[start:end], whole)
        for start, end, whole in json.loads(spans)
    )
    start, end = sentences[0].start, sentences[-1].end
    return Chunk(id_, article.id, start, end, article.text[start:end], sentences)
