"""The published JSON Schemas against an independent validator: what is shipped fits, and what does not fit is refused."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from coach.content.fixing import EDITORS_LINE
from coach.content.schemas import schema_name, schema_of, schema_text
from coach.content.shapes import KINDS, NEWEST, Kind, kind_of
from coach.content.shelf import files_in, shipped_folders
from coach.content.yaml_reader import read_document
from coach.domain.copilot import Nudge
from coach.domain.scenario import Fact

SHIPPED = [
    one.file
    for folder in (shipped_folders().curricula, shipped_folders().personas)
    for one in files_in(folder)
]
PUBLISHED = shipped_folders().curricula / "schemas"
each_kind = pytest.mark.parametrize("kind", KINDS)


def validator(kind: Kind) -> Draft202012Validator:
    schema = json.loads((PUBLISHED / schema_name(kind)).read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def sample(kind: Kind) -> dict[str, Any]:
    if kind == "pack":
        return {"schema": "coach/pack@1", "id": "acme", "version": "1.0.0", "title": "Acme"}
    documents = map(read_document, SHIPPED)
    return copy.deepcopy(next(d.values for d in documents if kind_of(d) == kind))


@each_kind
def test_what_is_published_is_what_the_models_say(kind: Kind) -> None:
    """`coach schema --to curricula/schemas` writes them anew."""
    assert (PUBLISHED / schema_name(kind)).read_text(encoding="utf-8") == schema_text(kind)
    Draft202012Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_shipped_file_fits_its_schema_and_leads_editors_to_it(file: Path) -> None:
    document = read_document(file)
    kind = kind_of(document)
    assert document.values["schema"] == f"coach/{kind}@{NEWEST[kind]}"
    errors = [f"{list(e.absolute_path)}: {e.message}" for e in validator(kind).iter_errors(document.values)]
    assert errors == []
    led = EDITORS_LINE.match(file.read_text(encoding="utf-8"))
    assert led is not None
    assert (file.parent / led[1]).resolve() == (PUBLISHED / schema_name(kind)).resolve()


@each_kind
def test_a_key_that_is_unknown_missing_or_of_another_type_is_refused(kind: Kind) -> None:
    whole = sample(kind)
    assert validator(kind).is_valid(whole)
    assert not validator(kind).is_valid({**whole, "titel": "x"})
    assert not validator(kind).is_valid({**whole, "id": "Not An Id"})
    assert not validator(kind).is_valid({**whole, "id": None})
    assert not validator(kind).is_valid({key: value for key, value in whole.items() if key != "schema"})


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("customer", "lines", "shout"), ["Oi!"]),
        (("tests", 0, "expect", "acts"), ["be_nice"]),
        (("today",), "18 November"),
        (("turn_limit",), 99),
        (("facts", 0, "required"), "yes"),
        (("difficulty",), 4),
    ],
)
def test_an_editor_sees_what_check_would_say(keys: tuple[str | int, ...], value: object) -> None:
    whole = sample("scenario")
    inner: Any = whole
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = value
    (error,) = list(validator("scenario").iter_errors(whole))
    assert list(error.absolute_path)[: len(keys) - 1] == list(keys[:-1])


def test_facts_may_stand_in_a_table_of_their_own() -> None:
    whole = sample("scenario")
    del whole["facts"]
    assert not validator("scenario").is_valid(whole)
    assert validator("scenario").is_valid({**whole, "facts_file": "facts.csv"})


def test_the_words_under_a_field_are_its_description() -> None:
    parts = schema_of("scenario")["$defs"]
    assert parts["Fact"]["properties"]["gist"]["description"].startswith("For free speech")
    assert parts["Nudge"]["properties"]["breaks"]["description"].startswith(
        "What somebody who follows it breaks"
    )
    assert parts["Fact"]["description"] == " ".join((Fact.__doc__ or "").split())
    assert parts["Nudge"]["description"] == " ".join((Nudge.__doc__ or "").split())
