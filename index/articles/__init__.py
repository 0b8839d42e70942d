"""Articles from files: which files there are, and what each holds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from errno import ELOOP
from pathlib import Path
from stat import S_ISREG

from index.articles.problem import Problem
from index.articles.readers import READERS, read_fields
from index.errors import SourceError
from index.types import Article

__all__ = ["ArticleFile", "Problem", "find", "given", "read"]

KINDS = ", ".join(READERS)


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file to read; ``root`` is the path the user gave, ``name`` the file's path below it."""

    root: Path
    path: Path
    name: str


def find(paths: Iterable[Path]) -> tuple[list[ArticleFile], list[Problem]]:
    """List the article files at and below some paths, in a stable order, and what cannot be read.

    Hidden files and folders are left out, and links to folders are not followed. Raises SourceError
    for a path that is not there, cannot be read, or is a file of another kind.
    """
    files: dict[Path, ArticleFile] = {}
    problems: list[Problem] = []
    for given in paths:
        try:
            root = given.expanduser().resolve()
            str(root).encode()
            is_folder, is_file, is_there = root.is_dir(), root.is_file(), root.exists()
        except (OSError, RuntimeError, ValueError) as error:
            raise SourceError(f"{given}: cannot be followed ({error})") from error
        if is_folder:
            for path in sorted(_below(root, problems)):
                files.setdefault(path, ArticleFile(root, path, path.relative_to(root).as_posix()))
        elif not is_there:
            raise SourceError(f"{given}: there is no such file or folder")
        elif root.suffix.lower() not in READERS or not is_file:
            raise SourceError(f"{given}: cannot read this kind of file; give one of {KINDS}")
        else:
            files.setdefault(root, ArticleFile(root, root, root.name))
    return list(files.values()), problems


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


def given(fields: Mapping[str, object]) -> Article:
    """Read an article from fields as an object of a .jsonl file has them, with its id.

    Raises SourceError for what could not be taken over as it is.
    """
    if not fields.get("id"):
        raise SourceError("an article needs an id of its own; by files, it is its path")
    name = str(fields["id"])
    read_of = list(read_fields(name, name, fields))
    for item in read_of:
        if isinstance(item, Problem):
            raise SourceError(str(item))
    (article,) = (item for item in read_of if isinstance(item, Article))
    return article


def _below(root: Path, problems: list[Problem]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        problems.append(Problem(error.filename, f"this folder cannot be read ({error.strerror})"))

    for folder, folders, names in os.walk(root, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(folder, name) for name in names if not name.startswith(".")):
            if path.suffix.lower() not in READERS or not _is_file(path):
                continue
            try:
                str(path).encode()
            except UnicodeEncodeError:
                problems.append(Problem(str(path), "its name is not UTF-8; rename it"))
            else:
                yield path


def _is_file(path: Path) -> bool:
    """Tell whether there is a file to read; where that is hidden from us, reading it says why."""
    try:
        return S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        return error.errno != ELOOP
