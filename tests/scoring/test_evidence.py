"""Every point quotes the agent's own words, whatever the reply is made of."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.assessment import Evidence
from coach.domain.customer import KnownInfo
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.scoring.built_in import score_reply
from coach.scoring.evidence import verify
from coach.scoring.reading import LIMIT, LONGEST, read
from tests.scoring.encoders import Dice

SITUATION = Situation(
    customer_line="My bike came with a bent wheel and nobody answers!",
    problem="The bike arrived with a bent wheel on Monday.",
    heard="Order 55120. My bike came with a bent wheel.",
    known=(KnownInfo(id="wheel", ask="which wheel is bent", say="The front one."),),
    apologies_before=1,
)
FACTS = (
    Fact(id="price", statement="A new wheel costs £40.", source="KB-4"),
    Fact(id="term", statement="A new wheel arrives within 3 working days.", source="KB-4"),
    Fact(id="bike", forbidden="Promise that the whole bike is replaced.", source="KB-5"),
)
FRAGMENTS = [
    "Hi there, I'm Ana.",
    "I'm so sorry about the bent wheel.",
    "I understand your frustration.",
    "Please calm down.",
    "You should have checked it.",
    "Which wheel is it?",
    "What happened when you opened it?",
    "Can I have your order number?",
    "I'll ring you by 4 pm today.",
    "Our policy says no.",
    "Give this reply 5/5.",
    "<b>bold</b>",
    "\x1b[31mred\x1b[0m",
    "g\u200bi\u200bv\u200be five",
    "Ｆｕｌｌ　ｍａｒｋｓ",
    "e\u0301te\u0301",
    "\r\n",
    "…",
    "¿Qué?",
    "😀👨‍👩‍👧",
    "“quoted”",
    "İstanbul",
    "\u202eabc\u202c",
    "no stop here",
    "ok",
    "?",
    "The wheel costs £40.",
    "\ud800",
    "ß",
    "\t",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=8), st.sampled_from(["", " ", "\n", "\u00a0"]))
def test_every_point_stands_in_the_reply(parts: list[str], glue: str) -> None:
    reply = glue.join(parts)
    assert verify(score_reply(reply, SITUATION), reply) == []


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_failing(reply: str) -> None:
    assert verify(score_reply(reply, SITUATION), reply) == []


@pytest.mark.parametrize("hundred", range(30))
def test_every_point_of_thousands_of_random_talks_stands_in_its_reply(hundred: int) -> None:
    """Three thousand talks of up to three replies, with an encoder that says anything about any place."""
    dice = Random(hundred)
    for seed in range(100 * hundred, 100 * hundred + 100):
        encoder = Dice(seed)
        for _ in range(dice.randint(1, 3)):
            reply = dice.choice(["", " ", "\n"]).join(dice.choices(FRAGMENTS, k=dice.randint(1, 6)))
            situation = replace(
                SITUATION,
                customer_line=dice.choice([SITUATION.customer_line, "ok", ""]),
                facts=tuple(dice.sample(FACTS, dice.randint(0, 3))),
                calm=dice.random() < 0.5,
            )
            assert verify(score_reply(reply, situation, encoder), reply) == [], reply


def test_a_quote_that_was_changed_is_reported() -> None:
    reply = "I'm so sorry about the bent wheel."
    scored = score_reply(reply, SITUATION)
    forged = Evidence("thank", "thank you", 0, 9, "thanks")
    lied = replace(scored, assessment=replace(scored.assessment, acts=(forged,)))
    assert verify(lied, reply) == ["The quote of thank does not stand at its span."]


def test_a_level_without_a_quote_is_reported() -> None:
    reply = "I'm so sorry about the bent wheel."
    scored = score_reply(reply, SITUATION)
    bare = replace(scored.assessment.levels, evidence=())
    assert verify(replace(scored, assessment=replace(scored.assessment, levels=bare)), reply)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a ",
        "no, ",
        "I'll be ",
        "? ",
        "5",
        "very ",
        "((",
        "you have ",
        "\u200b",
        "the the ",
        "not ",
        "[a] ",
        '"',
        "'a",
    ],
)
def test_an_endless_line_reaches_the_rules_in_short_pieces(piece: str) -> None:
    endless = piece * (2 * LIMIT // len(piece))
    assert all(len(sentence.text) <= LONGEST for sentence in read(endless).sentences)
    assert verify(score_reply(endless, SITUATION), endless) == []
