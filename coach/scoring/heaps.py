"""Heaps of keywords: words set side by side without a sentence to hold them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

from coach.domain.text import FUNCTION_WORDS, Span, word_set, word_spans
from coach.scoring.lexicon import phrases
from coach.scoring.reading import Sentence

RUN = 8
"""Words of content in a row, with nothing between that binds them, from which no sentence is left."""
WARM_RUN = 5
"""The same for a row with words of feeling in it."""
WARM = 2
MOST = 0.4
"""Share of a sentence's words in such rows, from which nothing of it is one."""
OVER = 3
"""Times that one word is said, from which a row says it over and over."""
_BINDS = FUNCTION_WORDS - word_set(
    "ok okay please now oh hi hello dear sir madam you me i what's"
) | word_set(
    """po opo ho ko ka ang ng sa na ay mga lang yung naman kasi din rin si ni
    hai hoon main mein aap aapka aapki se ki ke kar hum toh bhi nahi kya ji"""
)
_SAYS = re.compile(
    r"\b(?:i|we|you|he|she|it|they|that|this|there|who|which)(?:'(?:m|s|re|ve|ll|d)\b| (?:am|is|are|was|were|have|has"
    r"|had|will|would|can|could|do|did|does|may|must|should)\b)"
    r"|\b(?:i|we|he|she|it|they) (?:see|hear|know|need|want|send|sent|get|got|take|took|call|check|hope|refund\w*"
    r"|replac\w+|cancel\w*|arriv\w+|\w+ed|\w+ing)\b|^(?:please|kindly|let|don't) \w+"
    r"|\b(?:takes?|gives?|gets?|costs?|shows?|says?|means?|closes?|opens?|stands?|arrives?|leaves?|comes?|goes|needs?"
    r"|covers?|includes?|runs?|ends?|starts?|pays?|works?)\b"
)
_RANGE = re.compile(r"\b(\d+) (?:to|or|and) (\d+)\b")
FEELS = phrases(
    "{feeling}", "{neg}", "sorry", "apolog\\w+", "understand\\w*", "empath\\w+", "sympath\\w+", "feel\\w*", "hear"
    ,"appreciate\\w*", "validat\\w+", "car(?:e|ing)", "awful", "acknowledg\\w+",
)  # fmt: skip


def heaps(sentence: Sentence) -> tuple[Span, ...]:
    """The rows in a sentence that are words said over and over, or too long for anything to hold them."""
    found = [row for row in _rows(sentence) if _is_heap([word for word, _ in row])]
    if sum(map(len, found)) >= MOST * len(sentence.words):
        return (Span(sentence.start, sentence.end),) if found else ()
    return tuple(Span(sentence.start + r[0][1].start, sentence.start + r[-1][1].end) for r in found)


def _is_heap(said: list[str]) -> bool:
    return len(said) >= WARM_RUN and (_is_said_over(said) or _is_unbound(" ".join(said), len(said)))


def _rows(sentence: Sentence) -> Iterator[list[tuple[str, Span]]]:
    """Words of content with nothing between that binds them."""
    text = _RANGE.sub(lambda m: m.group(1) + "-" * (len(m.group()) - len(m.group(1))), sentence.text)
    for binds, row in groupby(word_spans(text), key=lambda found: found[0] in _BINDS):
        if not binds:
            yield list(row)


def _is_unbound(text: str, length: int) -> bool:
    if _SAYS.search(text):
        return False
    return length >= RUN or len(FEELS.findall(text)) >= WARM


def _is_said_over(said: list[str]) -> bool:
    """Words that mean something: two side by side twice, or one of them again and again."""
    content = [w for w in said if w not in FUNCTION_WORDS and not w[0].isdigit()]
    beside = sum(a == b for a, b in pairwise(content))
    return beside >= OVER - 1 or max(Counter(content).values(), default=0) > OVER
