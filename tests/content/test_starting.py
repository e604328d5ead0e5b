"""New content files: what is begun can be practised as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.bootstrap import check_content, open_library
from coach.bootstrap_trainer import files_with_tests, open_new_content, open_tests
from coach.content.library import FileLibrary
from coach.content.new_files import NewContent
from coach.domain.scenario import LineOfBusiness
from coach.errors import CoachError, UnknownId, UsageError
from coach.services.new_content import NewCurriculum, NewPersona, NewRubric, NewScenario
from coach.settings import load


@pytest.fixture(scope="module")
def content() -> NewContent:
    return open_new_content(load({}))


def missed(files: tuple[Path, ...]) -> list[str]:
    """What `coach test` would say."""
    library = open_library(load({}))
    tester = open_tests(library)
    tested = files_with_tests([file for file in files if file.suffix == ".yaml"], library)
    return [found.message for one in tested for found in tester.missed(one.item)]


@pytest.mark.parametrize("line", LineOfBusiness)
def test_every_line_of_business_has_a_case_that_checks_and_tests(
    content: NewContent, tmp_path: Path, line: LineOfBusiness
) -> None:
    files = content.scenario(NewScenario("my-own", line), tmp_path)
    assert [str(file.relative_to(tmp_path)) for file in files] == ["my-own.yaml", "articles/KB-101.md"]
    assert check_content([tmp_path], load({})) == ()
    assert missed(files) == []
    library = FileLibrary.of()
    scenario = library.scenario(str(files[0]))
    assert (scenario.id, scenario.line_of_business) == ("my-own", line)
    assert [article.id for article in library.articles(scenario)] == ["KB-101"]
    assert (
        files[0]
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=scenario.schema.json\n")
    )


def test_the_answers_stand_in_the_file(content: NewContent, tmp_path: Path) -> None:
    new = NewScenario(
        "late-parcel",
        title="A parcel: late, and wet",
        persona="gerald-whitcombe",
        rubric="healthcare-claims",
        facts=('A parcel holds "up to" 20 kilos.', "Parcels are insured: 500 euros."),
    )
    (file, _) = content.scenario(new, tmp_path)
    scenario = FileLibrary.of().scenario(str(file))
    assert (scenario.title, scenario.persona, scenario.rubric) == (new.title, new.persona, new.rubric)
    assert tuple(fact.statement for fact in scenario.facts if fact.id.startswith("own-")) == new.facts
    assert all(fact in scenario.briefing for fact in new.facts)


def test_the_notes_explain_every_part_and_stand_above_it(content: NewContent, tmp_path: Path) -> None:
    (file, _) = content.scenario(NewScenario("noted"), tmp_path)
    lines = file.read_text(encoding="utf-8").splitlines()
    for part in ("briefing: |", "  hidden:", "  beliefs:", "facts:", "model_replies:", "tests:"):
        above = lines[lines.index(part) - 1]
        assert above.strip().startswith("# "), part
        assert above.index("#") == len(part) - len(part.lstrip())


def test_a_scenario_for_a_curriculum_goes_to_its_scenarios_and_articles(
    content: NewContent, tmp_path: Path
) -> None:
    made = content.curriculum(NewCurriculum("desk", "The desk"), tmp_path)
    folder = tmp_path / "desk"
    assert made[:2] == (folder / "curriculum.yaml", folder / "scenarios" / "desk-first.yaml")
    second = content.scenario(NewScenario("second", LineOfBusiness.HR), folder)
    assert second == (folder / "scenarios" / "second.yaml", folder / "articles" / "KB-102.md")
    assert check_content([made[0], *(one for one in made + second if one.suffix == ".yaml")], load({})) == ()


def test_a_curriculum_has_a_lesson_for_each_scenario_in_order(content: NewContent, tmp_path: Path) -> None:
    named = ("payslip-three-saturdays", "scan-claim-denied")
    made = content.curriculum(NewCurriculum("mine", "Mine", named), tmp_path)
    assert made == (tmp_path / "mine" / "curriculum.yaml",)
    text = made[0].read_text(encoding="utf-8")
    assert "    scenario: scan-claim-denied\n    after: [payslip-three-saturdays]\n" in text


def test_a_new_persona_is_as_answered_and_can_be_practised_with(content: NewContent, tmp_path: Path) -> None:
    new = NewPersona(
        "ruth-adler", "Ruth Adler", english="en-GB", baseline=61, patience=2, triggers=("blame",)
    )
    (file,) = content.persona(new, tmp_path)
    (scenario, _) = content.scenario(NewScenario("robes", persona="ruth-adler"), tmp_path)
    library = FileLibrary.of()
    library.scenario(str(scenario))
    ruth = library.persona("ruth-adler")
    assert (ruth.name, ruth.english, ruth.triggers, ruth.soothers) == (
        "Ruth Adler",
        "en-GB",
        ("blame",),
        new.soothers,
    )
    assert (ruth.temperament.baseline, ruth.temperament.patience) == (61, 2)
    assert file.name == "ruth-adler.yaml"


def test_a_new_rubric_is_a_copy_whose_version_begins_anew(content: NewContent, tmp_path: Path) -> None:
    (file,) = content.rubric(NewRubric("my-desk", "My desk", like="collections"), tmp_path)
    (one,) = files_with_tests([file], open_library(load({})))
    assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=rubric.schema.json\n")
    like = open_library(load({})).rubric("collections")
    assert one.item == like.model_copy(update={"id": "my-desk", "title": "My desk", "version": 1})


@pytest.mark.parametrize(
    ("id_", "says"),
    [
        ("Late Parcel", "`id` is 'Late Parcel', which is not an id."),
        ("late_parcel", "which is not an id"),
        ("x" * 65, "longer than 64"),
        ("scan-claim-denied", "There is a scenario called 'scan-claim-denied' already."),
    ],
)
def test_an_id_that_will_not_do_is_refused_in_the_words_of_check(
    content: NewContent, tmp_path: Path, id_: str, says: str
) -> None:
    with pytest.raises(UsageError) as refused:
        content.scenario(NewScenario(id_), tmp_path)
    assert says in refused.value.message
    assert list(tmp_path.iterdir()) == []


def test_a_persona_or_rubric_that_is_not_there_is_named_with_the_nearest(
    content: NewContent, tmp_path: Path
) -> None:
    with pytest.raises(UnknownId) as refused:
        content.scenario(NewScenario("mine", persona="maria-santoz"), tmp_path)
    assert "maria-santos" in refused.value.hint


def test_what_is_there_is_kept_unless_that_is_wanted(content: NewContent, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is there already"):
        content.scenario(NewScenario("mine"), tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["mine.yaml"]
    assert file.read_text(encoding="utf-8") == "mine"
    content.scenario(NewScenario("mine"), tmp_path, replace=True)
    assert "id: mine" in file.read_text(encoding="utf-8")


def test_what_check_finds_fault_with_is_not_written(content: NewContent, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        content.scenario(NewScenario("mine", title="x" * 700), tmp_path / "new")
    assert "`title` is" in refused.value.message
    assert list(tmp_path.iterdir()) == []


def test_a_fact_that_clashes_with_the_case_is_named_in_words_and_not_by_the_line_of_a_file_that_is_gone(
    content: NewContent, tmp_path: Path
) -> None:
    fact = "The postage of 7 euros is refunded within 4 business days."
    with pytest.raises(UsageError) as refused:
        content.scenario(NewScenario("mine", facts=(fact,)), tmp_path)
    assert refused.value.message.startswith("Nothing was written")
    assert "The fact 'postage' contradicts 'own-1'" in refused.value.message
    assert "mine.yaml" not in str(refused.value)
    assert "in place of the one that it contradicts" in refused.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_curriculum_of_a_scenario_of_ones_own_is_written_beside_it(
    content: NewContent, tmp_path: Path
) -> None:
    content.scenario(NewScenario("mine"), tmp_path)
    made = content.curriculum(NewCurriculum("desk", "Desk", ("mine",)), tmp_path)
    assert made == (tmp_path / "curriculum.yaml",)
    shipped = content.curriculum(NewCurriculum("shop", "Shop", ("opened-box",)), tmp_path)
    assert shipped == (tmp_path / "shop" / "curriculum.yaml",)


def test_where_nothing_can_be_written_it_says_so(content: NewContent, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CoachError, match="cannot be written"):
        content.scenario(NewScenario("mine"), tmp_path / "file")
