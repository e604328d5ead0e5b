"""Whether a said value is right for a fact's: equal, within it, in conflict, or about something else."""

from __future__ import annotations

from dataclasses import replace

from coach.domain.values import (
    MEASURES,
    TIME_UNITS,
    UNIT_DAYS,
    Bound,
    Clock,
    Code,
    Count,
    Day,
    Duration,
    Match,
    Money,
    Percent,
    Rate,
    Value,
)

_HEDGE = 0.05
"""How far, of its amount, a value said with 'about' may be from the fact's."""
_ALIKE = {"night": "day", "head": "person"}
"""Units of a rate that come to the same."""
_AMOUNTS = (Money, Percent, Duration, Count)


def agrees(said: Value, fact: Value) -> bool:
    """The said value is right for the fact's."""
    return compare(said, fact) in (Match.EQUAL, Match.WITHIN)


def conflicts(said: Value, fact: Value) -> bool:
    """The said value contradicts the fact's."""
    return compare(said, fact) is Match.CONFLICT


def compare(said: Value, fact: Value) -> Match:
    """How a said value stands to the fact's; only values of one kind can agree or conflict."""
    match = _compare_kinds(said, fact)
    if said.negated and isinstance(said, Count) and said.ordinal and _is_another_nth(said, fact):
        return Match.UNRELATED
    if match is Match.CONFLICT and said.hedged:
        match = _hedged(said, fact)
    if match in (Match.EQUAL, Match.WITHIN):
        if _rates_differ(said.per, fact.per) or _bounds_differ(said, fact):
            return Match.CONFLICT
        if said.negated:
            return Match.CONFLICT
    elif match is Match.CONFLICT and said.negated:
        return Match.UNRELATED
    return match


def _is_another_nth(said: Count, fact: Value) -> bool:
    """'No second visit' denies nothing that is said of the first, or of what comes after it."""
    return isinstance(fact, Count) and fact.ordinal and not _near(said.high, fact.high)


def _hedged(said: Value, fact: Value) -> Match:
    """'Just under seven pounds' misleads nobody about £6.95."""
    if not isinstance(said, _AMOUNTS) or not isinstance(fact, _AMOUNTS) or said.kind != fact.kind:
        return Match.CONFLICT
    if abs(said.high - fact.high) > _HEDGE * abs(fact.high):
        return Match.CONFLICT
    exact = replace(said, low=fact.low, high=fact.high)
    return Match.WITHIN if _compare_kinds(exact, fact) is Match.EQUAL else Match.CONFLICT


def _compare_kinds(said: Value, fact: Value) -> Match:
    match said, fact:
        case Money(), Money():
            return _money(said, fact)
        case Percent(), Percent():
            return _span(said.low, said.high, fact.low, fact.high)
        case Duration(), Duration():
            return _duration(said, fact)
        case Day(), Day():
            return _day(said, fact)
        case Clock(), Clock():
            return _clock(said, fact)
        case Count(), Count():
            return _count(said, fact)
        case Code(), Code():
            return _code(said, fact)
        case Rate(), Rate():
            return Match.EQUAL if said.unit == fact.unit else Match.CONFLICT
        case _:
            return _across(said, fact)


