"""Knowledge articles: Markdown files beside the scenarios, and the lines of them that facts cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from coach.content.nearest import near, nearest
from coach.content.yaml_reader import Document, read_text
from coach.domain.scenario import Article, Scenario
from coach.errors import ContentError, Fault

_CITED = re.compile(r"(?P<id>[A-Z]{2,}-?\d[\w.-]*)(?:,? section (?P<section>\d+))?")
"""A source such as 'KB-210 section 2'. 'the briefing' cites no article."""


def folder_of(scenario_file: Path) -> Path:
    """The folder that a scenario's articles are named from: the curriculum's, else the file's own."""
    folder = scenario_file.parent
    return folder.parent if folder.name == "scenarios" else folder


def read_article(folder: Path, path: str) -> Article:
    """Raises ContentError when it is missing or leads out of the folder."""
    text = read_text(folder / path, inside=folder)
    name = Path(path).stem
    title = next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), name)
    return Article(id=name, title=title or name, body=text)


def meant_articles(file: Path, scenario: Scenario) -> dict[str, Path]:
    """For each path listed that leads to no file, the article that was most likely meant.

    It has nearly the same name, or the same one in a curriculum beside a scenario that stands too high. Where
    several names come near it, that which the scenario itself cites.
    """
    folder = folder_of(file)
    missing = [path for path in scenario.articles if not (folder / path).is_file()]
    if not missing:
        return {}
    there = {one.relative_to(folder).as_posix() for one in sorted(folder.glob("articles/**/*.md"))}
    free = sorted(there - set(scenario.articles))
    cited = [one for one in free if Path(one).stem in _cited(scenario)]
    beside = sorted(one for one in folder.iterdir() if one.is_dir())
    found: dict[str, Path] = {}
    for path in missing:
        names = nearest(path, cited) or nearest(path, free)
        near_it = [folder / name for name in names] + [one / path for one in beside if (one / path).is_file()]
        found |= {path: near_it[0]} if near_it else {}
    return found


def _meaning(folder: Path, meant: Path | None) -> str:
    """The hint for a path that leads to no file."""
    if meant is None:
        return ""
    path = meant.relative_to(folder)
    if path.parts[0] == "articles":
        return f"Did you mean {path.as_posix()}?"
    return f"It is in {path.parts[0]}: move this scenario to {path.parts[0]}/scenarios."


def _cited(scenario: Scenario) -> set[str]:
    sources = (_CITED.match(fact.source) for fact in scenario.facts)
    return {cited["id"] for cited in sources if cited} | {
        nudge.article for nudge in scenario.copilot if nudge.article is not None
    }


def article_faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Articles that are not there, and sources that cite what no listed article holds."""
    folder = folder_of(document.file)
    meant = meant_articles(document.file, scenario)
    found: dict[str, Article] = {}
    for at, path in enumerate(scenario.articles):
        try:
            article = read_article(folder, path)
        except ContentError as error:
            for fault in error.faults:
                message = f"The article {path} cannot be used. {fault.message}"
                hint = _meaning(folder, meant.get(path)) or fault.hint
                yield Fault(document.position("articles", at), "C312", message, hint)
            continue
        found[article.id] = article
    listed = [Path(path).stem for path in scenario.articles] + [file.stem for file in meant.values()]
    for at, nudge in enumerate(scenario.copilot):
        if nudge.article is not None and nudge.article not in listed:
            message = f"The article '{nudge.article}' is not listed under `articles`."
            place = document.position("copilot", at, "article")
            yield Fault(place, "C313", message, near(nudge.article, listed))
    yield from _sources(document, scenario, listed=listed, found=found)


def _sources(
    document: Document, scenario: Scenario, *, listed: list[str], found: dict[str, Article]
) -> Iterator[Fault]:
    """`listed` holds also what was meant to be listed: its fault is told where it is."""
    for at, fact in enumerate(scenario.facts):
        cited = _CITED.match(fact.source)
        if cited is None:
            continue
        place = document.position("facts", at, "source")
        name, section = cited["id"], cited["section"]
        if name not in listed:
            message = f"The source names '{name}', which is not listed under `articles`."
            yield Fault(place, "C313", message, near(name, listed))
        elif section and name in found and not _has_section(found[name], section):
            hint = f"It has {', '.join(_sections(found[name]))}."
            yield Fault(place, "C318", f"The article {name} has no section {section}.", hint)


def _has_section(article: Article, section: str) -> bool:
    numbered = _sections(article)
    return not numbered or section in numbered


def _sections(article: Article) -> list[str]:
    return re.findall(r"^#{2,4}\s*(?:[Ss]ection\s+)?(\d+)\b", article.body, re.MULTILINE)
