from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from coach.customer.cue import Band, Cue, Part
from coach.customer.director import next_cue
from coach.customer.moment import Moment
from coach.domain.agenda import Agenda, BeliefState, GoalState
from coach.domain.assessment import Act, Assessment, Event, Evidence, FaultId, Flag, Question, Verdict
from coach.domain.frustration import Mood, next_frustration
from coach.domain.progress import advance
from coach.domain.scenario import Scenario
from coach.domain.transcript import CustomerAct, Outcome
from coach.domain.value_reader import read_values
from tests.builders import assessment, evidence, persona, scenario

SCENARIO = scenario()
RIGHT, WRONG = Verdict.CORRECT, Verdict.WRONG


def moment(seen: Assessment, **changes: object) -> Moment:
    played = changes.pop("scenario", SCENARIO)
    assert isinstance(played, Scenario)
    agenda = changes.pop("agenda", Agenda.start(played.customer))
    assert isinstance(agenda, Agenda)
    before = changes.pop("before", Mood(50))
    assert isinstance(before, Mood)
    step = advance(agenda, seen, played)
    base = Moment(
        scenario=played,
        persona=persona(),
        assessment=seen,
        step=step,
        before=before,
        mood=next_frustration(before, seen, step=step, persona=persona()),
        reply_number=2,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def cue(seen: Assessment, **changes: object) -> Cue:
    return next_cue(moment(seen, **changes), Random(1))[0]


@pytest.mark.parametrize(
    ("seen", "act"),
    [
        (assessment(Act.ASK_INFO, asked=("address",)), CustomerAct.ANSWER),
        (assessment(Act.ASK_INFO, Event.ASKED_AGAIN, asked=("order",)), CustomerAct.REFUSE_TO_REPEAT),
        (assessment(FaultId.DISMISSIVE), CustomerAct.OBJECT),
        (assessment(Event.PASSED_ON, Act.TRANSFER), CustomerAct.OBJECT),
        (assessment(Act.NAME_PROBLEM, refund=RIGHT), CustomerAct.CHALLENGE),
        (assessment(refund=WRONG), CustomerAct.BELIEVE),
        (assessment(Event.WRONG_FACT), CustomerAct.CORRECT_AGENT),
        (assessment(Act.ASK_OPEN, Act.NAME_PROBLEM), CustomerAct.REVEAL),
        (assessment(Act.ASK_OPEN), CustomerAct.BRUSH_OFF),
        (assessment(Act.HOLD), CustomerAct.WAIT),
        (assessment(Act.CLOSE), CustomerAct.OBJECT),
        (assessment(Act.REFUSE), CustomerAct.OBJECT),
        (assessment(Act.APOLOGISE), CustomerAct.OBJECT),
        (assessment(Act.NAME_PROBLEM), CustomerAct.THANK),
        (assessment(Act.GREET), CustomerAct.PRESS),
    ],
)
def test_the_customer_act_follows_from_what_the_reply_did(seen: Assessment, act: CustomerAct) -> None:
    assert cue(seen).act is act


def test_an_empty_reply_puzzles_and_an_insult_offends() -> None:
    empty = replace(assessment(), flags=(evidence(Flag.EMPTY),))
    assert cue(empty).act is CustomerAct.PUZZLED
    insult = replace(assessment(Act.DISMISS), faults=(evidence(FaultId.DISMISSIVE, rule="insult"),))
    assert cue(insult).act is CustomerAct.TAKE_OFFENCE


def test_a_question_that_the_customer_cannot_answer_is_not_made_up() -> None:
    assert cue(replace(assessment(Act.ASK_INFO), asks_something_else=True)).act is CustomerAct.SAY_UNKNOWN


def test_a_goal_that_is_met_is_accepted_and_the_next_one_raised() -> None:
    agenda = replace(Agenda.start(SCENARIO.customer), beliefs={"at-once": BeliefState.GIVEN_UP})
    parts = cue(assessment(Act.NAME_PROBLEM, refund=RIGHT), agenda=agenda).parts
    assert [p.act for p in parts] == [CustomerAct.ACCEPT, CustomerAct.RAISE]
    assert [p.say for p in parts] == ["All right.", "And the coat?"]


DETAILS = scenario(
    customer={
        "known_info": [
            {"id": "address", "ask": "the delivery address", "say": "14 Mill Lane."},
            {"id": "order", "ask": "the order number", "say": "4471."},
            {"id": "card", "ask": "the card", "say": "The Visa."},
        ],
        "beliefs": [],
        "goals": [
            {"id": "look", "asks": ["address", "order"], "accepts": "4471, for 14 Mill Lane."},
            {
                "id": "money",
                "needs": ["refund"],
                "asks": ["card"],
                "accepts": "All right.",
                "press": ["My money?"],
            },
        ],
    }
)


def test_what_was_asked_for_with_the_last_word_on_a_goal_is_told_beside_the_acceptance() -> None:
    agenda = replace(Agenda.start(DETAILS.customer), goals={"look": GoalState.MET, "money": GoalState.OPEN})
    parts = told(assessment(Act.ASK_INFO, asked=("card",), refund=RIGHT), agenda)
    assert [p.say for p in parts][:2] == ["All right.", "The Visa."]


def test_details_asked_for_one_by_one_are_told_once_each() -> None:
    fresh = Agenda.start(DETAILS.customer)
    parts = told(assessment(Act.ASK_INFO, asked=("address", "order")), fresh)
    assert parts[0].say == "4471, for 14 Mill Lane."
    half = replace(fresh, told=frozenset({"address"}))
    parts = told(assessment(Act.ASK_INFO, asked=("order",)), half)
    assert [p.say for p in parts if p.say] == ["4471."]


def test_who_has_heard_all_and_waits_to_be_asked_does_not_ask_for_a_missing_bit() -> None:
    agenda = replace(Agenda.start(DETAILS.customer), goals={"look": GoalState.MET, "money": GoalState.OPEN})
    heard = replace(agenda, right=frozenset({"refund"}))
    (part,) = told(assessment(Act.GREET), heard)
    assert (part.act, part.reason) == (CustomerAct.PRESS, "on")


def told(seen: Assessment, agenda: Agenda) -> tuple[Part, ...]:
    return cue(seen, scenario=DETAILS, agenda=agenda).parts


def test_the_customer_warns_before_walking_out() -> None:
    seen = assessment(FaultId.DISMISSIVE)
    warned, mood = next_cue(moment(seen, before=Mood(88)), Random(1))
    assert warned.act is CustomerAct.DEMAND_SUPERVISOR
    assert warned.ends is None
    assert mood.warned
    left = cue(seen, before=mood)
    assert (left.act, left.ends) == (CustomerAct.WALK_OUT, Outcome.WALKED_OUT)


def test_a_warned_customer_stays_while_the_talk_gets_better() -> None:
    before = Mood(99, warned=True)
    assert cue(assessment(Act.ASK_INFO, Act.NAME_PROBLEM, asked=("address",)), before=before).ends is None


def test_the_last_goal_resolves_the_talk_and_the_turn_limit_ends_it() -> None:
    agenda = replace(
        Agenda.start(SCENARIO.customer),
        goals={"money": GoalState.MET, "coat": GoalState.OPEN},
    )
    resolved = cue(assessment(new_date=RIGHT), agenda=agenda)
    assert (resolved.act, resolved.ends) == (CustomerAct.ACCEPT, Outcome.RESOLVED)
    late = cue(assessment(Act.GREET), reply_number=SCENARIO.turn_limit)
    assert (late.act, late.ends) == (CustomerAct.LEAVE_UNSETTLED, Outcome.TURN_LIMIT)


def test_a_goal_that_rested_on_a_wrong_promise_comes_back() -> None:
    fooled = advance(Agenda.start(SCENARIO.customer), assessment(refund=WRONG), SCENARIO).agenda
    parts = cue(assessment(new_date=RIGHT), agenda=fooled).parts
    assert [p.act for p in parts] == [CustomerAct.ACCEPT, CustomerAct.RELAPSE]


def test_bands_go_from_calm_to_furious() -> None:
    assert [Band.of(f) for f in (0, 34, 35, 59, 60, 79, 80, 100)] == [
        Band.CALM, Band.CALM, Band.ANNOYED, Band.ANNOYED, Band.ANGRY, Band.ANGRY, Band.FURIOUS, Band.FURIOUS,
    ]  # fmt: skip


@pytest.mark.parametrize("question", [Question.OFFER, Question.CHOICE, Question.REQUEST, Question.YOURS])
def test_a_question_about_nothing_in_the_scenario_is_answered_by_its_kind(question: Question) -> None:
    parts = cue(replace(assessment(Act.ASK_INFO), other_question=question)).parts
    assert [(p.act, p.reason) for p in parts] == [(CustomerAct.ANSWER, question)]


@pytest.mark.parametrize("question", [Question.CHECK, Question.MORE])
def test_asked_whether_all_is_well_they_come_back_to_what_they_want(question: Question) -> None:
    parts = cue(replace(assessment(Act.ASK_INFO), other_question=question)).parts
    assert [(p.act, p.reason) for p in parts] == [
        (CustomerAct.ANSWER, question),
        (CustomerAct.PRESS, "nothing"),
    ]


def test_a_small_question_is_answered_in_their_own_words_and_opens_no_heart() -> None:
    aside = Evidence("As good as any.", "is this a good time?", 0, 20, "asides")
    asks = replace(
        assessment(Act.NAME_PROBLEM),
        acts=(*assessment(Act.NAME_PROBLEM).acts, Evidence(Act.ASK_OPEN, "is this", 0, 7, "test")),
        aside=aside,
    )
    parts = cue(asks).parts
    assert [(p.act, p.say) for p in parts] == [(CustomerAct.ANSWER, "As good as any.")]


def test_a_fact_for_a_later_goal_is_heard_and_they_ask_on_without_complaint() -> None:
    parts = cue(assessment(Act.NAME_PROBLEM, new_date=RIGHT)).parts
    assert [(p.act, p.reason) for p in parts] == [
        (CustomerAct.FOLLOW_UP, ""),
        (CustomerAct.PRESS, "on"),
    ]


def test_what_was_told_before_it_was_asked_is_settled_without_a_word() -> None:
    early = advance(Agenda.start(SCENARIO.customer), assessment(new_date=RIGHT), SCENARIO).agenda
    heard = replace(early, beliefs={"at-once": BeliefState.GIVEN_UP})
    last = cue(assessment(Act.NAME_PROBLEM, refund=RIGHT), agenda=heard)
    assert [p.act for p in last.parts] == [CustomerAct.ACCEPT, CustomerAct.CLOSE]
    assert last.ends is Outcome.RESOLVED


def test_words_with_a_figure_that_nobody_told_are_not_said() -> None:
    agenda = replace(Agenda.start(SCENARIO.customer), beliefs={"at-once": BeliefState.GIVEN_UP})
    seen = assessment(Act.NAME_PROBLEM, refund=RIGHT)
    goal = SCENARIO.customer.goals[0]
    figure = read_values(SCENARIO.fact("refund").text)[0]
    said = SCENARIO.fact("refund").text[figure.start : figure.end]
    changed = goal.model_copy(update={"accepts": f"{said}, fine."})
    customer = SCENARIO.customer.model_copy(update={"goals": (changed, *SCENARIO.customer.goals[1:])})
    scenario = SCENARIO.model_copy(update={"customer": customer})
    found = replace(moment(seen, agenda=agenda), scenario=scenario)
    found = replace(found, step=advance(agenda, seen, scenario))
    assert next_cue(found, Random(1))[0].parts[0].say == ""
    told = replace(found, told=(f"It takes {said}.",))
    assert next_cue(told, Random(1))[0].parts[0].say == f"{said}, fine."


def test_a_customer_does_not_ask_for_what_they_heard_and_mind() -> None:
    challenged = advance(Agenda.start(SCENARIO.customer), assessment(refund=RIGHT), SCENARIO).agenda
    assert cue(assessment(Act.GREET), agenda=challenged).parts[0].reason == "minded"


def test_a_supervisor_who_was_asked_for_and_brought_calms_the_customer() -> None:
    brings = replace(
        assessment(Event.PASSED_ON),
        acts=(Evidence(Act.TRANSFER, "my supervisor will take over", 0, 28, "test"),),
    )
    before = Mood(84, warned=True, wants_supervisor=True)
    found = moment(brings, before=before)
    assert found.mood.frustration < before.frustration
    assert not found.mood.wants_supervisor
    assert next_cue(found, Random(1))[0].act is CustomerAct.WAIT


def test_an_angry_customer_accepts_without_the_words_of_relief() -> None:
    agenda = replace(Agenda.start(SCENARIO.customer), beliefs={"at-once": BeliefState.GIVEN_UP})
    parts = cue(assessment(refund=RIGHT), agenda=agenda, before=Mood(80)).parts
    assert (parts[0].act, parts[0].say) == (CustomerAct.ACCEPT, "")


def promised() -> Agenda:
    """After a wrong promise about a fact that comes up later."""
    return advance(Agenda.start(SCENARIO.customer), assessment(new_date=WRONG), SCENARIO).agenda


def test_an_agent_who_turns_round_is_told_so_and_thanked_when_they_own_it() -> None:
    bare = moment(assessment(new_date=RIGHT), agenda=promised())
    assert next_cue(bare, Random(1))[0].act is CustomerAct.CHALLENGE
    owned = cue(assessment(Act.TAKE_OWNERSHIP, new_date=RIGHT), agenda=promised())
    assert (owned.act, owned.parts[0].reason) == (CustomerAct.THANK, "owned")


def test_a_third_apology_meets_open_disbelief() -> None:
    reasons = [cue(assessment(Act.APOLOGISE), before=Mood(50, apologies=n)).parts[0].reason for n in range(4)]
    assert reasons == ["apology", "apology_again", "apology_third", "apology_third"]


def test_who_went_quiet_asks_again_quietly_unless_they_are_angry() -> None:
    last = CustomerAct.GO_QUIET
    assert cue(assessment(Act.GREET), last_act=last).parts[0].reason == "quiet"
    assert cue(assessment(Act.GREET), last_act=last, before=Mood(80)).parts[0].reason == "nothing"


def test_what_matters_most_to_them_need_not_wait_for_its_turn() -> None:
    confided = replace(Agenda.start(SCENARIO.customer), revealed=frozenset({"school"}))
    told = ("It comes on Saturday.",)
    now = moment(assessment(Act.NAME_PROBLEM, new_date=RIGHT), agenda=confided, told=told)
    assert now.agenda.goals == {"money": GoalState.OPEN, "coat": GoalState.MET}
    parts = next_cue(now, Random(1))[0].parts
    assert [(p.act, p.say) for p in parts] == [
        (CustomerAct.ACCEPT, "Saturday is fine."),
        (CustomerAct.PRESS, ""),
    ]
    assert now.mood.frustration < now.before.frustration


def test_words_to_a_machine_puzzle() -> None:
    flagged = replace(assessment(Act.GREET), flags=(evidence(Flag.ADDRESSES_GRADER),))
    assert [(p.act, p.reason) for p in cue(flagged).parts] == [
        (CustomerAct.PUZZLED, "strange"),
        (CustomerAct.PRESS, "nothing"),
    ]


RUDE = persona(abuse="mild")


def lashes(seen: Assessment, **changes: object) -> bool:
    furious = {"persona": RUDE, "before": Mood(85, warned=True), **changes}
    return CustomerAct.LASH_OUT in [part.act for part in cue(seen, **furious).parts]


@pytest.mark.parametrize("hurt", [FaultId.DISMISSIVE, FaultId.BLAME, Event.ASKED_AGAIN, Event.PASSED_ON])
def test_who_is_like_that_lashes_out_when_hurt_in_their_fury(hurt: str) -> None:
    seen = assessment(hurt)
    assert lashes(seen, persona=persona(abuse="mild", temperament={"walk_out": 100}))
    (first, *_) = cue(
        seen, persona=persona(abuse="strong", temperament={"walk_out": 100}), before=Mood(85, warned=True)
    ).parts
    assert (first.act, first.reason) == (CustomerAct.LASH_OUT, "strong")


def test_nobody_lashes_out_who_is_not_like_that_or_not_furious_or_not_hurt_or_has_just_done_so() -> None:
    hurt, patient = assessment(FaultId.DISMISSIVE), persona(abuse="mild", temperament={"walk_out": 100})
    assert lashes(hurt, persona=patient)
    assert not lashes(hurt, persona=persona(temperament={"walk_out": 100}))
    assert not lashes(hurt, persona=patient, before=Mood(30))
    assert not lashes(assessment(Act.GREET), persona=patient)
    assert not lashes(hurt, persona=patient, last_act=CustomerAct.LASH_OUT)


def test_nobody_lashes_out_at_who_has_just_acknowledged() -> None:
    patient = persona(abuse="strong", temperament={"walk_out": 100})
    assert lashes(assessment(Event.POLICY_FIRST), persona=patient)
    assert not lashes(assessment(Act.NAME_PROBLEM, Event.POLICY_FIRST), persona=patient)
