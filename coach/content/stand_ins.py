"""What stands in for a value that does not fit: the least that the model takes, and nothing to speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from coach.content.annotations import annotation_at, bare, field_of, is_model
from coach.content.shapes import Item
from coach.content.yaml_reader import Key
from coach.domain.copilot import Advice, Nudge, PanelReading
from coach.domain.customer import Goal
from coach.domain.persona import ID, LONGEST_ID
from coach.domain.rubric import AXES, LEVELS
from coach.domain.rubric_tests import Spoken
from coach.domain.scenario import Fact, HandoffTurn

_DAY = "2026-11-18T10:00"
_ADVICE = {"kind": Advice.TONE_DEAF, "because": "x"}
RULED: Mapping[Any, Mapping[str, Any]] = {
    Fact: {"statement": "x"},
    Goal: {"accepts": "x"},
    HandoffTurn: {"bot": "x"},
    Spoken: {"agent": "x"},
    Nudge: _ADVICE,
    PanelReading: _ADVICE,
}
"""Groups with a rule of their own, and what keeps it."""


def is_id(value: object) -> bool:
    """Whether other parts of a file may name it."""
    return isinstance(value, str) and re.fullmatch(ID, value) is not None and len(value) <= LONGEST_ID


def value_for(model: type[Item], keys: tuple[Key, ...], numbers: Iterator[int]) -> Any:
    """For what stands under `keys`: its default, or the least that will do."""
    parent = annotation_at(model, keys[:-1])
    found = field_of(parent, keys[-1]) if is_model(parent) else None
    if found is not None and not found.is_required():
        return found.get_default(call_default_factory=True)
    return _criteria(numbers) if keys == ("criteria",) else _made(annotation_at(model, keys), numbers)


def _criteria(numbers: Iterator[int]) -> list[dict[str, Any]]:
    """One on each axis: only together they keep the rules."""
    anchors = dict.fromkeys(LEVELS, "x")
    return [
        {
            "id": f"x{next(numbers)}",
            "title": "x",
            "axis": axis,
            "weight": 100,
            "measure": min(measures),
            "anchors": anchors,
        }
        for axis, measures in AXES.items()
    ]


def _made(annotation: Any, numbers: Iterator[int]) -> Any:
    annotation = bare(annotation)
    if is_model(annotation):
        wanted = {f.alias or name: f for name, f in annotation.model_fields.items() if f.is_required()}
        made = {key: _made(f.annotation, numbers) for key, f in wanted.items()}
        return {**made, **RULED.get(annotation, {})}
    if get_origin(annotation) is tuple:
        kinds = get_args(annotation)
        return [_made(kind, numbers) for kind in kinds if kind is not Ellipsis]
    if get_origin(annotation) is dict:
        return {}
    if get_origin(annotation) is Literal:
        return get_args(annotation)[0]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return next(iter(annotation))
    if annotation in (int, float):
        return 1
    return _DAY if annotation is datetime else f"x{next(numbers)}"
