"""Tokens of an English text and the numbers among them, in digits or in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.domain.text import fold, word_set

_TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d+(?:[.,]\d+)*+|[ap]\.m\b\.?|p\.a\.|[^\W\d_]+(?:'[^\W\d_]+)*+|[^\s\w]|_", re.UNICODE
)


@dataclass(frozen=True)
class Token:
    text: str
    """Folded."""
    start: int
    end: int

    @property
    def is_digits(self) -> bool:
        return self.text[0].isdecimal()


def tokens(text: str) -> list[Token]:
    """Words, numbers and marks, each with its place in the text."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(fold(text))]


_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen
    seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"""
_TENS_ORDINALS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"

UNITS = {word: number for number, word in enumerate(_UNITS.split())}
TENS = {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split())} | {
    word: 10 * number for number, word in enumerate(_TENS_ORDINALS.split(), 2)
}
SCALES = {
    "hundred": 100, "thousand": 1000, "grand": 1000, "k": 1000, "lakh": 100_000, "lac": 100_000,
    "lakhs": 100_000,
    "million": 1_000_000, "crore": 10_000_000, "dozen": 12, "dozens": 12,
}  # fmt: skip

_GRAND_WHAT = word_set("total opening piano prize finale day plan scheme scale idea tour jury")
"""What 'a grand' says the size of, and is no thousand."""


@dataclass(frozen=True)
class Number:
    """A number read from tokens[first:after]."""

    value: float
    first: int
    after: int
    ordinal: bool = False
    in_words: bool = False


LARGEST = 1e30
"""More than any number of this field, and far from where sums and products would end in infinity."""


def read_number(found: list[Token], at: int) -> Number | None:
    """The number that begins at tokens[at], or None; one that is too large for any meaning is none."""
    number = _number(found, at)
    return number if number is not None and number.value < LARGEST else None


def _number(found: list[Token], at: int) -> Number | None:
    token = found[at]
    if token.is_digits:
        return _digits(found, at)
    if token.text in UNITS or token.text in TENS or token.text in ORDINALS:
        return _in_words(found, at)
    if token.text == "dozen":
        return Number(12, at, at + 1, in_words=True)
    if token.text == "half" and _text(found, at + 1) in ("a", "an"):
        scale = SCALES.get(_text(found, at + 2), 0)
        return Number(0.5 * (scale or 1), at, at + 2 + bool(scale), in_words=True)
    if token.text in ("a", "an") and _text(found, at + 1) in (
        "hundred",
        "thousand",
        "dozen",
        "million",
        "lakh",
        "crore",
    ):
        return _in_words(found, at)
    if token.text == "a" and _text(found, at + 1) == "grand" and _text(found, at + 2) not in _GRAND_WHAT:
        return Number(1000, at, at + 2, in_words=True)
    if token.text == "a" and _text(found, at + 1) == "couple":
        return Number(2, at, at + (3 if _text(found, at + 2) == "of" else 2), in_words=True)
    return None


def _text(found: list[Token], at: int) -> str:
    return found[at].text if 0 <= at < len(found) else ""


def _digits(found: list[Token], at: int) -> Number | None:
    value = amount(found[at].text)
    if value is None:
        return None
    after = at + 1
    touching = after < len(found) and found[after].start == found[at].end
    if touching and found[after].text in ("st", "nd", "rd", "th"):
        return Number(value, at, after + 1, ordinal=True)
    scale = SCALES.get(_text(found, after))
    if scale and (found[after].text != "k" or touching):
        return Number(value * scale, at, after + 1)
    if [_text(found, i) for i in range(after, after + 3)] == ["and", "a", "half"]:
        return _with_half(found, value, at, after)
    return Number(value, at, after)


def _with_half(found: list[Token], value: float, at: int, index: int) -> Number:
    """'two and a half', and 'two and a half thousand'."""
    scale = SCALES.get(_text(found, index + 3), 0)
    after = index + 3 + bool(scale)
    return Number((value + 0.5) * (scale or 1), at, after, in_words=not found[at].is_digits)


def amount(text: str) -> float | None:
    """'1,482.60', '2,31,000', '1.234,56' and '64,90' as numbers; None for such as '2.14.0.9'."""
    dots, commas = text.count("."), text.count(",")
    if "-" in text:
        return None
    if dots and commas:
        decimal = max(text.rfind("."), text.rfind(","))
        whole = text[:decimal].replace(".", "").replace(",", "")
        return float(f"{whole}.{text[decimal + 1 :]}")
    if dots == 1 and len(text.split(".")[1]) == 3 and text[0] != "0":
        return float(text.replace(".", ""))
    if dots > 1:
        return None
    if commas == 1 and len(text.split(",")[1]) != 3:
        return float(text.replace(",", "."))
    return float(text.replace(",", ""))


def _in_words(found: list[Token], at: int) -> Number:
    total, group, ordinal = 0.0, 0.0, False
    index = at
    last = ""
    while index < len(found):
        word = found[index].text
        if word == "-" and index > at and _continues(found, index, last):
            index += 1
            continue
        if word in ("a", "an") and index == at:
            group = 1
        elif word in UNITS and last in ("", "tens", "scale"):
            group, last = group + UNITS[word], "units"
        elif word in TENS and last in ("", "scale"):
            group, last = group + TENS[word], "tens"
        elif (
            word in ORDINALS and last in ("", "tens", "scale") and not (last == "tens" and ORDINALS[word] > 9)
        ):
            group, ordinal = group + ORDINALS[word], True
            index += 1
            break
        elif word in SCALES and word != "k" and (last or group):
            group, total, last = _scaled(group, total, SCALES[word])
        elif word == "and" and last == "scale" and _text(found, index + 1) in (UNITS | TENS):
            pass
        else:
            break
        index += 1
    if [_text(found, i) for i in range(index, index + 3)] == ["and", "a", "half"]:
        return _with_half(found, total + group, at, index)
    return Number(total + group, at, index, ordinal=ordinal, in_words=True)


def _scaled(group: float, total: float, scale: int) -> tuple[float, float, str]:
    if scale <= 100:
        return (group or 1) * scale, total, "scale"
    return 0.0, total + (group or 1) * scale, "scale"


def _continues(found: list[Token], hyphen: int, last: str) -> bool:
    """'sixty-four', 'twenty-fifth' and 'five-hundred' go on behind their hyphen."""
    word = _text(found, hyphen + 1)
    if last == "tens":
        return UNITS.get(word, 99) < 10 or 0 < ORDINALS.get(word, 99) < 10
    return word in SCALES and word != "k"
