"""How much a value tells by itself of the fact it belongs to."""

from __future__ import annotations

from coach.domain.values import UNIT_DAYS, Clock, Code, Count, Day, Duration, Money, Percent, Value


def near_miss(said: Value, fact: Value) -> bool:
    """The fact's number with another unit, or its digits in another order: hardly about anything else."""
    ours, theirs = _digits(said), _digits(fact)
    if ours is None or theirs is None or said.kind != fact.kind:
        return False
    if (
        ours == theirs
        and isinstance(said, Duration | Money | Count)
        and not (isinstance(said, Count) and said.low < 4)
        and ours != "1"
    ):
        return True
    return len(ours) >= 3 and ours != theirs and sorted(ours) == sorted(theirs)


def _digits(value: Value) -> str | None:
    match value:
        case Duration():
            numbers = [value.low / UNIT_DAYS[value.unit], value.high / UNIT_DAYS[value.unit]]
        case Money() | Percent() | Count():
            numbers = [value.low, value.high]
        case Code():
            return value.code
        case _:
            return None
    shown = [f"{n:.4g}" if n < 1000 else f"{n:.2f}" for n in dict.fromkeys(numbers)]
    return "-".join(shown)


def is_distinctive(value: Value) -> bool:
    """Hardly said by chance: an amount with cents, a code, a large number."""
    match value:
        case Money():
            return value.low != int(value.low) or value.low >= 100
        case Code():
            return len(value.code) >= 4
        case Count():
            return value.low >= 1000 or value.low != int(value.low) >= 10
        case Clock():
            return value.half_known and value.low % 60 != 0
        case Day():
            return value.day is not None and value.month is not None and not value.relative
        case _:
            return False
