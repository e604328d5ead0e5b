"""What the rules over a scenario must not say; what they must say stands in tests/content/test_check.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from coach.domain.scenario import Article, Scenario
from coach.services.curating.contradicting import against_articles, against_each_other
from coach.services.curating.exemplary import marked_down
from coach.services.curating.giving_away import given_away, told_beside
from coach.services.curating.nudging import misjudged
from coach.services.curating.reaching import out_of_reach
from coach.services.curating.reading_ease import hard_to_read, school_years, too_long
from coach.services.curating.remark import Draft, Remark, quote
from coach.services.curating.rules import remarks
from coach.services.curating.sourcing import not_in_its_source
from coach.services.curating.using import never_comes_up, never_needed
from tests.builders import scenario

Rule = Callable[[Draft], Iterator[Remark]]
REFUND = {"id": "refund", "statement": "The refund takes 5 business days.", "required": True}
COAT = {"id": "new-date", "statement": "A new coat arrives on Saturday 21 November.", "required": True}
CREDIT = {"id": "credit", "statement": "A credit of 10 pounds can be given."}

ELSEWHERE = {"source": "KB-9"}


def codes(rule: Rule, of: Scenario, *articles: str) -> list[str]:
    bodies = tuple(Article(id=f"KB-{at}", title="", body=body) for at, body in enumerate(articles, start=1))
    return [remark.code for remark in rule(Draft(of, bodies))]


def with_facts(*facts: dict[str, Any], **more: Any) -> Scenario:
    return scenario(facts=[REFUND, COAT, CREDIT, *facts], **more)


@pytest.mark.parametrize(
    "rule",
    [
        out_of_reach,
        never_needed,
        against_each_other,
        given_away,
        told_beside,
        marked_down,
        misjudged,
        too_long,
    ],
)
def test_a_sound_scenario_is_let_be(rule: Rule) -> None:
    assert codes(rule, scenario()) == []


def ways(*found: dict[str, Any]) -> Scenario:
    goal = {"id": "coat", "ways": [{"accepts": "Fine.", **way} for way in found]}
    return scenario(customer={"goals": [goal]})


def test_an_easier_way_may_come_second() -> None:
    assert codes(out_of_reach, ways({"needs": ["refund", "new-date"]}, {"needs": ["refund"]})) == []
    assert codes(out_of_reach, ways({"needs": ["refund"]}, {"needs": ["refund", "new-date"]})) == ["C902"]


def test_a_harder_way_may_come_second_where_the_first_one_can_close() -> None:
    closing = {"needs": ["refund"], "unless": "school"}
    assert codes(out_of_reach, ways(closing, {"needs": ["refund", "new-date"]})) == []
    assert codes(out_of_reach, ways(closing, {"needs": ["refund", "new-date"], "unless": "school"})) == [
        "C902"
    ]


def test_a_goal_that_asks_for_something_told_and_something_not_is_met_by_a_reply() -> None:
    assert codes(out_of_reach, ways({"asks": ["order", "address"]})) == []
    assert codes(out_of_reach, ways({"asks": ["order"]})) == ["C901"]


def test_a_required_fact_that_puts_a_belief_right_is_asked_for() -> None:
    fact = {"id": "wait", "statement": "Nothing is paid out in cash.", "required": True}
    belief = {"id": "cash", "holds": "that it is paid in cash", "corrected_by": "wait"}
    assert codes(never_needed, with_facts(fact)) == ["C903"]
    assert codes(never_needed, with_facts(fact, customer={"beliefs": [belief]})) == []


def test_a_fact_that_the_customer_speaks_of_comes_up() -> None:
    odd = {"id": "odd", "statement": "Giraffes sleep standing."}
    near = {"id": "near", "statement": "Parcel 4471 was handed to a courier."}
    assert codes(never_comes_up, with_facts(odd, near)) == ["W904"]


def test_a_figure_of_the_case_need_not_stand_in_an_article() -> None:
    cited = {**REFUND, "statement": "The refund for parcel 4471 takes 5 business days.", "source": "KB-1"}
    draft = scenario(facts=[cited, COAT | ELSEWHERE, CREDIT | ELSEWHERE])
    assert codes(not_in_its_source, draft, "# KB-1\n\nA refund takes 5 business days for any parcel.") == []
    assert codes(not_in_its_source, draft, "# KB-1\n\nA refund takes 6 business days for any parcel.") == [
        "C905"
    ]


def test_the_briefing_is_a_source() -> None:
    cited = {**REFUND, "source": "the briefing"}
    facts = [cited, COAT | ELSEWHERE, CREDIT | ELSEWHERE]
    said = scenario(facts=facts, briefing="The refund takes 5 business days.")
    assert codes(not_in_its_source, said) == []
    assert codes(not_in_its_source, scenario(facts=facts)) == ["C905"]


def test_facts_on_other_matters_do_not_contradict_each_other() -> None:
    other = {"id": "answer", "statement": "A complaint is answered within 15 days."}
    assert codes(against_each_other, with_facts(other)) == []
    same = {"id": "again", "statement": "The refund takes 9 business days."}
    assert codes(against_each_other, with_facts(same)) == ["C906"]


def test_what_must_not_be_said_for_a_while_forbids_no_fact() -> None:
    banned = {"id": "early", "forbidden": "promise that the refund takes business days"}
    early = {**banned, "paraphrases": ["The refund takes 5 business days."]}
    assert codes(against_each_other, with_facts(early)) == ["C907"]
    assert codes(against_each_other, with_facts({**early, "until": ["address"]})) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The refund takes 9 business days.", ["C908"]),
        ("The refund takes 5 business days.", []),
        ("Until June the refund took 9 business days.", []),
        ("Example: the refund takes 9 business days.", []),
        ("Never say that the refund takes 9 business days.", []),
        ("The refund of a deposit at our partner's hotel takes 9 business days to be decided.", []),
    ],
)
def test_only_a_plain_sentence_on_the_same_matter_contradicts_a_fact(sentence: str, found: list[str]) -> None:
    assert codes(against_articles, scenario(), f"# KB-1\n\n## 1. Refunds\n\n{sentence}") == found


@pytest.mark.parametrize(
    ("briefing", "found"),
    [
        ("Her son starts school on Monday.", ["C801"]),
        ("She wants the coat by Monday.", []),
        ("Ask what the coat is for. Monday is a busy day.", []),
    ],
)
def test_one_word_of_a_secret_gives_nothing_away(briefing: str, found: list[str]) -> None:
    assert codes(given_away, scenario(briefing=briefing)) == found


def replies(*says: str, at: str = "the refund") -> Scenario:
    return scenario(model_replies=[{"at": at, "say": say} for say in says])


def test_a_model_reply_is_read_without_what_hangs_on_the_moment() -> None:
    assert codes(marked_down, replies("You'll get 10 pounds as a credit. Please send me the label.")) == []
    assert codes(marked_down, replies("Please calm down. The refund takes 5 business days.")) == ["C803"]


def test_what_may_be_said_later_is_no_fault_of_a_later_model_reply() -> None:
    early = {"id": "early", "forbidden": "say anything about the refund", "until": ["address"]}
    facts = [REFUND, COAT, CREDIT, {**early, "paraphrases": ["The refund takes 5 business days."]}]
    say = [{"at": "the refund", "say": "The refund takes 5 business days."}]
    at_once = [{"at": "opening", "say": "The refund takes 5 business days."}]
    assert codes(marked_down, scenario(facts=facts, model_replies=say)) == []
    assert codes(marked_down, scenario(facts=facts, model_replies=at_once)) == ["C802"]


def test_a_nudge_that_breaks_something_else_may_state_a_fact_rightly() -> None:
    right = {
        "at": "opening",
        "says": "The refund takes 5 business days.",
        "kind": "tone-deaf",
        "because": "Too early.",
    }
    assert codes(misjudged, scenario(copilot=[right])) == []
    wrong = {**right, "kind": "wrong", "breaks": "no-cash"}
    assert codes(misjudged, scenario(copilot=[wrong])) == []
    assert codes(misjudged, scenario(copilot=[{**wrong, "breaks": "refund"}])) == ["C804"]


def test_the_grade_is_that_of_the_formula() -> None:
    text = "The cat sat on the mat and the dog sat on the rug. " * 4
    assert school_years(text) == pytest.approx(0.39 * 13 + 11.8 - 15.59)
    assert school_years("Notwithstanding organisational considerations.") is None


def test_plain_words_are_easy_and_long_ones_are_hard() -> None:
    easy = scenario(briefing="You can send the money back. You can send a new coat. " * 5)
    hard = scenario(
        briefing="Notwithstanding organisational considerations regarding eligibility, " * 8 + "refund."
    )
    assert codes(hard_to_read, easy) == []
    assert codes(hard_to_read, hard) == ["W951"]


def test_a_quote_in_a_message_is_one_short_line() -> None:
    assert quote("So.\nIt is.") == "'So. It is'"
    assert len(quote("word " * 100)) < 100


def test_a_huge_scenario_is_not_laid_beside_itself() -> None:
    facts = [{"id": f"fact-{at}", "statement": "The refund takes 5 days."} for at in range(290)]
    found = list(remarks(Draft(with_facts(*facts))))
    assert [one.code for one in found] == ["W953"]
    assert "293 facts" in found[0].message


def test_nor_one_with_hundreds_of_ways_or_with_a_whole_talk_before_it() -> None:
    ways = [{"needs": ["refund"], "asks": [f"one-{at}"], "accepts": "Good."} for at in range(100)]
    said = scenario().customer.model_dump(mode="json", by_alias=True, exclude_none=True)
    many = scenario(customer={**said, "goals": [{"id": "money", "ways": ways}]})
    long = scenario(handoff=[{"bot": "Hello."}] * 100)
    for one, says in ((many, "100 ways to meet its goals"), (long, "100 lines of a handoff")):
        found = list(remarks(Draft(one)))
        assert [(remark.code, says in remark.message) for remark in found] == [("W953", True)]
