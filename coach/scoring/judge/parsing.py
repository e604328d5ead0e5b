"""Reads a model's answers, however they are wrapped: fences, prose around, trailing commas, lists, smart quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from coach.domain.judgement import Said
from coach.domain.text import clean

YES: Final = frozenset({"yes", "y", "true"})
NO: Final = frozenset({"no", "n", "false"})
UNCLEAR: Final = frozenset({"unclear", "unknown", "partly", "maybe", "n/a", "cannot tell"})
_IDS: Final = ("id", "criterion", "question")
_ANSWERS: Final = ("answer", "verdict", "value")
_QUOTES: Final = ("quote", "evidence")
_LISTS: Final = ("answers", "results", "questions", "criteria")
_STRAIGHT: Final = str.maketrans("“”„‟", '""""')
_TRAILING: Final = re.compile(r",(\s*[}\]])")
_OPENINGS: Final = 40
"""Brackets at which an answer may begin; more are noise."""


@dataclass(frozen=True)
class RawAnswer:
    """What a model says; nothing of it is checked yet."""

    said: Said
    quote: str = ""


def parse(text: str, ids: Iterable[str]) -> dict[str, RawAnswer]:
    """The answers to these questions that can be read; the longest reading where there are several."""
    wanted = tuple(ids)
    best: dict[str, RawAnswer] = {}
    for value in json_values(text):
        found = _answers(value, wanted)
        if len(found) > len(best):
            best = found
        if len(best) == len(wanted):
            break
    return best


def json_values(text: str) -> Iterator[Any]:
    """Every JSON value in the text; then, with what models often get wrong put right, once more."""
    mended = _TRAILING.sub(r"\1", text)
    straight = _TRAILING.sub(r"\1", text.translate(_STRAIGHT))
    for attempt in dict.fromkeys((text, mended, straight)):
        at = 0
        for _ in range(_OPENINGS):
            opening = re.compile(r"[{\[]").search(attempt, at)
            if opening is None:
                break
            at = opening.end()
            try:
                value, at = json.JSONDecoder().raw_decode(attempt, opening.start())
            except (ValueError, RecursionError):
                continue
            yield value


def _answers(value: Any, ids: tuple[str, ...]) -> dict[str, RawAnswer]:
    if isinstance(value, list):
        only_one = len(value) == 1 and isinstance(value[0], dict)
        return _answers(value[0], ids) if only_one else _of_list(value, ids)
    if not isinstance(value, dict):
        return {}
    listed = _first(value, _LISTS)
    if isinstance(listed, list | dict):
        return _answers(listed, ids)
    if (alone := _of_list([value], ids)) or _first(value, _ANSWERS) is None:
        return alone or _of_mapping(value, ids)
    raw = _raw(value) if len(ids) == 1 else None
    return {ids[0]: raw} if raw else {}


def _of_list(values: list[Any], ids: tuple[str, ...]) -> dict[str, RawAnswer]:
    found: dict[str, RawAnswer] = {}
    for one in values:
        if not isinstance(one, dict):
            continue
        id_ = _first(one, _IDS)
        if id_ in ids and (raw := _raw(one)):
            found.setdefault(id_, raw)
        elif id_ is None:
            found = _of_mapping(one, ids) | found
    return found


def _of_mapping(value: Mapping[str, Any], ids: tuple[str, ...]) -> dict[str, RawAnswer]:
    return {id_: raw for id_ in ids if id_ in value and (raw := _raw(value[id_]))}


def _raw(value: Any) -> RawAnswer | None:
    if not isinstance(value, dict):
        said = _said(value)
        return RawAnswer(said) if said else None
    said = _said(_first(value, _ANSWERS))
    if said is None:
        return None
    quote = _first(value, _QUOTES)
    if isinstance(quote, list):
        quote = next((q for q in quote if isinstance(q, str)), "")
    return RawAnswer(said, clean(quote) if isinstance(quote, str) else "")


def _said(value: Any) -> Said | None:
    if isinstance(value, bool):
        return Said.YES if value else Said.NO
    if not isinstance(value, str):
        return None
    word = value.strip().strip(".!\"'*").casefold()
    for said, words in ((Said.YES, YES), (Said.NO, NO), (Said.UNCLEAR, UNCLEAR)):
        if word in words:
            return said
    return None


def _first(value: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((value[name] for name in names if name in value), None)
