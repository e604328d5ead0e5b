"""Pages that are pasted from an article, beside answers that only use its words."""

from __future__ import annotations

import pytest

from coach.domain.situation import Situation
from coach.scoring.assess import score_without_fix
from coach.scoring.read_out import find_read_out
from coach.scoring.reading import read

PAGE = """# KB-510 Overtime missing from a payslip

## 1. Separate payment

Missing pay of more than 300 euros is paid by a separate payment within 2 working days. Employees worry about
their rent, so say the day first. Ask what hangs on it, because people do not always tell us.
"""
LINE = "You paid me nothing for three Saturdays. I'm furious."
PASTED = (
    "Employees worry about their rent, so say the day first. Ask what hangs on it, because people do not always "
    "tell us."
)


def stretches(reply: str) -> list[str]:
    return [reply[span.start : span.end] for span in find_read_out(read(reply), [PAGE])]


def test_a_passage_is_found_with_its_heading_whatever_its_case_and_breaks() -> None:
    reply = f"KB-510 overtime missing from a PAYSLIP.\n{PASTED}"
    assert " ".join(stretches(reply)).split() == reply.split()


@pytest.mark.parametrize(
    "reply",
    [
        "Missing pay of more than 300 euros is paid by a separate payment within 2 working days. I've ordered yours.",
        "Three Saturdays unpaid, that's on us. I'm ordering it as a separate payment within 2 working days.",
        "You'll have it on Monday.",
        "KB-510 Overtime missing from a payslip",
        "",
    ],
)
def test_an_answer_in_the_articles_words_is_an_answer(reply: str) -> None:
    assert stretches(reply) == []


def test_a_pasted_passage_earns_no_empathy_and_own_words_beside_it_keep_theirs() -> None:
    situation = Situation(customer_line=LINE, articles=(PAGE,))
    own = "Three Saturdays without pay, of course you're furious, and I'm sorry."
    pasted = score_without_fix(PASTED, situation).empathy.value
    alone = score_without_fix(own, situation).empathy.value
    both = score_without_fix(f"{own} {PASTED}", situation).empathy.value
    assert pasted is not None
    assert alone is not None
    assert both is not None
    assert pasted <= 0.5
    assert alone - both + 1e-9 > 0 or both == alone
    assert both > 2


def test_a_pasted_passage_reaches_no_level_for_the_scorecard_and_own_words_keep_theirs() -> None:
    situation = Situation(
        customer_line=LINE,
        problem="Three Saturdays of overtime are missing from the payslip, and the rent is due.",
        articles=(PAGE,),
    )
    own = "Three Saturdays without pay, of course you're furious, and I'm sorry."
    pasted = score_without_fix(PASTED, situation).assessment.levels
    alone = score_without_fix(own, situation).assessment.levels
    both = score_without_fix(f"{own} {PASTED}", situation).assessment.levels
    assert (pasted.validation, pasted.exploration, pasted.understanding) == (0, 0, 0)
    assert pasted.evidence == ()
    assert (both.validation, both.understanding) == (alone.validation, alone.understanding)
    assert {e.id for e in both.evidence} >= {"validation", "understanding"}
