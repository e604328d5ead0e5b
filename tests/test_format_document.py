"""The reference of the format is made from the schemas, and names every key with what it is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from coach.content.schemas import schema_of
from coach.content.shapes import KINDS, Kind
from coach.content.yaml_reader import document_of
from coach.domain.assessment import Act, Event, FaultId
from coach.domain.situation import Situation
from coach.scoring.assess import score_without_fix
from docs.format_words import ACTS, ANCHOR, FAULTS, HEADING
from docs.make_format import document

KEY = re.compile(r"\| \**`\w+`\** \|.+\|(.*)\|$")
"""A row of a table of keys, with what it says of the key."""
COAT = "I've been waiting for a winter coat since Monday, and nobody can tell me where the parcel is. What happens now?"
PAGE = Path(__file__).parent.parent / "docs" / "format.md"


def test_the_page_is_what_the_schemas_say() -> None:
    """`PYTHONPATH=. python docs/make_format.py docs/format.md` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == document()


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_every_part_is_in_it(kind: Kind) -> None:
    schema, page = schema_of(kind), PAGE.read_text(encoding="utf-8")
    for part in (schema, *(p for p in schema.get("$defs", {}).values() if "properties" in p)):
        for key in part["properties"]:
            assert f"`{key}`" in page, key


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_and_every_key_says_what_it_is(kind: Kind) -> None:
    """An editor shows these words beside the key."""
    schema = schema_of(kind)
    parts = {kind: schema, **{n: p for n, p in schema.get("$defs", {}).items() if "properties" in p}}
    silent = [name for name, part in parts.items() if not is_said(part)]
    silent += [
        f"{n}.{k}" for n, part in parts.items() for k, f in part["properties"].items() if not is_said(f)
    ]
    assert silent == []


def test_no_row_of_the_page_is_without_a_description() -> None:
    rows = list(filter(None, map(KEY.match, PAGE.read_text(encoding="utf-8").splitlines())))
    assert len(rows) > 150
    assert [row[0] for row in rows if len(row[1].partition("Default: ")[0].split()) < 3] == []


def test_the_yaml_that_the_page_begins_with_says_what_the_notes_beside_it_say() -> None:
    _, text, _ = re.split("```(?:yaml)?\n", PAGE.read_text(encoding="utf-8"), maxsplit=2)
    assert document_of(text, PAGE).values == {
        "title": "The coat that never came",
        "customer": {
            "opening": "Well: where is it?",
            "goals": [{"id": "coat", "needs": ["new-coat"]}, {"id": "postage", "needs": ["postage"]}],
        },
        "briefing": "You answer for an online shop.\nYou can refund the postage.\n",
    }


@pytest.mark.parametrize("act", Act)
def test_the_example_of_an_act_is_one(act: Act) -> None:
    _, example = ACTS[act]
    assert act in score_without_fix(example, Situation(customer_line=COAT)).assessment.act_ids


def test_the_words_for_what_people_do_are_all_there() -> None:
    assert set(FAULTS) == {*FaultId, *Event}
    assert f"#{HEADING.lower().replace(' ', '-')}" == ANCHOR


def is_said(part: Mapping[str, Any]) -> bool:
    """In a sentence, which ends as one."""
    words = part.get("description", "")
    return len(words.split()) > 2 and words.endswith((".", "?", "..."))
