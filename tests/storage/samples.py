"""A small scenario, persona and rubric, and a talk with everything in it that a store must keep."""

from __future__ import annotations

from datetime import datetime

from coach.domain.assessment import (
    Act,
    Assessment,
    Evidence,
    FaultId,
    Finding,
    Fix,
    Levels,
    Score,
    ScoredReply,
    Verdict,
)
from coach.domain.customer import Customer, Goal
from coach.domain.frustration import Mood, Reason
from coach.domain.judgement import Answer, Judgement, JudgeStatus, Said
from coach.domain.persona import Persona
from coach.domain.rubric import AutoFailHit, AxisResult, CriterionResult, Rubric, Scorecard
from coach.domain.scenario import Fact, HandoffTurn, LineOfBusiness, PassMark, Scenario, Speaker
from coach.domain.transcript import CustomerAct, Turn, VoiceId
from coach.domain.wording import Usage, Wording
from coach.ports import SessionPlan

REPLY = "A kettle that leaks on day one is no use, I see that. A new one is with you on Friday 27 November."
LINE = "The kettle leaks. It’s been on my worktop for one day — and the worktop is oak, naïvely oiled."

PERSONA = Persona(
    schema="coach/persona@1",
    id="oona-reilly",
    name="Oona Reilly",
    english="en-IE",
    summary="Carpenter from Ennis. Patient with wood, less so with queues.",
    triggers=(Act.CITE_POLICY,),
)

SCENARIO = Scenario(
    schema="coach/scenario@1",
    id="kettle-leaks",
    title="A kettle that leaks",
    line_of_business=LineOfBusiness.CUSTOMER_SUPPORT,
    persona="oona-reilly",
    rubric="support",
    today=datetime(2026, 11, 24, 9, 30),
    briefing="You can replace the kettle. You cannot pay for the worktop.",
    handoff=(HandoffTurn(bot="Hello, what is the matter?"), HandoffTurn(customer="My kettle leaks.")),
    customer=Customer(
        reason_for_contact="The kettle leaks.",
        opening=LINE,
        goals=(Goal(id="kettle", needs=("replacement",), accepts="Friday will do."),),
    ),
    facts=(
        Fact(
            id="replacement",
            statement="A replacement arrives on Friday 27 November.",
            required=True,
            source="KB-7",
        ),
    ),
)

RUBRIC = Rubric(
    schema="coach/rubric@1",
    id="support",
    title="Support",
    summary="Two axes.",
    criteria=(
        {
            "id": "heard",
            "title": "Shows that the customer was heard",
            "axis": "empathy",
            "weight": 100,
            "measure": "validation",
            "anchors": {level: f"heard {level}" for level in range(6)},
        },
        {
            "id": "right",
            "title": "Says what is so",
            "axis": "accuracy",
            "weight": 100,
            "measure": "correct",
            "anchors": {level: f"right {level}" for level in range(6)},
        },
    ),
)


def plan(*, seed: int = 1, lesson: str | None = "first") -> SessionPlan:
    return SessionPlan(
        scenario=SCENARIO,
        persona=PERSONA,
        rubric=RUBRIC,
        pass_mark=PassMark(empathy=3, accuracy=4),
        seed=seed,
        voice=VoiceId.BUILT_IN,
        hints="cue",
        curriculum="kitchen",
        lesson=lesson,
    )


def opening() -> Turn:
    return Turn(1, Speaker.CUSTOMER, LINE, customer_act=CustomerAct.OPEN, voice=VoiceId.BUILT_IN)


def reply(seq: int = 2, text: str = REPLY) -> Turn:
    return Turn(seq, Speaker.AGENT, text)


def worded(seq: int = 3) -> Turn:
    """The customer's answer, in a model's words."""
    return Turn(seq, Speaker.CUSTOMER, "Friday, then.", CustomerAct.ACCEPT, VoiceId.MODEL)


def wording() -> Wording:
    return Wording(
        interventions=("too_long", "invented_number"),
        usage=Usage(2, 1710, 58, reported=False, cost=0.00125, currency="EUR"),
    )


def _evidence(id_: str, quote: str) -> Evidence:
    start = REPLY.index(quote)
    return Evidence(id_, quote=quote, start=start, end=start + len(quote), rule=f"{id_}-1")


def scored() -> ScoredReply:
    named = _evidence(Act.NAME_PROBLEM, "A kettle that leaks on day one")
    promised = _evidence("replacement", "on Friday 27 November")
    return ScoredReply(
        assessment=Assessment(
            acts=(named, _evidence(Act.CONCRETE_NEXT_STEP, "A new one is with you")),
            faults=(_evidence(FaultId.SELF_ORIENTED, "I see that"),),
            findings=(
                Finding("replacement", Verdict.CORRECT, source="KB-7", evidence=promised),
                Finding("worktop", Verdict.ABSENT),
            ),
            levels=Levels(validation=2, understanding=1, evidence=(_evidence("validation", "is no use"),)),
            flags=(_evidence("not_scored", "day one"),),
        ),
        empathy=Score(3.5, reason="2 + 1, once self-oriented", evidence=(named,)),
        accuracy=Score(None, reason="nothing claimed"),
        fix=Fix(
            "self_oriented", what="Begin with them.", why="It is their worktop.", better="Your worktop ..."
        ),
        scorer="rules",
        scorer_version="1.2",
    )


def mood() -> Mood:
    return Mood(
        frustration=41,
        without_progress=1,
        acknowledged_alone=2,
        fired=frozenset({"cite_policy", "policy_first"}),
        soothed=frozenset({"name_problem"}),
        reasons=(Reason("step", -10.8), Reason("policy_first", 3.3)),
    )


def judgement(status: JudgeStatus = JudgeStatus.REVIEW, score: float | None = 1.5) -> Judgement:
    named = _evidence("situation_in_own_words", "A kettle that leaks on day one")
    return Judgement(
        status=status,
        built_in=3.5,
        score=score,
        answers=(
            Answer("situation_in_own_words", Said.YES, named),
            Answer("apology", Said.NO),
            Answer("remedy", Said.UNCLEAR, why="The quote does not stand in the reply."),
        ),
        model="tiny-judge",
        version="1",
        prompt_hash="0" * 64,
        why="It is 2.0 points from the built-in score, which stands.",
    )


def scorecard() -> Scorecard:
    evidence = _evidence(Act.NAME_PROBLEM, "A kettle that leaks on day one")
    return Scorecard(
        empathy=AxisResult(3.25, pass_mark=3, passed=True),
        accuracy=AxisResult(5.0, pass_mark=4, passed=True),
        criteria=(
            CriterionResult(
                "heard",
                title="Heard",
                axis="empathy",
                weight=100,
                value=3.25,
                anchor="heard 3",
                evidence=((1, evidence),),
            ),
            CriterionResult("right", title="Right", axis="accuracy", weight=100, value=None, anchor=""),
        ),
        auto_fails=(
            AutoFailHit("promise", title="A false promise", why="It costs.", reply=1, evidence=evidence),
        ),
        omitted=("worktop",),
        rubric="support",
        rubric_hash="0" * 64,
        scorer="rules",
        scorer_version="1.2",
        below_minimum=("right",),
    )
