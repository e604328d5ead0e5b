"""What a preview reads from a file, and when it takes the file for saved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.bootstrap_trainer import open_new_content, open_preview
from coach.domain.scenario import LineOfBusiness
from coach.errors import ContentError, UsageError
from coach.services.events import CustomerSpoke
from coach.services.new_content import NewPersona, NewRubric, NewScenario
from coach.services.previewing import STAGE, Wish, saved
from coach.settings import load


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = open_new_content(load({})).scenario(NewScenario("mine", LineOfBusiness.HR), tmp_path)
    return made[0]


def test_each_reading_has_what_the_file_holds_then(file: Path) -> None:
    with open_preview(load({})) as preview:
        before = preview.read(Wish(file)).plan
        file.write_text(
            file.read_text(encoding="utf-8").replace("opening: My leave", "opening: All my leave"), "utf-8"
        )
        after = preview.read(Wish(file, persona="gerald-whitcombe", seed=7)).plan
    assert before.scenario.customer.opening.startswith("My leave in December")
    assert (before.seed, before.persona.id) == (1, "aoife-brennan")
    assert after.scenario.customer.opening.startswith("All my leave in December")
    assert (after.seed, after.persona.id) == (7, "gerald-whitcombe")


def test_a_persona_stands_in_the_case_named_or_in_the_usual_one(tmp_path: Path) -> None:
    (ruth,) = open_new_content(load({})).persona(NewPersona("ruth-adler", "Ruth Adler"), tmp_path)
    with open_preview(load({})) as preview:
        usual = preview.read(Wish(ruth)).plan
        chosen = preview.read(Wish(ruth, scenario="scan-claim-denied")).plan
    assert (usual.scenario.id, usual.persona.name, usual.hints) == (STAGE, "Ruth Adler", "full")
    assert (chosen.scenario.id, chosen.persona.name) == ("scan-claim-denied", "Ruth Adler")


def test_a_fault_and_a_file_of_another_kind_are_refused(file: Path, tmp_path: Path) -> None:
    (rubric,) = open_new_content(load({})).rubric(NewRubric("marks", "Marks"), tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace("difficulty: 1", "difficulty: 7"), "utf-8")
    with open_preview(load({})) as preview:
        with pytest.raises(ContentError):
            preview.read(Wish(file))
        with pytest.raises(UsageError, match="neither a scenario nor a persona"):
            preview.read(Wish(rubric))


async def test_a_whole_talk_can_be_held_and_nothing_is_found_of_it(file: Path) -> None:
    with open_preview(load({})) as preview:
        read = preview.read(Wish(file))
        session = await read.start()
        said = [event async for event in session.open() if isinstance(event, CustomerSpoke)]
        said += [e async for e in session.reply("Who approved the leave?") if isinstance(e, CustomerSpoke)]
        ended = [event async for event in session.end()]
        await session.aclose()
        assert (len(said), len(ended), len(session.state.replies)) == (2, 1, 1)
        assert await read.practice.open_sessions() == ()


def test_a_save_changes_what_is_known_of_a_file_and_a_missing_file_is_no_save(file: Path) -> None:
    first = saved(file)
    assert first == saved(file)
    file.write_text("x" * 5, encoding="utf-8")
    second = saved(file)
    assert second != first
    os.utime(file, ns=(1, 1))
    assert saved(file) not in (first, second)
    file.unlink()
    assert saved(file) is None
