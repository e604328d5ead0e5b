"""Better wordings over the whole library: each holds what it promises, and none comes twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from coach.bootstrap import make_scorer
from coach.domain.assessment import Fix, ScoredReply, Verdict
from coach.domain.scenario import Scenario
from coach.domain.situation import Situation
from coach.ports import Scorer
from coach.scoring.built_in import score_reply
from tests.scripted import APOLOGIES, DISMISSIVE, good_agent, library, moments, plan_of, repeating

POOR = (
    "I completely understand how you feel.",
    "Noted.",
    "Can you send me the details again please?",
    "Our policy does not allow that.",
    "I've had a long day myself, we are short of people here.",
    "You'd have to ring the other department for that.",
    "I promise you everything will be sorted today, guaranteed.",
    "Okay, let me check that for you. One moment.",
    "Thanks for reaching out! Is there anything else?",
    "That is not my fault, you must have done something wrong.",
)
SCENARIOS = list(library().scenarios())


@dataclass(frozen=True)
class Shown:
    """A fix as an agent saw it."""

    scenario: str
    reply: str
    situation: Situation
    scored: ScoredReply
    fix: Fix


def shown(
    scorer: Scorer, *, seed: int, agents: tuple[str, ...], scenarios: list[Scenario] = SCENARIOS
) -> Iterator[Shown]:
    for scenario in scenarios:
        replies = {
            "dismissive": repeating(DISMISSIVE, 12),
            "apologies": repeating(APOLOGIES, 12),
            "poor": list(POOR),
            "good": good_agent(scenario),
        }
        for agent in agents:
            for moment in moments(plan_of(scenario, seed=seed), replies[agent], scorer=scorer):
                if fix := moment.scored.fix:
                    yield Shown(scenario.id, moment.reply, moment.situation, moment.scored, fix)


UNHELPFUL = ("poor", "dismissive", "apologies")


one_worker = pytest.mark.xdist_group("library_fixes")
"""Those tests share a fixture that takes half a minute."""


@pytest.fixture(scope="module")
def library_fixes() -> list[Shown]:
    return list(shown(score_reply, seed=1, agents=(*UNHELPFUL, "good")))


MOST_TWICE = 0.005
"""Of the wordings: two scenarios that check the same detail come to the same few words now and then."""


@one_worker
def test_hardly_a_better_wording_comes_in_two_scenarios_or_for_two_replies(
    library_fixes: list[Shown],
) -> None:
    said = defaultdict(set)
    for one in library_fixes:
        if one.fix.better:
            said[one.fix.better].add((one.scenario, one.reply))
    assert len(library_fixes) >= 300
    assert len(said) >= 270
    twice = [better for better, where in said.items() if len(where) > 1]
    assert len(twice) <= MOST_TWICE * len(said), twice


@one_worker
def test_hardly_a_remark_comes_for_two_replies(library_fixes: list[Shown]) -> None:
    said = defaultdict(set)
    for one in library_fixes:
        said[one.fix.what].add(one.reply)
    assert len(said) >= 40
    twice = [what for what, replies in said.items() if len(replies) > 1]
    assert len(twice) <= 1, twice


@one_worker
def test_the_reason_is_in_the_words_of_the_sessions_own_rubric(library_fixes: list[Shown]) -> None:
    for one in library_fixes:
        rubric = one.situation.rubric
        assert rubric is not None
        words = {f"“{c.title}” asks for this: “{c.anchors[n]}”" for c in rubric.criteria for n in (4, 5)}
        words |= {rule.why for rule in rubric.auto_fail}
        assert any(one.fix.why.startswith(word) for word in words), one.fix


def test_within_a_talk_no_better_wording_comes_twice_even_for_the_same_reply() -> None:
    for scenario in SCENARIOS[:3]:
        talk = moments(plan_of(scenario), ["Please calm down."] * 8, scorer=score_reply)
        better = [m.scored.fix.better for m in talk if m.scored.fix and m.scored.fix.better]
        assert len(better) >= 3
        assert len(set(better)) == len(better)


def test_what_was_shown_in_this_talk_is_not_shown_again() -> None:
    one = next(shown(score_reply, seed=1, agents=("dismissive",)))
    again = score_reply(one.reply, replace(one.situation, shown=frozenset({one.fix.better})))
    assert again.fix is not None
    assert again.fix.better not in ("", one.fix.better)


@pytest.mark.parametrize("agent", UNHELPFUL)
def test_the_product_shows_only_wordings_that_it_rates_higher_itself(agent: str) -> None:
    """On its own axis higher, on the other no lower, and without a fault; each scenario with one of the agents."""
    scorer = make_scorer()
    fixes = with_better = 0
    own = SCENARIOS[UNHELPFUL.index(agent) :: len(UNHELPFUL)]
    for one in shown(scorer, seed=1, agents=(agent,), scenarios=own):
        fixes += 1
        if not one.fix.better:
            continue
        with_better += 1
        again = scorer(one.fix.better, one.situation)
        assert not again.assessment.faults, one.fix.better
        assert not again.assessment.flags, one.fix.better
        assert not again.assessment.facts_with(Verdict.WRONG, Verdict.VIOLATED), one.fix.better
        about_facts = one.fix.id in {f.id for f in one.situation.facts}
        mine, theirs = (
            (again.accuracy, one.scored.accuracy) if about_facts else (again.empathy, one.scored.empathy)
        )
        assert mine.value is not None
        assert theirs.value is None or mine.value > theirs.value, one.fix
    assert fixes >= 25
    assert with_better >= 0.8 * fixes


OTHERWISE = [
    ("scan-claim-denied", "Your scan shows nothing bad, don't worry.", "tell you the result of the scan"),
    ("payment-on-hold", "The name of the payee set off the check.", "say which sign set off the check"),
    ("scan-claim-denied", "Your claim will be approved, I promise.", "15 business days"),
    ("payslip-three-saturdays", "Your timesheet was approved on 9 November.", "4 November"),
]


@pytest.mark.parametrize(("scenario", "reply", "instead"), OTHERWISE)
def test_what_must_not_be_said_is_declined_and_what_is_wrong_put_right(
    scenario: str, reply: str, instead: str
) -> None:
    found = library().scenario(scenario)
    *_, last = moments(plan_of(found, seed=5), [good_agent(found)[0], reply], scorer=score_reply)
    assert last.scored.fix is not None
    assert instead in last.scored.fix.better


def test_what_contradicts_a_fact_is_not_kept_even_where_no_scorer_saw_it() -> None:
    found = library().scenario("payment-on-hold")
    replies = [good_agent(found)[0], "Your money has left the bank already."]
    *_, last = moments(plan_of(found, seed=5), replies, scorer=score_reply)
    assert last.scored.fix is not None
    assert "has left the bank" not in last.scored.fix.better


def test_a_better_wording_breaks_no_fact() -> None:
    for one in shown(score_reply, seed=3, agents=("poor",)):
        again = score_reply(one.fix.better, one.situation)
        assert not again.assessment.facts_with(Verdict.WRONG, Verdict.VIOLATED), one.fix.better
