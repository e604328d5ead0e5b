"""Scores in plain lines: the headline says what the talk was worth, and no id reaches a reader."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

import pytest

from coach.cli.plain_scores import assessment_lines, scorecard_lines
from coach.domain.assessment import Act, Assessment, Event, FaultId, Finding, Score, ScoredReply, Verdict
from coach.domain.curriculum import HintLevel
from coach.domain.frustration import Mood
from coach.domain.scenario import Scenario
from coach.domain.transcript import Outcome
from coach.services.events import ReplyAssessed
from coach.services.talk import TalkState
from tests import builders
from tests.scripted import APOLOGIES, DISMISSIVE, good_agent, library, plan_of, play

BLENDER = library().scenario("blender-broken-charged-twice")


def headline(outcome: Outcome, replies: list[str], *, lesson: str | None = None) -> str:
    played = play(replace(plan_of(BLENDER), lesson=lesson), replies)
    return scorecard_lines(outcome, played.scorecard, state=played.state)[2]


def test_both_marks_and_a_settled_matter_pass() -> None:
    assert headline(Outcome.RESOLVED, good_agent(BLENDER)) == "Scorecard: passed."


@pytest.mark.parametrize("outcome", [x for x in Outcome if x is not Outcome.RESOLVED])
def test_both_marks_without_a_settled_matter_do_not_pass(outcome: Outcome) -> None:
    said = "Both marks are reached, but the matter was left open: the {} is not done."
    assert headline(outcome, good_agent(BLENDER), lesson="one") == said.format("lesson")
    assert headline(outcome, good_agent(BLENDER)) == said.format("talk")


def test_a_mark_that_is_not_reached_does_not_pass() -> None:
    assert headline(Outcome.WALKED_OUT, [*DISMISSIVE]) == "Scorecard: not passed."


def test_a_talk_without_replies_has_no_scores() -> None:
    played = play(plan_of(BLENDER), [])
    lines = scorecard_lines(Outcome.AGENT_ENDED, played.scorecard, state=played.state)
    assert lines == ["You ended the talk before it was settled.", "", "Not scored: no reply was given."]


def test_both_axes_at_once_have_a_name_and_a_meaning() -> None:
    played = play(plan_of(BLENDER), good_agent(BLENDER))
    lines = scorecard_lines(Outcome.RESOLVED, played.scorecard, state=played.state)
    said = "Both axes at once: warm and right. They were heard, and can rely on what they were told."
    assert said in lines
    card = replace(played.scorecard, accuracy=replace(played.scorecard.accuracy, value=1.0, passed=False))
    lines = scorecard_lines(Outcome.RESOLVED, card, state=played.state)
    assert any(
        line.startswith("Both axes at once: warm and wrong. This is the dangerous one") for line in lines
    )
    below = replace(played.scorecard, below_minimum=("heard",))
    lines = scorecard_lines(Outcome.RESOLVED, below, state=played.state)
    assert any("Both marks are reached, and yet one thing" in line for line in lines)


def test_a_fact_is_told_in_its_own_words_with_its_source() -> None:
    lines = shown(scored(Verdict.CORRECT), builders.scenario())
    assert '    + right: The refund takes 5 business days (the briefing): "x"' in lines


def test_a_wrong_fact_says_what_is_so_and_quotes_once() -> None:
    because = "says 2 days; the briefing says 5 business days"
    (line,) = [x for x in shown(scored(Verdict.WRONG, because), builders.scenario()) if "wrong" in x]
    assert line.endswith(f'(the briefing): "x". It {because}.')
    (line,) = [x for x in shown(scored(Verdict.WRONG, f"{because} x"), builders.scenario()) if "wrong" in x]
    assert line.endswith(f"(the briefing). It {because} x.")


@pytest.mark.parametrize("scenario", library().scenarios(), ids=lambda s: s.id)
def test_no_id_reaches_a_reader(scenario: Scenario) -> None:
    for replies in (good_agent(scenario), [*DISMISSIVE], [*APOLOGIES]):
        played = play(plan_of(scenario), replies)
        lines = scorecard_lines(played.outcome or Outcome.AGENT_ENDED, played.scorecard, state=played.state)
        lines += chain.from_iterable(shown(one, scenario) for one in played.state.replies)
        # What is quoted, and what people wrote in the scenario, may hold any word.
        said = re.sub(r'"[^"]*"', "", "\n".join(lines))
        assert not [id_ for id_ in ids(scenario, played.state) if re.search(rf"(?<!\w){id_}(?!\w)", said)]


def ids(scenario: Scenario, state: TalkState) -> set[str]:
    """Every id with a hyphen or an underline in it; the others are plain words."""
    named = chain(
        (f.id for f in scenario.facts),
        (g.id for g in scenario.customer.goals),
        (c.id for c in state.plan.rubric.criteria),
        (a.id for a in state.plan.rubric.auto_fail),
        Act,
        FaultId,
        Event,
    )
    return {str(id_) for id_ in named if "-" in id_ or "_" in id_}


def scored(verdict: Verdict, because: str = "") -> ScoredReply:
    finding = Finding("refund", verdict, "the briefing", builders.evidence("refund"), because)
    return ScoredReply(Assessment(findings=(finding,)), empathy=Score(None), accuracy=Score(2.0))


def shown(reply: ScoredReply, scenario: Scenario, *, hints: HintLevel = "full") -> list[str]:
    event = ReplyAssessed(2, 1, reply, Mood(frustration=50), 50)
    return assessment_lines(event, scenario, hints=hints)
