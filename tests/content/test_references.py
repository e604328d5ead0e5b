"""What a file names is looked up once for each name, however much there is to look it up in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from coach.content.check import check
from coach.content.library import FileLibrary
from coach.content.shelf import MOST_FILES
from coach.domain.scenario import Scenario
from tests.content.samples import CURRICULUM, PERSONA, SCENARIO, Files
from tests.counting import calls_of

LESSONS = CURRICULUM[: CURRICULUM.index("lessons:")]


def codes(file: Path, files: Files) -> list[str]:
    return [fault.code for fault in check([file], FileLibrary([files.curricula], [files.personas]))]


def chain(length: int) -> str:
    """Lessons of which each waits for the next."""
    lines = [f"  - {{id: a{n}, scenario: late-coat, after: [a{n + 1}]}}" for n in range(length)]
    return "\n".join([f"{LESSONS}lessons:", *lines, f"  - {{id: a{length}, scenario: late-coat}}", ""])


def waiting(length: int) -> str:
    """Half of it lessons, and half of it the names of those that the last one waits for."""
    lines = [f"  - {{id: a{n}, scenario: late-coat}}" for n in range(length)]
    last = f"  - {{id: z, scenario: late-coat, after: [{', '.join(['a1'] * length)}]}}"
    return "\n".join([f"{LESSONS}lessons:", *lines, last, ""])


@pytest.mark.parametrize("shaped", [chain, waiting])
def test_the_work_grows_no_faster_than_the_lessons(files: Files, shaped: object) -> None:
    assert callable(shaped)
    found = {}
    for length in (100, 400):
        files.curriculum.write_text(shaped(length), encoding="utf-8")
        assert codes(files.curriculum, files) == []
        found[length] = calls_of(partial(codes, files.curriculum, files))
    assert found[400] <= 5 * found[100]


def test_a_circle_of_lessons_is_told_once(files: Files) -> None:
    text = chain(3).replace("{id: a3, scenario: late-coat}", "{id: a3, scenario: late-coat, after: [a1]}")
    files.curriculum.write_text(text, encoding="utf-8")
    assert codes(files.curriculum, files) == ["C311"]


def test_files_beside_each_other_are_looked_at_once_for_all(files: Files, tmp_path: Path) -> None:
    library = FileLibrary([files.curricula], [files.personas])
    found = {}
    for number in (10, 40):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths = [folder / f"p{n}.yaml" for n in range(number)]
        for n, path in enumerate(paths):
            path.write_text(PERSONA.replace("id: sam-lee", f"id: p{n}"), encoding="utf-8")
        assert check(paths, library) == ()
        found[number] = calls_of(partial(check, paths, library))
    assert found[40] <= 5 * found[10]


def test_no_scenario_has_facts_or_articles_without_end(files: Files) -> None:
    more = "".join(f"  - {{id: f{n}, statement: One.}}\n" for n in range(300))
    files.scenario.write_text(SCENARIO.replace("facts:\n", f"facts:\n{more}"), encoding="utf-8")
    assert codes(files.scenario, files) == ["C205"]
    listed = ", ".join(["articles/KB-1.md"] * 41)
    files.scenario.write_text(SCENARIO.replace("[articles/KB-1.md]", f"[{listed}]"), encoding="utf-8")
    assert codes(files.scenario, files) == ["C205"]


@pytest.mark.parametrize("name", [r"a\0b.md", r"a\e[2J.md", r"a\nb.md"])
def test_an_article_whose_name_no_file_should_have_is_refused(files: Files, name: str) -> None:
    files.scenario.write_text(
        SCENARIO.replace("[articles/KB-1.md]", f'["{name}", articles/KB-1.md]'), encoding="utf-8"
    )
    assert codes(files.scenario, files) == ["C207"]


def test_an_article_that_is_a_circle_of_links_is_missing(files: Files) -> None:
    files.article.unlink()
    files.article.symlink_to(files.article.name)
    library = FileLibrary([files.curricula], [files.personas])
    assert "C312" in codes(files.scenario, files)
    scenario = library.scenario("late-coat")
    assert isinstance(scenario, Scenario)
    assert library.articles(scenario) == ()


def test_a_folder_with_more_files_than_are_read_is_told_so(files: Files, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MOST_FILES + 1):
        (folder / f"{number}.yaml").touch()
    faults = check([folder], FileLibrary([files.curricula], [files.personas]))
    assert len(faults) == MOST_FILES + 1
    assert [f.code for f in faults if f.position.file == folder] == ["C101"]
