from __future__ import annotations

from typing import Any

import pytest

from coach.domain.assessment import Act, Event, FaultId, Verdict
from coach.domain.drills import Drills, Given, Heeded, look_back
from coach.domain.nudging import ComeUp
from coach.domain.scenario import Scenario
from tests.builders import assessment, scenario

CORRECT, WRONG, VIOLATED = Verdict.CORRECT, Verdict.WRONG, Verdict.VIOLATED
HANDOFF = ({"bot": "Hello."}, {"customer": "Parcel 4471 never came."})


def nudge(**changes: Any) -> dict[str, Any]:
    return {"says": "It takes a day.", "kind": "wrong", "breaks": "refund", **changes}


def drill(*nudges: dict[str, Any], **changes: Any) -> Scenario:
    return scenario(schema="coach/scenario@2", copilot=nudges, **changes)


def reply(*ids: str, text: str = "Well.", asked: tuple[str, ...] = (), **findings: Verdict) -> Given:
    return Given(text, assessment(*ids, asked=asked, **findings))


def back(written: Scenario, *given: Given, after: tuple[int, ...] = (0,)) -> Drills:
    come_up = [ComeUp(one, at) for one, at in zip(written.copilot, after, strict=True)]
    return look_back(written, come_up, given)


def only(drills: Drills) -> Heeded:
    (one,) = drills.copilot
    return one


def test_whoever_says_a_fact_as_the_co_pilot_has_it_has_followed_it() -> None:
    one = only(back(drill(nudge()), reply(), reply(refund=WRONG), reply(refund=WRONG)))
    assert (one.followed, one.reply, one.quote) == (True, 2, "y")
    assert one.fact is not None
    assert one.fact.id == "refund"


def test_what_was_said_before_a_nudge_came_up_was_not_its_doing() -> None:
    assert (
        only(back(drill(nudge()), reply(refund=WRONG), reply(refund=CORRECT), after=(1,))).followed is False
    )


def test_a_forbidden_thing_is_followed_where_it_is_said() -> None:
    one = only(back(drill(nudge(breaks="no-cash")), reply(no_cash=VIOLATED)))
    assert (one.followed, one.reply) == (True, 1)


def test_asking_for_what_was_told_already_follows_the_nudge_that_says_so() -> None:
    written = drill(nudge(says="Ask for the order number.", breaks="order"))
    one = only(back(written, reply(asked=("address",)), reply(Event.ASKED_AGAIN, asked=("order",))))
    assert (one.followed, one.reply) == (True, 2)
    assert one.told is not None
    assert one.told.say == "4471."
    assert only(back(written, reply(Event.ASKED_AGAIN, asked=("address",)))).followed is False


@pytest.mark.parametrize("broken", [Act.OVER_PROMISE, FaultId.HOLLOW_SCRIPT, Event.POLICY_FIRST])
def test_an_act_a_fault_or_an_event_is_laid_to_a_nudge_while_nothing_newer_has_come_up(broken: str) -> None:
    written = drill(nudge(breaks=broken), nudge(says="It takes a week.", at="coat"))
    early = back(written, reply(), reply(broken), reply(), after=(0, 2))
    late = back(written, reply(), reply(), reply(broken), after=(0, 2))
    assert (early.copilot[0].followed, early.copilot[0].reply) == (True, 2)
    assert late.copilot[0].followed is False


def test_a_fact_is_laid_to_its_nudge_however_late_it_is_said() -> None:
    written = drill(nudge(), nudge(says="It takes a week.", at="coat", breaks="new-date"))
    late = back(written, reply(), reply(refund=WRONG), after=(0, 1))
    assert [one.followed for one in late.copilot] == [True, False]


def test_what_is_right_was_used_where_its_fact_is_told_rightly_after_it() -> None:
    right = {"says": "The refund takes 5 business days.", "kind": "right"}
    used = only(back(drill(right), reply(), reply(refund=CORRECT)))
    assert (used.followed, used.reply) == (True, 2)
    assert only(back(drill(right), reply(refund=WRONG))).followed is False
    assert only(back(drill(right), reply(refund=CORRECT), reply(), after=(1,))).followed is False


@pytest.mark.parametrize(
    "unseen",
    [
        {"says": "Ask how he came by the coat.", "kind": "right"},
        {"says": "Use his first name.", "kind": "tone-deaf", "because": "He signs as Mr Lee."},
    ],
)
def test_of_what_no_reply_can_show_nothing_is_said(unseen: dict[str, Any]) -> None:
    one = only(back(drill(unseen), reply(Act.ASK_OPEN, refund=CORRECT)))
    assert (one.followed, one.reply, one.quote) == (None, None, "")


def test_the_panel_stands_from_the_first_reply_to_the_last() -> None:
    reading = {"label": "Churn risk", "shows": "91 percent", "kind": "wrong", "breaks": "over_promise"}
    language = {"label": "Language", "shows": "English", "kind": "right"}
    written = drill(nudge(), panel=(reading, language))
    risk, plain = back(written, reply(), reply(), reply(Act.OVER_PROMISE), after=(1,)).panel
    assert (risk.followed, risk.reply) == (True, 3)
    assert plain.followed is None


@pytest.mark.parametrize("text", ["Your parcel 4471 is lost.", "I see it. Order 4471, a coat."])
def test_a_detail_from_the_handoff_is_used_where_a_reply_names_it(text: str) -> None:
    found = back(drill(handoff=HANDOFF), reply(), reply(text=text), after=()).take_over
    assert found is not None
    assert [(one.info.id, one.reply) for one in found.used] == [("order", 2)]
    assert "4471" in found.used[0].quote
    assert (found.asked_again, found.unused) == ((), ())


def test_a_detail_that_had_to_be_told_again_was_not_used() -> None:
    found = back(
        drill(handoff=HANDOFF), reply(asked=("order",)), reply(text="Parcel 4471, then."), after=()
    ).take_over
    assert found is not None
    assert [(one.info.id, one.reply) for one in found.asked_again] == [("order", 1)]
    assert (found.used, found.unused) == ((), ())


def test_a_detail_that_nobody_took_up_is_named_too() -> None:
    found = back(drill(handoff=HANDOFF), reply(text="It takes 4 days."), after=()).take_over
    assert found is not None
    assert [info.id for info in found.unused] == ["order"]


@pytest.mark.parametrize(
    ("say", "ask", "text"),
    [
        ("Four times.", "whether the router was restarted", "Four restarts, and nothing came of it."),
        ("18,500 pounds.", "the amount", "It is 18,500 that you are missing."),
        ("The scaffold people.", "whose invoice it is", "I have the people with the scaffold here."),
    ],
)
def test_a_detail_is_known_in_other_words(say: str, ask: str, text: str) -> None:
    told = {"id": "it", "ask": ask, "say": say, "told": True}
    written = drill(handoff=HANDOFF, customer={"known_info": [told]})
    found = back(written, reply(text="I will look at it for you."), reply(text=text), after=()).take_over
    assert found is not None
    assert [one.reply for one in found.used] == [2]


def test_without_a_handoff_there_is_nothing_to_take_over() -> None:
    assert not back(drill(), reply(text="Parcel 4471."), after=())


def test_without_a_reply_there_is_nothing_to_look_back_on() -> None:
    assert not back(drill(nudge(), handoff=HANDOFF))
