from __future__ import annotations

from coach.domain.assessment import Act, Score, ScoredReply
from coach.domain.scenario import PassMark, Scenario
from coach.domain.transcript import CustomerAct, VoiceId
from coach.ports import SessionPlan
from coach.services.talk import TalkState
from tests.builders import assessment, persona, rubric, scenario


def two_details() -> Scenario:
    told = {"id": "colour", "ask": "the colour of the coat", "say": "Green."}
    address = {"id": "address", "ask": "the delivery address", "say": "14 Mill Lane."}
    return scenario(customer={"known_info": [address, told]})


def after_asking_both(*habits: str) -> TalkState:
    plan = SessionPlan(
        scenario=two_details(),
        persona=persona(habits=list(habits)),
        rubric=rubric(),
        pass_mark=PassMark(),
        seed=1,
        voice=VoiceId.BUILT_IN,
    )
    seen = assessment(Act.ASK_INFO, asked=("address", "colour"))
    return TalkState.start(plan).with_reply(ScoredReply(seen, Score(None), Score(None)))


def test_asked_for_two_things_at_once_people_answer_both() -> None:
    state = after_asking_both()
    assert state.cue is not None
    assert [p.say for p in state.cue.parts] == ["14 Mill Lane.", "Green."]
    assert state.agenda.told == {"address", "colour"}


def test_a_person_of_incomplete_answers_tells_the_first_and_may_be_asked_for_the_other() -> None:
    state = after_asking_both("incomplete_answers")
    assert state.cue is not None
    assert [(p.act, p.reason) for p in state.cue.parts] == [
        (CustomerAct.ANSWER, ""),
        (CustomerAct.ANSWER, "half"),
    ]
    assert state.agenda.told == {"address"}
