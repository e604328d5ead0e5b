"""Writes a draft as the file that a trainer goes on with, and its article beside it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from coach.content.articles import folder_of
from coach.content.fixing import schema_near
from coach.content.schemas import schema_name
from coach.content.shelf import files_beside
from coach.content.whole_files import all_or_none, write_text
from coach.content.yaml_reader import document_of
from coach.domain.scenario import Scenario
from coach.domain.text import clean
from coach.errors import UsageError
from coach.services.drafting.draft import Draft

WIDTH, UNBROKEN = 110, 100_000
_SHOWN = ("channel", "difficulty", "opens", "turn_limit")
"""Written although they have their defaults: what a trainer is likely to change."""


def write(draft: Draft, file: Path, *, note: Sequence[str], replace: bool = False) -> tuple[Path, ...]:
    """All of its files or none. `replace`: an article of that name may go. Raises CoachError."""
    texts = {file: text_of(draft.scenario, file, note=note)}
    if draft.article:
        article = folder_of(file) / draft.scenario.articles[0]
        if not replace and article.exists() and article.read_bytes() != draft.article.encode():
            hint = "Name another folder with --to."
            raise UsageError(f"There is another {article} already.", hint)
        texts = {article: draft.article, **texts}
    with all_or_none(list(texts)):
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_text(path, text)
    return tuple(texts)


def free_article(file: Path, wanted: str, text_of_id: Callable[[str], str], *, replace: bool = False) -> str:
    """An id whose file is free, or holds this very text, or is this draft's alone and may go with `replace`."""
    folder = folder_of(file)
    for id_ in chain((wanted,), (f"{wanted.removesuffix('-1')}-{at}" for at in count(2))):
        article = folder / "articles" / f"{id_}.md"
        if not article.exists() or article.read_bytes() == text_of_id(id_).encode():
            return id_
        if (
            replace
            and _is_of(article, file)
            and not any(_is_of(article, one.file) for one in files_beside(file))
        ):
            return id_
    raise AssertionError("count never ends")


def _is_of(article: Path, file: Path) -> bool:
    """Whether that scenario lists the article, by its words: it may be half written."""
    try:
        return f"articles/{article.name}" in file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def text_of(scenario: Scenario, file: Path, *, note: Sequence[str]) -> str:
    """The YAML of a scenario, with the line for editors and the notes as comments before it."""
    schema = schema_near(file, "scenario") or schema_name("scenario")
    notes = (" ".join(clean(line).split()) for line in note)
    head = [f"# yaml-language-server: $schema={schema}", *(f"# {line}" for line in notes)]
    values = _values(scenario)
    text = _dumped(values, width=WIDTH)
    if document_of(text, file).values != values:
        # Where ruamel.yaml breaks a line beside a backslash, it reads something else back.
        text = _dumped(values, width=UNBROKEN)
    return "\n".join(head) + "\n" + text


def _dumped(values: dict[str, Any], *, width: int) -> str:
    yaml = YAML()
    yaml.width = width
    yaml.indent(mapping=2, sequence=4, offset=2)
    body = io.StringIO()
    yaml.dump(values, body)
    return body.getvalue()


def _values(scenario: Scenario) -> dict[str, Any]:
    said = scenario.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    every = scenario.model_dump(by_alias=True, mode="json")
    names = [field.alias or name for name, field in Scenario.model_fields.items()]
    values = {name: every[name] for name in names if name in said or name in _SHOWN}
    return {name: said.get(name, value) for name, value in values.items()} | {
        "today": scenario.today.strftime("%Y-%m-%dT%H:%M"),
        "briefing": LiteralScalarString(scenario.briefing),
    }
