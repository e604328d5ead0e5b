"""Tasks and policies in the form that tau2-bench publishes, written small here; what differs is told with its line."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from coach.content.tasks import read_policy, read_task
from coach.domain.source import Noted, Passage
from coach.errors import ContentError
from tests.counting import calls_of

INSTRUCTIONS = {
    "task_instructions": "If the agent says no, say that you were promised it.\nDo not hang up.",
    "domain": "retail",
    "reason_for_call": "You want your money back for a lamp that came broken.",
    "known_info": "You are Ana Lopes.\nYour order number is R-88120.",
    "unknown_info": "You do not know the day of delivery.",
}


def task(**changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "id": "7",
        "description": {"purpose": "A refund that is due."},
        "user_scenario": {"persona": None, "instructions": dict(INSTRUCTIONS)},
        "initial_state": None,
        "evaluation_criteria": {
            "actions": [],
            "communicate_info": ["34.50"],
            "nl_assertions": ["Agent should not offer a voucher."],
        },
    }
    return whole | changes


def written(folder: Path, held: object) -> Path:
    file = folder / "tasks.json"
    file.write_text(json.dumps(held, indent=2), encoding="utf-8")
    return file


def test_a_task_is_read_with_the_lines_of_its_parts(tmp_path: Path) -> None:
    file = written(tmp_path, [task(id="3"), task()])
    lines = file.read_text(encoding="utf-8").split("\n")
    found = read_task(file, task="7")
    assert found.name == "tasks-7"
    assert found.reason is not None
    assert found.reason.text == INSTRUCTIONS["reason_for_call"]
    assert "reason_for_call" in lines[found.reason.line - 1]
    assert found.reason.line > len(lines) / 2
    assert [one.text for one in found.known] == ["You are Ana Lopes.", "Your order number is R-88120."]
    assert [one.text for one in found.behaviour][1] == "Do not hang up."
    assert [one.text for one in found.expected] == [
        "Agent should not offer a voucher.",
        "Tell the customer: 34.50",
    ]


@pytest.mark.parametrize("held", [task(), [task()], {"tasks": [task()]}])
def test_one_task_needs_no_name(tmp_path: Path, held: object) -> None:
    assert read_task(written(tmp_path, held)).unknown == (
        Noted("You do not know the day of delivery.", 11),
    ) or (read_task(written(tmp_path, held)).unknown[0].text == "You do not know the day of delivery.")


def test_instructions_in_one_text_are_the_reason(tmp_path: Path) -> None:
    found = read_task(written(tmp_path, task(user_scenario={"instructions": "You want a refund."})))
    assert found.reason is not None
    assert found.reason.text == "You want a refund."


@pytest.mark.parametrize(
    ("held", "chosen", "says", "marked"),
    [
        ([task(id="1"), task(id="2")], None, "Choose one with --task: 1, 2", None),
        ([task(id="1")], "9", "no task called '9'", None),
        ([], None, "There are no tasks", None),
        (["a"], None, "There are no tasks", None),
        (task(user_scenario=None), None, "no `user_scenario` of", "user_scenario"),
        (
            task(user_scenario={"instructions": None}),
            None,
            "no `user_scenario.instructions`",
            "user_scenario",
        ),
        (
            task(user_scenario={"instructions": {**INSTRUCTIONS, "known_info": ["a"]}}),
            None,
            "known_info` is no text",
            "known_info",
        ),
        (
            task(
                user_scenario={
                    "instructions": {k: v for k, v in INSTRUCTIONS.items() if k != "reason_for_call"}
                }
            ),
            None,
            "reason_for_call` is missing",
            "id",
        ),
        (
            task(user_scenario={"instructions": {**INSTRUCTIONS, "reason_for_call": "\u200b"}}),
            None,
            "reason_for_call` is no text",
            "reason_for_call",
        ),
    ],
)
def test_where_a_task_differs_the_line_is_told(
    tmp_path: Path, held: object, chosen: str | None, says: str, marked: str | None
) -> None:
    file = written(tmp_path, held)
    with pytest.raises(ContentError) as caught:
        read_task(file, task=chosen)
    (fault,) = caught.value.faults
    assert (fault.code, fault.position.file) == ("C604", file)
    assert says in f"{fault.message} {fault.hint}"
    if marked:
        assert marked in file.read_text(encoding="utf-8").split("\n")[fault.position.line - 1]


def test_what_is_not_json_is_told_where_it_ends(tmp_path: Path) -> None:
    file = tmp_path / "tasks.json"
    file.write_text('[\n  {"id": "1",}\n]', encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_task(file)
    assert (caught.value.faults[0].code, caught.value.faults[0].position.line) == ("C603", 2)


def test_a_policy_is_read_by_sections_without_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "policy.md"
    file.write_text(
        "# Refunds\n\nIn short.\n\n## 2.1 Broken goods\n\n- Within 30 days.\n\n### Empty\n", encoding="utf-8"
    )
    assert read_policy(file) == (
        Passage("Refunds", "In short.", 1, is_title=True),
        Passage("Broken goods", "- Within 30 days.", 5, number="2.1"),
    )


def test_an_empty_policy_is_told(tmp_path: Path) -> None:
    file = tmp_path / "policy.md"
    file.write_text("# Refunds\n", encoding="utf-8")
    with pytest.raises(ContentError, match="C604"):
        read_policy(file)


@pytest.mark.parametrize("text", ["9" * 5000, "[" * 100_000])
def test_what_the_reader_of_json_gives_up_on_is_a_fault(tmp_path: Path, text: str) -> None:
    file = tmp_path / "tasks.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match="C603"):
        read_task(file)


def test_a_heading_of_a_hundred_thousand_spaces_is_read(tmp_path: Path) -> None:
    """A pattern that tried every way to share them out would not come to an end."""
    file = tmp_path / "policy.md"
    gap = " " * 100_000
    file.write_text(f"# 2.1 Money{gap}back ##\nIn 5 days.\n## x{'#' * 100_000}y\nNo.\n", encoding="utf-8")
    first, second = read_policy(file)
    assert first.heading == f"Money{gap}back"
    assert second.heading == f"x{'#' * 100_000}y"


def test_a_text_of_a_task_that_is_a_book_is_refused(tmp_path: Path) -> None:
    long = {**INSTRUCTIONS, "known_info": "You know it. " * 2000}
    with pytest.raises(ContentError, match=r"known_info` is longer than 20,000 characters"):
        read_task(written(tmp_path, task(user_scenario={"instructions": long})))


def test_the_lines_of_a_task_are_counted_once(tmp_path: Path) -> None:
    def work(sentences: int) -> int:
        told = {**INSTRUCTIONS, "known_info": "You know it. " * sentences}
        file = written(tmp_path, [task(user_scenario={"instructions": told})])
        return calls_of(partial(read_task, file))

    assert work(1200) <= 5 * work(300)


def test_what_drives_a_terminal_is_left_out(tmp_path: Path) -> None:
    hidden = "\x1b[2J\u202e\u200b\ud800"
    told = {key: f"{text}{hidden} {hidden}." for key, text in INSTRUCTIONS.items()}
    found = read_task(written(tmp_path, task(user_scenario={"instructions": told})))
    assert found.reason is not None
    notes = (found.reason, *found.known, *found.unknown, *found.behaviour, *found.expected)
    assert not [one for one in notes if not one.text or not one.text.isprintable()]
    file = tmp_path / "policy.md"
    file.write_text("# Mo\x1b[2Jney\n\nIn 5\u202e days.\n", encoding="utf-8")
    assert read_policy(file) == (Passage("Money", "In 5 days.", 1, is_title=True),)
