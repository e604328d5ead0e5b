"""Values of one kind that answer another question than the fact's: how long, by when, which one."""

from __future__ import annotations

import re

from coach.domain.text import fold, stem
from coach.domain.value_words import LENGTHS
from coach.domain.values import Count, Day, Duration, Percent
from coach.scoring.facts.polarity import is_negative, negations
from coach.scoring.facts.said import Said

_EXTENT = re.compile(
    r"(?:\b(?:is|are|was|were)|'s) (?:only |just )?for (?:only |just |about )?$"
    r"|\b(?:covers?|covered) (?:only |just |about )?$"
)
"""'The order was for five weeks' says how much there is of it."""
_DEADLINE = re.compile(r"\b(?:within|inside|in under) (?:the |a |an )?$")
_LASTING = re.compile(r"\bfor (?:at least |at most |up to |about |another )?$")
_STARTING = re.compile(r"\b(?:from|starting|beginning|as of|since) $")
_WHICH = re.compile(r"\b(?:of|from|dated) (?:the )?$")
_PAST = re.compile(r"\b(?:was|were|had|came|got|broke|went|sent|left|bought|\w{2,}ed)\b")
_FUTURE = re.compile(r"\b(?:will|going to|shall)\b|\w'll\b")
_TURNS = re.compile(r"\b(?:until|till|before|only|but|rather)\b|[,;:]")
_NEAR = 40
"""Characters over which a denial reaches a day."""


def is_beside_the_point(said: Said) -> bool:
    """The value can be compared with the fact's, and yet says nothing of it."""
    match said.value:
        case Duration():
            return not said.agrees and _is_extent(said)
        case Day():
            return _is_another_day(said)
        case Count():
            return said.agrees and (_is_small_share(said, said.value) or _is_other_first(said, said.value))
        case _:
            return False


def _is_small_share(said: Said, value: Count) -> bool:
    """A bare 'five' is hardly the fact's 5 percent."""
    return isinstance(said.target.value, Percent) and value.high < 10


def _is_other_first(said: Said, value: Count) -> bool:
    """'You pay first' where the fact says that nothing is paid first."""
    bare = value.ordinal and value.high == 1 and not value.nouns
    return bare and is_negative(said.clause.text) != said.known.negative


def _before(said: Said) -> str:
    return said.clause.text[: said.value.start - said.clause.start]


def _before_target(said: Said) -> str:
    return fold(said.known.fact.text)[: said.target.value.start]


def _is_extent(said: Said) -> bool:
    """'The order was for five weeks' beside 'within 1 hour', or beside how long something else stood."""
    if not _EXTENT.search(_before(said)):
        return False
    return bool(_DEADLINE.search(_deadline_words(said))) or said.strict == 0


def _deadline_words(said: Said) -> str:
    """What leads to the fact's value; its bound may be read as a part of it."""
    end = said.target.value.end
    lead = fold(said.known.fact.text)[:end]
    return re.split(r"\d", lead[max(0, end - 24) :])[0]


def _is_another_day(said: Said) -> bool:
    target = said.target.value
    if said.agrees:
        return isinstance(target, Day) and _is_past_weekday(said, target)
    before = _before(said)
    if isinstance(target, Duration):
        return bool(_STARTING.search(before) or _LASTING.search(_before_target(said)))
    if not isinstance(target, Day) or not isinstance(said.value, Day):
        return False
    if _WHICH.search(before) and not _WHICH.search(_before_target(said)):
        return True
    return _is_denied(said, before) or _is_told_of_past(said, target)


def _is_past_weekday(said: Said, target: Day) -> bool:
    """'In your account Monday' is not the Monday of three weeks ago."""
    bare = isinstance(said.value, Day) and said.value.day is None and said.value.weekday is not None
    past = target.ahead is not None and target.ahead < 0
    return bare and past and not _PAST.search(said.clause.text)


def _is_denied(said: Said, before: str) -> bool:
    """'You owe nothing today' names no other day than the fact's."""
    if not isinstance(said.value, Day) or not said.value.relative or _TURNS.search(before[-_NEAR:]):
        return False
    return bool(negations(before[-_NEAR:]))


def _is_told_of_past(said: Said, target: Day) -> bool:
    """'It arrived broken on the 17th' is not about the day on which the new one comes."""
    if not isinstance(said.value, Day) or said.value.ahead is None or target.ahead is None:
        return False
    told = _PAST.search(said.clause.text) and not _FUTURE.search(said.clause.text)
    return said.value.ahead < 0 <= target.ahead and bool(told) and not said.about


_OF_WHAT = re.compile(
    r"\s+of (?:(?:the|your|my|his|her|our|their) )?"
    r"(?P<all>(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve) )?"
    r"(?P<what>(?!(?:this|that|it|them|those|these)\b)[a-z]\w*)"
)


def is_same_measure(said: Said) -> bool:
    """'31 weeks of sick leave' and '4 of the 5 parcels' are of what the fact has 12 weeks, or 2, of."""
    ours = _OF_WHAT.match(said.clause.text, said.value.end - said.clause.start)
    theirs = _OF_WHAT.match(fold(said.known.fact.text), said.target.value.end)
    if ours is None or theirs is None or (ours["all"] and ours["what"].removesuffix("s") in LENGTHS):
        return False
    return stem(ours["what"]) == stem(theirs["what"])
