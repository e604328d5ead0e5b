"""The part that a model had in a talk, as small print: what it worded, what was stopped, and what it cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coach.domain.wording import Tally
from coach.services.practice import HANDED_OVER, STOPPED
from coach.tui.wording import count, word

INTERVENTIONS: Final[Mapping[str, str]] = {
    "empty": "empty",
    "role_flip": "spoke as the agent",
    "meta_talk": "stepped out of the talk",
    "refusal": "declined",
    "markup": "came with formatting",
    "other_language": "in another language",
    "too_long": "too long",
    "repeated": "repeated itself",
    "early_reveal": "told something too early",
    "invented_number": "invented a number",
    "truncated": "broke off",
    "requests_spent": "had no request left",
    "timeout": "came too late",
    "talk_too_long": "had no room for the talk",
    "unreachable": "could not be reached",
    "unauthorised": "did not accept the key",
    "model_missing": "was not there",
    "rate_limited": "took no more requests",
    "quota": "had no credit left",
    "unusable": "gave what cannot be used",
    "unavailable": "was not available",
    STOPPED: "stopped by you",
}
"""Of a line of the model, or of the model itself."""
GIVEN_UP: Final = " From then on the built-in customer spoke."


def model_share(tally: Tally) -> str:
    """'The model worded 9 of 11 lines; none was stopped. 14,210 tokens read, 620 written.'"""
    worded = f"The model worded {tally.by_model} of {count(tally.lines, 'line')}"
    given_up = GIVEN_UP if HANDED_OVER in tally.interventions else ""
    return f"{worded}; {_stopped(tally)}.{given_up} {_tokens(tally)}."


def _stopped(tally: Tally) -> str:
    if not tally.stopped:
        return "none was stopped"
    was = "was" if tally.stopped == 1 else "were"
    fired = {id_: times for id_, times in tally.interventions.items() if id_ != HANDED_OVER}
    why = ", ".join(f"{times} {word(INTERVENTIONS, id_)}" for id_, times in fired.items())
    return f"{tally.stopped} {was} stopped and worded again or by the built-in voice ({why})"


def _tokens(tally: Tally) -> str:
    about = "" if tally.reported else "About "
    whose = "" if tally.reported else " by coach's own count"
    tokens = f"{about}{tally.prompt_tokens:,} tokens read, {tally.answer_tokens:,} written{whose}"
    return ", ".join([tokens, *_costs(tally)])


def _costs(tally: Tally) -> list[str]:
    if not tally.costs:
        return []
    amounts = " and ".join(f"{currency} {_amount(cost)}".strip() for currency, cost in tally.costs.items())
    return [f"at least {amounts}" if tally.unpriced else amounts]


def _amount(cost: float) -> str:
    """Two places, or as many as it takes to be more than nothing."""
    if cost == 0 or cost >= 0.01:
        return f"{cost:,.2f}"
    return f"{cost:.4f}" if cost >= 0.0001 else "less than 0.0001"