def _across(said: Value, fact: Value) -> Match:
    """Kinds that speech mixes: 'the 25th' for a date, '64' for an amount, 'pounds' for a weight."""
    match said, fact:
        case Count(), Duration() if (
            said.ordinal and said.low == 1 and said.nouns[:1] and said.nouns[0] in UNIT_DAYS
        ):
            return Match.EQUAL if _same_length(UNIT_DAYS[said.nouns[0]], fact.high) else Match.CONFLICT
        case Count(), Duration() if said.ordinal and said.nouns[:1] and said.nouns[0] in UNIT_DAYS:
            return _nth_unit(said, fact)
        case Count(), Duration() if not said.nouns and not said.ordinal and said.low == said.high:
            return Match.EQUAL if _near(said.high * UNIT_DAYS[fact.unit], fact.high) else Match.UNRELATED
        case Count(), Day() if said.ordinal and fact.day and not said.nouns:
            return Match.EQUAL if said.low in (fact.day, fact.last_day) else Match.CONFLICT
        case Day(), Count() if fact.ordinal and said.day and said.month is None:
            return Match.EQUAL if said.day == fact.low else Match.CONFLICT
        case (Percent(high=said_high), Money(high=fact_high)) | (
            Money(high=said_high),
            Percent(high=fact_high),
        ):
            return Match.CONFLICT if said_high == fact_high else Match.UNRELATED
        case Count(), Money() | Percent() if not said.nouns and not said.ordinal:
            return Match.EQUAL if said.high == fact.high else Match.UNRELATED
        case Money(), Count() if said.currency == "GBP" and "kg" in measures(fact):
            return Match.CONFLICT
        case Day(), Duration() if said.ahead is not None and said.ahead >= 0:
            return _day_ahead(said.ahead, fact)
        case Count(), Clock() if (
            not said.nouns and not said.ordinal and said.high <= 24 and said.high % 1 == 0
        ):
            return _clock(_as_clock(said), fact)
        case Count(), Code() if not said.ordinal and said.low >= 1000:
            return _code(Code(start=said.start, end=said.end, code=f"{said.low:.0f}"), fact)
        case Code(), Count() if said.code.isdecimal():
            return Match.EQUAL if float(said.code) == fact.low else Match.UNRELATED
        case _:
            return Match.UNRELATED


def _nth_unit(said: Count, fact: Duration) -> Match:
    """'After the second hour' and 'from the third hour' are after two hours."""
    units = {said.low} if said.bound is Bound.AT_LEAST else set()
    units |= {said.low - 1} if fact.bound is Bound.AT_LEAST else set()
    same = any(_same_length(n * UNIT_DAYS[said.nouns[0]], fact.high) for n in units)
    return Match.EQUAL if same else Match.UNRELATED


