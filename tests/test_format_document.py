"""The reference of the format is made from the schemas, and names every key with what it is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.content.schemas import schema_of
from coach.content.shapes import KINDS, Kind
from docs.make_format import document

PAGE = Path(__file__).parent.parent / "docs" / "format.md"


def test_the_page_is_what_the_schemas_say() -> None:
    """`python docs/make_format.py docs/format.md` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == document()


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_every_part_is_in_it(kind: Kind) -> None:
    schema, page = schema_of(kind), PAGE.read_text(encoding="utf-8")
    for part in (schema, *(p for p in schema.get("$defs", {}).values() if "properties" in p)):
        for key in part["properties"]:
            assert f"`{key}`" in page, key
