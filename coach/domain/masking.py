"""Takes the person out of a text that is to become a scenario: names, contacts, addresses, and the digits of numbers.

Cards, phones and the like become a word in brackets (`redaction`). Order and account numbers are what a talk is about,
so they keep their shape with other digits, the same ones everywhere. By rules: a person reads a draft before its use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from coach.domain.redaction import redact
from coach.domain.text import word_set

NAME = "[name]"
MASK = re.compile(r"\[(?:name|user name|card|email|phone|iban|ssn|date of birth|address|postcode)\]")
"""What stands where something personal stood; a person reads that as a gap."""
_WORD = r"[A-Z](?:[a-zà-öø-ÿ]|['’-][A-Za-z]){1,20}"
_NAME = rf"{_WORD}(?: (?:[A-Z]\. )?{_WORD}){{0,2}}"
_INTRODUCED = re.compile(
    rf"(?:\b[Mm]y name is|\b[Mm]y name's|\b[Nn]ame is|\b[Tt]his is|\b[Ii] am|\bI'm|\b[Ss]peaking (?:with|to)|\bYou are"
    rf"|\b(?:Hi|Hello|Hey|Dear|Thanks|Thank you|Okay|Sorry|Good (?:morning|afternoon|evening)),?"
    rf") (?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? )?({_NAME})"
    rf"|\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? ({_NAME})"
)
_AT_THE_END = re.compile(rf"^({_NAME}) (?:here|speaking)\b")
_NO_NAMES = word_set("""
    I The This That There Here Please Thanks Thank Yes No Not Okay Sorry Sir Madam Maam Customer Agent Support Team Good
    Morning Afternoon Evening So And But Well Just Your You We It Is Are Can Could Would Will How What When Where Who
    Why Which Let Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
    August September October November December For Of To In On At By With From As If My Our All Any Very Still Afraid
    Calling Looking Happy Really Glad Everyone Anyone Gold Silver Regular Never Always Now Then Again
""")
"""Capitalised words that follow a greeting and are no name."""
_ADDRESS = re.compile(
    r"\b\d{1,5}[A-Za-z]?,? (?:[A-Z][\w'’-]+ ){1,4}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Way|Place|Square|Boulevard|Blvd|Terrace)\b"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_BORN = re.compile(
    r"(\b(?:born(?: on)?|date of birth(?: is)?|birthday(?: is)?|DOB:?)\W{0,3})"
    r"(\d{1,4}[-/. ]\d{1,2}[-/. ]\d{2,4}|(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]+,? \d{4}"
    r"|[A-Z][a-z]+ \d{1,2},? \d{4})",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\b[a-z]{2,20}_[a-z]{2,20}_\d{2,8}\b")
_LONG_NUMBER = re.compile(
    r"(?<![\w.,/:-])(?=[A-Z0-9-]*\d[A-Z0-9-]*\d)[A-Z]{0,4}-?\d[\dA-Z-]{4,20}(?![\w/:]|[.,]\d)"
)
_WORDS = re.compile(r"\w+(?:['’-]\w+)*")
_JOINTS = re.compile(r"(['’-])")
_MOST_PARTS = 41
"""Of a name with as many joints as `_WORD` lets it have."""
_NAMES_IN_A_ROW = re.compile(r"\[name\](?: (?:[A-Z]\. )?\[name\])+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{2,4}")


@dataclass
class Masker:
    """Learns the names of a whole source first, so that each is masked wherever it stands."""

    names: set[str] = field(default_factory=set)
    masked: set[str] = field(default_factory=set)
    """What was replaced, by kind, for the person who reads the draft."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Masker:
        names: set[str] = set()
        for text in texts:
            for found in (*_INTRODUCED.finditer(text), *_AT_THE_END.finditer(text)):
                words = next(group for group in found.groups() if group).split()
                names.update(words if _NO_NAMES.isdisjoint(words) else ())
        return cls(names)

    def __call__(self, text: str) -> str:
        """The text without what names or reaches a person."""
        text = self._sub("user names", _HANDLE, "[user name]", text)
        text = self._noted("contacts and cards", text, redact(text))
        text = self._sub("dates of birth", _BORN, r"\1[date of birth]", text)
        text = self._sub("addresses", _ADDRESS, "[address]", text)
        text = self._sub("addresses", _POSTCODE, "[postcode]", text)
        text = self._noted("numbers", text, _LONG_NUMBER.sub(_other_digits, text))
        return self._noted("names", text, self._unnamed(text))

    def _unnamed(self, text: str) -> str:
        """Word by word: a pattern of a thousand names would be tried at each of a hundred thousand words."""
        found = _WORDS.sub(lambda run: self._unnamed_word(run.group()), text)
        return _NAMES_IN_A_ROW.sub(NAME, found) if found != text else text

    def _unnamed_word(self, word: str) -> str:
        """A name, also in `Anna's`, `Jean-Anna` and `O'Brien-Smith`: the longest that is known."""
        if word in self.names:
            return NAME
        parts = _JOINTS.split(word)
        found, at = "", 0
        while at < len(parts):
            ends = range(min(len(parts), at + _MOST_PARTS), at, -1)
            end = next((end for end in ends if "".join(parts[at:end]) in self.names), None)
            found += NAME if end else parts[at]
            at = end or at + 1
        return found

    def _sub(self, kind: str, pattern: re.Pattern[str], by: str, text: str) -> str:
        return self._noted(kind, text, pattern.sub(by, text))

    def _noted(self, kind: str, before: str, after: str) -> str:
        if before != after:
            self.masked.add(kind)
        return after


def _other_digits(match: re.Match[str]) -> str:
    """The same shape, and for the same number always the same digits."""
    number = match.group()
    if _DATE.fullmatch(number):
        return number
    digest = sha256(number.encode()).hexdigest()
    fresh = (
        str((int(d) + 1 + int(h, 16)) % 10) for d, h in zip(re.sub(r"\D", "", number), digest, strict=False)
    )
    return re.sub(r"\d", lambda _: next(fresh), number)
