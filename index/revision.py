"""The catalog as a build changes it: the latest version of each article, published or not yet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from index.catalog import GENERATION, JOINED, SCHEMA, Catalog
from index.chunk import LONGEST_TITLE, digest
from index.comments import without_comments
from index.types import Article, Chunk
from index.words import stems

Vectors = tuple[bytes, bytes]
"""Of a chunk, float32, and of its sentences, int8 of any length: only their directions count."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an indexed article came from, and which version of it is indexed."""

    version: str
    root: str
    file: str


class Revision(Catalog):
    """A catalog whose articles are added and retired, which readers see when it is published.

    Each change is one transaction.
    """

    @classmethod
    def create(cls, path: Path) -> Revision:
        """Open the catalog for a build, made empty if there is none."""
        path.touch()
        catalog = cls(path)
        with catalog._database.transaction() as db:
            db.executescript(SCHEMA)
        return catalog

    def publish(self) -> None:
        """Let readers see what was added and retired since the last time."""
        with self._database.transaction() as db:
            db.execute("update state set value = value + 1 where name = 'generation'")

    def entry(self, article_id: str) -> Entry | None:
        """Tell where the latest version of an article came from, or None if there is none."""
        rows = self._rows(
            "select version, root, file from articles where id = ? and until is null", article_id
        )
        return Entry(*rows[0]) if rows else None

    def root_of(self, file: str) -> str | None:
        """Tell below which root a file was indexed, or None for one that is not."""
        rows = self._rows(
            "select root from articles where file = ? and until is null limit 1", file
        )
        return rows[0][0] if rows else None

    def files_below(self, path: str) -> dict[str, str]:
        """Give the file of each article that came from a path or from below it, by article id."""
        below = path.rstrip("/") + "/"
        return dict(
            self._rows(
                "select id, file from articles"
                " where (file = ? or substr(file, 1, ?) = ?) and until is null",
                path,
                len(below),
                below,
            )
        )

    def has_pending(self) -> bool:
        """Tell whether there is anything that the next generation will add or retire."""
        pending = f"since > {GENERATION} or until > {GENERATION}"
        return bool(self._rows(f"select 1 from articles where {pending} limit 1"))

    def latest_chunk_count(self) -> int:
        """Count the chunks of every article's latest version."""
        (count,) = self._rows(f"select count(*) from {JOINED} where a.until is null")[0]
        return int(count)

    def latest_vectors(self) -> Iterator[tuple[str, bytes]]:
        """Give the id and vector of every chunk of a latest version; float32, little-endian."""
        return self._vectors("a.until is null")

    def new_vectors(self) -> Iterator[tuple[str, bytes]]:
        """Give those of the chunks that the next generation will add."""
        return self._vectors(f"a.until is null and a.since > {GENERATION}")

    def retired_chunk_ids(self) -> list[str]:
        """Name the chunks that will go out of sight with the next generation."""
        rows = self._rows(
            f"select c.id from {JOINED} where a.since <= {GENERATION} and a.until > {GENERATION}"
        )
        return [id_ for (id_,) in rows]

    def latest_stems(self) -> Iterator[tuple[str, list[str]]]:
        """Give the id of every chunk of a latest version, and its stems, in the order of texts."""
        with self._database.transaction() as db:
            for id_, read in db.execute(
                f"select c.id, c.stems from {JOINED} where a.until is null"
                " order by a.id, c.position"
            ):
                yield id_, read.split()

    def put(
        self, articles: Iterable[tuple[Article, Sequence[Chunk], Sequence[Vectors], str, str]]
    ) -> None:
        """Add articles with their chunks, vectors, root and file, as their ids' latest versions."""
        with self._database.transaction() as db:
            for article, chunks, vectors, root, file in articles:
                version = digest(article)
                shown = replace(article, text=without_comments(article.text))
                _retire(db, [article.id])
                db.execute(
                    "insert into articles (version, id, text, title, source, author, url,"
                    " published_at, root, file, since)"
                    f" values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {GENERATION} + 1)"
                    # A version that was retired, but not yet dropped, comes back.
                    " on conflict do update set until = null, root = excluded.root,"
                    " file = excluded.file",
                    [version, *astuple(article), root, file],
                )
                db.executemany(
                    "insert or ignore into chunks values (?, ?, ?, ?, ?, ?, ?)",
                    [
                        (
                            c.id,
                            version,
                            i,
                            _spans(c),
                            _stems(shown, c),
                            whole,
                            of_sentences,
                        )
                        for i, (c, (whole, of_sentences)) in enumerate(
                            zip(chunks, vectors, strict=True)
                        )
                    ],
                )

    def move(self, article_id: str, root: str, file: str) -> None:
        """Note that an unchanged article now comes from another file."""
        with self._database.transaction() as db:
            db.execute(
                "update articles set root = ?, file = ? where id = ? and until is null",
                [root, file, article_id],
            )

    def retire(self, ids: Iterable[str]) -> None:
        """Let articles go out of sight with the next generation."""
        with self._database.transaction() as db:
            _retire(db, ids)

    def undo(self) -> None:
        """Take back what was added and retired since the last time."""
        self._take_back("true")

    def undo_edits(self) -> None:
        """Take back such of it as is of articles that no file has."""
        self._take_back("file = ''")

    def drop_retired(self) -> None:
        """Forget the versions that have gone out of sight."""
        with self._database.transaction() as db:
            db.execute(f"delete from articles where until <= {GENERATION}")

    def _take_back(self, condition: str) -> None:
        with self._database.transaction() as db:
            db.execute(f"delete from articles where since > {GENERATION} and {condition}")
            db.execute(
                f"update articles set until = null where until > {GENERATION} and {condition}"
            )

    def _vectors(self, condition: str) -> Iterator[tuple[str, bytes]]:
        with self._database.transaction() as db:
            yield from db.execute(f"select c.id, c.vector from {JOINED} where {condition}")


def _retire(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    db.executemany(
        f"update articles set until = {GENERATION} + 1 where id = ? and until is null",
        [[id_] for id_ in ids],
    )


def _spans(chunk: Chunk) -> str:
    return json.dumps([(s.start, s.end, s.whole) for s in chunk.sentences])


def _stems(shown: Article, chunk: Chunk) -> str:
    """Give a line of stems for the title, then one for each sentence as its article shows it."""
    said = (shown.text[s.start : s.end] for s in chunk.sentences)
    texts = (shown.title[:LONGEST_TITLE], *said)
    return "\n".join(" ".join(stems(text)) for text in texts)
