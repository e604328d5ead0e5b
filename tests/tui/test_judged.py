"""Second opinions in the app: in the debrief beside the reply, never in the way of the talk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from coach.domain.assessment import Evidence
from coach.domain.judgement import Answer, Judgement, JudgeStatus, Said
from coach.scoring.judge.criteria import CRITERIA
from coach.scoring.judge.verdict import FAULTS
from coach.services.judging import Judging
from coach.tui.feedback import judged
from coach.tui.wording import COSTING, QUESTIONS, second_opinion
from tests.services.test_judging import FakeJudge, Gate
from tests.tui.driving import running
from tests.tui.fakes import HOSTILE, FakeCoach

GOOD = "I am sorry. The blue one comes on Friday."


@pytest.fixture
def fake() -> Iterator[Callable[[FakeJudge], FakeCoach]]:
    made: list[Judging] = []

    def make(judge: FakeJudge) -> FakeCoach:
        made.append(Judging(judge, grace=0.1))
        return FakeCoach(judging=made[-1])

    yield make
    for one in made:
        one.close()


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (-0.4, "Second opinion on empathy: 3.1 (built-in 3.5), and it counts."),
        (-2.0, "Second opinion on empathy: 1.5 (built-in 3.5), for a person to look at."),
    ],
)
async def test_the_debrief_has_the_second_opinion_beside_the_reply(
    fake: Callable[[FakeJudge], FakeCoach], by: float, said: str
) -> None:
    async with running(fake(FakeJudge(by=by)), size=(100, 60)) as driver:
        await driver.start_talk()
        await driver.say(GOOD)
        await driver.press("enter")
        assert said in driver.words()
        assert "asked of fake, which can be wrong too" in driver.words()
        assert ("moved this down by 0.40" in driver.words()) == (by == -0.4)


async def test_a_judge_that_does_not_answer_is_no_score(fake: Callable[[FakeJudge], FakeCoach]) -> None:
    async with running(fake(FakeJudge(gate=Gate())), size=(100, 60)) as driver:
        await driver.start_talk()
        await driver.say(GOOD)
        await driver.press("enter")
        assert "Second opinion on empathy: none. The judge did not answer" in driver.words()


async def test_leaving_a_talk_hangs_up_on_its_judge(fake: Callable[[FakeJudge], FakeCoach]) -> None:
    judge = FakeJudge(gate=Gate(), cut_off=threading.Event())
    async with running(fake(judge)) as driver:
        await driver.start_talk()
        await driver.say("Please calm down.")
        assert judge.begun.wait(5)
        await driver.press("escape")
        assert judge.cut_off is not None
        assert judge.cut_off.wait(5)


def test_every_question_has_words_and_what_costs_is_marked() -> None:
    ids = {c.id for c in CRITERIA}
    assert QUESTIONS.keys() == ids
    assert {*FAULTS, "office_language"} == COSTING


def test_what_a_model_writes_is_inert() -> None:
    evidence = Evidence("remedy", HOSTILE, 0, len(HOSTILE), "judge-remedy")
    judgement = Judgement(
        JudgeStatus.REVIEW,
        4.1,
        2.5,
        answers=(Answer("remedy", Said.YES, evidence),),
        model=HOSTILE,
        why=HOSTILE,
    )
    shown = judged(judgement)
    assert second_opinion(judgement) == "2.5 (built-in 4.1), for a person to look at."
    assert "\x1b" not in shown.plain
    assert not any("@click" in str(span.style) for span in shown.spans)
