"""Single articles added to an index and removed from it, without files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.chunk import digest
from index.embed import Embedder
from index.errors import ArticleMissing, SourceError
from index.intake import Intake, sole_builder
from index.manifest import Manifest
from index.types import Article, ChromaServer


@dataclass(frozen=True, slots=True)
class Edited:
    """What an addition did, as the articles' ids."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


def add(
    articles: Sequence[Article],
    directory: Path,
    embedder: Embedder,
    chroma: ChromaServer | None = None,
) -> Edited:
    """Add articles, or put them in the place of those of their ids; all are seen at once, or none.

    They stay until they are removed by ``remove``: no build of files does so. What a build that was
    cut off has prepared is dropped; the next one does it again. Raises SourceError for an id that
    is given twice, or is that of an article from a file, and IndexFault.
    """
    ids = [article.id for article in articles]
    twice = next((id_ for id_ in ids if ids.count(id_) > 1), None)
    if twice is not None:
        raise SourceError(f"the id {twice!r} is given twice; each article needs one of its own")
    done: dict[str, list[str]] = {"added": [], "updated": [], "unchanged": []}
    with _opened(directory, embedder, chroma) as intake:
        entries = {id_: intake.catalog.entry(id_) for id_ in ids}
        for id_, entry in entries.items():
            if entry and entry.file:
                raise SourceError(
                    f"the article {id_!r} comes from a file, {Path(entry.file).name}; change that"
                    " one, or choose another id"
                )
        for article in articles:
            entry = entries[article.id]
            if entry and entry.version == digest(article):
                done["unchanged"].append(article.id)
                continue
            done["updated" if entry else "added"].append(article.id)
            intake.put(article, "", "")
        intake.flush()
        intake.publish()
    return Edited(**{name: tuple(ids) for name, ids in done.items()})


def remove(
    ids: Sequence[str],
    directory: Path,
    embedder: Embedder,
    chroma: ChromaServer | None = None,
) -> None:
    """Remove articles; one whose file is still there comes back with the next build of it.

    Raises ArticleMissing, with nothing removed, and IndexFault.
    """
    with _opened(directory, embedder, chroma) as intake:
        for id_ in ids:
            if intake.catalog.entry(id_) is None:
                raise ArticleMissing(f"no article {id_!r} is indexed")
        intake.catalog.retire(ids)
        intake.publish()


@contextmanager
def _opened(directory: Path, embedder: Embedder, chroma: ChromaServer | None) -> Iterator[Intake]:
    directory = directory.expanduser().resolve()
    Manifest.read(directory)  # no folder is made where there is no index
    with sole_builder(directory):
        manifest = Manifest.read(directory)
        manifest.check(embedder, directory)
        intake = Intake(directory, manifest, embedder, chroma)
        intake.catalog.undo()  # what a build that was cut off would show with this
        try:
            yield intake
        except BaseException:
            intake.catalog.undo()
            raise
