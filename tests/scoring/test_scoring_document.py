"""The document on scoring says what the code does, figure by figure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from coach.domain.assessment import Event, FaultId, Verdict
from coach.domain.customer import KnownInfo
from coach.domain.rubric import AXES, Measure, Quadrant
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.scoring import accuracy, empathy, faults, feedback, measures, scorecard
from coach.scoring.assess import ADDRESSING
from coach.scoring.built_in import score_reply
from coach.scoring.judge.verdict import NEAR
from coach.scoring.reasons import TOP_LEVEL
from coach.services import bulk

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
FLAT = " ".join(TEXT.split())


def row(start: str) -> str:
    """The row of a table that begins like this."""
    (found,) = [line for line in TEXT.splitlines() if line.startswith(f"| {start}")]
    return found


def cells(start: str) -> list[str]:
    return [cell.strip() for cell in row(start).strip("|").split("|")]


@pytest.mark.parametrize("level", ["validation", "understanding", "exploration"])
def test_the_points_of_a_level_are_those_of_the_formula(level: str) -> None:
    none, weak, strong = getattr(empathy, level.upper())
    assert none == 0
    assert cells(f"{level}, weak or strong")[1] == f"{weak} or {strong}"


@pytest.mark.parametrize(
    ("start", "points"),
    [
        ("a civil reply", empathy.CIVIL),
        ("taking it on", empathy.OWNERSHIP),
        ("a remedy, or", empathy.HELP),
        ("each burden taken", empathy.RELIEF),
        ("each piece of office", -empathy.COLD),
    ],
)
def test_the_other_points_are_those_of_the_formula(start: str, points: float) -> None:
    assert cells(start)[1] == f"{points}"


def test_a_calm_customer_has_a_row_of_their_own() -> None:
    assert cells("the same to a calm customer")[1] == f"{empathy.HELP_WHEN_CALM} in its place"


@pytest.mark.parametrize("id_", empathy.COSTS, ids=str)
def test_every_fault_has_its_cost_its_ceiling_and_an_example(id_: FaultId | Event) -> None:
    _, example, cost, ceiling = cells(f"`{id_}`")
    assert example
    assert cost == f"{empathy.COSTS[id_]}"
    ceilings = {str(fault): f"{value}" for fault, value in empathy.CEILINGS.items()}
    assert ceiling == ceilings.get(id_, "")


def test_every_fault_stands_in_the_table_of_costs() -> None:
    assert set(FaultId) <= set(empathy.COSTS)


def test_what_is_counted_is_counted_alike() -> None:
    talks = f"more than {faults.TALKS_OVER_WORDS} words, or {faults.TALKS_OVER_TOPICS} topics"
    assert f"{talks} in more than {faults.TALKS_OVER_LEAST}" in row("`talks_over`")
    dump = f"more than {faults.DUMP_WORDS} words or more than {faults.DUMP_FACTS} facts"
    assert dump in row("`information_dump`")
    assert f"reaches {empathy.WORTH_SAYING} all the same" in FLAT


@pytest.mark.parametrize(
    ("start", "value"),
    [
        ("every fact stated is right", accuracy.RIGHT),
        ("one wrong or forbidden thing, with something", accuracy.ONE_FAULT_BESIDE_RIGHT),
        ("one wrong or forbidden thing, with nothing", accuracy.ONE_FAULT),
        ("two or more", 0.0),
    ],
)
def test_the_accuracy_of_a_reply_is_that_of_the_formula(start: str, value: float) -> None:
    assert cells(start)[1] == f"{value}"


def test_a_list_is_what_the_formula_calls_one() -> None:
    said = f"a list: {accuracy.LIST} facts or more, and {accuracy.LIST_SHARE:.0%}".replace("%", " %")
    assert cells(said)[1] == f"{accuracy.ONE_FAULT_BESIDE_RIGHT} at most"


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_row(verdict: Verdict) -> None:
    assert len(cells(f"{verdict} |")) == 3


@pytest.mark.parametrize("measure", get_args(Measure))
def test_every_measure_stands_on_its_axis(measure: Measure) -> None:
    (axis,) = [name for name, found in AXES.items() if measure in found]
    assert cells(f"{axis} | `{measure}`")[2]


@pytest.mark.parametrize("name", ["validation", "understanding"])
def test_what_the_levels_are_worth_in_a_session(name: str) -> None:
    worth = ", ".join(f"{value:g}" for value in getattr(measures, name.upper()))
    assert f"levels 0, 1, 2 are worth {worth};" in row(f"empathy | `{name}`")


def test_what_the_tone_of_a_session_loses() -> None:
    said = FLAT[FLAT.index("What `tone` loses") :].partition(". ")[0]
    parts = {part.strip().split(" for ")[0].split()[-1]: part for part in said.split(";")}
    for id_, cost in measures.TONE_COSTS.items():
        assert f"`{id_}`" in parts[f"{cost:g}"], id_
    assert f"or {measures.MERELY_CIVIL:g} where nothing shows" in row("empathy | `tone`")


@pytest.mark.parametrize(
    ("start", "most"),
    [
        ("a needed fact was left wrong", scorecard.LEFT_WRONG),
        ("something forbidden was promised", scorecard.LEFT_WRONG),
        ("half of the required facts or more", scorecard.MOSTLY_LEFT_OUT),
        ("a required fact was never", scorecard.LEFT_OUT),
    ],
)
def test_what_holds_accuracy_down_is_what_the_formula_holds_it_to(start: str, most: float) -> None:
    assert cells(start)[1] == f"{most}"


def test_what_ownership_is_worth_in_a_session() -> None:
    said = row("empathy | `ownership`")
    assert f"{measures.TAKEN_ON:g} for taking it on, and {measures.DONE:g} for a remedy" in said
    assert f"{measures.DONE + measures.IN_PERSON:g} in all for one that the agent does in person" in said


@pytest.mark.parametrize("measure", get_args(Measure))
def test_every_measure_says_what_its_levels_mean(measure: Measure) -> None:
    table = TEXT[TEXT.index("**What an anchor may say.**") :].partition("**What holds")[0]
    rows = [line for line in table.splitlines() if f"`{measure}`" in line.partition("|")[2].partition("|")[0]]
    assert [len(line.strip("|").split("|")) for line in rows] == [7]


def test_the_quadrants_the_judge_and_the_fix_have_their_figures() -> None:
    for quadrant in Quadrant:
        assert quadrant.replace("_", " ") in FLAT
    assert f"from empathy {bulk.WARM:g} and accuracy {bulk.RIGHT:g} on" in FLAT
    assert f"Within {NEAR} of the built-in score" in FLAT
    assert f"what the criterion asks for at level {TOP_LEVEL}." in FLAT
    assert f"below {feedback.GOOD:g}: nothing of theirs in it" in FLAT
    assert f"Last, and below {feedback.FINE:g}, a phrase of the office" in FLAT
    assert ADDRESSING == 2.0
    assert "two points less on empathy" in FLAT


LINE = "You took the hire fee for my cello twice, and now my rent has bounced!"
SITUATION = Situation(
    LINE,
    facts=(
        Fact(
            id="refund",
            statement="The second charge of 38.50 pounds is refunded within 5 business days.",
            source="KB-12",
        ),
        Fact(id="today", forbidden="promise that the refund shows today", source="KB-12"),
    ),
    heard=LINE,
    known=(KnownInfo(id="hired", ask="what was hired", say="A cello."),),
    told=frozenset({"hired"}),
)


def examples(pattern: str) -> list[tuple[str, str]]:
    """(what it is an example of, the words)."""
    found = [match.groups() for line in TEXT.splitlines() if (match := re.match(pattern, line))]
    return [(name, words) for name, words in found]


@pytest.mark.parametrize(("id_", "said"), examples(r'\| `(\w+)`.*?\| "(.*?)" \|'))
def test_an_example_of_a_fault_has_that_fault(id_: str, said: str) -> None:
    assert LINE in FLAT
    assert id_ in score_reply(said, SITUATION).assessment.observed


@pytest.mark.parametrize(("name", "row"), examples(r"\| \*\*(\w+)\*\*: (.*)"))
def test_an_example_of_a_level_reaches_that_level(name: str, row: str) -> None:
    said = re.findall(r'"([^"]*)"', row)
    levels = [getattr(score_reply(one, SITUATION).assessment.levels, name) for one in said]
    assert levels == [0, 1, 2]


def test_an_example_of_a_verdict_has_that_verdict() -> None:
    found = examples(r'\| (correct|wrong|violated|absent) \|.*\| "(.*)" \|')
    assert [verdict for verdict, _ in found] == list(Verdict)
    for verdict, said in found:
        fact = "today" if verdict == "violated" else "refund"
        verdicts = {f.fact_id: f.verdict for f in score_reply(said, SITUATION).assessment.findings}
        assert verdicts[fact] == verdict, said


@pytest.mark.parametrize(
    ("said", "score"), re.findall(r'"([^"]*)" is civil \(1\.0\).*?: ([0-9.]+)\. ?', FLAT)
)
def test_a_worked_example_comes_to_what_is_said(said: str, score: str) -> None:
    assert score_reply(said, SITUATION).empathy.value == float(score)


def test_the_readme_leads_to_it() -> None:
    assert "(docs/scoring.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_links_lead_somewhere() -> None:
    for target in ("calibration.md", "../README.md", "../coach/scoring/training/CARD.md"):
        assert f"({target}" in TEXT
        assert (ROOT / "docs" / target).exists()
