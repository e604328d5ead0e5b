"""Whatever one value of a file is turned into, the rest of it is read on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from coach.content.reading_on import read_on
from coach.content.references import KnownIds, reference_faults
from coach.content.shapes import KINDS, Kind, shape
from coach.content.todo import todo_faults
from coach.content.yaml_reader import Document, document_of
from coach.errors import ContentError, Fault
from tests.content.samples import CURRICULUM, PERSONA, RUBRIC, SCENARIO
from tests.counting import calls_of

TEXTS: dict[Kind, str] = {
    "scenario": SCENARIO,
    "persona": PERSONA,
    "rubric": RUBRIC,
    "curriculum": CURRICULUM,
}
KNOWN = KnownIds(frozenset({"late-coat"}), frozenset({"sam-lee"}), frozenset({"desk"}))
GONE = object()


def changed(values: Any) -> Iterator[Any]:
    """With each value in turn taken out, and replaced by one of every other kind."""
    if not isinstance(values, dict | list):
        return
    for key in list(values) if isinstance(values, dict) else range(len(values)):
        before = values[key]
        for other in (GONE, None, "Not an id", -7, True, [], {}, ["x", 5], {"id": "x", "odd": 1}):
            copy = values.copy()
            if other is GONE:
                del copy[key]
            else:
                copy[key] = other
            yield copy
        for inner in changed(before):
            copy = values.copy()
            copy[key] = inner
            yield copy


def of(document: Document, values: dict[str, Any]) -> Document:
    return replace(document, values=values)


def refusals(document: Document, kind: Kind) -> set[Fault]:
    try:
        shape(document, KINDS[kind])
    except ContentError as error:
        return set(error.faults)
    return set()


@pytest.mark.parametrize("kind", TEXTS)
def test_it_tells_what_does_not_fit_and_reads_on_behind_it(kind: Kind) -> None:
    document = document_of(TEXTS[kind], Path("file.yaml"))
    read = 0
    for values in changed(document.values):
        if values.get("schema") != document.values["schema"]:
            continue
        changed_one = of(document, values)
        reading = read_on(changed_one, KINDS[kind])
        refused = refusals(changed_one, kind)
        assert refused <= set(reading.faults)
        assert reading.whole == (not refused)
        assert reading.item is not None, (values, reading.faults)
        said = [*todo_faults(reading.document), *reference_faults(reading.document, reading.item, KNOWN)]
        assert all(fault.position.line > 0 for fault in reading.sound_faults(said))
        read += 1
    assert read > 50


def test_a_file_with_faults_without_end_is_not_read_on() -> None:
    found = {}
    for many in (1000, 4000):
        text = SCENARIO + "".join(f"odd-{n}: 1\n" for n in range(many))
        document = document_of(text, Path("file.yaml"))
        reading = read_on(document, KINDS["scenario"])
        assert (reading.item, len(reading.faults)) == (None, many)
        found[many] = calls_of(partial(read_on, document, KINDS["scenario"]))
    assert found[4000] <= 5 * found[1000]