def _day_ahead(ahead: int, fact: Duration) -> Match:
    """A date against a term that runs from today: 5 business days are 7 calendar days, 3 are 3 to 5."""
    soonest = fact.low + 2 * (fact.low // 5) if fact.business else fact.low
    latest = fact.high + 2 * ((fact.high + 4) // 5) if fact.business else fact.high
    return Match.WITHIN if soonest <= ahead <= latest else Match.CONFLICT


def _as_clock(said: Count) -> Clock:
    return Clock(
        start=said.start,
        end=said.end,
        low=int(said.low * 60),
        high=int(said.high * 60),
        half_known=said.high > 12,
    )


def _rates_differ(said: frozenset[str], fact: frozenset[str]) -> bool:
    for units in (TIME_UNITS, None):
        ours = said & units if units else said - TIME_UNITS
        theirs = fact & units if units else fact - TIME_UNITS
        if ours and theirs and not {_ALIKE.get(u, u) for u in ours} & {_ALIKE.get(u, u) for u in theirs}:
            return True
    return False


def bounds_oppose(said: Value, fact: Value) -> bool:
    """One lies before the value, the other behind it."""
    return {said.bound, fact.bound} == {Bound.UP_TO, Bound.AT_LEAST}


def _bounds_differ(said: Value, fact: Value) -> bool:
    opposite = bounds_oppose(said, fact) and not (said.turned or fact.turned)
    return opposite and said.kind == fact.kind and not isinstance(said, Code)


def _span(low: float, high: float, fact_low: float, fact_high: float) -> Match:
    if _near(low, fact_low) and _near(high, fact_high):
        return Match.EQUAL
    if low == high and fact_low < fact_high and _near(high, fact_high):
        return Match.WITHIN
    if fact_low == fact_high and low < high and _near(high, fact_high):
        return Match.CONFLICT
    return Match.CONFLICT


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1.0, abs(one), abs(other))


def _money(said: Money, fact: Money) -> Match:
    if said.currency and fact.currency and said.currency != fact.currency:
        return Match.CONFLICT
    if said.low == said.high > 0 and said.high == int(fact.high) and fact.high != int(fact.high):
        return Match.WITHIN
    return _span(said.low, said.high, fact.low, fact.high)


def _duration(said: Duration, fact: Duration) -> Match:
    if fact.business and said.business is not True and said.unit == "week" and fact.unit == "day":
        return Match.WITHIN if _near(said.high, fact.high / 5 * 7) else Match.CONFLICT
    plain_days = said.business is None and said.unit == "day"
    if bool(fact.business) != bool(said.business) and not plain_days:
        return Match.CONFLICT
    same = _near if said.unit == fact.unit else _same_length
    if same(said.low, fact.low) and same(said.high, fact.high):
        return Match.EQUAL
    if fact.low == fact.high or said.low != said.high:
        return Match.CONFLICT
    from_the_low_end = same(said.low, fact.low) and said.bound is Bound.AT_LEAST
    return Match.WITHIN if from_the_low_end or same(said.high, fact.high) else Match.CONFLICT


def _same_length(days: float, fact_days: float) -> bool:
    """Months are 30 to 31 days, so 90 days and three months are one length."""
    if _near(days, fact_days):
        return True
    return fact_days >= 28 and days >= 28 and abs(days - fact_days) <= 0.025 * fact_days


def _day(said: Day, fact: Day) -> Match:
    pairs = [(said.year, fact.year)] if said.year and fact.year and not said.relative else []
    pairs += [
        (a, b)
        for a, b in ((said.month, fact.month), (said.weekday, fact.weekday))
        if a is not None and b is not None
    ]
    days_match = True
    if said.day is not None and fact.day is not None:
        pairs.append((0, 0))
        days_match = (
            said.day in (fact.day, fact.last_day) if said.last_day is None else _same_range(said, fact)
        )
    if not pairs:
        return Match.UNRELATED
    return Match.EQUAL if days_match and all(a == b for a, b in pairs) else Match.CONFLICT


def _same_range(said: Day, fact: Day) -> bool:
    return (said.day, said.last_day) == (fact.day, fact.last_day) or fact.last_day is None


def _clock(said: Clock, fact: Clock) -> Match:
    known = said.half_known and fact.half_known
    for shift in (0, 1440, -1440) if known else (0, 720, -720):
        match = _span(said.low + shift, said.high + shift, fact.low, fact.high)
        if match in (Match.EQUAL, Match.WITHIN):
            return match
    return Match.CONFLICT


def measures(value: Count) -> frozenset[str]:
    return frozenset(MEASURES[noun] for noun in value.nouns[:1] if noun in MEASURES)


def _count(said: Count, fact: Count) -> Match:
    if said.ordinal or fact.ordinal:
        return _nth(said, fact)
    ours, theirs = measures(said), measures(fact)
    if ours and theirs and ours != theirs:
        return Match.CONFLICT
    if not said.nouns and said.low != int(said.low) and fact.high == int(fact.high):
        return Match.UNRELATED
    if not said.nouns and said.bound is Bound.NONE and _lies_inside(said, fact):
        return Match.UNRELATED
    if said.nouns and fact.nouns and not ours and not set(said.nouns) & set(fact.nouns):
        return Match.EQUAL if _near(said.high, fact.high) and said.high >= 100 else Match.UNRELATED
    return _span(said.low, said.high, fact.low, fact.high)


def _lies_inside(said: Count, fact: Count) -> bool:
    """A bare number inside the fact's limit is an example of it: 'your son, being four' for 'under 6'."""
    if fact.bound is Bound.UP_TO:
        return said.high < fact.high
    return fact.bound is Bound.AT_LEAST and said.low > fact.high


def _nth(said: Count, fact: Count) -> Match:
    """'From the 13th' is 'after the 12th', and 'after 12 payments' is 'after the 12th payment'."""
    same_thing = not (said.nouns and fact.nouns) or set(said.nouns) & set(fact.nouns)
    unbounded = fact.bound is Bound.NONE and said.bound is Bound.NONE
    if said.ordinal != fact.ordinal and (not same_thing or unbounded or fact.high > 60):
        return Match.UNRELATED
    if _near(said.high, fact.high):
        return Match.EQUAL
    if fact.bound is Bound.AT_LEAST and said.ordinal and said.high == fact.high + 1:
        return Match.EQUAL
    return Match.CONFLICT if same_thing or said.high > 1 else Match.UNRELATED


def _code(said: Code, fact: Code) -> Match:
    if said.code == fact.code or (len(said.code) >= 4 and said.code in fact.code):
        return Match.EQUAL
    same_shape = [c.isdecimal() for c in said.code] == [c.isdecimal() for c in fact.code]
    return Match.CONFLICT if same_shape and said.code[:1] == fact.code[:1] else Match.UNRELATED
