from __future__ import annotations

from dataclasses import replace

from coach.domain.agenda import Agenda, BeliefState, GoalState, Step
from coach.domain.assessment import Act, Assessment, FaultId, Verdict
from coach.domain.progress import advance
from tests.builders import assessment, evidence, scenario

SCENARIO = scenario()
RIGHT, WRONG = Verdict.CORRECT, Verdict.WRONG


def play(*replies: Assessment) -> list[Step]:
    agenda, steps = Agenda.start(SCENARIO.customer), []
    for reply in replies:
        steps.append(advance(agenda, reply, SCENARIO))
        agenda = steps[-1].agenda
    return steps


def test_goals_are_met_in_order_by_their_facts() -> None:
    steps = play(
        assessment(Act.NAME_PROBLEM, refund=RIGHT),
        assessment(Act.ACKNOWLEDGE_FEELING),
        assessment(new_date=RIGHT),
    )
    assert steps[0].disappointed is not None
    assert steps[0].met is None
    assert steps[1].agenda.beliefs["at-once"] is BeliefState.GIVEN_UP
    assert steps[1].met is not None
    assert steps[1].met.accepts == "All right."
    assert steps[2].agenda.all_met


def test_telling_everything_at_once_counts_for_the_current_goal_only() -> None:
    flood = assessment(Act.NAME_PROBLEM, FaultId.INFORMATION_DUMP, refund=RIGHT, new_date=RIGHT, credit=RIGHT)
    steps = play(flood, assessment(Act.ACKNOWLEDGE_FEELING), assessment(Act.GREET))
    assert steps[-1].agenda.goals == {"money": GoalState.MET, "coat": GoalState.OPEN}


def test_a_challenged_belief_waits_for_an_acknowledgement_or_for_the_fact_said_again() -> None:
    cold = play(assessment(refund=RIGHT), assessment(Act.GREET))
    assert cold[-1].agenda.beliefs["at-once"] is BeliefState.CHALLENGED
    again = play(assessment(refund=RIGHT), assessment(refund=RIGHT))
    assert again[-1].met is not None
    rude = play(assessment(refund=RIGHT), assessment(FaultId.DISMISSIVE, refund=RIGHT))
    assert rude[-1].met is None


def test_a_wrong_promise_settles_a_goal_only_in_the_customers_eyes() -> None:
    steps = play(assessment(refund=WRONG), assessment(new_date=RIGHT))
    assert steps[0].believed is not None
    assert steps[0].fooled
    last = steps[1].agenda
    assert last.goals == {"money": GoalState.BELIEVED, "coat": GoalState.MET}
    assert not last.all_met
    goal = last.current(SCENARIO.customer)
    assert goal is not None
    assert goal.id == "money"


def test_nobody_is_fooled_twice_about_the_same_goal() -> None:
    steps = play(assessment(refund=WRONG), assessment(new_date=RIGHT), assessment(refund=WRONG))
    assert not steps[-1].fooled
    assert not steps[-1].agenda.all_met


def test_an_agent_who_puts_a_wrong_promise_right_reopens_its_goal() -> None:
    steps = play(assessment(refund=WRONG), assessment(Act.TAKE_OWNERSHIP, refund=RIGHT))
    assert steps[-1].disappointed is not None
    assert steps[-1].agenda.goals["money"] is GoalState.OPEN


def test_hidden_information_comes_out_only_to_an_open_question_after_an_acknowledgement() -> None:
    assert play(assessment(Act.ASK_OPEN))[0].revealed is None
    assert play(assessment(Act.ASK_INFO, Act.NAME_PROBLEM))[0].revealed is None
    assert play(assessment(Act.ASK_OPEN, Act.NAME_PROBLEM))[0].revealed is not None
    assert play(assessment(Act.NAME_PROBLEM), assessment(Act.ASK_OPEN))[1].revealed is not None


def test_what_was_revealed_closes_the_way_that_does_not_serve_it() -> None:
    money_met = (assessment(Act.NAME_PROBLEM, refund=RIGHT), assessment(Act.ACKNOWLEDGE_FEELING))
    with_credit = play(*money_met, assessment(credit=RIGHT))
    assert with_credit[-1].agenda.all_met
    confided = play(*money_met, assessment(Act.ASK_OPEN), assessment(credit=RIGHT))
    assert not confided[-1].agenda.all_met
    served = play(*money_met, assessment(Act.ASK_OPEN), assessment(new_date=RIGHT))
    assert served[-1].matters
    assert served[-1].agenda.all_met


def test_what_one_reply_draws_out_rules_out_what_the_same_reply_offers() -> None:
    money_met = (assessment(Act.NAME_PROBLEM, refund=RIGHT), assessment(Act.ACKNOWLEDGE_FEELING))
    both = play(*money_met, assessment(Act.ASK_OPEN, credit=RIGHT))[-1]
    assert both.revealed is not None
    assert both.met is None
    assert not both.agenda.all_met


def test_known_information_is_told_once() -> None:
    steps = play(assessment(asked=("address", "order")), assessment(asked=("address",)))
    assert steps[0].newly_asked == ("address",)
    assert steps[1].newly_asked == ()


def test_a_goal_may_ask_for_an_identity_check() -> None:
    checked = scenario(
        customer={"goals": [{"id": "identity", "asks": ["address"], "accepts": "Fine."}], "beliefs": []}
    )
    agenda = Agenda.start(checked.customer)
    assert not advance(agenda, assessment(Act.GREET), checked).agenda.all_met
    assert advance(agenda, assessment(asked=("address",)), checked).agenda.all_met


def test_nobody_confides_in_an_agent_who_belittles_them() -> None:
    steps = play(assessment(Act.NAME_PROBLEM), assessment(Act.ASK_OPEN, FaultId.DISMISSIVE))
    assert steps[-1].revealed is None


def test_a_question_that_goes_for_what_is_hidden_counts_as_asking_openly() -> None:
    exploring = replace(assessment(Act.ASK_INFO, Act.NAME_PROBLEM), explores=(evidence("school"),))
    assert play(exploring)[0].revealed is not None


def test_a_fact_told_on_the_way_is_remembered_for_its_own_goal() -> None:
    steps = play(
        assessment(Act.NAME_PROBLEM, refund=RIGHT, new_date=RIGHT),
        assessment(Act.ACKNOWLEDGE_FEELING),
    )
    assert steps[0].new_early == {"new-date"}
    assert steps[1].met is not None
    assert steps[1].met_next is not None
    assert steps[1].agenda.all_met
