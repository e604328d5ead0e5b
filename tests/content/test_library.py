"""The library finds content by id or path, parses what is asked for, and says what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coach.content.library import FileLibrary
from coach.errors import ContentError, SettingsError, UnknownId, UsageError
from tests.content.samples import CURRICULUM, PERSONA, SCENARIO, Files


def test_content_is_found_by_its_id(library: FileLibrary) -> None:
    scenario = library.scenario("late-coat")
    assert scenario.title == "The coat that never came"
    assert library.persona(scenario.persona).name == "Sam Lee"
    assert library.rubric(scenario.rubric).title == "Service desk"
    assert [c.id for c in library.curricula()] == ["first"]
    assert [s.id for s in library.scenarios()] == ["late-coat"]
    assert [p.id for p in library.personas()] == ["sam-lee"]


def test_the_curriculum_of_a_scenario_is_the_one_with_a_lesson_on_it(library: FileLibrary) -> None:
    found = library.curriculum_of("late-coat")
    assert found is not None
    assert found.id == "first"
    assert library.curriculum_of("another") is None


def test_articles_have_their_title_and_text(library: FileLibrary) -> None:
    (article,) = library.articles(library.scenario("late-coat"))
    assert (article.id, article.title) == ("KB-1", "KB-1 Parcels")
    assert "3 to 5 days" in article.body


def test_an_unknown_id_names_the_nearest(library: FileLibrary) -> None:
    with pytest.raises(UnknownId) as caught:
        library.scenario("late-caot")
    assert "Did you mean late-coat?" in caught.value.hint
    with pytest.raises(UnknownId) as caught:
        library.persona("somebody-else-altogether")
    assert "sam-lee" in caught.value.hint
    with pytest.raises(UnknownId):
        library.rubric("nothing")


def test_only_what_is_asked_for_is_parsed(files: Files, library: FileLibrary) -> None:
    files.scenario.with_name("broken.yaml").write_text(
        "schema: coach/scenario@1\nid: broken\ntitle: [\n", encoding="utf-8"
    )
    assert library.scenario("late-coat").id == "late-coat"
    with pytest.raises(ContentError) as caught:
        library.scenarios()
    assert caught.value.faults[0].position.file.name == "broken.yaml"


def test_a_file_is_parsed_once(files: Files, library: FileLibrary) -> None:
    first = library.scenario("late-coat")
    files.scenario.write_text("broken: [", encoding="utf-8")
    assert library.scenario("late-coat") is first


def test_a_scenario_that_names_what_is_not_there_is_refused(files: Files, library: FileLibrary) -> None:
    files.scenario.write_text(SCENARIO.replace("persona: sam-lee", "persona: nobody"), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        library.scenario("late-coat")
    assert [(f.code, f.position.line, f.position.column) for f in caught.value.faults] == [("C301", 8, 10)]


def test_a_missing_article_does_not_stop_a_practice(files: Files, library: FileLibrary) -> None:
    files.article.unlink()
    assert library.articles(library.scenario("late-coat")) == ()


@pytest.fixture
def lonely(files: Files, tmp_path: Path) -> Path:
    """A scenario outside of the library with a persona beside it that the library does not have."""
    folder = tmp_path / "mine"
    folder.mkdir()
    text = SCENARIO.replace("id: late-coat", "id: my-coat").replace("persona: sam-lee", "persona: kim")
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    (folder / "persona.yaml").write_text(PERSONA.replace("id: sam-lee", "id: kim"), encoding="utf-8")
    return folder / "scenario.yaml"


def test_a_path_finds_its_persona_beside_it_and_its_rubric_in_the_library(
    library: FileLibrary, lonely: Path
) -> None:
    scenario = library.scenario(str(lonely))
    assert scenario.id == "my-coat"
    assert library.persona("kim").id == "kim"
    assert library.rubric(scenario.rubric).id == "desk"
    assert library.where("my-coat", "facts", 1, "id").file == lonely


def test_a_path_whose_persona_is_nowhere_is_refused(library: FileLibrary, lonely: Path) -> None:
    lonely.with_name("persona.yaml").unlink()
    with pytest.raises(ContentError) as caught:
        library.scenario(str(lonely))
    assert [f.code for f in caught.value.faults] == ["C301"]


def test_a_given_file_with_the_id_of_a_lesson_is_no_lesson(
    files: Files, library: FileLibrary, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_text(SCENARIO.replace("title: The coat", "title: My coat"), encoding="utf-8")
    assert library.scenario(str(copy)).title.startswith("My coat")
    assert library.curriculum_of("late-coat") is None
    assert library.scenario("late-coat").title.startswith("The coat")
    assert library.curriculum_of("late-coat") is not None


def test_the_path_of_a_file_in_the_library_is_the_same_as_its_id(files: Files, library: FileLibrary) -> None:
    assert library.scenario(str(files.scenario)) is library.scenario("late-coat")
    assert library.curriculum_of("late-coat") is not None


@pytest.mark.parametrize("path", ["nowhere/x.yaml", "x.yaml"])
def test_a_path_to_nothing_is_a_usage_error(library: FileLibrary, path: str) -> None:
    with pytest.raises(UsageError, match="no file"):
        library.scenario(path)


def test_a_folder_is_not_a_scenario(library: FileLibrary, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder"):
        library.scenario(f"{tmp_path}/")


def test_a_file_of_another_kind_is_refused(files: Files, library: FileLibrary, tmp_path: Path) -> None:
    other = tmp_path / "persona.yaml"
    other.write_text(PERSONA, encoding="utf-8")
    with pytest.raises(ContentError, match="is a persona; a scenario is needed"):
        library.scenario(str(other))


def test_a_trainers_own_file_stands_in_for_the_one_that_is_shipped(files: Files, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(files.curricula, own)
    changed = own / "first" / "scenarios" / "late-coat.yaml"
    changed.write_text(SCENARIO.replace("title: The coat", "title: Our coat"), encoding="utf-8")
    library = FileLibrary([own, files.curricula], [files.personas])
    assert library.scenario("late-coat").title.startswith("Our coat")
    assert len(library.scenarios()) == 1


def test_a_link_out_of_the_library_is_not_followed(
    files: Files, library: FileLibrary, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text(PERSONA.replace("sam-lee", "secret"), encoding="utf-8")
    (files.personas / "secret.yaml").symlink_to(secret)
    assert "secret" not in library.known.personas


def test_an_article_that_leads_out_of_the_folder_is_not_read(
    files: Files, library: FileLibrary, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# secret", encoding="utf-8")
    files.article.unlink()
    files.article.symlink_to(secret)
    assert library.articles(library.scenario("late-coat")) == ()


def test_a_folder_of_ones_own_has_to_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        FileLibrary.of(curricula=tmp_path / "nowhere")


def test_what_is_shipped_is_found() -> None:
    library = FileLibrary.of()
    assert len(library.scenarios()) >= 6
    assert len(library.personas()) >= 4
    assert len({s.line_of_business for s in library.scenarios()}) >= 4
    for scenario in library.scenarios():
        assert len(library.articles(scenario)) == len(scenario.articles)


def test_where_names_the_place_of_a_value(files: Files, library: FileLibrary) -> None:
    place = library.where("first", "lessons", 1, "scenario")
    line = CURRICULUM.splitlines()[place.line - 1]
    assert place.file == files.curriculum
    assert line[place.column - 1 :].startswith("late-coat")
    with pytest.raises(UnknownId):
        library.where("nothing")
