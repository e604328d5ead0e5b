"""Files that nobody comes to: what no scenario lists, no lesson names and nothing uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from coach.content.articles import folder_of, meant_articles
from coach.content.folders import yaml_files_at
from coach.content.shapes import Item
from coach.content.yaml_reader import Document
from coach.domain.curriculum import Curriculum
from coach.domain.persona import Persona
from coach.domain.rubric import Rubric
from coach.domain.scenario import Scenario
from coach.errors import Fault, Position

Read = tuple[Document, Item]


def unused_in_curricula(read: Sequence[Read]) -> Iterator[Fault]:
    """For each curriculum that was read with all of its scenarios; of another nobody can tell."""
    looked_at = {document.file for document, _ in read}
    scenarios = {document.file: item for document, item in read if isinstance(item, Scenario)}
    meant = {one for file, scenario in scenarios.items() for one in meant_articles(file, scenario).values()}
    curricula = [(document, item) for document, item in read if isinstance(item, Curriculum)]
    named = {lesson.scenario for _, curriculum in curricula for lesson in curriculum.lessons}
    for document, curriculum in curricula:
        folder = document.file.parent
        files = {*yaml_files_at(folder), *yaml_files_at(folder / "scenarios")}
        if files <= looked_at and not files.isdisjoint(scenarios):
            yield from _unlisted(
                folder, [scenarios[file] for file in sorted(files & scenarios.keys())], meant
            )
        yield from _unnamed(read, curriculum, folder=folder, named=named)


def _unlisted(folder: Path, scenarios: Iterable[Scenario], meant: set[Path]) -> Iterator[Fault]:
    """`meant`: what is listed under another name, whose fault is told there."""
    listed = {path for scenario in scenarios for path in scenario.articles}
    for file in sorted((folder / "articles").glob("**/*.md")):
        if file not in meant and file.relative_to(folder).as_posix() not in listed:
            message = "No scenario of this curriculum lists this article: no agent will ever see it."
            hint = f"Add {file.relative_to(folder).as_posix()} to the `articles` of a scenario, or delete it."
            yield Fault(Position(file), "C319", message, hint)


def _unnamed(
    read: Sequence[Read], curriculum: Curriculum, *, folder: Path, named: set[str]
) -> Iterator[Fault]:
    for document, item in read:
        inside = isinstance(item, Scenario) and folder_of(document.file) == folder
        if inside and item.id not in named:
            message = f"No lesson of the curriculum '{curriculum.id}' is on this scenario."
            yield Fault(
                document.position("id"), "C320", message, "Add a lesson to curriculum.yaml, or move the file."
            )


def unused_by_all(read: Sequence[Read], scenarios: Iterable[Scenario]) -> Iterator[Fault]:
    """Personas and rubrics that no scenario and no lesson is with."""
    lessons = [x for _, item in read if isinstance(item, Curriculum) for x in item.lessons]
    personas, rubrics = {x.persona for x in lessons}, set()
    for scenario in scenarios:
        personas.add(scenario.persona)
        rubrics.add(scenario.rubric)
    for document, item in read:
        if isinstance(item, Persona) and item.id not in personas:
            message = f"No scenario is with the persona '{item.id}'."
            yield Fault(document.position("id"), "W321", message, "Name it in a scenario or in a lesson.")
        elif isinstance(item, Rubric) and item.id not in rubrics:
            message = f"No scenario is scored by the rubric '{item.id}'."
            yield Fault(document.position("id"), "W321", message, "Name it in a scenario.")
