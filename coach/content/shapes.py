"""From plain values to a persona, scenario, curriculum or rubric; what does not fit becomes faults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from coach.content.annotations import annotation_at, bounds_at, is_pair, keys_of
from coach.content.misread import (
    LIST,
    cut_by_comma,
    meant_key,
    no_id,
    no_pair,
    number_hint,
    odd_word,
    one_text,
    unknown_key,
)
from coach.content.nearest import near, quoted
from coach.content.plain_values import OLD_KEYS, Loose, loosely_written
from coach.content.rule_places import rule_place
from coach.content.yaml_reader import Document, Key
from coach.domain.assessment import TRIGGER_IDS
from coach.domain.curriculum import Curriculum
from coach.domain.pack import Pack
from coach.domain.persona import Persona
from coach.domain.rubric import Rubric
from coach.domain.scenario import YEARS, Scenario
from coach.errors import ContentError, Fault

MOST_HINTS = 200
"""In one file; to look for the word that was meant is slow, and nobody mends more at a time."""
Kind = Literal["scenario", "persona", "curriculum", "rubric", "pack"]
Item = Scenario | Persona | Curriculum | Rubric | Pack
ItemT = TypeVar("ItemT", bound=Item)
KINDS: dict[Kind, type[Item]] = {
    "scenario": Scenario,
    "persona": Persona,
    "curriculum": Curriculum,
    "rubric": Rubric,
    "pack": Pack,
}

Keys = tuple[Key, ...]
NEWEST: dict[Kind, int] = {"scenario": 2, "persona": 1, "curriculum": 1, "rubric": 1, "pack": 1}
"""The version of each schema; an older one is lifted as it is read."""


def kind_of(document: Document) -> Kind:
    """What the file says that it is. Raises ContentError."""
    said = document.values.get("schema")
    for kind, newest in NEWEST.items():
        if said in [f"coach/{kind}@{version}" for version in range(1, newest + 1)]:
            return kind
    known = [f"coach/{kind}@{newest}" for kind, newest in NEWEST.items()]
    if said is None:
        message, hint = "The key `schema` is missing.", f"Write one of {', '.join(known)}."
    else:
        message, hint = f"The schema {quoted(said)} is not known.", near(str(said), known)
    raise ContentError([Fault(document.position("schema"), "C208", message, hint)])


def shape(document: Document, model: type[ItemT]) -> ItemT:
    """The file's content as the model. Raises ContentError with every fault of its shape."""
    expect_kind(document, model)
    item, misfits = fit(document, model, document.values)
    misfits = with_loose(document, model, misfits)
    if item is None or misfits:
        raise ContentError(dict.fromkeys(one.fault for one in misfits))
    return item


AS_MEANT = "as_meant"


@dataclass(frozen=True)
class Misfit:
    """A part of a file that does not fit the model."""

    keys: Keys
    fault: Fault
    kind: str = ""
    """As pydantic calls it; AS_MEANT where it takes the value all the same."""


def expect_kind(document: Document, model: type[BaseModel]) -> None:
    """Raises ContentError where the file says that it is something else."""
    kind = kind_of(document)
    if KINDS[kind] is not model:
        wanted = next(name for name, one in KINDS.items() if one is model)
        message = f"This file is a {kind}; a {wanted} is needed here."
        raise ContentError([Fault(document.position("schema"), "C208", message)])


def fit(
    document: Document, model: type[ItemT], values: Mapping[str, Any]
) -> tuple[ItemT | None, list[Misfit]]:
    """The values as the model, as far as they fit, and everything that does not."""
    try:
        item = cast(ItemT, model.model_validate(values))
    except ValidationError as error:
        details = _told_once(document, model, error.errors(include_url=False))
        return None, [
            Misfit(
                _keys(detail["loc"]), _fault(document, model, detail, hint=at < MOST_HINTS), detail["type"]
            )
            for at, detail in enumerate(details)
        ]
    return item, [Misfit(("today",), fault) for fault in _day_faults(document, item, values)]


