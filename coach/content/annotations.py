"""Which type, keys and bounds a model has for what stands at some place of its file."""

from __future__ import annotations

from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo


class Bounds(NamedTuple):
    """What a number has to lie between, and what it is where nobody writes it."""

    least: float
    most: float
    default: float | None


def annotation_at(annotation: Any, keys: Sequence[str | int]) -> Any:
    """The type of what stands under `keys` in a model."""
    for key in keys:
        annotation = _bare(annotation)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            fields = annotation.model_fields
            found = next((f for n, f in fields.items() if key in (n, f.alias)), None)
            annotation = found.annotation if found else None
        elif get_origin(annotation) is tuple:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) is dict:
            annotation = get_args(annotation)[1]
    return _bare(annotation)


def _bare(annotation: Any) -> Any:
    """Without Annotated and without None."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(a for a in get_args(annotation) if a is not type(None))
        else:
            return annotation


def keys_of(annotation: Any) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [field.alias or name for name, field in annotation.model_fields.items()]
    return []


def is_pair(annotation: Any) -> bool:
    """Whether two numbers are wanted, as of a band."""
    return get_origin(annotation) is tuple and get_args(annotation) == (float, float)


def bounds_at(model: Any, keys: Sequence[str | int]) -> Bounds | None:
    """Those of a number; None where it has none."""
    inside = annotation_at(model, keys[:-1])
    if not (isinstance(inside, type) and issubclass(inside, BaseModel)):
        return None
    field = next((f for n, f in inside.model_fields.items() if keys[-1] in (n, f.alias)), None)
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
