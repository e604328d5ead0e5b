"""Characters that look like others, or like nothing at all: what they are called, so that a person can find them."""

from __future__ import annotations

import re
import unicodedata

_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_DASHES = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
BULLETS = "\u2022\u2023\u25aa\u25cf\u25e6\u00b7"
NO_SPACE = rf"[{_SPACES}{_UNSEEN}]"
"""What looks like a space, or like nothing, and is no space to a parser."""
NO_HYPHEN = rf"[{_DASHES}{BULLETS}]"
"""What a word processor makes of the hyphen before the item of a list."""
_ODD = re.compile(rf"[{_SPACES}{_UNSEEN}{_DASHES}]")
_CALLED = {
    "\u00a0": "a non-breaking space",
    "\u00ad": "a soft hyphen, which is not seen on the screen",
    "\u2010": "a typographic hyphen",
    "\u2011": "a non-breaking hyphen",
    "\u2013": "an en dash",
    "\u2014": "an em dash",
    "\u2022": "a bullet",
    "\u2212": "a minus sign",
}


def odd_at(word: str) -> int | None:
    """Where an id or a key holds something that only looks right; letters of other alphabets too."""
    return next((at for at, sign in enumerate(word) if _ODD.match(sign) or _is_foreign(sign)), None)


def called(sign: str) -> str:
    """`a non-breaking space`, `a zero width space, which is not seen on the screen`."""
    if sign in _CALLED:
        return _CALLED[sign]
    name = unicodedata.name(sign, "character without a name").lower().replace("zero width", "zero-width")
    unseen = ", which is not seen on the screen" if re.match(rf"[{_UNSEEN}]", sign) else ""
    article = "an " if name[0] in "aeio" else "a "
    return f"{article}{name}{unseen}"


def plain(word: str) -> str:
    """The word as it looks: hyphens for dashes, spaces for spaces, and nothing for what is not seen."""
    word = re.sub(rf"[{_UNSEEN}]", "", word)
    return re.sub(rf"[{_SPACES}]", " ", re.sub(rf"[{_DASHES}]", "-", word))


def _is_foreign(sign: str) -> bool:
    """A letter from Cyrillic or Greek, say: an accent is seen."""
    return sign.isalpha() and not unicodedata.name(sign, "LATIN").startswith("LATIN")
