"""The words that a level is shown by."""

from __future__ import annotations

import pytest

from coach.domain.scenario import Scenario
from coach.domain.situation import Situation
from coach.scoring.built_in import score_reply
from coach.scoring.evidence import verify
from tests.scripted import good_agent, library, moments, plan_of

LINE = "Good morning. My roofer rings me every day because you are holding his invoice, and I signed for it."
SITUATION = Situation(
    customer_line=LINE, problem=f"The roofer's invoice is on hold, and Mr Okafor signed. {LINE}"
)


def _quotes(reply: str, situation: Situation = SITUATION) -> dict[str, str]:
    scored = score_reply(reply, situation)
    assert verify(scored, reply) == []
    return {e.id: e.quote for e in scored.assessment.levels.evidence}


def test_understanding_is_shown_by_the_sentence_with_most_of_their_matter_and_by_no_greeting() -> None:
    reply = (
        "Good morning Mr Okafor. A roofer who rings you every day over an invoice that you signed for. I see."
    )
    assert _quotes(reply)["understanding"].startswith("A roofer who rings")


def test_a_remedy_does_not_show_understanding_where_something_else_does() -> None:
    told = "Your roofer's invoice is on hold."
    remedy = "I'll release the roofer's invoice that you signed for by noon today."
    assert _quotes(f"{remedy} {told}")["understanding"] == told


@pytest.mark.parametrize(
    ("reply", "level", "quote"),
    [
        ("What would help you most today?", "exploration", "What would help you most today?"),
        (
            "That is awful, a roofer on the phone daily.",
            "validation",
            "That is awful, a roofer on the phone daily.",
        ),
        ("I'm so sorry.", "validation", "I'm so sorry."),
    ],
)
def test_a_level_is_shown_by_its_whole_sentence(reply: str, level: str, quote: str) -> None:
    assert _quotes(reply)[level] == quote


def test_of_a_long_sentence_the_clause_is_quoted() -> None:
    reply = (
        "The invoice went to the second floor on Monday because the order was too small for what was delivered, "
        "and being rung by a roofer every single day is awful; the order has to be raised before it can be paid."
    )
    quote = _quotes(reply)["validation"]
    assert "is awful" in quote
    assert len(quote) < 0.6 * len(reply)
    assert len(quote.split()) >= 4


@pytest.mark.parametrize("scenario", list(library().scenarios()), ids=lambda s: s.id)
def test_in_good_talks_every_level_but_an_apology_is_shown_by_a_clause_or_a_whole_sentence(
    scenario: Scenario,
) -> None:
    for moment in moments(plan_of(scenario), good_agent(scenario), scorer=score_reply):
        for evidence in moment.scored.assessment.levels.evidence:
            whole = evidence.quote.endswith((".", "?", "!"))
            assert evidence.rule == "sorry" or whole or len(evidence.quote.split()) >= 3, evidence
        assert verify(moment.scored, moment.reply) == []
