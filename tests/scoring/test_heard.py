from __future__ import annotations

from datetime import datetime

import pytest

from coach.domain.assessment import Question, Verdict
from coach.domain.customer import Hidden
from coach.domain.persona import Aside
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.scoring.assess import score_without_fix
from coach.scoring.heard import BY_GIST

HOLD = Fact(
    id="hold",
    statement="The bill of 2,380 dollars is put on hold for 45 days, and nothing is due while the claim is reviewed.",
    gist=("not pay/owe/due now/while/during", "bill hold/freeze/frozen/stopped"),
)
LINE = "And the bill? Do I have to pay it in one week?"
STORE = Aside(asked=("which/what store/shop",), say="The one on Main Street.")


def situation(**changes: object) -> Situation:
    base: dict[str, object] = {
        "customer_line": LINE,
        "facts": (HOLD,),
        "today": datetime(2026, 11, 23, 14, 5),
        "asides": (STORE,),
    }
    return Situation(**(base | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "reply",
    [
        "Your bill's frozen for now, so breathe.",
        "You don't owe a thing while they look at it again.",
        "Right, the bill is stopped for forty-five days.",
    ],
)
def test_the_authors_gist_makes_a_statement_heard(reply: str) -> None:
    finding = score_without_fix(reply, situation()).assessment.findings[0]
    assert finding.verdict is Verdict.CORRECT
    assert finding.evidence is not None
    assert finding.evidence.quote in reply


def test_what_is_heard_by_gist_says_so_and_quotes_the_sentence() -> None:
    reply = "Okay. You don't owe a thing while they look at it again. Anything else?"
    finding = score_without_fix(reply, situation()).assessment.findings[0]
    assert finding.evidence is not None
    assert finding.evidence.rule == BY_GIST
    assert finding.evidence.quote == "You don't owe a thing while they look at it again."


@pytest.mark.parametrize(
    "reply",
    [
        "Is your bill frozen?",
        "The bill is on hold for 30 days.",
        "And the bill? You have to pay it in one week.",
        "I'll look at your bill.",
    ],
)
def test_a_question_another_value_and_an_announcement_are_not_the_statement(reply: str) -> None:
    assert score_without_fix(reply, situation()).assessment.findings[0].verdict is not Verdict.CORRECT


CASH = Fact(
    id="no-400",
    forbidden="promise that 400 euros are paid",
    source="KB-6",
    gist=("400/four_hundred get/come/pay/paid",),
)


def test_the_gist_of_a_ban_breaks_it_and_a_denial_of_it_does_not() -> None:
    promised = score_without_fix("And the four hundred will come within a week.", situation(facts=(CASH,)))
    (finding,) = promised.assessment.findings
    assert finding.verdict is Verdict.VIOLATED
    assert finding.because.startswith('says "And the four hundred will come')
    denied = score_without_fix("The four hundred will not come.", situation(facts=(CASH,)))
    assert denied.assessment.findings[0].verdict is Verdict.ABSENT


def test_their_own_line_given_back_says_nothing_new() -> None:
    heard = situation(customer_line="So my bill is frozen and stopped?")
    seen = score_without_fix("Your bill is frozen and stopped.", heard).assessment
    assert seen.findings[0].evidence is None or seen.findings[0].evidence.rule != BY_GIST


def test_a_small_question_is_seen_with_what_the_customer_answers() -> None:
    seen = score_without_fix("Which store did you take it to?", situation()).assessment
    assert seen.aside is not None
    assert (seen.aside.id, seen.aside.quote) == (STORE.say, "Which store did you take it to?")
    assert seen.other_question is None


def test_a_statement_with_the_words_of_a_small_question_asks_nothing() -> None:
    assert score_without_fix("I know which store that was.", situation()).assessment.aside is None


def test_a_small_question_is_taken_once_also_behind_what_is_cleaned_away() -> None:
    hidden = "\u200b" * 5
    seen = score_without_fix(
        f"{hidden}All right.{hidden} Which store did you take it to?", situation()
    ).assessment
    assert seen.aside is not None
    assert seen.aside.quote == "Which store did you take it to?"
    assert seen.other_question is None
    assert not seen.asks_something_else


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("Freeze my bill.", "Your bill is frozen."),
        ("Kindly freeze the bill lah.", "Done, your bill is frozen."),
        ("Is my bill frozen?", "Your bill is frozen."),
        ("Is my bill frozen po?", "Yes, it's frozen, your bill."),
        ("My bill is not frozen at all.", "Your bill is frozen."),
        ("So I have to pay now?", "You don't have to pay now."),
        ("The bill is frozen, they said.", "The bill is frozen for 45 days."),
        ("I want the bill on hold.", "You want the bill on hold, and it's on hold, your bill."),
    ],
)
def test_a_short_answer_in_the_customers_words_is_heard(line: str, reply: str) -> None:
    seen = score_without_fix(reply, situation(customer_line=line)).assessment.findings[0]
    assert seen.verdict is Verdict.CORRECT


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("The bill is frozen, they told me.", "I see, the bill is frozen."),
        ("I don't have to pay now.", "You don't have to pay now."),
        ("Please put the bill on hold po.", "So you are asking to put the bill on hold."),
        ("I want the bill on hold.", "You want the bill on hold, I hear you."),
    ],
)
def test_what_the_customer_claims_or_wants_said_back_is_not_heard(line: str, reply: str) -> None:
    seen = score_without_fix(reply, situation(customer_line=line)).assessment.findings[0]
    assert seen.verdict is not Verdict.CORRECT


SOON = Aside(asked=("when/how_soon need/by",), say="By Monday.")


def test_a_question_that_the_author_has_an_answer_to_does_not_go_for_a_secret() -> None:
    untold = Hidden(id="school", explored_by="what the coat is for", say="My son starts school on Monday.")
    reply = "When do you need it by?"
    assert score_without_fix(reply, situation(untold=(untold,), asides=())).assessment.explores
    seen = score_without_fix(reply, situation(untold=(untold,), asides=(SOON,))).assessment
    assert not seen.explores
    assert seen.aside is not None
    assert seen.aside.id == "By Monday."


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("Can you check your inbox?", Question.REQUEST),
        ("Would you be able to hold for a minute?", Question.REQUEST),
        ("Can you pay by Friday?", Question.YOURS),
        ("Could you borrow it from somebody?", Question.YOURS),
        ("Would you be able to sign it today?", Question.YOURS),
    ],
)
def test_nobody_says_yes_in_passing_to_what_costs_them(reply: str, kind: Question) -> None:
    assert score_without_fix(reply, situation()).assessment.other_question is kind
