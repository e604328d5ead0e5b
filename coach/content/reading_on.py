"""Reads on in a file with faults, so that everything else that is wrong with it is told at the same time.

Where a value does not fit, something that says nothing stands in for it. Whatever would be said about such a place, or
only follows from it, is not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, fields
from itertools import count
from typing import Any

from coach.content.annotations import annotation_at, field_of, is_model, keys_of
from coach.content.misread import meant_key
from coach.content.plain_values import OLD_KEYS
from coach.content.shapes import AS_MEANT, Item, Misfit, expect_kind, fit, with_loose
from coach.content.stand_ins import RULED, is_id, value_for
from coach.content.yaml_reader import Document, Key
from coach.domain.upgrading import scenario_of_2
from coach.errors import Fault, Position

_ROUNDS = 4
"""A stand-in may bring up the next rule; what does not fit by then is left."""
_MOST = 200
"""Parts that do not fit; of a file with more of them nobody asks for the rest."""
_Keys = tuple[Key, ...]
_NOWHERE = 0
"""The line of what is not said."""
_OF_IDS: Mapping[_Keys, frozenset[str]] = {
    ("facts",): frozenset({"C303"}),
    ("customer", "known_info"): frozenset({"C303", "C305"}),
    ("customer", "hidden"): frozenset({"C304", "C306"}),
    ("customer", "goals"): frozenset({"C306"}),
    ("lessons",): frozenset({"C309", "C311"}),
    ("criteria",): frozenset({"C307"}),
    ("auto_fail",): frozenset({"C307"}),
}
"""What may follow from an id of these lists that is not known, or from the whole list."""
_OF_PARTS: Mapping[_Keys, frozenset[str]] = {
    ("facts",): frozenset({"C314", "C317"}),
    ("articles",): frozenset({"C313", "C318"}),
}
"""What may follow from anything in them."""
_OF_WORDS = frozenset({"C802", "C804", "C805", "C906", "C907", "C908"})
"""What may follow where the words of a fact are not all there."""
_WORDS = frozenset({"statement", "forbidden", "paraphrases", "gist", "until"})
_IN_DOUBT = frozenset({("id",), ("facts",), ("rubric",)})
"""What other files may name, where nothing of a file was read."""
_BY_RULES = frozenset({"customer", "facts", "copilot", "model_replies", "handoff", "briefing", "articles"})
"""The parts of a scenario that the rules about ids go by."""


@dataclass(frozen=True)
class Reading:
    """What could be read of a file, and what is wrong with its parts."""

    document: Document
    item: Item | None
    """None where even with stand-ins it would not do."""
    faults: tuple[Fault, ...] = ()
    unfit: frozenset[_Keys] = frozenset()
    """Where something stands in."""

    @property
    def whole(self) -> bool:
        return not self.faults

    @property
    def sound(self) -> bool:
        """Whether the rules about ids have all that they go by."""
        return not any(keys[0] in _BY_RULES for keys in self.unfit)

    def touches(self, *keys: Key) -> bool:
        """Whether something stands in for it, in it or around it."""
        return any(_overlap(keys, one) for one in self.unfit)

    def sound_faults(self, faults: Iterable[Fault]) -> list[Fault]:
        """Those that do not follow from what is told already."""
        silent = {code for keys in self.unfit for code in _silenced(keys)}
        return [f for f in faults if f.position.line != _NOWHERE and f.code not in silent]


def read_on(document: Document, model: type[Item], *, without_facts: bool = False) -> Reading:
    """The file as the model, as far as it goes. Raises ContentError where it is of another kind.

    `without_facts`: some are missing, as a table of them could not be read.
    """
    expect_kind(document, model)
    item, misfits = fit(document, model, document.values)
    misfits = with_loose(document, model, misfits)
    mended = _Mended(model, _newest(document.values))
    if without_facts:
        mended.unfit.add(("facts",))
    faults = [one.fault for one in misfits if not without_facts or one.keys != ("facts",)]
    if len(misfits) > _MOST:
        return Reading(document, None, tuple(dict.fromkeys(faults)), _IN_DOUBT)
    for _ in range(_ROUNDS):
        if item is not None and not misfits:
            break
        for one in misfits:
            mended.stand_in(one)
        item, misfits = fit(document, model, mended.values)
        faults += [one.fault for one in misfits if not mended.touches(one.keys)]
    unfit = frozenset(mended.unfit)
    return Reading(_silent(document, unfit), item, tuple(dict.fromkeys(faults)), unfit)


class _Mended:
    """The values of a file, and where something stands in."""

    def __init__(self, model: type[Item], values: dict[str, Any]) -> None:
        self.values = values
        self.unfit: set[_Keys] = set()
        self._model = model
        self._numbers = count(1)

    def touches(self, keys: _Keys) -> bool:
        return any(_overlap(keys, one) for one in self.unfit)

    def stand_in(self, one: Misfit) -> None:
        keys = one.keys
        if keys and keys[0] == "copilot" and keys[-1] in OLD_KEYS:
            self._put(keys[:-1])
        elif one.kind == AS_MEANT or not keys:
            return
        elif keys[0] == "criteria":
            self._put(keys[:1])
        elif one.kind == "extra_forbidden":
            self._rename(keys)
        elif one.kind == "value_error" or any(_overlap(keys, known) for known in self.unfit):
            self._put_around(keys)
        else:
            self._put(keys)

    def _rename(self, keys: _Keys) -> None:
        """A key that is misspelt is read as the one that was meant."""
        group = _at(self.values, keys[:-1])
        if not isinstance(group, dict) or keys[-1] not in group:
            return
        value = group.pop(keys[-1])
        self.unfit.add(keys)
        known = keys_of(annotation_at(self._model, keys[:-1]))
        meant = meant_key(str(keys[-1]), known)
        if meant and meant not in group:
            group[meant] = value
            self.unfit.add((*keys[:-1], meant))
        # What else one comma or another cut off the same text: it is told once.
        for other in [key for key in group if key not in known and not meant_key(str(key), known)]:
            del group[other]

    def _put_around(self, keys: _Keys) -> None:
        """A rule of the whole was broken: the nearest group or list that something can stand in for."""
        for end in range(len(keys), 0, -1):
            parent = annotation_at(self._model, keys[: end - 1])
            found = field_of(parent, keys[end - 1]) if is_model(parent) else None
            optional = found is not None and not found.is_required()
            if optional or annotation_at(self._model, keys[:end]) in RULED:
                self._put(keys[:end])
                return
        self._put(keys)

    def _put(self, keys: _Keys) -> None:
        value, before = value_for(self._model, keys, self._numbers), _at(self.values, keys)
        parent = _at(self.values, keys[:-1])
        within = isinstance(parent, list) and isinstance(keys[-1], int) and keys[-1] < len(parent)
        if isinstance(parent, dict) or within:
            parent[keys[-1]] = value
        if isinstance(value, dict) and isinstance(before, dict) and is_id(before.get("id")):
            value["id"] = before["id"]
            known = keys_of(annotation_at(self._model, keys))
            self.unfit |= {(*keys, key) for key in known if key != "id"}
        else:
            self.unfit.add(keys)


def _newest(values: Mapping[str, Any]) -> dict[str, Any]:
    lifted = scenario_of_2(values) if values.get("schema") == "coach/scenario@1" else values
    return deepcopy(dict(lifted))


def _at(values: Any, keys: _Keys) -> Any:
    """None where nothing stands."""
    for key in keys:
        if isinstance(values, dict):
            values = values.get(key)
        elif isinstance(values, list) and isinstance(key, int) and key < len(values):
            values = values[key]
        else:
            return None
    return values


def _overlap(one: _Keys, other: _Keys) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _silenced(keys: _Keys) -> Iterable[str]:
    for home, codes in _OF_PARTS.items():
        if keys[: len(home)] == home:
            yield from codes
    if keys[0] == "facts" and (len(keys) < 3 or keys[2] in _WORDS):
        yield from _OF_WORDS
    for home, codes in _OF_IDS.items():
        if _overlap(keys, home) and (len(keys) <= len(home) + 1 or keys[-1] in ("id", "told")):
            yield from codes


@dataclass(frozen=True)
class _Silent(Document):
    """A document that knows no place for what something stands in for."""

    unfit: frozenset[_Keys] = field(default=frozenset(), repr=False, compare=False)

    def position(self, *keys: Key, at_key: bool = False) -> Position:
        if any(_overlap(keys, one) for one in self.unfit):
            return Position(self.file, _NOWHERE)
        return super().position(*keys, at_key=at_key)

    def position_of(self, words: str, *keys: Key, after: Position | None = None) -> Position:
        where = self.position(*keys)
        return where if where.line == _NOWHERE else super().position_of(words, *keys, after=after)


def _silent(document: Document, unfit: frozenset[_Keys]) -> Document:
    if not unfit:
        return document
    return _Silent(**{one.name: getattr(document, one.name) for one in fields(Document)}, unfit=unfit)
