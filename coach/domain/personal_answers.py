"""What is personal only because of the question before it: 'Your reference?' - 'LM 2207'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.domain.personal_names import NO_NAMES, UPPER, said_small
from coach.domain.personal_numbers import KEPT, other_signs

_ASKS = r"(?:\?|\bplease\b|\b(?:confirm|tell me|give me|spell|provide|need|have)\b|^(?:and )?(?:your|the)\b|:\s*$)"
_ASKING = re.compile(_ASKS, re.IGNORECASE)
_NAME = re.compile(
    r"\b(?:full|last|first|sur|middle|family|maiden|your|his|her|their|whose) ?name\b|\bname (?:on|of|for) (?:the|your)"
    r" (?:account|booking|order|card|policy|reservation|contract|customer|caller|patient|guest|member)\b"
    r"|\bname (?:is it|please)\b",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:date of birth|born|birth ?date|birthday|d\.?o\.?b)\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<!e-mail )(?<!email )(?<!ip )\baddress\b|\bwhere do you live\b|\bpost ?code\b|\bzip\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\b(?:reference|ref|account|customer|member\w*|policy|claim|booking|order|ticket|case|contract|invoice|tracking|meter"
    r"|serial|passport|licen[cs]e|registration|plate|sort code|pnr|confirmation code|security code|pin|passcode"
    r"|(?:phone|mobile|contact|card|id|national insurance|social security|tax|employee|staff|patient|confirmation)"
    r"(?: number)?|digits)\b",
    re.IGNORECASE,
)
_NO_VALUE = re.compile(
    r"\b(?:balance|amount|total|how (?:many|much|long)|price|cost|status|address)\b", re.IGNORECASE
)
_KEPT = re.compile(KEPT, re.IGNORECASE)
_VALUE = re.compile(
    r"(?<![\w£$€₹₱₦¥.,])(?:[A-Z]{1,5}[ /-]?)?[A-Za-z0-9]{0,20}\d[A-Za-z0-9]{0,20}"
    r"(?:[ /.-][A-Za-z0-9]{0,20}\d[A-Za-z0-9]{0,20}){0,8}(?:[ /-][A-Z]{1,3}\b)?(?!\w|[.,:]\d)"
)
_CODE = re.compile(r"[A-Z]{5,8}\b")
"""As airlines and hotels give them, without a digit: told by itself, it is no shouted word."""
_DATE = re.compile(
    r"\b(?:the )?\d{1,4}(?:st|nd|rd|th)?[-/. ](?:of )?[A-Za-z\d]{1,10}[-/., ]{1,2}'?\d{2,4}\b"
    r"|\b[A-Z][a-z]{2,9} \d{1,2}(?:st|nd|rd|th)?,? '?\d{2,4}\b"
)
_POSTCODE = re.compile(r"\b(?=[a-zA-Z0-9 -]*\d)[a-zA-Z0-9]{2,7}(?:[ -][a-zA-Z0-9]{3,4})?\b")
_LEADS_IN = re.compile(
    r"^(?:(?:yes|yeah|yep|sure|ok|okay|hi|well|so|of course|it's|it is|its|that's|that is|the name is"
    r"|my address is|at|um|er"
    r"|mine is|here you are|certainly|sure thing|it should be)[,.:;!]?\s+)+",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[^.!?;\n]{1,120}")


def personal_in(question: str, answer: str) -> Iterator[tuple[str, str]]:
    """Each value in the answer with what is to stand for it."""
    asked = question[-200:]
    if not _ASKING.search(asked):
        return
    told = _LEADS_IN.sub("", answer)
    if _BORN.search(asked):
        yield from ((found.group(), "[date of birth]") for found in _DATE.finditer(answer))
    if _ADDRESS.search(asked):
        yield from _address(asked, told)
    if _NUMBER.search(asked) and not _NO_VALUE.search(asked):
        for found in _VALUE.finditer(_KEPT.sub(lambda kept: "|" * len(kept.group()), answer)):
            if len(re.sub(r"\W", "", found.group())) >= 3:
                yield found.group(), other_signs(found.group())
        code = _CODE.match(told)
        if code and len(told.split()) == 1:
            yield code.group(), other_signs(code.group())


def names_told(question: str, answer: str) -> Iterator[str]:
    """The words of the name that was asked for."""
    asked = question[-200:]
    first = _FIRST.match(_LEADS_IN.sub("", answer))
    if first and _ASKING.search(asked) and _NAME.search(asked) and len(first.group().split()) <= 4:
        yield from said_small(first.group().replace(",", " "))


def _address(asked: str, told: str) -> Iterator[tuple[str, str]]:
    first = _FIRST.match(told)
    if not first:
        return
    if "code" in asked.casefold() or "zip" in asked.casefold():
        found = _POSTCODE.match(first.group())
        if found and re.search(r"\d", found.group()):
            yield found.group(), "[postcode]"
        return
    words = first.group().strip(" ,")
    place = re.match(
        rf"(?:\d+\w?|[{UPPER}][\w'’.-]{{1,30}})(?:,? (?:\d+\w?|[{UPPER}][\w'’.-]{{0,30}}|de|la|of|bis))*",
        words,
    )
    if place and place.group().split()[0] not in NO_NAMES and len(place.group()) > 3:
        yield place.group(), "[address]"
