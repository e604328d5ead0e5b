"""Drafts: what a talk or a task tells stands in them, what it does not tell is marked, and nobody can be known by them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

import pytest

from coach.domain.scenario import LineOfBusiness, Speaker
from coach.domain.source import Noted, Passage, Said, Source
from coach.services.drafting.draft import Choices, draft_of
from coach.services.drafting.facts import name_of
from coach.services.drafting.gaps import LONGEST, TODO, shortened, todo
from tests.counting import calls_of

CHOICES = Choices("late-coat", LineOfBusiness.CUSTOMER_SUPPORT, "sam-lee", "desk", datetime(2026, 11, 22, 14))
B, C, A = Speaker.BOT, Speaker.CUSTOMER, Speaker.AGENT
TALK = (
    Said(B, "Hello! How can I help?", 1),
    Said(C, "order 88412075 never came", 2),
    Said(B, "Is there anything else?", 3),
    Said(C, "a human", 4),
    Said(A, "Hi Emma, this is Kim. Could I have your email address, please?", 5),
    Said(C, "I gave it to your bot! It has been nine days and nobody answers. It's emma@example.org.", 6),
    Said(A, "Thanks, Emma. What is the order number?", 7),
    Said(C, "88412075. And when do I get my shipping back?", 8),
    Said(
        A,
        "The shipping of 6.90 euros is refunded within 5 business days. Do you know the date of the order?",
        9,
    ),
    Said(C, "No idea. This is ridiculous, I am tired of explaining it.", 10),
    Said(A, "A new coat comes by express, free of charge.", 11),
    Said(C, "Thanks, that is all.", 12),
)
POLICY = (
    Passage("Sending again", "A coat that came back is sent again by express within 2 working days.", 3),
    Passage(
        "Money",
        "- Shipping is refunded within 5 business days.\n- Agents must not promise the coat on the same day.\n- We sell lamps.",
        7,
    ),
)


def test_a_talk_becomes_handoff_opening_known_details_wishes_and_vents() -> None:
    scenario = draft_of(Source("chat.txt", TALK), CHOICES).scenario
    customer = scenario.customer
    assert (scenario.handoff[0].speaker, scenario.handoff[0].text) == (B, "Hello! How can I help?")
    assert len(scenario.handoff) == 4
    assert customer.opening.startswith(
        f"{TODO}: make up what stands in brackets. The source says: I gave it to"
    )
    assert [(known.ask, known.told) for known in customer.known_info] == [
        ("the email address", True),
        ("the order number", True),
    ]
    assert customer.unknown_info == ("the date of the order",)
    assert customer.lines["vent"] == ("This is ridiculous, I am tired of explaining it.",)
    assert customer.goals[0].wants == "And when do I get my shipping back?"


def test_facts_come_from_the_policy_with_their_section() -> None:
    draft = draft_of(Source("chat.txt", TALK, POLICY), CHOICES)
    facts = {fact.source: fact for fact in draft.scenario.facts if fact.statement}
    assert facts["POL-1 section 1"].statement == POLICY[0].body
    assert facts["POL-1 section 2"].statement == "Shipping is refunded within 5 business days."
    (ban,) = [fact for fact in draft.scenario.facts if fact.forbidden]
    assert (ban.forbidden, ban.source) == ("promise the coat on the same day", "POL-1 section 2")
    assert "lamps" not in str(draft.scenario.facts)
    assert draft.scenario.articles == ("articles/POL-1.md",)
    assert "## 2. Money" in draft.article
    assert [fact.required for fact in draft.scenario.facts if fact.statement] == [True, True]


def test_without_a_policy_what_the_agent_said_is_proposed_and_stands_in_the_briefing() -> None:
    draft = draft_of(Source("chat.txt", TALK), CHOICES)
    (fact,) = [fact for fact in draft.scenario.facts if "6.90" in fact.text]
    assert fact.source == "the briefing"
    assert fact.statement is not None
    assert fact.statement in draft.scenario.briefing
    assert draft.article == ""


def test_every_gap_is_marked_and_those_with_a_line_name_it() -> None:
    draft = draft_of(Source("chat.txt", TALK, POLICY), CHOICES)
    texts = re.findall(rf'"({TODO}[^"]*)"', draft.scenario.canonical())
    assert len(texts) >= 6
    assert any(text.startswith(f"{TODO} (chat.txt:8): what they say when they have it") for text in texts)
    assert any(text.startswith(f"{TODO} (chat.txt:6): why they get in touch") for text in texts)


def test_nobody_can_be_known_by_a_draft() -> None:
    draft = draft_of(Source("chat.txt", TALK, POLICY), CHOICES)
    said = draft.scenario.canonical()
    for personal in ("Emma", "Kim", "emma@example.org", "88412075"):
        assert personal not in said
    numbers = set(re.findall(r"\b\d{8}\b", said))
    assert len(numbers) == 1  # the same made-up number in the handoff and in the answer
    assert draft.masked == ("contacts and cards", "names", "numbers")


def test_a_task_becomes_what_its_customer_knows_wants_and_must_not_be_promised() -> None:
    source = Source(
        "tasks-7",
        policy=POLICY,
        reason=Noted("You want the shipping of your coat back.", 10),
        known=(Noted("You are Ana Lopes.", 12), Noted("Your order number is R-88120.", 12)),
        unknown=(Noted("You do not know the day of delivery.", 13),),
        behaviour=(Noted("Do not hang up.", 8),),
        expected=(Noted("Agent should not offer a voucher.", 20), Noted("Tell the customer: 6.90", 21)),
    )
    scenario = draft_of(source, CHOICES).scenario
    (known,) = scenario.customer.known_info
    assert known.ask == "the order number"
    assert known.say != "R-88120."
    assert scenario.customer.unknown_info == ("You do not know the day of delivery.",)
    assert scenario.customer.goals[0].wants is not None
    assert "offer a voucher" in [fact.forbidden for fact in scenario.facts]
    assert "(tasks-7:8): the task wants of its customer: Do not hang up." in scenario.briefing
    assert scenario.customer.opening.startswith(f"{TODO} (tasks-7:10)")


def test_a_talk_without_a_figure_leaves_the_fact_to_be_written() -> None:
    talk = (Said(C, "Where is it?", 1), Said(A, "I will look.", 2), Said(C, "Fine.", 3))
    scenario = draft_of(Source("a.txt", talk), CHOICES).scenario
    assert [fact.id for fact in scenario.facts] == ["what-is-so"]
    assert scenario.customer.goals[0].needs == ("what-is-so",)


def test_an_agent_who_does_not_offer_help_first_opens_the_talk() -> None:
    calls = (Said(A, "Good morning, I am calling about the cut on Thursday.", 1), Said(C, "What cut?", 2))
    answers = (Said(A, "Thank you for calling, how can I help?", 1), Said(C, "The power is gone.", 2))
    assert draft_of(Source("a.txt", calls), CHOICES).scenario.opens == "agent"
    assert draft_of(Source("a.txt", answers), CHOICES).scenario.opens == "customer"


def test_a_talk_as_long_as_a_day_fits() -> None:
    long = tuple(Said((A, C)[at % 2], f"Why does {'it ' * 400}cost {at} euros?", at) for at in range(1, 300))
    scenario = draft_of(Source("a.txt", long, POLICY), CHOICES).scenario
    assert len(scenario.customer.opening) <= LONGEST


def test_marks_fit_into_a_line_and_names_are_ids() -> None:
    assert len(todo("x" * 900)) <= LONGEST
    assert shortened("a b c", most=100) == "a b c"
    assert name_of("Refunds are made within 5 business days.") == "refunds-made-business-days"
    assert name_of("?!") == "statement"


LONG = "x" * 700


@pytest.mark.parametrize(
    "source",
    [
        Source(
            "a",
            (Said(A, f"Refund {LONG} takes 5 days to be.", 1), Said(C, f"No! The refund is {LONG} late.", 2)),
        ),
        Source(
            "a", (Said(C, f"Refund {LONG}.", 1), Said(A, "Can you confirm the refund?", 2), Said(C, LONG, 3))
        ),
        Source(
            "a",
            reason=Noted(LONG, 1),
            known=(Noted(f"Your {'y' * 30} is {LONG}.", 2),),
            unknown=(Noted(LONG, 3),),
        ),
        Source(
            "a",
            reason=Noted("r", 1),
            expected=(Noted(f"Agent should not {LONG}", 2), Noted("Agent must not .", 3)),
        ),
        Source("a", TALK, (Passage("Refund", f"A refund of shipping {LONG}{LONG} takes 5 days.", 1),)),
        Source(f"a\nid: b\x1b[2J{LONG}", reason=Noted("r", 1), behaviour=(Noted("b", 2),)),
    ],
)
def test_whatever_is_long_or_empty_becomes_a_draft(source: Source) -> None:
    scenario = draft_of(source, CHOICES).scenario
    assert all(len(fact.id) <= 64 for fact in scenario.facts)
    assert "\x1b" not in scenario.canonical()


def test_a_sentence_without_end_is_no_statement_and_costs_nothing() -> None:
    def work(words: int) -> int:
        said = (Said(C, "refund", 1), Said(A, "The refund is " + "twenty two hundred and " * words, 2))
        return calls_of(lambda: draft_of(Source("a", said), CHOICES))

    assert work(400) <= 5 * work(100)


def test_a_ban_of_the_policy_and_a_word_of_the_agent_never_share_an_id() -> None:
    said = (Said(C, "Is a full refund of 30 euros due?", 1), Said(A, "A full refund of 30 euros is due.", 2))
    ban = Passage("Refunds", "Agents must not offer a full refund of the euros due.", 1)
    facts = draft_of(Source("a", said, (ban,)), CHOICES).scenario.facts
    assert [fact.id for fact in facts if fact.forbidden] == ["offer-full-refund-euros"]
    same = replace(ban, body="It is never a full refund 30 euros.")
    facts = draft_of(Source("a", said, (same,)), CHOICES).scenario.facts
    assert len({fact.id for fact in facts}) == len(facts)


@pytest.mark.parametrize(
    ("sentence", "ban"),
    [
        ("Agents must not promise the coat on the same day.", "promise the coat on the same day"),
        ("Do not tell anybody to buy a second coat.", "tell anybody to buy a second coat"),
        ("Do not tell anybody to buy a coat: the first is not refunded.", "tell anybody to buy a coat"),
        ("If the coat is lost, never offer a voucher.", "offer a voucher"),
        ("When a customer asks for the coat, you must not name a day.", "name a day"),
        ("We cannot promise a coat by a courier.", "promise a coat by a courier"),
        ("This holds when the customer says that they cannot keep the coat on.", None),
        ("Customers must not send the coat back within 5 days.", None),
        ("The shop cannot print the coat ticket within 5 days.", None),
        ("A customer who does not have the coat or never had it waits 5 days.", None),
        ("People don't pay for the coat within 5 days.", None),
        ("A coat must not be promised.", None),
    ],
)
def test_a_ban_is_what_the_agent_must_not_do(sentence: str, ban: str | None) -> None:
    facts = draft_of(Source("a", TALK, (Passage("Coats", sentence, 1),)), CHOICES).scenario.facts
    assert [fact.forbidden for fact in facts if fact.forbidden] == ([ban] if ban else [])