def with_loose(document: Document, model: type[BaseModel], misfits: Sequence[Misfit]) -> list[Misfit]:
    """These, and what is written loosely; a `wrong` of the first schema is not also a missing `kind`."""
    loose = list(loosely_written(document, model))
    old = [one.keys for one in loose if one.keys[0] == "copilot" and one.keys[-1] in OLD_KEYS]
    lifted = {(*keys[:-1], key) for keys in old for key in (keys[-1], OLD_KEYS[str(keys[-1])])}
    kept = [one for one in misfits if one.keys not in lifted]
    told = {one.keys for one in kept}
    return [*kept, *(_loose_misfit(document, one) for one in loose if one.keys not in told)]


def _loose_misfit(document: Document, loose: Loose) -> Misfit:
    where, name = document.position(*loose.keys), _name(loose.keys)
    if not loose.wanted:
        return Misfit(loose.keys, Fault(where, "C205", f"{name} is empty."))
    return Misfit(loose.keys, Fault(where, "C203", f"{name} is not {loose.wanted}.", loose.hint), AS_MEANT)


def _day_faults(document: Document, item: Item, values: Mapping[str, Any]) -> list[Fault]:
    """pydantic takes a bare number for seconds since 1970, and a zone would not compare with other days."""
    if not isinstance(item, Scenario):
        return []
    if isinstance(values["today"], str) and item.today.tzinfo is None:
        if item.today.year in YEARS:
            return []
        message = f"`today` is in {item.today.year}; it has to lie between {YEARS[0]} and {YEARS[-1]}."
        return [Fault(document.position("today"), "C209", message, _DAY)]
    return [Fault(document.position("today"), "C203", "`today` is not a local day and time.", _DAY)]


_VERSION = ("`version` is not three numbers.", "Write it like 1.0.0.")
_DAY = "Write it like 2026-11-18T15:10."
_TYPES = {
    "string_type": ("text", "If it is text, put it in quotes."),
    "int_type": ("a whole number", ""),
    "int_parsing": ("a whole number", ""),
    "int_from_float": ("a whole number", ""),
    "float_type": ("a number", ""),
    "float_parsing": ("a number", ""),
    "bool_type": ("true or false", ""),
    "bool_parsing": ("true or false", ""),
    "tuple_type": ("a list", LIST),
    "list_type": ("a list", LIST),
    "dict_type": ("a group of keys and values", ""),
    "model_type": ("a group of keys and values", ""),
    "model_attributes_type": ("a group of keys and values", ""),
    "datetime_type": ("a day and time", _DAY),
    "datetime_parsing": ("a day and time", _DAY),
    "datetime_from_date_parsing": ("a day and time", _DAY),
}
_BOUNDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}


def _fault(document: Document, model: type[BaseModel], detail: ErrorDetails, *, hint: bool) -> Fault:
    keys = _keys(detail["loc"])
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = keys_of(annotation_at(model, keys[:-1])) if hint else []
        return unknown_key(document, keys, known, inside=_inside(keys))
    for pair, value in _pairs(document, model, keys) if kind != "value_error" else ():
        return no_pair(document, pair, value, name=_name(pair))
    if kind == "missing":
        return Fault(document.position(*keys), "C202", f"{_inside(keys)} lacks the key `{keys[-1]}`.")
    if kind == "string_type" and keys == ("version",):
        return Fault(document.position(*keys), "C203", *_VERSION)
    if kind in _TYPES:
        return _of_another_kind(document, model, keys, detail)
    return _other_fault(document, keys, detail, hint=hint)


def _pairs(document: Document, model: type[BaseModel], keys: Keys) -> Iterator[tuple[Keys, object]]:
    """A band that this is, or is an item of, with what is written there."""
    for at in (keys, keys[:-1]):
        if is_pair(annotation_at(model, at)):
            yield at, document.value(*at)


def _of_another_kind(document: Document, model: type[BaseModel], keys: Keys, detail: ErrorDetails) -> Fault:
    wanted, how = _TYPES[detail["type"]]
    name, position, given = _name(keys), document.position(*keys), detail["input"]
    if given is None:
        return Fault(position, "C203", f"{name} is empty; {wanted} is needed.", how)
    if wanted == "a list" and isinstance(given, str):
        return one_text(position, name, given)
    if wanted in ("a number", "a whole number"):
        how = number_hint(given, bounds_at(model, keys), whole=wanted != "a number")
    return Fault(position, "C203", f"{name} is not {wanted}.", how)


