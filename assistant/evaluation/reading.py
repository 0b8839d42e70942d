"""Reading a test set: JSON lines or CSV, with errors that name the line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import CasesError
from assistant.evaluation.cases import FORMATS, Case

LONGEST_FILE = 100_000_000  # bytes
MOST_FAULTS = 20  # that one message names
_DELIMITERS = ",;\t"  # as spreadsheets of several countries write them


def load_cases(path: str | Path) -> list[Case]:
    """Read a test set; raises CasesError, which names each line at fault."""
    path = Path(path)
    if path.suffix not in FORMATS:
        raise CasesError(f"{path}: a test set is a .jsonl or a .csv file")
    try:
        if path.stat().st_size > LONGEST_FILE:
            raise CasesError(f"{path}: larger than {LONGEST_FILE:,} bytes; split it")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CasesError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise CasesError(f"{path}: not UTF-8; save it as UTF-8") from error
    lines = _csv_lines(text) if path.suffix == ".csv" else _json_lines(text)
    cases, faults = _checked(lines)
    if faults:
        shown = [f"{path}, {fault}" for fault in faults[:MOST_FAULTS]]
        more = len(faults) - len(shown)
        raise CasesError("\n  ".join([*shown, *([f"and {more:,} more"] if more else [])]))
    if not cases:
        raise CasesError(f"{path}: no question in it; `dateline evaluate --template` writes a form")
    return cases


_Numbered = tuple[int, Mapping[str, Any] | str]
"""A line's number and its fields, or what is wrong with it."""


def _json_lines(text: str) -> Iterator[_Numbered]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith(("#", "//")):
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"not JSON ({getattr(error, 'msg', error)})"
            continue
        yield number, fields if isinstance(fields, dict) else "not a JSON object"


def _csv_lines(text: str) -> Iterator[_Numbered]:
    """Read rows; the columns ``article_id`` and ``quote`` are a short way to give one evidence."""
    lines = text.splitlines(keepends=True)
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(lines, strict=True, delimiter=delimiter)
    header: list[str] | None = None
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield rows.line_num, f"not CSV ({error})"
            return
        if row is None:
            return
        if not any(map(str.strip, row)) or row[0].lstrip().startswith("#"):
            continue
        if header is None:
            header = [name.strip().lower() for name in row]
            if "question" not in header and "turns" not in header:
                named = ", ".join(filter(None, header))
                yield rows.line_num, f'the first row has to name a column "question", not {named}'
                return
        elif len(row) > len(header):
            yield rows.line_num, f"{len(row)} cells, but the first row names {len(header)}"
        else:
            yield rows.line_num, _fields(dict(zip(header, row, strict=False)))


def _fields(cells: dict[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: cell for name, cell in cells.items() if cell.strip()}
    article, quote = fields.pop("article_id", ""), fields.pop("quote", "")
    if article or quote:
        fields.setdefault("evidence", [{"article_id": article, "quote": quote}])
    return fields


def _checked(lines: Iterable[_Numbered]) -> tuple[list[Case], list[str]]:
    cases: dict[str, Case] = {}
    seen: dict[str, int] = {}
    faults = []
    for number, fields in lines:
        if isinstance(fields, str):
            faults.append(f"line {number}: {fields}")
            continue
        try:
            case = Case.from_dict(fields)
        except ValidationError as error:
            faults += [f"line {number}: {_told(fault)}" for fault in error.errors()]
            continue
        if case.id in seen:
            faults.append(f"line {number}: the id {case.id!r} is that of line {seen[case.id]} too")
        seen.setdefault(case.id, number)
        cases.setdefault(case.id, case)
    return list(cases.values()), faults


_MEANT = {
    "tuple_type": "has to be a list",
    "model_type": "has to be an object with article_id and quote",
    "bool_parsing": "has to be true or false",
    "bool_type": "has to be true or false",
    "string_type": "has to be a text",
    "string_too_short": "is empty",
    "missing": "is missing",
}


def _told(fault: Any) -> str:
    where = ".".join(map(str, fault["loc"]))
    what = _MEANT.get(fault["type"], str(fault["msg"]).removeprefix("Value error, "))
    return f"{where}: {what}" if where else what
