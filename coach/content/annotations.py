"""Which type, keys and bounds a model has for what stands under some keys of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from coach.content.yaml_reader import Key


class Bounds(NamedTuple):
    """What a number has to lie between, and what it is where nobody writes it."""

    least: float
    most: float
    default: float | None


def annotation_at(annotation: Any, keys: Sequence[Key]) -> Any:
    """The type of what stands under `keys` in a model; None where nothing can."""
    annotation = bare(annotation)
    for key in keys:
        annotation = inside(annotation, key)
    return annotation


def inside(annotation: Any, key: Key) -> Any:
    """The type of one part of a bare type: a field, an item, a value."""
    if is_model(annotation):
        return _parts(annotation).get(key)
    if get_origin(annotation) is tuple:
        return bare(get_args(annotation)[0])
    return bare(get_args(annotation)[1]) if get_origin(annotation) is dict else annotation


@cache
def _parts(model: type[BaseModel]) -> Mapping[Key, Any]:
    """Asked for every value of every file."""
    named = [(key, field) for name, field in model.model_fields.items() for key in (name, field.alias)]
    return {key: bare(field.annotation) for key, field in named if key is not None}


def field_of(model: type[BaseModel], key: Key) -> FieldInfo | None:
    """The field that a key of a file is for."""
    return next((f for name, f in model.model_fields.items() if key in (name, f.alias)), None)


def keys_of(annotation: Any) -> list[str]:
    """The keys that a group may have, as files write them."""
    if not is_model(annotation):
        return []
    return [field.alias or name for name, field in annotation.model_fields.items()]


def is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def bare(annotation: Any) -> Any:
    """Without Annotated and without None."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(a for a in get_args(annotation) if a is not type(None))
        else:
            return annotation


def is_pair(annotation: Any) -> bool:
    """Whether two numbers are wanted, as of a band."""
    return get_origin(annotation) is tuple and get_args(annotation) == (float, float)


def bounds_at(model: Any, keys: Sequence[Key]) -> Bounds | None:
    """Those of a number; None where it has none."""
    group = annotation_at(model, keys[:-1])
    field = field_of(group, keys[-1]) if is_model(group) else None
    if field is None:
        return None
    least, most = (_bound(field, *names) for names in (("ge", "gt"), ("le", "lt")))
    if least is None or most is None:
        return None
    default = field.default if isinstance(field.default, int | float) else None
    return Bounds(least, most, default)


def _bound(field: FieldInfo, *names: str) -> float | None:
    found = (getattr(one, name, None) for one in field.metadata for name in names)
    return next((bound for bound in found if bound is not None), None)
