"""Takes the person out of a text that is to become a scenario: names, contacts, addresses, and the signs of references.

Cards, phones and the like become a word in brackets (`redaction`). Order and account numbers are what a talk is about,
so they keep their shape with other signs, the same ones everywhere. By rules: a person reads a draft before its use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from coach.domain.given_names import GIVEN_NAMES
from coach.domain.personal_answers import names_told, personal_in
from coach.domain.personal_names import PARTICLE, names_in, said_small
from coach.domain.personal_numbers import with_other_numbers, without_shapes
from coach.domain.personal_places import without_places
from coach.domain.redaction import redact

NAME = "[name]"
MASK = re.compile(
    r"\[(?:name|user name|card|email|phone|iban|ssn|date of birth|address|postcode|plate|id number|code|number"
    r"|network address)\]"
)
"""What stands where something personal stood; a person reads that as a gap."""
_BORN = re.compile(
    r"(\b(?:born(?: in [A-Z][a-z]+)?(?: on| in)?|date of birth(?: is)?|birth ?date(?: is)?|birthday(?: is|'s)?"
    r"|DOB:?|geboren(?: am)?"
    r"|geburtsdatum|née?(?: le)?|date de naissance|nacid[oa](?: el)?|fecha de nacimiento)\W{0,3})"
    r"(\d{1,4}[-/. ]\d{1,2}[-/. ]\d{2,4}|(?:the )?\d{1,2}(?:st|nd|rd|th|\.)? (?:of |de )?[^\W\d_]+,?(?: de)? \d{2,4}"
    r"|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}|(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@])@[A-Za-z]\w{3,30}\b|\b[a-z]{2,20}_[a-z]{2,20}_\d{2,8}\b")
_PAYMENT_ADDRESS = re.compile(r"(?<![\w.+%-])[\w.+-]{2,64}@[a-zA-Z]{3,20}\b(?!\.\w)")
_SPOKEN_EMAIL = re.compile(
    r"\b[\w-]{1,40}(?: (?:dot|underscore|dash) [\w-]{1,40}){0,4} at [\w-]{1,40}(?: dot [a-z]{2,12}){1,3}\b",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"\+\d{1,3}[\s.-]?(?:\(0\)[\s.-]?)?\d(?:[\s./()-]{0,2}\d){5,12}(?!\d)|\b0\d{2,4}/\d{5,9}\b"
    r"|\(0\d{1,4}\) ?\d{3,4}[ -]?\d{3,4}\b"
)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_NETWORK = re.compile(
    rf"(?<![\w.])(?:{_OCTET}\.){{3}}{_OCTET}(?![\w]|\.\d)"
    r"|(?<![\w:])(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}(?![\w:])"
    r"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){2,7}(?::?[0-9a-fA-F]{1,4}){0,1}(?::[0-9a-fA-F]{1,4}){1,6}(?![\w:])"
)
_FIRST_HELD, _MOST_HELD = 0xE000, 6400
_HELD = re.compile(r"[\ue000-\uf8ff]")
"""Signs without a meaning: what holds the place of an answer. A text that has them loses them."""
_KINDS = {"[address]": "addresses", "[postcode]": "addresses", "[date of birth]": "dates of birth"}
_CLOCK = re.compile(r"\d{1,2}(?::\d{2}){1,2}")
_SPELLED = re.compile(r"\b[A-Z](?:[-.] ?[A-Z]){3,}\b")
_WORDS = re.compile(r"\w+(?:['’-]\w+)*")
_JOINTS = re.compile(r"(['’-])")
_MOST_PARTS = 41
"""Of a name with as many joints as `_WORDS` lets it have."""
_NAMES_IN_A_ROW = re.compile(rf"\[name\](?: (?:[A-Z]\. |{PARTICLE} ){{0,3}}\[name\])+")
_Replacing = Callable[[re.Match[str]], str]


@dataclass
class Masker:
    """Learns the names and the answers of a whole source first, so that each is masked wherever it stands."""

    names: set[str] = field(default_factory=set)
    told: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """By their first word: what was told when it was asked for, and what stands for it."""
    masked: set[str] = field(default_factory=set)
    """What was replaced, by kind, for the person who reads the draft."""

    @classmethod
    def of(cls, texts: Iterable[str], people: Iterable[str] = ()) -> Masker:
        """`texts` in the order in which they were said; `people` are names of the speakers."""
        said = list(texts)
        names = {name for text in said for name in names_in(text)}
        names |= {name for person in people for name in said_small(person)}
        told: dict[str, list[tuple[str, str]]] = {}
        for question, answer in pairwise(said):
            names.update(names_told(question, answer))
            for value, mask in personal_in(question, answer):
                first = _WORDS.search(value)
                if first and (value, mask) not in told.setdefault(first.group(), []):
                    told[first.group()].append((value, mask))
        longest = {first: sorted(found, key=lambda one: -len(one[0])) for first, found in told.items()}
        return cls(names, longest)

    def __call__(self, text: str) -> str:
        """The text without what names or reaches a person."""
        text, answers = self._without_told(text)
        text = self._sub("user names", _HANDLE, "[user name]", text)
        text = self._sub("network addresses", _NETWORK, _network, text)
        for pattern, mask in ((_SPOKEN_EMAIL, "[email]"), (_PAYMENT_ADDRESS, "[email]"), (_PHONE, "[phone]")):
            text = self._sub("contacts and cards", pattern, mask, text)
        text = self._sub("dates of birth", _BORN, r"\1[date of birth]", text)
        text = self._noted("addresses", text, without_places(text))
        text, kinds = without_shapes(text)
        self.masked.update(kinds)
        text = self._noted("contacts and cards", text, redact(text))
        text = self._noted("numbers", text, with_other_numbers(text))
        text = self._sub("names", _SPELLED, NAME, text)
        text = self._noted("names", text, self._unnamed(text))
        return _HELD.sub(lambda held: answers.get(held.group(), ""), text)

    def _without_told(self, text: str) -> tuple[str, Mapping[str, str]]:
        """With a sign for each answer, and what comes in its place once the rest is masked.

        Value by value at the words that one begins with: a pattern of all would be tried at every word.
        """
        text = _HELD.sub("", text)
        parts, at, held = [], 0, dict[str, str]()
        for word in _WORDS.finditer(text):
            if word.start() < at:
                continue
            found = next(
                (one for one in self.told.get(word.group(), ()) if _stands(one[0], text, word.start())), None
            )
            if found:
                sign = chr(_FIRST_HELD + len(held) % _MOST_HELD)
                held[sign] = found[1]
                parts += [text[at : word.start()], sign]
                at = word.start() + len(found[0])
                self.masked.add(_KINDS.get(found[1], "numbers"))
        return "".join([*parts, text[at:]]), held

    def _unnamed(self, text: str) -> str:
        """Word by word: a pattern of a thousand names would be tried at each of a hundred thousand words."""
        found = _WORDS.sub(lambda run: self._unnamed_word(run.group()), text)
        return _NAMES_IN_A_ROW.sub(NAME, found) if found != text else text

    def _unnamed_word(self, word: str) -> str:
        """A name, also in `Anna's`, `Jean-Anna` and `O'Brien-Smith`: the longest that is known."""
        if self._is_name(word):
            return NAME
        parts = _JOINTS.split(word)
        found, at = "", 0
        while at < len(parts):
            ends = range(min(len(parts), at + _MOST_PARTS), at, -1)
            end = next((end for end in ends if self._is_name("".join(parts[at:end]))), None)
            found += NAME if end else parts[at]
            at = end or at + 1
        return found

    def _is_name(self, word: str) -> bool:
        return word in self.names or word in GIVEN_NAMES

    def _sub(self, kind: str, pattern: re.Pattern[str], by: str | _Replacing, text: str) -> str:
        return self._noted(kind, text, pattern.sub(by, text))

    def _noted(self, kind: str, before: str, after: str) -> str:
        if before != after:
            self.masked.add(kind)
        return after


def _stands(value: str, text: str, at: int) -> bool:
    """As a whole word, so that '22' is not found in '2207'."""
    after = text[at + len(value) : at + len(value) + 1]
    return text.startswith(value, at) and not (after.isalnum() and value[-1].isalnum())


def _network(match: re.Match[str]) -> str:
    """A clock reads like the beginning of such an address."""
    found = match.group()
    return found if _CLOCK.fullmatch(found) else "[network address]"
