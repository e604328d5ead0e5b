"""Plain helpful words that a rule once took for a fault."""

from __future__ import annotations

import pytest

from coach.domain.situation import Situation
from coach.scoring.borrowed import find_borrowed
from coach.scoring.built_in import score_reply
from coach.scoring.flags import find_flags
from coach.scoring.problem import Matter
from coach.scoring.reading import read

OWN = (
    "Masakit po 'yan, three weeks without pay. I'll release it on the 15th.",
    "Settled in '21 and we still bill you for it, I'm sorry.",
    "My fix right now: a new label in your inbox in two minutes.",
    "Are you certain that's what he said? I'll ask him.",
    "And what exactly did the caller say?",
    "Do you want me to write to your landlord?",
    "Heavy rain causes signal loss in that band.",
    "The contract allows legal action upon two missed instalments.",
    "Three documents, three wrong spellings, one useless cheque. I'm sorry.",
    'It says, "Your claim has been approved." The cheque went out on Thursday.',
    "The parcel shows as 'left with a neighbour', which is wrong.",
    "She got full marks and I'm sorry the certificate says otherwise.",
    "The marks will be updated this evening.",
    "As an AI, the chat assistant can only answer questions. I can refund you.",
    "Your complaint will be reviewed by the quality team on Monday.",
    "Kindly rate us five stars if you are happy with the repair.",
    "Dear Mrs Okafor,\nI'm sorry about the wait,\nthe engineer is on his way.\nDana",
    "Bring these:\n* your licence\n* a bill\n* 32 dollars",
    "The passenger next to you must have been upset too.",
)
"""Words of the agent's own to the customer that a crude rule takes for another's."""

FAULTY = {"blame_customer", "dismiss", "over_promise"}


@pytest.mark.parametrize(
    ("customer", "reply"),
    [
        ("What happens if I say I don't owe it?", "If you say you don't owe it, I open a dispute today."),
        ("Do I have to pay in the meantime?", "No, you don't pay anything in the meantime."),
        ("Your assistant promised me 400 euros.", "I'm sorry you were told that. It is 250 euros."),
        ("Your robot had me restart it four times.", "That is just its standard line, I won't repeat it."),
        ("Your robot had me restart it four times.", "There's no need to do any of that again."),
        ("Am I to blame for this?", "No. You were told the wrong thing, by us."),
        ("When will you look at it?", "We can look again once we get it from your doctor."),
    ],
)
def test_a_plain_helpful_reply_shows_no_fault(customer: str, reply: str) -> None:
    seen = score_reply(reply, Situation(customer)).assessment
    assert not seen.act_ids & FAULTY
    assert not seen.fault_ids & {"dismissive", "blame", "hollow_script"}


@pytest.mark.parametrize("reply", OWN)
def test_what_the_agent_says_to_the_customer_is_neither_flagged_nor_set_aside(reply: str) -> None:
    reading = read(reply)
    assert not find_flags(reading).evidence
    assert not find_borrowed(reading, Matter.of(Situation("What is going on with my claim?")))


def test_what_follows_a_quotation_is_the_agents_again() -> None:
    reading = read('He wrote: "Repair the two rooms now." I will book the repair for Monday.')
    aside = find_borrowed(reading, Matter.of(Situation("What did he write?")))
    assert aside
    assert "I will book the repair for Monday." in reading.blanked(aside).text
