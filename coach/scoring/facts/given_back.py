"""What the agent gives back of the customer's own line: 'so the page says 4 weeks' does not say that it is 4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from coach.domain.value_matching import compare
from coach.domain.value_reader import read_values
from coach.domain.values import Match, Value
from coach.scoring.facts.clauses import Clause

_SHOWN = re.compile(
    r"\b(?:portal|page|website|site|app|system|screen|dashboard|letter|notice|reminder|meter|display|bill|invoice"
    r"|statement|slip|payslip|e-?mail|text|message|bot|assistant|machine|it|that|which)"
    r" (?:(?:now|still|only|just|even|simply|wrongly) )?"
    r"(?:says|said|shows|showed|showing|tells|told|reads|claims|claimed|lists|listed|states|stated|has you)\b"
)
"""What is reported of something that the customer has before them."""


def without_given_back(
    found: Sequence[Clause], customer_line: str, *, today: datetime | None
) -> tuple[Clause, ...]:
    """The clauses; one that reports what is shown, with no value but those the customer told, states nothing."""
    shown = {c.start for c in found if c.values and _SHOWN.search(c.text)}
    if not shown:
        return tuple(found)
    told = read_values(customer_line, today=today)
    return tuple(replace(c, states=False) if c.start in shown and _all_in(c, told) else c for c in found)


def _all_in(clause: Clause, told: Sequence[Value]) -> bool:
    return all(any(compare(value, one) is Match.EQUAL for one in told) for value in clause.values)
