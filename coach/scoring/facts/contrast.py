"""Things of the field of which a statement means one and not another: wallet or card, order or delivery."""

from __future__ import annotations

import re
from functools import lru_cache

from coach.domain.text import fold

_FROM = r"\b(?:after|from|of|since|once|when|starting|following|on the (?:day|date)) (?:[\w']+ ){0,4}"
_ALTERNATIVES = (
    {
        "wallet": r"\bwallet\b",
        "card": r"\b(?:credit|debit|bank|same|original|your|that) card\b|\bto (?:the|your|that) card\b",
        "account": r"\bbank account\b",
        "voucher": r"\b(?:store credit|gift card|voucher)\b",
        "bill": r"\b(?:off|against|towards|on) (?:the|your) (?:next )?(?:bill|invoice|statement)\b",
        "cheque": r"\b(?:cheque|check in the mail|in cash)\b",
    },
    {
        "delivery": _FROM
        + r"(?:deliver\w*|arriv\w*|reach\w*|receiv\w*|receipt|gets? (?:it|them|the \w+)|has it)\b",
        "order": _FROM + r"(?:order(?:ed|ing)?|purchas\w+|bought|buying)\b",
        "dispatch": _FROM
        + r"(?:dispatch\w*|shipp(?:ed|ing)|sent|send|(?:drop|post)\w* (?:it |them )?off|posted)\b",
    },
    {"new": r"\bnew\b", "existing": r"\b(?:existing|current|present)\b"},
    {"full": r"\bfull(?:y)?\b", "half": r"\bhalf (?:of )?(?:the )?(?:pay|salary|price|wage|amount)\b"},
    {"fixed": r"\bfixed\b", "floating": r"\b(?:floating|variable)\b"},
    {"online": r"\bonline\b", "paper": r"\b(?:on paper|by post|by mail|in person)\b"},
    {"gross": r"\b(?:gross|before tax|pre-tax)\b", "net": r"\b(?:net|after tax)\b"},
    {"email": r"\be-?mail\b", "post": r"\bby (?:post|letter)\b|\bin the post\b", "sms": r"\bsms\b"},
    {
        "business": r"\bbusiness (?:customer|client|account|line)",
        "home": r"\b(?:home|private) (?:customer|user)",
    },
    {"home": r"\bhome address\b", "office": r"\boffice address\b"},
    {"original": r"\boriginals?\b", "copy": r"\b(?:copy|copies|scan|photocopy)\b"},
    {"met": r"\b(?:met|used|used up|paid off)\b", "left": r"\b(?:left|remain\w*|to go|outstanding)\b"},
    {"plus": r"\b(?:plus|on top|in addition)\b", "all-in": r"\b(?:no other|nothing else|no extra|all.?in)\b"},
)
_COMPILED = tuple({name: re.compile(p) for name, p in group.items()} for group in _ALTERNATIVES)


@lru_cache(maxsize=2048)
def members(text: str) -> tuple[frozenset[str], ...]:
    """For each set of alternatives, those that the text names."""
    folded = fold(text)
    return tuple(frozenset(n for n, p in group.items() if p.search(folded)) for group in _COMPILED)


def mistaken(said: str, fact: str, *, anchored: bool) -> bool:
    """The text names another alternative than the fact, and not the fact's own.

    Order, delivery and dispatch exclude each other only where a term is counted from one of them.
    """
    fact = _REJECTED.sub("", fact)
    for index, (ours, theirs) in enumerate(zip(members(said), members(fact), strict=True)):
        if not ours or len(theirs) != 1 or ours & theirs:
            continue
        if index in _ANCHORS and not anchored:
            continue
        return True
    return False


_REJECTED = re.compile(r",? (?:and |but )?not (?:from|of|to|by|in|on|after) [^,;.]*")
"""What the fact itself rules out: ', not from delivery'."""
_ANCHORS = frozenset([1])


@lru_cache(maxsize=1024)
def places(text: str) -> frozenset[str]:
    """Capitalised names behind 'in', 'at', 'from', 'to' or 'says'."""
    return frozenset(m.group(1) for m in _PLACE.finditer(text))


_PLACE = re.compile(r"\b(?:in|at|from|to|via|says|said|through) (?:the )?([A-Z][a-z]{3,})\b(?! \d)")
