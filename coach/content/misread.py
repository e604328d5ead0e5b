"""What to say of a word that is not what it looks like, or that was cut where nobody meant it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coach.content.annotations import Bounds
from coach.content.nearest import near_or_all, nearest, quoted
from coach.content.odd_characters import NO_HYPHEN, called, odd_at, plain
from coach.content.slips import A_HYPHEN, no_hyphen
from coach.content.yaml_reader import Document, Key
from coach.domain.persona import ID
from coach.errors import Fault, Position

LIST = "Begin each item with a hyphen, or write them in [ ]."
_TWO_NUMBERS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:-|–|—|to|,|;|\.\.+)\s*(\d+(?:\.\d+)?)\s*")


def as_id(text: str) -> str:
    """What somebody meant who wrote something that is no id; empty where nothing is left."""
    word = re.sub(r"[^a-z0-9]+", "-", plain(text).casefold()).strip("-")
    return word if re.fullmatch(ID, word) else ""


def no_id(place: Position, name: str, text: str) -> Fault:
    """An id that is none, with the one that was meant."""
    word = as_id(text)
    meant = f"Did you mean {word}? " if word else ""
    shaped = "Ids are lower-case words joined by hyphens" + ("." if word else ", like refund-time.")
    return Fault(place, "C206", f"{name} is {quoted(text)}, which is not an id.", meant + shaped)


def odd_word(document: Document, place: Position, word: str, *, name: str, code: str) -> Fault | None:
    """None where the word holds no more than can be seen on the screen."""
    at = odd_at(word)
    if at is None:
        return None
    meant = plain(word)
    hint = f"Type it again: {meant}." if odd_at(meant) is None else "Type it again."
    message = f"{name} holds {called(word[at])}."
    return Fault(_place_of(word[at], document, place), code, message, hint)


def _place_of(sign: str, document: Document, place: Position) -> Position:
    """On the line of a value; the value, where it stands in a table or its sign is written by its number."""
    if place.file != document.file:
        return place
    line = document.text.split("\n")[place.line - 1]
    return replace(place, column=(line.find(sign, place.column - 1) + 1) or place.column)


def unknown_key(document: Document, keys: Sequence[Key], known: Sequence[str], *, inside: str) -> Fault:
    """A key that there is not, and how it may have come to be one."""
    word, place = str(keys[-1]), document.position(*keys, at_key=True)
    odd = odd_word(document, place, word, name=f"The key `{plain(word)}`", code="C201")
    if odd is not None:
        return odd
    begins = re.match(r"([a-z_]+)( |:)", word)
    if begins and begins[1] in known:
        behind = replace(place, column=place.column + len(begins[1]))
        if begins[2] == ":":
            return Fault(behind, "C201", f"There is no space behind the colon of `{begins[1]}`.", "Type one.")
        return Fault(behind, "C201", f"There is no colon behind `{begins[1]}`.", f"Write `{begins[1]}: ...`.")
    if cut_by_comma(document, keys, known):
        message = f"In {{ }} a comma ends a text, so {quoted(word)} is taken for a key."
        hint = "Put the whole text in quotes, comma and all."
        return Fault(_comma_before(document, place), "C201", message, hint)
    return Fault(place, "C201", f"{inside} has no key `{word}`.", near_or_all(word, known))


def meant_key(word: str, known: Sequence[str]) -> str:
    """The key that was meant, by one that is misspelt or lacks its colon; empty where none comes near."""
    begins = re.match(r"[a-z_]+(?= |:)", word)
    if begins and begins[0] in known:
        return begins[0]
    return next(iter(nearest(plain(word), known)), "")


def cut_by_comma(document: Document, keys: Sequence[Key], known: Sequence[str]) -> bool:
    """Whether this key is the rest of a text in braces."""
    pair = document.pair(*keys)
    if pair is None or not pair.in_braces or pair.is_first:
        return False
    word = str(keys[-1])
    return " " in word or not (pair.has_value or nearest(word, known))


def _comma_before(document: Document, place: Position) -> Position:
    line = document.text.split("\n")[place.line - 1]
    return replace(place, column=(line.rfind(",", 0, place.column - 1) + 1) or place.column)


def one_text(place: Position, name: str, text: str) -> Fault:
    """A text where a list is needed: often one whose hyphens are none, or stick to their words."""
    if re.match(NO_HYPHEN, text):
        return Fault(place, "C203", no_hyphen(text[0]), A_HYPHEN)
    if re.match(r"-[^\s\d-]", text):
        return Fault(
            place, "C203", f"{name} is not a list: there is no space behind this hyphen.", "Type one."
        )
    return Fault(place, "C203", f"{name} is not a list.", LIST)


def no_pair(document: Document, keys: Sequence[Key], value: object, *, name: str) -> Fault:
    """What is no band from one mark to another."""
    texts = value if isinstance(value, list) else [value]
    odd = next((at for at, one in enumerate(texts) if not isinstance(one, int | float)), 0)
    where = document.position(*keys, odd) if isinstance(value, list) and texts else document.position(*keys)
    written = _TWO_NUMBERS.fullmatch(str(texts[odd])) if texts else None
    shown = f"[{written[1]}, {written[2]}]" if written else "[0, 1.5]"
    message = f"{name} needs two numbers, the least and the most."
    return Fault(where, "C203", message, f"Write it like {shown}.")


def number_hint(text: object, bounds: Bounds | None, *, whole: bool) -> str:
    """An example of what is allowed: as near to what was written as can be."""
    if bounds is None:
        return "Write it in figures alone, with a point and no comma." if isinstance(text, str) else ""
    least, most, default = bounds
    meant = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)\s*%?\s*", str(text))
    number = float(meant[1].replace(",", ".")) if meant else None
    if number is None or not least <= number <= most or (whole and number % 1):
        number = default if default is not None else (least + most) // 2
    return f"Write a {'whole ' if whole else ''}number from {least:g} to {most:g}, like {number:g}."
