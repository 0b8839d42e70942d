"""The build: brings an index in line with files, doing only what changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from index.articles import KINDS, ArticleFile, Problem, find, read
from index.catalog import Catalog
from index.chunk import ChunkLimits, chunk, digest, searchable
from index.embed import Embedder
from index.errors import IndexBusy, IndexMismatch, SourceError
from index.manifest import Manifest
from index.retrieve import lexical_directory, make_lexical
from index.store import VectorStore
from index.types import Article

BATCH = 64  # articles that are embedded and stored together

Progress = Callable[[int, int, int], None]
"""Called with the number of files done, of all files, and of articles read so far."""


@dataclass(slots=True)
class BuildReport:
    """What a build did, in numbers of articles."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    problems: list[Problem] = field(default_factory=list)


def build(
    paths: Sequence[Path],
    directory: Path,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    progress: Progress = lambda done, of, articles: None,
) -> BuildReport:
    """Index the articles at and below some paths; those of earlier builds from other paths stay.

    An article is added, updated or removed whole or not at all, also when the process is killed.
    A file that can't be read is reported, and what was indexed of it before stays. ``rebuild``
    puts a new index of just these paths in the old one's place once it is complete.
    Raises SourceError when there is nothing to index, and IndexFault.
    """
    files = find(paths)
    if not files:
        raise SourceError(f"nothing to index: no {KINDS} file in {', '.join(map(str, paths))}")
    _check_place(directory)
    if not rebuild:
        return _locked(files, directory, embedder, progress)
    fresh = directory.with_name(f"{directory.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    report = _locked(files, fresh, embedder, progress)
    shutil.rmtree(directory, ignore_errors=True)
    fresh.rename(directory)
    return report


def _check_place(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise IndexMismatch(f"{directory} is a file; an index needs a folder of its own")
    if directory.is_dir() and any(directory.iterdir()) and not Manifest.is_in(directory):
        raise IndexMismatch(
            f"{directory} is not empty and holds no index; give --index a folder of its own"
        )


def _locked(
    files: list[ArticleFile], directory: Path, embedder: Embedder, progress: Progress
) -> BuildReport:
    is_new = not Manifest.is_in(directory)
    manifest = Manifest.of(embedder) if is_new else Manifest.read(directory)
    manifest.check(embedder, directory)
    directory.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(directory / "build.lock", timeout=0):
            manifest.write(directory)
            limits = ChunkLimits(manifest.chunk_tokens, manifest.chunk_characters)
            report = _Build(directory, embedder, limits, progress).run(files)
    except Timeout:
        raise IndexBusy(f"another build of {directory} is running; wait for it to end") from None
    if is_new and not report.added:
        shutil.rmtree(directory)
        reasons = "".join(f"\n  {problem}" for problem in report.problems)
        raise SourceError(f"nothing to index: no file could be read{reasons}")
    return report


class _Build:
    """One run; ``seen`` and ``failed`` gather what its removals must spare."""

    def __init__(
        self, directory: Path, embedder: Embedder, limits: ChunkLimits, progress: Progress
    ) -> None:
        self._directory = directory
        self._embedder = embedder
        self._progress = progress
        self._limits = limits
        self._catalog = Catalog(directory / "catalog.sqlite")
        self._store = VectorStore(directory / "chroma")
        self._report = BuildReport()
        self._seen: dict[str, Path] = {}
        self._failed: set[str] = set()
        self._waiting: list[tuple[Article, ArticleFile]] = []

    def run(self, files: list[ArticleFile]) -> BuildReport:
        unfinished = self._directory / "unfinished"
        if unfinished.exists():
            self._sweep()
        unfinished.touch()
        here = {str(file.path) for file in files}
        for done, file in enumerate(files):
            self._progress(done, len(files), len(self._seen))
            for item in read(file):
                if isinstance(item, Article):
                    self._consider(item, file, here)
                    if len(self._waiting) == BATCH:
                        self._flush()
                        self._progress(done, len(files), len(self._seen))
                else:
                    self._fail(item, file)
        self._flush()
        self._remove_gone({str(file.root) for file in files})
        self._save_lexical()
        unfinished.unlink()
        self._progress(len(files), len(files), len(self._seen))
        return self._report

    def _sweep(self) -> None:
        """Drop the vectors of articles that a killed build did not finish."""
        known = {chunk.id for _, chunk in self._catalog.chunks()}
        self._store.remove([id_ for id_ in self._store.ids() if id_ not in known])

    def _fail(self, problem: Problem, file: ArticleFile) -> None:
        self._report.problems.append(problem)
        if problem.lost:
            self._failed.add(str(file.path))

    def _consider(self, article: Article, file: ArticleFile, here: set[str]) -> None:
        entry = self._catalog.entry(article.id)
        owner = self._seen.get(article.id)
        if owner is None and entry and entry.file not in here and Path(entry.file).exists():
            owner = Path(entry.file)
        if owner is not None:
            reason = f"the id {article.id!r} is already that of an article in {owner}; change one"
            self._report.problems.append(Problem(str(file.path), reason))
            return
        self._seen[article.id] = file.path
        if entry and entry.version == digest(article):
            self._report.unchanged += 1
            if (entry.root, entry.file) != (str(file.root), str(file.path)):
                self._catalog.move(article.id, str(file.root), str(file.path))
            return
        if entry:
            self._report.updated += 1
        else:
            self._report.added += 1
        self._waiting.append((article, file))

    def _flush(self) -> None:
        """Store the waiting articles: vectors, then the catalog, then drop what they replace."""
        batch, self._waiting = self._waiting, []
        if not batch:
            return
        chunked = [
            (article, chunk(article, self._embedder.count_tokens, self._limits), file)
            for article, file in batch
        ]
        titled = [(article.title, c) for article, chunks, _ in chunked for c in chunks]
        vectors = self._embedder.encode_document([searchable(title, c.text) for title, c in titled])
        replaced = [id_ for article, _ in batch for id_ in self._catalog.chunk_ids(article.id)]
        self._store.add([c for _, c in titled], vectors)
        self._catalog.put(
            (article, chunks, str(file.root), str(file.path)) for article, chunks, file in chunked
        )
        self._store.remove(replaced)

    def _remove_gone(self, roots: set[str]) -> None:
        gone = [
            id_
            for root in sorted(roots)
            for id_, entry in self._catalog.entries(root).items()
            if id_ not in self._seen and entry.file not in self._failed
        ]
        if gone:
            chunks = [chunk_id for id_ in gone for chunk_id in self._catalog.chunk_ids(id_)]
            self._catalog.remove(gone)
            self._store.remove(chunks)
            self._report.removed = len(gone)

    def _save_lexical(self) -> None:
        target = lexical_directory(self._directory, self._catalog.generation)
        if target.is_dir():
            return
        draft = target.with_name("new")
        shutil.rmtree(draft, ignore_errors=True)
        make_lexical(self._catalog).save(draft)
        draft.rename(target)
        for old in target.parent.iterdir():
            if old != target:
                shutil.rmtree(old)
