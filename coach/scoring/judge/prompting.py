"""What a judge is given to read: the questions, and the talk fenced as data, personal numbers masked."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from coach.domain.assessment import Assessment
from coach.domain.judgement import Said
from coach.domain.situation import Situation
from coach.domain.text import Span, clean, redact
from coach.ports import Message
from coach.prompts import Prompt
from coach.scoring.judge.criteria import CRITERIA, Criterion
from coach.scoring.reading import LIMIT

VERSION: Final = "1"
"""Of the judge: its words, its questions and how its answers are read."""
NOTHING: Final = "(nothing)"
SET_ASIDE: Final = " [...] "
"""In place of what speaks to whoever scores the reply: a judge is not shown it."""
MOST_TOLD: Final = 2000
"""Characters of what the customer has told, the newest."""
MakeFence = Callable[[], str]


@dataclass(frozen=True)
class Matter:
    """What is shown of a talk."""

    told: str
    customer: str
    reply: str

    @staticmethod
    def of(reply: str, situation: Situation, *, aside: Sequence[Span]) -> Matter:
        told = situation.heard or situation.problem
        return Matter(
            told=_shown(told)[-MOST_TOLD:],
            customer=_shown(situation.customer_line)[-MOST_TOLD:],
            reply=_shown(without(reply, aside))[:LIMIT],
        )


def set_aside(assessment: Assessment) -> tuple[Span, ...]:
    """The stretches of the reply that the built-in scorer flagged."""
    return tuple(Span(e.start, e.end) for e in assessment.flags if e.end > e.start)


def without(text: str, aside: Sequence[Span]) -> str:
    for span in sorted(aside, key=lambda s: -s.start):
        text = text[: span.start] + SET_ASIDE + text[span.end :]
    return text


def new_fence() -> str:
    return secrets.token_hex(8)


def messages(
    matter: Matter, criteria: Sequence[Criterion], *, fence: MakeFence = new_fence
) -> tuple[Message, ...]:
    """The questions, then the talk between marks that nobody can have known."""
    asked = "\n".join(f"- {c.id}: {c.asks}" for c in criteria)
    request = Prompt.JUDGE_REQUEST.fill(
        fence=fence(), told=matter.told, customer=matter.customer, reply=matter.reply, ids=ids_of(criteria)
    )
    return Message("system", Prompt.JUDGE_SYSTEM.fill(criteria=asked)), Message("user", request)


def once_more(asked: Sequence[Message], answer: str, *, criteria: Sequence[Criterion]) -> tuple[Message, ...]:
    """After an answer that could not be read."""
    said = Message("assistant", clean(answer)[:MOST_TOLD].strip() or NOTHING)
    return (*asked, said, Message("user", Prompt.JUDGE_REPAIR.fill(ids=ids_of(criteria))))


def schema(criteria: Sequence[Criterion]) -> dict[str, Any]:
    """The JSON schema of an answer, as strict as servers that support it want it."""
    answer = {
        "type": "object",
        "properties": {
            "answer": {"type": "string", "enum": [said.value for said in Said]},
            "quote": {"type": "string"},
        },
        "required": ["answer", "quote"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {c.id: answer for c in criteria},
        "required": [c.id for c in criteria],
        "additionalProperties": False,
    }


def ids_of(criteria: Sequence[Criterion]) -> str:
    return ", ".join(c.id for c in criteria)


def prompt_hash() -> str:
    """Of all words of ours that a judge is given."""
    prompts = (Prompt.JUDGE_SYSTEM, Prompt.JUDGE_REQUEST, Prompt.JUDGE_REPAIR)
    words = [p.text for p in prompts] + [f"{c.id}: {c.asks}" for c in CRITERIA]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _shown(text: str) -> str:
    return redact(clean(text)).strip() or NOTHING
