"""Writes the types of the JavaScript client from the OpenAPI document.

    curl -s http://127.0.0.1:7860/api/openapi.json | python -m tests.clients.typescript \\
        > clients/javascript/src/types.ts
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

HEAD = """\
// The nouns of the API, written by tests/clients/typescript.py from its OpenAPI document.
// Offsets count characters as Unicode has them, code points; `slice` cuts a text by them.
"""
_PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}
_REFERENCE = "#/components/schemas/"
Schema = dict[str, Any]


def types_of(document: Schema) -> str:
    """Return TypeScript for all that goes into or comes out of what is below /api.

    What the server fills in may be left out of what is sent, and is there in what it answers.
    """
    schemas: dict[str, Schema] = document["components"]["schemas"]
    sent: set[str] = set()
    told: set[str] = set()
    for path, operations in document["paths"].items():
        if path.startswith("/api/"):
            for operation in operations.values():
                sent |= _reached(operation.get("requestBody", {}), schemas)
                told |= _reached(operation["responses"], schemas)
    if both := sent & told:
        raise ValueError(f"sent and told: {sorted(both)}; give these a schema each")
    shown = sorted(name for name in sent | told if not name.startswith("_"))
    return HEAD + "".join(_interface(name, schemas, name in told) for name in shown)


def _reached(part: object, schemas: dict[str, Schema]) -> set[str]:
    names: set[str] = set()
    left = list(_references(part))
    while left:
        name = left.pop()
        if name not in names:
            names.add(name)
            left += _references(schemas[name])
    return names


def _references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(reference := part.get("$ref"), str):
            yield reference.removeprefix(_REFERENCE)
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _references(inner)


def _interface(name: str, schemas: dict[str, Schema], told: bool) -> str:
    schema = schemas[name]
    fields = "".join(
        f"{_comment(field, '  ')}  {line};\n" for line, field in _fields(schema, schemas, told)
    )
    return f"\n{_comment(schema, '')}export interface {name} {{\n{fields}}}\n"


def _fields(schema: Schema, schemas: dict[str, Schema], told: bool) -> Iterator[tuple[str, Schema]]:
    required = schema.get("required", ())
    for name, field in schema["properties"].items():
        sign = "" if told or name in required else "?"
        yield f"{name}{sign}: {_type(field, schemas, told)}", field


def _comment(schema: Schema, indent: str) -> str:
    paragraphs = schema.get("description", "").split("\n\n")
    words = " ".join(paragraphs[0].replace("``", "`").split())
    return f"{indent}/** {words} */\n" if words else ""


def _type(schema: Schema, schemas: dict[str, Schema], told: bool) -> str:
    if reference := schema.get("$ref"):
        return _named(reference.removeprefix(_REFERENCE), schemas, told)
    if choices := schema.get("enum") or ([schema["const"]] if "const" in schema else []):
        return " | ".join(json.dumps(choice) for choice in choices)
    kind = schema.get("type", "")
    if kind in _PLAIN:
        return _PLAIN[kind]
    if alternatives := schema.get("anyOf"):
        return " | ".join(_type(one, schemas, told) for one in alternatives)
    if kind == "object":
        return f"Record<string, {_type(schema['additionalProperties'], schemas, told)}>"
    if kind != "array":
        raise ValueError(f"no type is known for {schema}")
    inner = _type(schema["items"], schemas, told)
    return f"{inner}[]" if re.fullmatch(r"\w+|\{.*\}", inner) else f"({inner})[]"


def _named(name: str, schemas: dict[str, Schema], told: bool) -> str:
    if not name.startswith("_"):
        return name
    fields = "; ".join(line for line, _ in _fields(schemas[name], schemas, told))
    return f"{{ {fields} }}"


if __name__ == "__main__":
    sys.stdout.write(types_of(json.load(sys.stdin)))
