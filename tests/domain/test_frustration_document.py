"""The document on frustration says what the code does, figure by figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.customer.cue import Band
from coach.domain import frustration as f
from coach.domain.assessment import Event
from coach.domain.persona import Temperament

TEXT = (Path(__file__).parent.parent.parent / "docs" / "frustration.md").read_text(encoding="utf-8")


def row(start: str) -> str:
    (found,) = [line for line in TEXT.splitlines() if line.startswith(f"| {start}")]
    return found.rstrip(" |").rpartition("| ")[2] if found.count("|") == 3 else found


def falls(*points: float) -> str:
    return ", ".join(f"-{point:g}" if point else "0" for point in points)


@pytest.mark.parametrize(
    ("start", "points"),
    [
        ("a correct step", f.STEP),
        ("a question that the case needs", f.NEEDED_QUESTION),
        ("an open question", f.OPEN_QUESTION),
        ("a step that serves", f.MATTERS_MOST),
        ("an own mistake", f.OWNED_MISTAKE),
        ("the supervisor whom", f.SUPERVISOR_BROUGHT),
        ("something that soothes", f.SOOTHED),
    ],
)
def test_what_calms_calms_by_as_much_as_it_says(start: str, points: float) -> None:
    assert f"| {falls(points)}" in row(start)


def test_help_without_being_heard_is_worth_a_third() -> None:
    assert f"a third: {falls(f.STEP / f.HEARD_NOTHING)}" in row("a correct step")
    assert f"a third: -{f.NEEDED_QUESTION / f.HEARD_NOTHING:.1f}" in row("a question that the case needs")
    assert falls(*f.ACKNOWLEDGED_ALONE) in row("being heard, without")


def test_every_rise_of_the_table_is_listed_with_its_points() -> None:
    for id_, points in f.RISES.items():
        assert row(f"`{id_}`").endswith(f"+{points}"), id_
    assert row(f"`{Event.NO_PROGRESS}`").endswith(f"+{f.NO_PROGRESS}")


@pytest.mark.parametrize(
    ("start", "points"),
    [
        ("a belief that they counted on", f.DISAPPOINTED),
        ("the agent goes back", f.SAID_OTHERWISE),
        ("a trigger of this persona", f.TRIGGER),
        ("an empty reply", f.UNREADABLE),
        ("a supervisor whom they asked for is refused", f.SUPERVISOR_REFUSED),
    ],
)
def test_what_angers_beside_the_table_too(start: str, points: int) -> None:
    assert row(start).endswith(f"+{points}")


def test_apologies_triggers_bands_and_examples() -> None:
    assert row("an apology that helps nothing").endswith(", ".join(f"+{p}" for p in f.REPEATED_APOLOGY))
    assert f.TRIGGER_AGAIN == 1.5  # "half as much again"
    edges = [n for n in range(1, 101) if Band.of(n) is not Band.of(n - 1)]
    assert edges == [35, 60, 80]
    assert f"up to {edges[0] - 1} is calm, up to {edges[1] - 1} annoyed, up to {edges[2] - 1} angry" in TEXT
    assert f.RISES["dismissive"] * 1.5 == 9
    assert round(f.STEP * 0.7) == 8
    assert Temperament.model_fields["patience"].default == 3


def test_the_example_adds_up() -> None:
    help_, blow = f.STEP / f.HEARD_NOTHING * 0.9, f.DISAPPOINTED * 1.1
    assert f"55 - {help_:g} + {blow:g} is {55 - help_ + blow:g}, so she is now at 60, and angry" in TEXT
    assert Band.of(60) is Band.ANGRY
