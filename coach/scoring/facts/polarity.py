"""Whether a clause affirms or denies: negation, and predicates that are each other's opposite."""

from __future__ import annotations

import re
from functools import lru_cache

from coach.domain.text import fold, stem

_NEGATION = re.compile(
    r"\b(?:not|no|zero|never|without|nor|none|nothing|neither|cannot|isn't|aren't|wasn't|weren't|won't"
    r"|wouldn't|can't"
    r"|couldn't|shouldn't|don't|doesn't|didn't|haven't|hasn't|hadn't|needn't|mustn't|nobody|unable|hardly"
    r"|ain't"
    r"|dont|doesnt|isnt|cant|wont|instead of|rather than)\b"
)
_NAMES = r"(?:contact|claims?|reply|fault|show|call)"
NAMED_NO = (
    rf"no-\w+|no {_NAMES} (?:note|flag|marker?|list|status|order|bonus|discount|address|entry|instruction|request|rule"
    r"|fee|letter|policy)"
)
"""A 'no' that is part of a name, and denies nothing."""
_HARMLESS = re.compile(
    r"\b(?:no (?:problem|worries|doubt|matter|later than|more than|less than|sooner than|fewer than)|not only"
    rf"|{NAMED_NO}|(?:marked|as|flagged|status|called|says?|reads?|labelled) (?:as )?[\"'(]?no {_NAMES}\b"
    r"|not to worry|don't worry|do not worry|why not|not just|no\. ?\d)"
)
_ABSENCE = re.compile(
    r"\b(?:missing|lacks?|lacked|lacking|absent|left out|want of|incomplete)\b"
    r"|\b(?:is|are|was|were|been) (?:out(?! (?:in|on) the (?:street|road))|down|off|behind|overdue|gone)\b"
)
_REWRITES = (
    (re.compile(r"\b(?:costs?|charged?|pays?) (?:you |them )?nothing\b"), "is free"),
    (re.compile(r"\b(?:at |for )?no (?:\w+ )?(?:charges?|costs?|fees?)\b"), "free"),
    (re.compile(r"\bwithout (?:any )?(?:\w+ )?(?:charges?|costs?|fees?|paying)\b"), "free"),
    (re.compile(r"\b(?:won't|doesn't|don't|do not|does not) (?:cost|charge)\b"), "free"),
    (re.compile(r"\b(?:on us|on the house|free of charge|nothing to pay)\b"), "free"),
    (
        re.compile(
            r"(?<=\w )not (in|on|from|at|of|with|under|within|yet) ((?:\w+ ){1,3}?)(?=(?:must|may|can"
            r"|need)\b)"
        ),
        r"\1 \2",
    ),
    (re.compile(r"\btax-?free\b|\b(?:without|free of) tax\b"), "untaxed"),
    (re.compile(r"\b(?:falls?|is|are|lies?) outside\b|\bnot part of\b"), "excluded from"),
    (re.compile(r"\b(?:charged|paid|billed|comes?|costs?) (?:on top|extra|separately)\b"), "excluded"),
    (
        re.compile(
            r"\bcomes? with (?:the|your|every|any|all)\b|\b(?:part of|thrown in with|built into) (?:the"
            r"|your)\b"
        ),
        "included",
    ),
    (
        re.compile(r"\b(can|can't|cannot|could|don't|do not|not|able to) take (an?|it|your|the)\b"),
        r"\1 accept \2",
    ),
    (re.compile(r"\b(?:with|without|full|extra) (?:full |extra |the )?cover\b"), "insured"),
    (re.compile(r"\b(?:pays?|paid) for\b"), "covers"),
    (re.compile(r"\b(?:have|has|got|having) to\b"), "must"),
    (re.compile(r"\ba must\b"), "required"),
    (re.compile(r"\bno longer\b"), "not"),
    (re.compile(r"\bnothing (?:extra )?(?:for|on)\b"), "free"),
    (
        re.compile(r"\b(?:give|given|gives|gave|get|gets|got|paid|pay|pays|have|has) (?:[\w']+ ){0,5}back\b"),
        "refund",
    ),
    (re.compile(r"\bcarr(?:y|ies) on\b|\bkeeps? (?:on )?(?:coming|going|running)\b"), "continue"),
    (re.compile(r"\bstill (?:good|fine|ok|okay|stand|stands|count|counts)\b"), "valid"),
    (
        re.compile(r"\b(warranty|policy|plan|insurance|insurer|cover) ((?:[\w']+ ){0,2})pays?\b"),
        r"\1 \2cover",
    ),
    (re.compile(r"\b(?:get|receive|be sent|need|send you) an? new\b"), "change"),
    (re.compile(r"\bcan have\b|\b(?:will|you'll|to|does|do|can) get\b"), " qualify "),
    (re.compile(r"\b(?:don't|doesn't|won't|can't) get\b"), "not qualify"),
    (re.compile(r"^(?:sorry|unfortunately|i'm afraid)?\W*no (\w+s)\W*$"), r"\1 not allowed"),
    (re.compile(r"\b(?:stays?|remains?) (?:the same|as (?:it|they) (?:is|are)|where it is)\b"), "unchanged"),
    (re.compile(r"\bnot (?:have|need) to\b"), "not must"),
    (
        re.compile(r"\b(earns?|gets?|needs?|requires?|has|have|covers?|carry|carries) (?:no|nothing|zero)\b"),
        r"not \1",
    ),
    (re.compile(r"\bopen (to|for)\b"), r"available \1"),
    (re.compile(r"\bkeep the (broken|old|faulty|damaged)\b"), r"not need \1"),
    (re.compile(r"\bneed not\b|\bneedn't\b"), "not need"),
    (
        re.compile(r"\b(before|when|whenever|if|as|until|by the time) you need (it|them|that|one)\b"),
        r"\1 you want \2",
    ),
    (re.compile(r"\b(?:gets?|have|has) the same\b"), "qualify"),
    (re.compile(r"\b(?:bin|throw away|dispose of|recycle) (the|your|that|it|this)\b"), r"not need \1"),
)
_AXES = {
    "cover": (
        "cover include eligible entitle qualify valid allow permit welcome available accept "
        "acceptable possible",
        "exclude ineligible deny invalid unavailable forbid forbidden prohibit void exempt bar disallow",
    ),
    "need": (
        "need require must mandatory necessary compulsory essential obligatory insist",
        "optional unnecessary unneeded voluntary skip",
    ),
    "free": ("free waive complimentary gratis", ""),
    "run": (
        "run continue accrue open add grow",
        "stop end close cease freeze pause halt suspend shut expire lapse",
    ),
    "refund": ("refund refundable reimburse repay", "nonrefundable non-refundable forfeit"),
    "change": ("rise increase raise change", "fall decrease drop lower reduce stay throughout unchanged"),
    "fixed": ("fix fixed constant", "float floating variable vary"),
    "valid": ("work valid", "invalid void"),
    "earn": ("earn accrue collect", ""),
}
_WORD = re.compile(r"non-\w+|[a-z]+(?:'[a-z]+)*")
STRONG = frozenset(["fixed", "change"])


