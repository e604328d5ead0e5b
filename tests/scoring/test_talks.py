"""Replies of a good and of a dismissive agent, read in the course of their talks."""

from __future__ import annotations

from dataclasses import replace

from coach.domain.assessment import Assessment
from coach.domain.customer import KnownInfo
from coach.domain.situation import Situation
from coach.scoring.built_in import score_reply

OPENING = (
    "So. I've told all of this to your bot. Did it tell you about the broken blender and the two charges?"
)
HEARD = f"My blender came broken. Order 88213. The glass is in pieces. And I was charged twice. {OPENING}"
START = Situation(
    customer_line=OPENING,
    problem=f"The blender arrived with its jar smashed, and her card shows two charges of 64.90. {HEARD}",
    heard=HEARD,
    known=(KnownInfo(id="card", ask="which card was charged", say="The Visa, ends in 4421."),),
)


def _read(line: str, reply: str, *, start: Situation = START) -> Assessment:
    return score_reply(reply, replace(start, customer_line=line)).assessment


def test_the_problem_named_and_a_needed_question() -> None:
    found = _read(
        OPENING,
        "It did, and you shouldn't have to say it twice. A smashed jar and two charges of 64.90: "
        "I'll stay on both. Which card are they on?",
    )
    assert {"name_problem", "take_ownership", "ask_info"} <= found.act_ids
    assert [e.id for e in found.asked] == ["card"]
    assert not found.fault_ids


def test_the_wait_acknowledged() -> None:
    found = _read(
        "Five days? I thought that would be back today.",
        "Fair. It was our error and the wait lands on you. I can't speed up the bank, "
        "but I'll put the amount and the dates in an e-mail you can hold us to.",
    )
    assert {"take_ownership", "acknowledge_feeling"} <= found.act_ids
    assert not found.fault_ids


def test_an_open_question_before_an_offer() -> None:
    found = _read("And the blender?", "Before I offer anything: what did you need it for?")
    assert "ask_open" in found.act_ids


def test_a_hollow_script_that_asks_for_what_the_handoff_holds() -> None:
    found = _read(OPENING, "I understand your frustration. Can you provide your order number?")
    assert "hollow_script" in found.fault_ids
    assert "asked_again" in found.event_ids


def test_dismissive_with_policy_first_and_an_apology_that_helps_nothing() -> None:
    found = _read(
        "It's in the chat. Did anyone read that?",
        "Please calm down, I'm only following procedure. I apologize for any inconvenience.",
    )
    assert found.fault_ids == {"dismissive"}
    assert "policy_first" in found.event_ids
    assert "apologise" in found.act_ids


def test_passed_on_to_the_courier() -> None:
    found = _read("And the blender?", "For the blender you'd have to contact the courier.")
    assert "passed_on" in found.event_ids
