"""A reader a format: from one file to its articles."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import frontmatter
import yaml

from index.articles.metadata import clean, plain
from index.articles.newstext import headline, publisher
from index.articles.problem import Problem
from index.types import Article

Reader = Callable[[Path, str], Iterator[Article | Problem]]
# Beside its own errors, PyYAML raises whatever a tag such as "!!timestamp x" makes Python raise.
_BAD_YAML = (yaml.YAMLError, AttributeError, KeyError, RecursionError, TypeError)
_HEADING = re.compile(r"#\s+(.+)")
LONGEST_TEXT = 2_000_000  # characters of one article
LONGEST_ID = 500  # characters


def read_text(path: Path, name: str) -> Iterator[Article | Problem]:
    """Read plain text as one article; a headline above it is its title."""
    text = _decode(path)
    yield from _article(name, str(path), text, {"title": headline(text)})


def read_markdown(path: Path, name: str) -> Iterator[Article | Problem]:
    """Read Markdown as one article; its front matter may give id and metadata."""
    try:
        given, text = frontmatter.parse(_decode(path))
    except _BAD_YAML as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = "" if line is None else f" near line {line + 2}"
        yield Problem(str(path), f"the front matter is not YAML{where}; put values in quotes")
        return
    heading = _HEADING.match(text)
    title = {"title": heading[1]} if heading else {}
    yield from _article(name, str(path), text, title | given)


def read_json_lines(path: Path, name: str) -> Iterator[Article | Problem]:
    """Read an article from each line of JSON."""
    # Bytes that are not UTF-8 spoil their own line, found when it is encoded again, not the file.
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
        for number, line in enumerate(lines, 1):
            where = f"{path}, line {number}"
            if not line.strip():
                continue
            try:
                fields = json.loads(line)
            except (ValueError, RecursionError) as error:
                reason = getattr(error, "msg", str(error))
                yield Problem(where, f"not JSON ({reason}); each line must be one whole object")
                continue
            if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
                yield Problem(where, 'not an object with a "text" that is a string')
                continue
            yield from _article(f"{name}#{number}", where, fields["text"], fields)


READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".jsonl": read_json_lines,
}


def _decode(path: Path) -> str:
    text = path.read_text(encoding="utf-8-sig")
    if "\0" in text:
        raise ValueError("it is not text but binary data")
    return text


def _article(
    name: str, where: str, text: str, given: Mapping[str, Any]
) -> Iterator[Article | Problem]:
    fields, faults = clean(given)
    try:
        id_ = plain(given.get("id")) or name
        (id_ + text).encode()
    except ValueError as error:
        yield Problem(where, f"the id or text cannot be stored: {error}")
        return
    if not text.strip():
        yield Problem(where, "it has no text")
    elif len(text) > LONGEST_TEXT:
        yield Problem(where, f"longer than {LONGEST_TEXT:,} characters; split it into articles")
    elif len(id_) > LONGEST_ID:
        yield Problem(where, f"its id is longer than {LONGEST_ID} characters")
    else:
        fields["source"] = fields["source"] or publisher(text)
        yield from (Problem(where, fault, lost=False) for fault in faults)
        yield Article(id=id_, text=text, **fields)
