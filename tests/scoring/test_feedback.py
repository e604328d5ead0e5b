"""The one fix of a reply, and a better wording that holds what it promises."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

import pytest

from coach.domain.assessment import Verdict
from coach.domain.copilot import Advice, Nudge
from coach.domain.scenario import Fact, KnownInfo, Speaker
from coach.domain.situation import Situation
from coach.domain.transcript import CustomerAct, Turn, VoiceId
from coach.scoring.built_in import score_reply
from coach.scoring.feedback import FINE
from coach.scoring.speech import said_back
from coach.services.talk import TalkState
from tests.scripted import APOLOGIES, DISMISSIVE, library, plan_of

FACTS = (
    Fact(
        id="refund-time",
        statement="The refund of 40 euros takes 5 business days.",
        source="KB-1",
        required=True,
    ),
    Fact(id="no-today", forbidden="promise that the refund arrives today", source="KB-2"),
)
SITUATION = Situation(
    customer_line="My parcel has been missing for two weeks!",
    facts=FACTS,
    today=datetime(2026, 11, 18, 15, 0),
    problem="Her parcel has been missing since 4 November.",
)


def test_a_wrong_fact_comes_first_and_is_put_right_in_the_facts_own_words() -> None:
    fix = score_reply("Calm down. The refund of 40 euros takes 2 business days.", SITUATION).fix
    assert fix is not None
    assert fix.id == "refund-time"
    assert "the refund of 40 euros takes 5 business days." in fix.better.lower()


@pytest.mark.parametrize(
    ("reply", "about"),
    [
        ("Please calm down, it's only a parcel.", "dismissive"),
        ("You should have tracked it.", "blame"),
        ("I completely understand your frustration.", "hollow_script"),
        ("Under our policy we wait three weeks.", "policy_first"),
        ("Noted.", "validation"),
    ],
)
def test_the_fix_is_about_the_worst_thing(reply: str, about: str) -> None:
    fix = score_reply(reply, SITUATION).fix
    assert fix is not None
    assert fix.id == about
    assert fix.what.endswith(".")
    assert fix.why.endswith(".")


@pytest.mark.parametrize(
    "reply",
    [
        "Please calm down, it's only a parcel.",
        "You should have tracked it.",
        "I completely understand.",
        "Noted.",
    ],
)
def test_a_better_wording_is_rated_higher_and_breaks_nothing(reply: str) -> None:
    scored = score_reply(reply, SITUATION)
    assert scored.fix is not None
    assert scored.fix.better
    again = score_reply(scored.fix.better, SITUATION)
    assert (again.empathy.value or 0) > (scored.empathy.value or 0)
    assert not again.assessment.faults
    assert not again.assessment.facts_with(Verdict.WRONG, Verdict.VIOLATED)


def test_the_fix_quotes_the_agents_own_words() -> None:
    fix = score_reply("Hello. It's only a parcel, so please calm down.", SITUATION).fix
    assert fix is not None
    assert "calm down" in fix.what


def test_a_forbidden_promise_is_named_with_its_source_and_the_right_fact_is_said() -> None:
    fix = score_reply("The refund arrives today, I promise.", SITUATION).fix
    assert fix is not None
    assert fix.id in ("no-today", "refund-time")
    assert "KB-" in fix.what
    assert "5 business days" in fix.better


def test_what_the_co_pilot_said_wrongly_is_called_that_and_a_mistake_of_ones_own_is_not() -> None:
    nudge = Nudge(says="Refunds arrive in 2 business days.", kind=Advice.STALE, breaks="refund-time")
    followed = score_reply(
        "The refund of 40 euros arrives in 2 business days.", replace(SITUATION, nudges=(nudge,))
    )
    alone = score_reply("The refund of 40 euros arrives in 2 business days.", SITUATION)
    other = nudge.model_copy(update={"says": "Tell her to be patient for a week."})
    otherwise = score_reply(
        "The refund of 40 euros takes 2 business days.", replace(SITUATION, nudges=(other,))
    )
    source = "The co-pilot said so, and KB-1 says otherwise."
    assert [source in fix.why for fix in (followed.fix, alone.fix, otherwise.fix) if fix] == [
        True,
        False,
        False,
    ]
    assert followed.accuracy == alone.accuracy


def test_what_was_told_is_not_asked_for_in_the_better_wording() -> None:
    known = (KnownInfo(id="order", ask="the order number", say="4471.", told=True),)
    situation = replace(SITUATION, known=known, told=frozenset({"order"}), heard="Order 4471.")
    fix = score_reply("What is your order number?", situation).fix
    assert fix is not None
    assert fix.id == "asked_again"
    assert "your order number" in fix.better
    assert not score_reply(fix.better, situation).assessment.event_ids


def test_before_the_identity_is_known_the_better_wording_asks_for_it_and_discloses_nothing() -> None:
    known = (KnownInfo(id="born", ask="the date of birth", say="1 May 1990."),)
    situation = Situation(
        customer_line="Who is this? What do you want?",
        problem="Two payments of 90 pounds on a loan were missed.\nWho is this? What do you want?",
        heard="Who is this? What do you want?",
        facts=FACTS,
        known=known,
        upset=True,
    )
    fix = score_reply("Please calm down, madam.", situation).fix
    assert fix is not None
    assert "date of birth" in fix.better
    assert "90" not in fix.better
    assert "loan" not in fix.better


def test_two_moments_get_two_wordings() -> None:
    other = replace(SITUATION, customer_line="And still nobody has found my parcel!", heard="more was said")
    fixes = [score_reply("Please calm down.", s).fix for s in (SITUATION, other)]
    assert len({f.better for f in fixes if f}) == 2


@pytest.mark.parametrize("register", ["formal", "neutral", "informal"])
@pytest.mark.parametrize("reply", [*DISMISSIVE, *APOLOGIES])
def test_nearly_every_fix_in_a_scenario_has_a_better_wording_and_each_holds(
    reply: str, register: str
) -> None:
    without = []
    for scenario in library().scenarios():
        state = TalkState.start(plan_of(scenario))
        opening = Turn(1, Speaker.CUSTOMER, scenario.customer.opening, CustomerAct.OPEN, VoiceId.BUILT_IN)
        situation = replace(state.with_turn(opening).situation(), register=register)
        scored = score_reply(reply, situation)
        if scored.fix is None:
            continue
        if not scored.fix.better:
            without.append(scenario.id)
            continue
        again = score_reply(scored.fix.better, situation)
        assert not again.assessment.faults, scored.fix.better
        assert not again.assessment.facts_with(Verdict.WRONG, Verdict.VIOLATED), scored.fix.better
        assert "{" not in f"{scored.fix.what}{scored.fix.why}{scored.fix.better}"
    assert len(without) <= 2, without


def test_a_good_reply_needs_no_fix() -> None:
    reply = "Two weeks without your parcel must be maddening. I'll ring the depot by noon today."
    assert score_reply(reply, SITUATION).fix is None


@pytest.mark.parametrize(
    ("line", "back"),
    [
        ("My parcel has been missing for two weeks!", "Your parcel has been missing for two weeks."),
        ("You charged my card twice.", "We charged your card twice."),
        ("I was charged twice in May.", "You were charged twice in May."),
        ("Can anybody help?", ""),
    ],
)
def test_the_customers_words_are_turned_round(line: str, back: str) -> None:
    assert said_back(line) == back


def test_the_better_wording_states_what_the_customer_still_wants_to_know() -> None:
    facts = (
        Fact(id="voucher", statement="A voucher of 5 euros comes for the missing parcel.", source="KB-3"),
        Fact(id="form", statement="The search form is filled in by us within 2 days.", source="KB-4"),
    )
    situation = replace(SITUATION, facts=facts, wanted=frozenset({"form"}))
    fix = score_reply("Please calm down.", situation).fix
    assert fix is not None
    assert "search form" in fix.better


@pytest.mark.parametrize(("reply", "about"), [("n", "not_scored"), ("😊", "not_scored"), ("", "empty")])
def test_a_reply_without_a_sentence_has_a_fix_and_a_wording_to_learn_from(reply: str, about: str) -> None:
    fix = score_reply(reply, SITUATION).fix
    assert fix is not None
    assert fix.id == about
    assert fix.better


def test_a_reply_in_another_language_is_said_not_to_be_scored() -> None:
    fix = score_reply("Su reembolso llega dentro de cinco semanas.", SITUATION).fix
    assert fix is not None
    assert fix.id == "not_scored"
    assert "English" in fix.what


@pytest.mark.parametrize(
    ("reply", "about"),
    [
        ("As per our records it is lost. I'm sending you another one today.", "office_language"),
        ("Your parcel is lost. I'm sending you another one by noon today.", "unheard"),
        ("I am so sorry. What was in it?", "in_general"),
    ],
)
def test_what_keeps_a_reply_below_a_good_one_is_named(reply: str, about: str) -> None:
    calm = replace(SITUATION, customer_line="My parcel did not come.", calm=True, facts=())
    situation = calm if about == "office_language" else replace(SITUATION, facts=())
    scored = score_reply(reply, situation)
    assert scored.empathy.value is not None
    assert scored.empathy.value < FINE
    assert scored.fix is not None
    assert scored.fix.id == about


@pytest.mark.parametrize(
    "line", ["Well, that is a relief. And what becomes of it now?", "Thank you for telling me. And then?"]
)
def test_a_customer_who_is_relieved_need_not_be_soothed_first(line: str) -> None:
    scored = score_reply("How did you hear of it?", replace(SITUATION, customer_line=line))
    assert not scored.assessment.empathy_called_for
    assert scored.fix is None


def test_a_page_pasted_from_an_article_is_called_that_whatever_it_asks_in_passing() -> None:
    page = (
        "A parcel that has been missing for ten working days is searched for by the depot. "
        "The search form is filled in by the agent and not by the customer. What is the order number? "
        "Two weeks after the form the price is refunded to the account it was paid from."
    )
    known = (KnownInfo(id="order", ask="the order number", say="4471.", told=True),)
    situation = replace(
        SITUATION, facts=(), articles=(page,), known=known, told=frozenset({"order"}), heard="Order 4471."
    )
    fix = score_reply(page, situation).fix
    assert fix is not None
    assert fix.id == "read_out"
    assert score_reply(page, replace(situation, articles=())).fix != fix


@pytest.mark.parametrize("seed", range(12))
def test_no_fix_claims_that_the_customer_was_heard(seed: int) -> None:
    fix = score_reply(f"Two weeks{'.' * seed} I see.", SITUATION).fix
    assert fix is None or "heard you" not in f"{fix.what} {fix.why}"


def test_the_fix_quotes_the_sentence_of_theirs_that_asks_to_be_taken_up() -> None:
    line = "Good morning to all of you. I am furious about my parcel! It is blue."
    fixes = [
        score_reply(r, replace(SITUATION, customer_line=line)).fix for r in ("Noted.", "Very well then.")
    ]
    assert all(fix and "“I am furious about my parcel”" in fix.what for fix in fixes)


def test_what_is_named_and_not_said_is_joined_to_what_it_is_like() -> None:
    situation = replace(
        SITUATION, problem="No heating at home since Tuesday, and two visits that nobody made."
    )
    fix = score_reply("Please calm down.", situation).fix
    assert fix is not None
    assert re.search(r"(?:[Nn]o heating[^.]*: [a-zI]|with no heating)", fix.better), fix.better


def test_the_language_of_an_office_is_not_kept_in_the_better_wording() -> None:
    reply = "Kindly be informed that your parcel is lost. I'm sending you another one today."
    situation = replace(SITUATION, customer_line="My parcel did not come.", calm=True, facts=())
    fix = score_reply(reply, situation).fix
    assert fix is not None
    assert "Kindly" not in fix.better