def _told_once(document: Document, model: type[BaseModel], details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without what only follows from another fault.

    A misspelt key is unknown and also missing; a list with a faulty item counts as too short; a text that one
    comma cut is cut by the others too.
    """
    meant = {
        (*keys[:-1], meant_key(str(keys[-1]), keys_of(annotation_at(model, keys[:-1]))))
        for keys in [_keys(d["loc"]) for d in details if d["type"] == "extra_forbidden"][:MOST_HINTS]
    }
    kept: list[ErrorDetails] = []
    cut: set[Keys] = set()
    for detail in details:
        keys = _keys(detail["loc"])
        if detail["type"] == "missing" and keys in meant:
            continue
        if detail["type"] == "extra_forbidden" and len(cut) < MOST_HINTS:
            known = keys_of(annotation_at(model, keys[:-1]))
            if cut_by_comma(document, keys, known):
                if keys[:-1] in cut:
                    continue
                cut.add(keys[:-1])
        if detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
            continue
        kept.append(detail)
    return kept


def _other_fault(document: Document, keys: Keys, detail: ErrorDetails, *, hint: bool) -> Fault:
    name, context = _name(keys), detail.get("ctx", {})
    position, given = document.position(*keys), str(detail["input"])
    kind = detail["type"]
    if kind in ("literal_error", "enum"):
        choices = re.findall(r"'([^']*)'", str(context.get("expected"))) or [str(context.get("expected"))]
        message = f"{name} is {quoted(given)}; it can be {' or '.join(choices)}."
        odd = odd_word(document, position, given, name=name, code="C204")
        return odd or Fault(position, "C204", message, near(given, choices if hint else []))
    if kind in _BOUNDS:
        bound, words = _BOUNDS[kind]
        message = f"{name} is {quoted(given)}; it has to be {words} {context[bound]:g}."
        return Fault(position, "C205", message)
    match kind:
        case "string_too_short":
            return Fault(position, "C205", f"{name} is empty.")
        case "string_too_long":
            return Fault(position, "C205", f"{name} is longer than {context['max_length']} characters.")
        case "too_short":
            return Fault(position, "C205", f"{name} needs at least {context['min_length']}.")
        case "too_long":
            return Fault(position, "C205", f"{name} has more than {context['max_length']}.")
        case "string_pattern_mismatch":
            if keys == ("version",):
                return Fault(position, "C203", *_VERSION)
            odd = odd_word(document, position, given, name=name, code="C206")
            return odd or no_id(position, name, given)
        case "value_error":
            return _rule_fault(document, keys, detail)
    message = f"{name}: {detail['msg'][:1].lower()}{detail['msg'][1:]}."
    return Fault(position, "C203", message)


def _rule_fault(document: Document, keys: Sequence[Key], detail: ErrorDetails) -> Fault:
    """A rule of the model itself, at the part that it names."""
    said = str(detail.get("ctx", {}).get("error", detail["msg"]))
    of_ids = bool(keys) and keys[-1] in ("triggers", "soothers")
    named = re.match(r"'([^']+)'", said)
    hint = near(named.group(1), TRIGGER_IDS) if named and of_ids else ""
    position = rule_place(document, keys, said, detail["input"])
    return Fault(position, "C207", f"{_name(keys)}: {said}.", hint)


def _keys(loc: Sequence[Key]) -> Keys:
    """pydantic's location without the parts that are no keys of the file, such as '[key]'."""
    return tuple(key for key in loc if key != "[key]")


def _name(keys: Sequence[Key]) -> str:
    """A value in words: `needs`, or an item of `facts`."""
    words = [key for key in keys if isinstance(key, str)]
    if not words:
        return "The file"
    if isinstance(keys[-1], int):
        return f"Item {keys[-1] + 1} of `{words[-1]}`"
    return f"`{words[-1]}`"


def _inside(keys: Sequence[Key]) -> str:
    """What the last key is in."""
    return _name(keys[:-1])
