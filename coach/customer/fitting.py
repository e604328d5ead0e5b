"""Whether an authored line fits what was said: a customer repeats no figure of a fact that nobody has told them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from coach.domain.scenario import Fact
from coach.domain.value_matching import agrees
from coach.domain.value_reader import read_values
from coach.domain.values import Day, Value


def takes_up_only(line: str, told: Iterable[str], facts: Iterable[Fact], *, today: datetime | None) -> bool:
    """Every value of these facts that stands in the line was told, too: "Five percent?" needs a five in the reply."""
    told = tuple(told)
    theirs = [value for fact in facts for value in read_values(fact.text, today=today)]
    borrowed = [value for value in _untold(line, told, today=today) if not _is_relative(value)]
    return not any(
        any(agrees(value, one) for one in theirs)
        and not _is_word_for_word(line[value.start : value.end], told)
        for value in borrowed
    )


def repeats_only(line: str, told: str, *, today: datetime | None) -> bool:
    """Every value in the line was told: "400 it is, then" needs a 400 in the reply."""
    return next(_untold(line, (told,), today=today), None) is None


def _untold(line: str, told: Iterable[str], *, today: datetime | None) -> Iterator[Value]:
    """The values of the line that no reply holds."""
    heard = [value for reply in told for value in read_values(reply, today=today)]
    return (v for v in read_values(line, today=today) if not any(agrees(v, one) for one in heard))


def _is_word_for_word(value: str, told: Iterable[str]) -> bool:
    """'Friday night', where the reply's own 'ten on Friday night' was read as a time of day."""
    return any(value.casefold() in reply.casefold() for reply in told)


def _is_relative(value: Value) -> bool:
    """'Tonight' goes without saying."""
    return isinstance(value, Day) and value.relative
