"""The build: brings an index in line with files, doing only what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.articles import KINDS, ArticleFile, Problem, find, read
from index.chunk import digest
from index.embed import Embedder
from index.errors import IndexFault, SourceError
from index.folder import next_data, remove_others, take_back
from index.intake import Intake, sole_builder
from index.manifest import Manifest
from index.store import place_for
from index.types import Article, ChromaServer

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
    chroma: ChromaServer | None = None,
    progress: Progress = lambda done, of, articles: None,
) -> BuildReport:
    """Index the articles at and below some paths; those of earlier builds from other paths stay.

    An article is added, updated or removed whole or not at all, also when the process is killed.
    A file that can't be read is reported, and what was indexed of it before stays. ``rebuild``
    puts a new index of just these paths in the old one's place once it is complete; its vectors
    are on the server ``chroma``, if there is one.
    Raises SourceError when there is nothing to index, and IndexFault.
    """
    directory = directory.expanduser().resolve()
    files, problems = find(paths)
    if not files:
        raise _nothing(f"no {KINDS} file in {', '.join(map(str, paths))}", problems)
    with sole_builder(directory):
        is_new = not Manifest.is_in(directory)
        if is_new or rebuild:
            manifest = Manifest.of(embedder, next_data(directory), _place(directory, chroma))
        else:
            manifest = Manifest.read(directory)
            manifest.check(embedder, directory)
        run = _Build(directory, manifest, embedder, progress, chroma)
        if is_new:  # written now, so that a build that is cut off can be gone on with
            manifest.write(directory)
        report = run.run(files, problems, paths)
        if (is_new or rebuild) and not report.added:
            take_back(directory, manifest, with_manifest=is_new)
            raise _nothing("no file could be read", report.problems)
        if rebuild:
            manifest.write(directory)
        remove_others(directory, manifest)
        run.forget_others()
        return report


def _place(directory: Path, chroma: ChromaServer | None) -> str:
    """Name the place of a new index's vectors; where one was on a server, it keeps its name."""
    try:
        return place_for(chroma, Manifest.read(directory).vectors)
    except IndexFault:  # there is none, or what there was cannot be read
        return place_for(chroma)


def _nothing(reason: str, problems: Sequence[Problem]) -> SourceError:
    return SourceError("\n  ".join([f"nothing to index: {reason}", *map(str, problems)]))


class _Build:
    """One run; ``seen`` and ``failed`` gather what its removals must spare."""

    def __init__(
        self,
        directory: Path,
        manifest: Manifest,
        embedder: Embedder,
        progress: Progress,
        chroma: ChromaServer | None,
    ) -> None:
        self._intake = Intake(directory, manifest, embedder, chroma)
        self.forget_others = self._intake.forget_others
        self._catalog = self._intake.catalog
        self._catalog.undo_edits()  # of an addition that was cut off
        self._progress = progress
        self._report = BuildReport()
        self._unread: set[str] = set()
        self._read: set[str] = set()
        self._failed: set[str] = set()
        self._seen: dict[str, Path] = {}
        self._contested: list[tuple[Article, ArticleFile]] = []

    def run(
        self, files: Sequence[ArticleFile], problems: Sequence[Problem], given: Sequence[Path]
    ) -> BuildReport:
        """Bring the catalog in line with the files, then let readers see it."""
        for problem in problems:
            self._fail(problem, problem.where)
        self._take_in(files)
        self._remove_gone(given)
        self._intake.publish()
        self._progress(len(files), len(files), len(self._seen))
        return self._report

    def _take_in(self, files: Sequence[ArticleFile]) -> None:
        """Read the files, and store what is new in them."""
        self._unread = {str(file.path) for file in files}
        for done, file in enumerate(files):
            self._progress(done, len(files), len(self._seen))
            named = self._as_named_before(file)
            for item in read(named):
                if isinstance(item, Problem):
                    self._fail(item, str(file.path))
                elif self._consider(item, named):
                    self._progress(done, len(files), len(self._seen))
            self._unread.remove(str(file.path))
            self._read.add(str(file.path))
        for article, file in self._contested:
            self._consider(article, file)
        self._intake.flush()

    def _as_named_before(self, file: ArticleFile) -> ArticleFile:
        """Keep the name of a file that was indexed from a folder further up or down."""
        root = self._catalog.root_of(str(file.path))
        if root is None or not file.path.is_relative_to(root) or Path(root) == file.path:
            return file
        return ArticleFile(Path(root), file.path, file.path.relative_to(root).as_posix())

    def _fail(self, problem: Problem, path: str) -> None:
        self._report.problems.append(problem)
        if problem.lost:
            self._failed.add(path)

    def _consider(self, article: Article, file: ArticleFile) -> bool:
        """Take in an article if it is new and its id is not another's; tell if some were stored."""
        entry = self._catalog.entry(article.id)
        owner = self._seen.get(article.id)
        if owner is None and entry and entry.file and entry.file != str(file.path):
            if entry.file in self._unread:
                self._contested.append((article, file))
                return False
            if self._is_spared(entry.file) or (
                entry.file not in self._read and Path(entry.file).exists()
            ):
                owner = Path(entry.file)
        if owner is not None or (entry and not entry.file):
            place = "this file" if owner == file.path else owner or "no file, added by itself"
            reason = f"the id {article.id!r} is already that of an article in {place}; change one"
            self._report.problems.append(Problem(str(file.path), reason))
            return False
        self._seen[article.id] = file.path
        if entry and entry.version == digest(article):
            self._report.unchanged += 1
            if (entry.root, entry.file) != (str(file.root), str(file.path)):
                self._catalog.move(article.id, str(file.root), str(file.path))
            return False
        if entry:
            self._report.updated += 1
        else:
            self._report.added += 1
        return self._intake.put(article, str(file.root), str(file.path))

    def _remove_gone(self, given: Sequence[Path]) -> None:
        gone = {
            id_
            for path in given
            for id_, file in self._catalog.files_below(str(path.expanduser().resolve())).items()
            if id_ not in self._seen and not self._is_spared(file)
        }
        self._catalog.retire(gone)
        self._report.removed = len(gone)

    def _is_spared(self, file: str) -> bool:
        """Tell whether a file, or a folder that it is in, only could not be read."""
        return not self._failed.isdisjoint({file, *map(str, Path(file).parents)})
