"""From whose side a line is spoken: what is 'my' to the customer is 'your' to whoever serves them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.customer.sides import addresses_the_customer, is_spoken_from_the_other_side
from coach.domain.scenario import Speaker
from coach.domain.text import fold
from coach.domain.transcript import Turn
from tests.builders import persona
from tests.customer.test_guards import talk


def from_the_other_side(line: str) -> bool:
    return is_spoken_from_the_other_side(fold(line), talk())


@pytest.mark.parametrize(
    "line",
    [
        "Your parcel is on the van.",
        "I have your order on my screen.",
        "The school coat of yours, well, your coat is late.",
        "Where would you like your replacement to go?",
        "Your new order leaves today.",
    ],
)
def test_the_customers_own_things_are_not_yours_to_the_customer(line: str) -> None:
    assert from_the_other_side(line)


@pytest.mark.parametrize(
    "line",
    [
        "My parcel is not on any van.",
        "Your refund policy is a joke.",
        "Your order department never picks up.",
        "Your courier rang the wrong bell.",
        "Your company has my money.",
        "Your parcel came, mine didn't.",
        "Is it on your side?",
        "What is your name?",
    ],
)
def test_what_is_the_companys_is(line: str) -> None:
    assert not from_the_other_side(line)


def test_a_thing_that_they_have_called_theirs_is_theirs() -> None:
    line = "your trombone is in the depot"
    assert not is_spoken_from_the_other_side(line, talk())
    said = (*talk().transcript, Turn(5, Speaker.CUSTOMER, "And my trombone was in it."))
    assert is_spoken_from_the_other_side(line, talk(said))


def test_a_thing_that_the_agent_has_called_theirs_is_theirs() -> None:
    said = (*talk().transcript, Turn(5, Speaker.AGENT, "Is your trombone insured?"))
    assert is_spoken_from_the_other_side("your trombone is in the depot", talk(said))


def test_a_thing_that_they_have_called_yours_is_the_companys() -> None:
    said = (*talk().transcript, Turn(5, Speaker.CUSTOMER, "I sent your parcel form back."))
    assert is_spoken_from_the_other_side("your parcel is late", talk())
    assert not is_spoken_from_the_other_side("your parcel is late", talk(said))


HOLT = replace(talk(), persona=persona(name="Adaeze Holt"))


@pytest.mark.parametrize(
    "line",
    [
        "Thank you, Adaeze.",
        "Hello Ms Holt, how are you?",
        "I see that, Mrs. Holt, and it goes out today.",
        "It leaves at six. Adaeze, which address is it?",
        "Adaeze Holt, is that right?",
    ],
)
def test_whoever_is_called_by_name_is_spoken_to(line: str) -> None:
    assert addresses_the_customer(line, HOLT)


@pytest.mark.parametrize(
    "line",
    [
        "It's Adaeze Holt.",
        "The name is Holt, Adaeze Holt.",
        "Mrs Holt to you is what they call me.",
        "I'm Ms Holt, not Mr Holt.",
        "My husband's people, the Holts, had the same.",
        "Hold on, the holt is full of otters.",
        "Thank you, Priya.",
    ],
)
def test_whoever_gives_a_name_or_calls_another_is_not(line: str) -> None:
    assert not addresses_the_customer(line, HOLT)
