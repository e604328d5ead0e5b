"""Whether a day says when something is sent or begun, and not when it is there."""

from __future__ import annotations

import re

_CUT = re.compile(r"[,;:]|\b(?:or|and|so|then|but|while)\b")
_SENDS = re.compile(
    r"\b(?:sends?|sent|sending|leaves?|leaving|left|(?:goes|go|going|went) (?:out|off|back)|on its way"
    r"|posts?|posted|posting|dispatch\w*|ship\w*|order\w*|start\w*|set off|process\w*|issu(?:e|es|ed|ing)"
    r"|request\w*|book\w*|initiat\w*|put(?:ting)? (?:\w+ ){0,3}through|call\w*|ring|writ(?:e|ing)|e-?mail\w*"
    r"|text(?:ing|ed)?|approv\w*|authori[sz]\w*|confirm\w*|sign(?:s|ed)?|logg(?:ed|ing)|noted|reserv\w*|pack(?:s|ed|ing)?"
    r"|prepar\w*|rais(?:e|ed|ing))\b"
    r"|\b(?:i've|i have|we've|we have|i'm|i am|we're|we are) (?:just |now |already )?refund(?:ed|ing)\b"
)
_THERE = re.compile(
    r"\b(?:shows?|shown|showing|appears?|arriv\w+|reach\w*|lands?|there|credited|with you"
    r"|on (?:your|the|that|her|his) (?:\w+ )?(?:card|visa|mastercard|statement|account)"
    r"|in (?:your|the|her|his) (?:\w+ )?(?:account|bank|hands|pocket)"
    r"|you(?:'ll|'d| will| can| would)? (?:\w+ )?(?:have|get|see|receive|be paid)"
    r"|(?:is|are|be|comes?) back)\b|'s back\b"
)


def is_arrival(text: str) -> bool:
    """The folded words say that something is there, shown or received."""
    return bool(_THERE.search(text))


def is_of_sending(text: str, at: int) -> bool:
    """What stands at `at` in the folded clause belongs to words of sending: 'it leaves us today'."""
    start = max((m.end() for m in _CUT.finditer(text, 0, at)), default=0)
    stop = _CUT.search(text, at)
    words = text[start : stop.start() if stop else len(text)]
    return bool(_SENDS.search(words)) and not is_arrival(words)
