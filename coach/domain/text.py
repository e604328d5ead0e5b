"""Text from people, models and files: made safe, cut into sentences and words, folded for matching.

Every span indexes the text it was found in, so that evidence can quote the agent's own words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from coach.domain.redaction import redact

__all__ = [
    "Span",
    "clean",
    "content_words",
    "fold",
    "redact",
    "sentences",
    "stem",
    "words",
]


@dataclass(frozen=True)
class Span:
    """A stretch of a text: text[start:end]."""

    start: int
    end: int


_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*+(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*+[0-~]?"
)
_BREAKS = re.compile("\r\n?|\u2028|\u2029")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e01ef]"
)


def clean(text: str) -> str:
    """Drop what drives a terminal or hides from the eye: escapes, controls, bidi, zero-width, tags.

    Keeps newlines and tabs. Cleaning twice changes nothing.
    """
    text = _ESCAPES.sub("", text)
    text = _BREAKS.sub("\n", text)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


_FOLDS = str.maketrans(
    "\u2018\u2019\u201a\u201b\u02bc\u00b4`\u201c\u201d\u201e\u00ab\u00bb"
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00a0\u2007\u2009\u202f"
    "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19",
    "'''''''\"\"\"\"\"" + "-------" + "    " + "0123456789",
)


def fold(text: str) -> str:
    """The same length, for matching: straight quotes, plain dashes and spaces, lower case."""
    text = text.translate(_FOLDS)
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


_STOPS = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s|$|[A-Z][a-z])|\n+")
_ABBREVIATIONS = "mr mrs ms dr prof st no nos rs vs e.g i.e approx ref tel ext fig p.s inc ltd"
_TITLES = frozenset(_ABBREVIATIONS.split())
_CLOSERS = "a.m p.m p.a etc jan feb mar apr jun jul aug sep sept oct nov dec"
_MAY_END = frozenset(_CLOSERS.split())


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences, without the white space around them; a line break always ends one."""
    spans: list[Span] = []
    start = 0
    for match in _STOPS.finditer(text):
        if not _ends_sentence(text, match):
            continue
        _add_trimmed(spans, text, Span(start, match.end()))
        start = match.end()
    _add_trimmed(spans, text, Span(start, len(text)))
    return tuple(spans)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark.startswith("\n"):
        return True
    before = text[max(0, match.start() - 12) : match.start()].rsplit(None, 1)[-1:]
    word = before[0].lower().lstrip("(\"'") if before else ""
    after = text[match.end() : match.end() + 3].lstrip()
    if not text[match.end() : match.end() + 1].isspace() and after:
        return len(word) > 1 and word[-1:].isalpha() and word[-2:-1].islower() and "." not in word
    if mark[0] == "." and len(mark) == 1:
        if word in ("no", "nos"):
            return not after[:1].isdecimal()
        if word in _TITLES or (len(word) == 1 and word.isalpha() and word != "i"):
            return False
        if word in _MAY_END:
            return not after or after[0].isupper()
    return not (mark[0] in "….." and len(mark.rstrip("\"')")) != 1 and after[:1].islower())


def _add_trimmed(spans: list[Span], text: str, span: Span) -> None:
    piece = text[span.start : span.end]
    if not piece.strip():
        return
    start = span.start + len(piece) - len(piece.lstrip())
    spans.append(Span(start, start + len(piece.strip())))


_WORD = re.compile(r"\d+(?:[.,:]\d+)*+[a-z]*+|[^\W_]+(?:'[^\W_]+)*+")


def words(text: str) -> list[str]:
    """The words and numbers, lower case; apostrophes stay inside a word."""
    return _WORD.findall(fold(text))


def word_spans(text: str) -> list[tuple[str, Span]]:
    """As `words`, each with its place in the text."""
    return [(m.group(), Span(m.start(), m.end())) for m in _WORD.finditer(fold(text))]


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(listed.split())


_FUNCTION_WORDS = """a an the this that these those there here i me my mine myself you your yours yourself
    he him his
    she her hers it its itself we us our ours they them their theirs who whom whose which what when where
    why how
    am is are was were be been being do does did doing done have has had having will would shall should can
    could
    may might must ought of in on at by for from to with without into onto over under about as than then so if
    and or but nor not no yes too very just also only even still already yet again ever never once up down
    out off
    through during before after above below between both each every any some all more most other such own same
    because while until till since whether either neither though although however per via ll ve re d s t m
    i'm i've i'll i'd you're you've you'll you'd he's she's it's it'll it'd we're we've we'll we'd they're
    they've
    they'll that's there's what's here's let's don't doesn't didn't isn't aren't wasn't weren't won't
    wouldn't can't
    cannot couldn't shouldn't haven't hasn't hadn't ok okay please well now oh hi hello dear sir madam ma'am
    po sure course really quite within later nothing everything anything something everyone everybody anyone
    someone nobody ago"""
FUNCTION_WORDS = word_set(_FUNCTION_WORDS)

_FORMS = """pay paid|send sent|keep kept|buy bought|tell told|get got gotten|take took taken|make made
            |come came|go went gone goes|hold held|lose lost losing|leave left leaving|break broke
    broken|sell sold
            |spend spent|give gave given|write wrote written|say said|see saw seen|begin began begun|rise
    rose risen
            |find found|meet met|know knew known|bring brought|mean meant|feel felt|think thought|choose
    chose chosen
            |freeze froze frozen|hear heard|lend lent|build built|withhold withheld|show shown|child children
            |person people|expire expiry|die died|day days|lie lies|use used using uses|fall fell fallen|run
    ran|stand stood
            |understand understood|catch caught|steal stole stolen|wear wore worn|deal dealt|feel feels"""
_IRREGULAR = {form: entry.split()[0] for entry in _FORMS.split("|") for form in entry.split()[1:]}


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The word without its ending: charge, charged, charges and charging are one."""
    word = word.removesuffix("'s").removesuffix("'").replace("'", "")
    if word[:1].isdecimal() or (len(word) < 4 and word not in _IRREGULAR):
        return word
    if word in _IRREGULAR:
        return _ground(_IRREGULAR[word])
    return _ground(_less_derivation(_less_inflection(_less_plural(word))))


def _less_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _less_inflection(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and re.search(r"[aeiouy]", base):
            return base
    return word


def _less_derivation(word: str) -> str:
    for ending, least in (
        ("isation", 4),
        ("ization", 4),
        ("ation", 5),
        ("ment", 3),
        ("ly", 4),
        ("able", 5),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)] + ("ize" if ending.endswith("zation") or ending == "isation" else "")
    if word.endswith("ery") and len(word) > 6:
        return word[:-1]
    return word


def _ground(word: str) -> str:
    if word.endswith("ise") and len(word) > 5:
        word = word[:-3] + "ize"
    if word.endswith("is") and len(word) > 6:
        word = word[:-2] + "iz"
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeious":
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning, and the numbers."""
    return frozenset(
        stem(word)
        for word in words(text)
        if (word not in FUNCTION_WORDS and len(word) > 1) or word.isdecimal()
    )
