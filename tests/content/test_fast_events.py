"""libyaml and the parser in Python read every text alike, or libyaml does not read it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import CollectionEndEvent, Event, NodeEvent, ScalarEvent

from coach.content.fast_events import CParser, fast_events
from coach.content.yaml_reader import read_document
from coach.errors import ContentError
from tests.content.samples import CURRICULUM, PERSONA, RUBRIC, SCENARIO

pytestmark = pytest.mark.skipif(CParser is None, reason="ruamel.yaml.clib is not installed")
SHIPPED = sorted(Path(__file__).parents[2].glob("curricula/**/*.yaml"))
BITS = [*":-?[]{},#|>'\"%@` \n\t\r\\~=.<a1é日", ": ", " #", "- ", "\n  ", "|\n", ">-\n", "---\n", "\r\n", "\\x41", "*a", "&a"]  # fmt: skip


def read(events: Iterable[Event]) -> list[object] | None:
    """What coach takes from events; None for what is no YAML."""
    try:
        return [_taken(event) for event in events if isinstance(event, NodeEvent | CollectionEndEvent)]
    except YAMLError:
        return None


def _taken(event: Event) -> object:
    kind = type(event).__name__
    if isinstance(event, ScalarEvent):
        words = (event.value, event.style or "")
        return (kind, words, any(words) and (event.start_mark.line, event.start_mark.column))
    if isinstance(event, CollectionEndEvent):
        return kind
    return (kind, event.start_mark.line, event.start_mark.column)


def assert_read_alike(text: str) -> None:
    fast = fast_events(text)
    quickly = None if fast is None else read(fast)
    if quickly is not None:
        assert quickly == read(YAML(typ="safe", pure=True).parse(text))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_what_is_shipped_is_read_fast_and_alike(file: Path) -> None:
    text = file.read_text("utf-8")
    assert fast_events(text) is not None
    assert_read_alike(text)


@given(
    st.sampled_from([SCENARIO, PERSONA, RUBRIC, CURRICULUM]),
    st.integers(0, 40),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3), st.sampled_from(BITS)), max_size=4),
)
@settings(max_examples=150)
def test_whatever_somebody_types_is_read_alike(
    source: str, line: int, typed: list[tuple[int, int, str]]
) -> None:
    text = "\n".join(source.split("\n")[line : line + 6])
    for at, gone, bit in typed:
        at = min(at, len(text))
        text = text[:at] + bit + text[at + gone :]
    assert_read_alike(text)


def test_what_libyaml_refuses_has_the_message_of_the_other(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("title: 'The coat\n", encoding="utf-8")
    with pytest.raises(ContentError, match="The quote that opens here is never closed"):
        read_document(file)
