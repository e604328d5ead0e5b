"""Whether an authored line fits what was said: a customer repeats no figure of a fact that nobody has told them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coach.domain.scenario import Fact
from coach.domain.value_matching import agrees
from coach.domain.value_reader import read_values
from coach.domain.values import Day, Value


def takes_up_only(line: str, told: Iterable[str], facts: Iterable[Fact], *, today: datetime | None) -> bool:
    """Every value of these facts that stands in the line was told, too: "Five percent?" needs a five in the reply."""
    theirs = [value for fact in facts for value in read_values(fact.text, today=today)]
    told = tuple(told)
    heard = [value for reply in told for value in read_values(reply, today=today)]
    return all(
        any(agrees(value, one) for one in heard) or _is_word_for_word(line[value.start : value.end], told)
        for value in read_values(line, today=today)
        if not _is_relative(value) and any(agrees(value, one) for one in theirs)
    )


def _is_word_for_word(value: str, told: Iterable[str]) -> bool:
    """'Friday night', where the reply's own 'ten on Friday night' was read as a time of day."""
    return any(value.casefold() in reply.casefold() for reply in told)


def _is_relative(value: Value) -> bool:
    """'Tonight' goes without saying."""
    return isinstance(value, Day) and value.relative


def repeats_only(line: str, told: str, *, today: datetime | None) -> bool:
    """Every value in the line was told: "400 it is, then" needs a 400 in the reply."""
    heard = read_values(told, today=today)
    return all(any(agrees(value, one) for one in heard) for value in read_values(line, today=today))
