"""Articles into a catalog: cut into chunks, embedded and stored, some at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from filelock import FileLock, Timeout

from index.chunk import ChunkLimits, chunk, searchable
from index.comments import without_comments
from index.embed import Embedder
from index.errors import IndexBusy, IndexFault
from index.folder import LOCK, Data, check_is_ours, current_data
from index.manifest import Manifest
from index.publish import is_published, publish, remove_older
from index.revision import Revision
from index.store import vectors_at
from index.types import Article, ChromaServer
from index.vectors import packed

BATCH = 64  # articles that are embedded and stored together


@contextmanager
def sole_builder(directory: Path) -> Iterator[None]:
    """Keep other builds from a folder, made if need be, meanwhile; raises IndexFault."""
    try:
        check_is_ours(directory)
        directory.mkdir(parents=True, exist_ok=True)
        with FileLock(directory / LOCK, timeout=0):
            yield
    except Timeout:
        raise IndexBusy(f"another build of {directory} is running; wait for it to end") from None
    except OSError as error:
        raise IndexFault(f"the index at {directory} cannot be written: {error}") from error


class Intake:
    """A catalog that is being changed; nobody sees that before ``publish``."""

    def __init__(
        self,
        directory: Path,
        manifest: Manifest,
        embedder: Embedder,
        chroma: ChromaServer | None = None,
    ) -> None:
        self._data: Data = current_data(directory, manifest)
        self._vectors = vectors_at(manifest.vectors, self._data.path, chroma)
        self._vectors.check()  # before anything is changed
        self._data.path.mkdir(exist_ok=True)
        self._embedder = embedder
        self._limits = ChunkLimits(manifest.chunk_tokens, manifest.chunk_characters)
        self._waiting: list[tuple[Article, str, str]] = []
        self.catalog = Revision.create(self._data.catalog)
        self.catalog.drop_retired()  # that a build which was cut off did not come to

    def put(self, article: Article, root: str, file: str) -> bool:
        """Take an article from a file below a root; tell whether some were stored with it."""
        self._waiting.append((article, root, file))
        if len(self._waiting) < BATCH:
            return False
        self.flush()
        return True

    def flush(self) -> None:
        """Cut the waiting articles into chunks, embed these, and store all of it."""
        batch, self._waiting = self._waiting, []
        if not batch:
            return
        chunked = [
            chunk(article, self._embedder.count_tokens, self._limits) for article, *_ in batch
        ]
        texts, spans = [], []
        for (article, *_), chunks in zip(batch, chunked, strict=True):
            shown = without_comments(article.text)
            for c in chunks:
                texts.append(searchable(article.title, shown[c.start : c.end]))
                before = len(texts[-1]) - len(c.text) - c.start
                spans.append([(before + s.start, before + s.end) for s in c.sentences])
        vectors, of_sentences = self._embedder.encode_passages(texts, spans)
        whole = (vector.astype("<f4").tobytes() for vector in vectors)
        rows = zip(whole, map(packed, of_sentences), strict=True)
        self.catalog.put(
            (article, chunks, list(islice(rows, len(chunks))), root, file)
            for (article, root, file), chunks in zip(batch, chunked, strict=True)
        )

    def publish(self) -> None:
        """Let readers see what was changed, and delete what has gone out of sight."""
        if self.catalog.generation or self.catalog.has_pending():
            if not is_published(self._data, self._vectors, self.catalog):
                publish(self._data, self._vectors, self.catalog)
            remove_older(self._data, self._vectors, self.catalog)

    def forget_others(self) -> None:
        """Delete the vectors that earlier data folders of the index have left on its server."""
        self._vectors.forget_others()
