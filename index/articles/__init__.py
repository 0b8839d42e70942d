"""Articles from files: which files there are, and what each holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.articles.problem import Problem
from index.articles.readers import READERS
from index.errors import SourceError
from index.types import Article

__all__ = ["ArticleFile", "Problem", "find", "read"]

KINDS = ", ".join(READERS)


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file to read; ``root`` is the path the user gave, ``name`` the file's path below it."""

    root: Path
    path: Path
    name: str


def find(paths: Iterable[Path]) -> list[ArticleFile]:
    """List the article files at and below some paths, in a stable order; hidden ones are left out.

    Raises SourceError for a path that is not there, cannot be read, or is a file of another kind.
    """
    files: dict[Path, ArticleFile] = {}
    for given in paths:
        try:
            root = given.expanduser().resolve()
        except (OSError, RuntimeError) as error:
            raise SourceError(f"{given}: cannot be followed ({error})") from error
        if root.is_dir():
            found = sorted(path for path in root.rglob("*") if _is_article(path, root))
            for path in found:
                files.setdefault(path, ArticleFile(root, path, path.relative_to(root).as_posix()))
        elif not root.exists():
            raise SourceError(f"{given}: there is no such file or folder")
        elif root.suffix.lower() not in READERS or not root.is_file():
            raise SourceError(f"{given}: cannot read this kind of file; give one of {KINDS}")
        else:
            files.setdefault(root, ArticleFile(root, root, root.name))
    return list(files.values())


def read(file: ArticleFile) -> Iterator[Article | Problem]:
    """Read the articles of a file, and report what is wrong with it."""
    try:
        yield from READERS[file.path.suffix.lower()](file.path, file.name)
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 text (byte {error.start}); is it binary, or in another encoding?"
        yield Problem(str(file.path), reason)
    except ValueError as error:
        yield Problem(str(file.path), f"cannot be read: {error}")
    except OSError as error:
        yield Problem(str(file.path), f"cannot be read ({error.strerror})")


def _is_article(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return not hidden and path.suffix.lower() in READERS and path.is_file()
