"""What can be wrong in the tests that scenarios and rubrics carry, by place."""

from __future__ import annotations

import pytest

from coach.content.check import check
from coach.content.library import FileLibrary
from coach.domain.reply_tests import ReplyTest
from tests.content.samples import Files, place

TALK = """\
tests:
  - title: A talk
    talk: [{customer: Where is it?}, {agent: It comes today.}]
    facts: [{id: day, statement: It comes today.}]
    expect: {criteria: {heard: [0, 5]}, fails: [blamed]}
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "says", "at"),
    [
        ("heard: [0, 5]", "herd: [0, 5]", "C307", "no criterion called 'herd'", "herd"),
        ("[blamed]", "[blames]", "C307", "no auto-fail called 'blames'", "blames"),
        ("[0, 5]", "[5, 0]", "C207", "from the lower to the higher", "5, 0]"),
        ("{agent: It comes today.}", "{customer: When?}", "C207", "at least one line of the agent", "talk:"),
        ("{agent: It", "{bot: Hi, agent: It", "C201", "no key `bot`", "bot"),
        ("{agent: It", "{customer: Hi, agent: It", "C207", "one speaker", "A talk"),
    ],
)
def test_a_fault_in_a_rubrics_test_is_named(
    files: Files, library: FileLibrary, old: str, new: str, code: str, says: str, at: str
) -> None:
    text = files.rubric.read_text(encoding="utf-8") + TALK
    assert text.count(old) == 1
    files.rubric.write_text(text.replace(old, new), encoding="utf-8")
    (fault,) = check([files.rubric], library)
    assert (fault.code, says in fault.message) == (code, True), fault
    if at != "A talk":
        assert (fault.position.line, fault.position.column) == place(text.replace(old, new), at)


def test_a_rubric_with_sound_tests_has_no_fault(files: Files, library: FileLibrary) -> None:
    files.rubric.write_text(files.rubric.read_text(encoding="utf-8") + TALK, encoding="utf-8")
    assert check([files.rubric], library) == ()


def test_an_event_that_does_not_exist_is_named_and_one_that_does_is_not(
    files: Files, library: FileLibrary
) -> None:
    text = files.scenario.read_text(encoding="utf-8")
    files.scenario.write_text(text.replace("faults: [dismissive]", "events: [asked_again]"), encoding="utf-8")
    assert not [fault for fault in check([files.scenario], library) if "event" in fault.message]
    files.scenario.write_text(text.replace("faults: [dismissive]", "events: [asked_agin]"), encoding="utf-8")
    (fault,) = [fault for fault in check([files.scenario], library) if "event" in fault.message]
    assert (fault.code, fault.hint) == ("C307", "Did you mean asked_again?")


def test_a_band_of_a_scenario_that_is_out_of_order_is_a_fault_and_still_can_be_read(
    files: Files, library: FileLibrary
) -> None:
    text = files.scenario.read_text(encoding="utf-8")
    changed = text.replace("faults: [dismissive]", "empathy: [4, 3], faults: [dismissive]")
    files.scenario.write_text(changed, encoding="utf-8")
    (fault,) = [one for one in check([files.scenario], library) if one.code == "C207"]
    assert (
        fault.message
        == "`empathy`: a band goes from the lower to the higher mark between 0 and 5, like [3, 5]."
    )
    assert ReplyTest.model_validate({"reply": "Hello.", "expect": {"empathy": [4, 3]}}).expect.empathy == (
        4,
        3,
    )
