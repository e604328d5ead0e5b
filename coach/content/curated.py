"""What the rules of a good scenario say about a file, at its lines."""

from __future__ import annotations

from collections.abc import Iterator

from coach.content.articles import folder_of, read_article
from coach.content.remembered import Remembered
from coach.content.yaml_reader import Document
from coach.domain.scenario import Article, Scenario
from coach.errors import ContentError, Fault
from coach.services.curating.remark import Draft


def scenario_faults(
    document: Document, scenario: Scenario, *, sound: bool, remembered: Remembered
) -> list[Fault]:
    """`sound`: every id that it names is there."""
    draft = Draft(scenario, tuple(_articles(document, scenario)))
    return [
        Fault(document.position_of(one.words, *one.keys), one.code, one.message, one.hint)
        for one in remembered.remarks(draft, sound=sound)
    ]


def _articles(document: Document, scenario: Scenario) -> Iterator[Article]:
    """Those that are there."""
    folder = folder_of(document.file)
    for path in scenario.articles:
        try:
            yield read_article(folder, path)
        except ContentError:
            continue