def _signs() -> dict[str, tuple[tuple[str, int], ...]]:
    table: dict[str, list[tuple[str, int]]] = {}
    for axis, sides in _AXES.items():
        for sign, words in zip((1, -1), sides, strict=True):
            for word in words.split():
                table.setdefault(stem(word), []).append((axis, sign))
    return {word: tuple(entries) for word, entries in table.items()}


_SIGNS = _signs()
PREDICATES = frozenset(_SIGNS) | {"need", "cover", "begin", "expire", "free", "refund"}
"""Concepts that say something of a subject, and are no subject themselves."""


def negations(text: str) -> list[int]:
    """Where the negating words of a folded text stand."""
    skip = [(m.start(), m.end()) for m in _HARMLESS.finditer(text)]
    return [m.start() for m in _NEGATION.finditer(text) if not any(a <= m.start() < b for a, b in skip)]


@lru_cache(maxsize=1024)
def stance(text: str) -> dict[str, int]:
    """For each pair of opposites that the text speaks of, which side it takes: 1 or -1."""
    text = _rewritten(text)
    found = negations(text)
    sides: dict[str, set[int]] = {}
    for match in _WORD.finditer(text):
        for axis, sign in _SIGNS.get(stem(match.group()), ()):
            side = -sign if _negated(text, match.start(), found) else sign
            sides.setdefault(axis, set()).add(side)
    return {axis: taken.pop() for axis, taken in sides.items() if len(taken) == 1}


def _rewritten(text: str) -> str:
    text = fold(text)
    for pattern, words in _REWRITES:
        text = pattern.sub(words, text)
    return text


def _negated(text: str, at: int, found: list[int]) -> bool:
    """An odd number of negations within the six words before it, none of them cut off by a comma or 'but'."""
    near = [n for n in found if n < at and text.count(" ", n, at) <= 6 and not _BREAK.search(text, n, at)]
    return len(near) % 2 == 1


VERBED = re.compile(
    r"\b(?:is|are|was|were|be|been|will|can|could|may|have|has|had|do|does|get|gets|got|going|com(?:e|es"
    r"|ing)|tak(?:e|es|ing)"
    r"|pay\w*|consider|count|waiv\w+|drop\w*|cancel\w*|giv\w+|mak\w+|caused|forgot|sent|send\w*|let|want\w*"
    r"|need\w*|arrang\w+)\b"
    r"|'(?:ll|s|re|ve|d|m)\b"
)
"""A verb that makes a claim of a clause; without one it only names something."""
_BREAK = re.compile(r"[,;:]|\bbut\b|\band\b")


@lru_cache(maxsize=1024)
def is_negative(text: str) -> bool:
    """An odd number of negations, taking words of exclusion and absence for one."""
    text = _rewritten(text)
    count = len(negations(text)) + len(_ABSENCE.findall(text))
    count += sum(
        1 for word in _WORD.findall(text) if any(side < 0 for _, side in _SIGNS.get(stem(word), ())[:1])
    )
    return count % 2 == 1
