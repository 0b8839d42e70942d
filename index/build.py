"""The build: brings an index in line with files, doing only what changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from index.articles import KINDS, ArticleFile, Problem, find, read
from index.catalog import Catalog
from index.chunk import ChunkLimits, chunk, digest, searchable
from index.embed import Embedder
from index.errors import IndexBusy, IndexFault, IndexMismatch, SourceError
from index.lexical import LexicalIndex, lexical_directory
from index.manifest import Manifest
from index.store import VectorStore
from index.types import Article

BATCH = 64  # articles that are embedded and stored together
_LOCK = "build.lock"
_PARTS = frozenset(
    {
        _LOCK,
        "catalog.sqlite",
        "catalog.sqlite-journal",
        "chroma",
        "lexical",
        "manifest.json",
        "manifest.json.new",
        "unfinished",
    }
)

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

    @property
    def changed(self) -> bool:
        """Whether the index is another than before."""
        return bool(self.added or self.updated or self.removed)


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
    directory = directory.expanduser().resolve()
    files = find(paths)
    if not files:
        raise SourceError(f"nothing to index: no {KINDS} file in {', '.join(map(str, paths))}")
    _check_place(directory)
    given = [path.expanduser().resolve() for path in paths]
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with FileLock(directory / _LOCK, timeout=0):
            fill = partial(_fill, embedder=embedder, files=files, given=given, progress=progress)
            if rebuild and Manifest.is_in(directory):
                return _replace(directory, fill)
            return fill(directory)
    except Timeout:
        raise IndexBusy(f"another build of {directory} is running; wait for it to end") from None
    except OSError as error:
        raise IndexFault(f"the index at {directory} cannot be written: {error}") from error


def _check_place(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise IndexMismatch(f"{directory} is a file; an index needs a folder of its own")
    others = {path.name for path in directory.iterdir()} if directory.is_dir() else set()
    if others - _PARTS or (others - {_LOCK} and not Manifest.is_in(directory)):
        raise IndexMismatch(
            f"{directory} holds something else than an index; give --index a folder of its own"
        )


def _replace(directory: Path, fill: Callable[[Path], BuildReport]) -> BuildReport:
    """Fill a new index beside the old one, and swap the two once it is complete."""
    fresh, old = (directory.with_name(f"{directory.name}.{end}") for end in ("new", "old"))
    for left_over in (fresh, old):
        if left_over.exists():
            _check_place(left_over)
            shutil.rmtree(left_over)
    fresh.mkdir()
    report = fill(fresh)
    directory.rename(old)
    fresh.rename(directory)
    shutil.rmtree(old)
    return report


def _fill(
    directory: Path,
    embedder: Embedder,
    files: list[ArticleFile],
    given: list[Path],
    progress: Progress,
) -> BuildReport:
    is_new = not Manifest.is_in(directory)
    manifest = Manifest.of(embedder) if is_new else Manifest.read(directory)
    manifest.check(embedder, directory)
    if is_new:
        manifest.write(directory)
    limits = ChunkLimits(manifest.chunk_tokens, manifest.chunk_characters)
    running = _Build(directory, embedder, limits, progress)
    try:
        report = running.run(files, given)
    finally:
        running.close()
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
        self._catalog = Catalog.create(directory / "catalog.sqlite")
        self._store = VectorStore.create(directory / "chroma")
        self._report = BuildReport()
        self._seen: dict[str, Path] = {}
        self._failed: set[str] = set()
        self._waiting: list[tuple[Article, ArticleFile]] = []

    def close(self) -> None:
        """Let go of the index's files."""
        self._store.close()

    def run(self, files: list[ArticleFile], given: list[Path]) -> BuildReport:
        """Bring the index in line with the files, then let its readers know."""
        unfinished = self._directory / "unfinished"
        was_cut_off = unfinished.exists()
        if was_cut_off or self._store.count() != self._catalog.counts()[1]:
            self._mend()
        unfinished.touch()
        here = {str(file.path) for file in files}
        for done, file in enumerate(files):
            self._progress(done, len(files), len(self._seen))
            named = self._as_named_before(file)
            for item in read(named):
                if isinstance(item, Article):
                    self._consider(item, named, here)
                    if len(self._waiting) == BATCH:
                        self._flush()
                        self._progress(done, len(files), len(self._seen))
                else:
                    self._fail(item, named)
        self._flush()
        self._remove_gone(given)
        if self._report.changed or was_cut_off or not self._lexical().is_dir():
            self._publish()
        unfinished.unlink()
        self._progress(len(files), len(files), len(self._seen))
        return self._report

    def _mend(self) -> None:
        """Drop what a killed build or a lost file left by halves: it is then added anew."""
        known = self._catalog.all_chunk_ids()
        stored = self._store.ids()
        self._store.remove(sorted(stored - known.keys()))
        self._catalog.remove({known[id_] for id_ in known.keys() - stored})

    def _as_named_before(self, file: ArticleFile) -> ArticleFile:
        """Keep the name of a file that was indexed from a folder further up or down."""
        root = self._catalog.root_of(str(file.path))
        if root is None or not file.path.is_relative_to(root) or Path(root) == file.path:
            return file
        return ArticleFile(Path(root), file.path, file.path.relative_to(root).as_posix())

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
            place = "this file" if owner == file.path else str(owner)
            reason = f"the id {article.id!r} is already that of an article in {place}; change one"
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

    def _remove_gone(self, given: list[Path]) -> None:
        gone = {
            id_
            for path in given
            for id_, file in self._catalog.files_below(str(path)).items()
            if id_ not in self._seen and file not in self._failed
        }
        if gone:
            chunks = [chunk_id for id_ in gone for chunk_id in self._catalog.chunk_ids(id_)]
            self._catalog.remove(gone)
            self._store.remove(chunks)
            self._report.removed = len(gone)

    def _lexical(self, later: int = 0) -> Path:
        return lexical_directory(self._directory, self._catalog.generation + later)

    def _publish(self) -> None:
        """Save the words of all chunks under the next generation's number, then make it that."""
        last, following = self._lexical(), self._lexical(1)
        draft = following.with_name("draft")
        for left_over in (draft, following):
            if left_over.exists():
                shutil.rmtree(left_over)
        LexicalIndex.build(
            (c.id, searchable(article.title, c.text)) for article, c in self._catalog.every_chunk()
        ).save(draft)
        draft.rename(following)
        self._catalog.publish()
        # The last one stays for a reader that is just opening it.
        for older in following.parent.iterdir():
            if older not in (last, following):
                shutil.rmtree(older)
