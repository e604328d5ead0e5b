"""Writes docs/format.md, the reference of the content files, from their JSON Schemas: python docs/make_format.py FILE."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from coach.content.schemas import schema_of
from coach.content.shapes import KINDS, NEWEST, Kind

HEAD = """\
# The format of content files

If this is your first one, begin with [Write your first scenario in fifteen minutes](first-scenario.md), and come back for what it
does not show.

One file is one scenario, persona, curriculum, rubric or pack. Files are YAML 1.2, UTF-8, one document each; ids are lower-case
words joined by hyphens. `coach check` names every fault with its line, `coach explain CODE` says more about one,
`coach schema --to FOLDER` writes the JSON Schemas from which editors complete and check. This page is made from them:
`python docs/make_format.py docs/format.md`.

What is not read: anchors and aliases (`&`, `*`), tags (`!`), directives (`%`), a second document, files over 128 KB. `NO`, `12:30`
and `2026-11-18` are the words that they are.

| where | what |
|---|---|
| `curricula/NAME/curriculum.yaml` | a curriculum |
| `curricula/NAME/scenarios/*.yaml` | its scenarios |
| `curricula/NAME/articles/*.md` | knowledge articles: Markdown with numbered sections (`## 2. Refunds`), which facts cite as `KB-210 section 2` |
| `curricula/rubrics/*.yaml` | rubrics |
| `personas/*.yaml` | personas |
| `pack.yaml` | at the top of a pack: a folder, or a zip file of one, with any of these and nothing that runs |

A scenario may keep its facts in a table beside it, `facts_file: facts.csv`: the first line names the columns, which are the keys of a
fact; several texts in one cell have ` | ` between them; `yes` and `no`. A trainer's own folders are set with
`coach config set curricula_dir FOLDER` and `personas_dir`, or both to a pack; an id that is there stands in for the one that comes with coach.
"""
TITLES: dict[Kind, str] = {
    "scenario": "Scenario",
    "persona": "Persona",
    "curriculum": "Curriculum",
    "rubric": "Rubric",
    "pack": "Pack",
}


def document() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(part for kind in KINDS for part in _kind(kind))])


def _kind(kind: Kind) -> Iterator[str]:
    schema = schema_of(kind)
    yield f"## {TITLES[kind]}\n\n`schema: coach/{kind}@{NEWEST[kind]}`. {schema.get('description', '')}\n"
    yield _table(schema, schema)
    for name in _used(schema, schema):
        part = schema["$defs"][name]
        if "properties" in part:
            yield f"### {_spaced(name)}\n\n{part.get('description', '')}\n"
            yield _table(part, schema)


def _used(part: Mapping[str, Any], schema: Mapping[str, Any]) -> list[str]:
    """The parts in the order in which a reader meets them."""
    found: list[str] = []
    for field in part.get("properties", {}).values():
        for name in _refs(field):
            if name not in found:
                found += [name, *(x for x in _used(schema["$defs"][name], schema) if x not in (name, *found))]
    return found


def _refs(field: Any) -> Iterator[str]:
    if isinstance(field, dict):
        if "$ref" in field:
            yield field["$ref"].rpartition("/")[2]
        for inner in field.values():
            yield from _refs(inner)
    elif isinstance(field, list):
        for inner in field:
            yield from _refs(inner)


def _table(part: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    needed = part.get("required", [])
    rows = ["| key | what it holds | |", "|---|---|---|"]
    for key, field in part["properties"].items():
        name = f"**`{key}`**" if key in needed else f"`{key}`"
        said = field.get("description", "")
        rows.append(f"| {name} | {_type(field, schema)} | {said}{_default(field)} |")
    return "\n".join(rows) + "\n"


def _default(field: Mapping[str, Any]) -> str:
    return (
        f" Default: `{field['default']}`.".replace("True", "true").replace("False", "false")
        if "default" in field
        else ""
    )


def _type(field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        part = schema["$defs"][name]
        return _choices(part["enum"]) if "enum" in part else f"{_article(_spaced(name))} (below)"
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return _choices(field["enum"])
    match field.get("type"):
        case "array" if "prefixItems" in field:
            return f"[{', '.join(_type(inner, schema) for inner in field['prefixItems'])}]"
        case "array":
            return f"list: {_type(field['items'], schema)}"
        case "object":
            inner = field.get("additionalProperties")
            return f"keys, each with {_type(inner, schema)}" if isinstance(inner, dict) else "keys and values"
        case "boolean":
            return "`true` or `false`"
        case "integer" | "number":
            return f"{'whole number' if field['type'] == 'integer' else 'number'}{_bounds(field)}"
    if field.get("pattern", "").startswith("^[a-z0-9]"):
        return "id"
    return "day and time, `2026-11-18T15:10`" if "T" in field.get("pattern", "") else f"text{_most(field)}"


def _choices(words: list[Any]) -> str:
    return " · ".join(f"`{word}`" for word in words)


def _bounds(field: Mapping[str, Any]) -> str:
    low = field.get("minimum", field.get("exclusiveMinimum"))
    high = field.get("maximum")
    return "" if low is None and high is None else f", {low if low is not None else '...'} to {high}"


def _most(field: Mapping[str, Any]) -> str:
    return f", up to {field['maxLength']:,} characters" if field.get("maxLength", 600) != 600 else ""


def _spaced(name: str) -> str:
    return "".join(
        f" {letter.lower()}" if letter.isupper() and at else letter for at, letter in enumerate(name)
    )


def _article(name: str) -> str:
    return name[:1].lower() + name[1:]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf-8")
