"""A reader a format: from one file to its articles."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from index.articles.dating import published_day
from index.articles.metadata import clean, of_schema_org, plain
from index.articles.newstext import headline, publisher
from index.articles.problem import Problem
from index.types import Article

Reader = Callable[[Path, str], Iterator[Article | Problem]]
_HEADING = re.compile(r"#\s+(.+)")
LONGEST_TEXT = 2_000_000  # characters of one article
LONGEST_ID = 500  # characters
_NULLS = ("null", "Null", "NULL", "~", "")


def read_text(path: Path, name: str) -> Iterator[Article | Problem]:
    """Read plain text as one article; a headline above it is its title."""
    text = _decode(path)
    yield from _article(name, str(path), text, {"title": headline(text)}, dated_by=name)


def read_markdown(path: Path, name: str) -> Iterator[Article | Problem]:
    """Read Markdown as one article; its front matter may give id and metadata."""
    whole = _decode(path)
    try:
        given, text = frontmatter.parse(whole, handler=_FrontMatter())
    except _NoFields:
        given, text = {}, whole
    except (yaml.YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = "" if line is None else f" near line {line + 2}"
        yield Problem(str(path), f"the front matter is not YAML{where}; put values in quotes")
        return
    heading = _HEADING.match(text)
    title = {"title": heading[1]} if heading and not given.get("title") else {}
    yield from _article(name, str(path), text, {**given, **title}, dated_by=name)


class _NoFields(Exception):
    """What stands between two rules is no front matter but text."""


class _FrontMatter(YAMLHandler):
    """Takes every value for a text: nothing is made of a tag, a number or a merge key."""

    def load(self, fm: str, **_: object) -> dict[str, object]:
        fields = yaml.load(fm, Loader=yaml.BaseLoader)  # noqa: S506
        if not isinstance(fields, dict | None):
            raise _NoFields
        return {name: None if value in _NULLS else value for name, value in (fields or {}).items()}


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
            yield from read_fields(f"{name}#{number}", where, fields)


def read_fields(name: str, where: str, given: object) -> Iterator[Article | Problem]:
    """Read an article from an object of JSON; without an id it is called ``name``."""
    fields = of_schema_org(given) if isinstance(given, dict) else {}
    text = fields.get("text")
    if isinstance(text, str):
        yield from _article(name, where, text, fields)
    else:
        reason = 'not an object with a "text" (or "articleBody") that is a string'
        yield Problem(where, reason)


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
    name: str, where: str, text: str, given: Mapping[str, Any], *, dated_by: str = ""
) -> Iterator[Article | Problem]:
    """Check one article; ``dated_by`` is the name of a file that holds no other."""
    fields, faults = clean(given)
    try:
        id_ = plain(given.get("id")) or name
        (id_ + text).encode()
    except UnicodeEncodeError:
        yield Problem(where, "the id or text has what is not UTF-8; save it as UTF-8")
        return
    except ValueError as error:
        yield Problem(where, f"the id cannot be used: {error}")
        return
    if "\0" in id_ + text:
        yield Problem(where, "the id or text is not text but binary data")
    elif not text.strip():
        yield Problem(where, "it has no text")
    elif len(text) > LONGEST_TEXT:
        yield Problem(where, f"longer than {LONGEST_TEXT:,} characters; split it into articles")
    elif len(id_) > LONGEST_ID:
        yield Problem(where, f"its id is longer than {LONGEST_ID} characters")
    else:
        fields["source"] = fields["source"] or publisher(text)
        if not given.get("published_at"):
            fields["published_at"] = published_day(text, fields["url"], dated_by)
        yield from (Problem(where, fault, lost=False) for fault in faults)
        yield Article(id=id_, text=text, **fields)
