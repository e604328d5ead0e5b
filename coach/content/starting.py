"""The text of new content files: whole cases that can be practised as they are, with notes on the format."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from coach.content.articles import folder_of
from coach.domain.scenario import LineOfBusiness
from coach.services.new_content import NewCurriculum, NewFile, NewPersona, NewRubric, NewScenario

FOLDER: Final = Path(__file__).parent / "starters"
_NUMBER = re.compile(r"KB-(\d+)\.md")
_EDITOR_LINE: Final = "# yaml-language-server: $schema=rubric.schema.json"
_ARTICLE = re.compile(r"\bKB-1\b")
_PLAIN = re.compile(r"[A-Za-z][\w ,'()-]*")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def scenario_files(new: NewScenario, file: Path) -> tuple[NewFile, ...]:
    """The scenario and its article, which takes the next number that is free in its folder."""
    article = _next_article(folder_of(file) / "articles")
    values = {"id": new.id, "title": new.title, "persona": new.persona, "rubric": new.rubric}
    text = _with_values(_starter(new.line_of_business, "yaml"), values)
    text = _with_facts(text, new.facts)
    page = _starter(new.line_of_business, "md")
    return (
        NewFile(file, _noted(_ARTICLE.sub(article, text), "scenario")),
        NewFile(folder_of(file) / "articles" / f"{article}.md", _ARTICLE.sub(article, page)),
    )


def persona_file(new: NewPersona, file: Path) -> NewFile:
    values = {
        "id": new.id,
        "name": new.name,
        "english": new.english,
        "summary": new.summary,
        "register": new.register,
        "directness": new.directness,
        "baseline": str(new.baseline),
        "patience": str(new.patience),
    }
    text = _with_values(_read(FOLDER / "persona.yaml"), values)
    for key, ids in (("triggers", new.triggers), ("soothers", new.soothers)):
        text = text.replace(f"\n{key}: []\n", f"\n{key}: [{', '.join(ids)}]\n")
    return NewFile(file, _noted(text, "persona"))


def curriculum_files(new: NewCurriculum, file: Path) -> tuple[NewFile, ...]:
    """The curriculum, and a first scenario where none is named."""
    first: tuple[NewFile, ...] = ()
    lessons = new.scenarios
    if not lessons:
        lessons = (f"{new.id}-first",)
        scenario = NewScenario(lessons[0], new.line_of_business)
        first = scenario_files(scenario, file.parent / "scenarios" / f"{lessons[0]}.yaml")
    text = _with_values(_read(FOLDER / "curriculum.yaml"), {"id": new.id, "title": new.title})
    text += "".join(_lesson(id_, after=lessons[at - 1] if at else "") for at, id_ in enumerate(lessons))
    return (NewFile(file, _noted(text, "curriculum")), *first)


def rubric_file(new: NewRubric, file: Path, *, like: Path) -> NewFile:
    """A copy of another rubric, whose version begins anew."""
    text = re.sub(r"^version: .*\n", "", _read(like), flags=re.MULTILINE)
    text = re.sub(r"\A# yaml-language-server:.*", _EDITOR_LINE, text)
    return NewFile(file, _noted(_with_values(text, {"id": new.id, "title": new.title}), "rubric"))


def defaults_of(line: LineOfBusiness) -> Mapping[str, str]:
    """The title, the persona and the rubric that the case of a line of business has as it stands."""
    found = re.findall(r"^(title|persona|rubric): (.*)$", _starter(line, "yaml"), re.MULTILINE)
    return dict(found)


def _lesson(scenario: str, *, after: str) -> str:
    lines = [f"  - id: {scenario}", f"    scenario: {scenario}"]
    lines += [f"    after: [{after}]"] if after else []
    return "\n".join([*lines, "    pass: {empathy: 3, accuracy: 4}", "    hints: full", ""])


def _with_values(text: str, values: Mapping[str, str]) -> str:
    """With these in place of what stands after their keys; an empty one leaves what is there."""
    for key, value in values.items():
        found = re.search(rf"^\s*{key}: (.*)$", text, re.MULTILINE)
        if value and found:
            text = text[: found.start(1)] + _scalar(value) + text[found.end(1) :]
    return text


def _scalar(value: str) -> str:
    """As YAML reads it again as the same text; a number stays one."""
    plain = bool(_PLAIN.fullmatch(value)) and value.casefold() not in _WORDS_OF_YAML
    return value if plain or value.isdecimal() else json.dumps(value, ensure_ascii=False)


def _with_facts(text: str, facts: Sequence[str]) -> str:
    """The trainer's own statements, in the briefing and among the facts."""
    if not facts:
        return text
    briefed = "".join(f"  {' '.join(fact.split())}\n" for fact in facts)
    listed = "".join(_fact(number, fact) for number, fact in enumerate(facts, start=1))
    text = re.sub(
        r"(^briefing: \|\n(?:  .*\n)+)", lambda found: found[1] + briefed, text, count=1, flags=re.M
    )
    return re.sub(r"(^facts:\n(?:[ ].*\n)+)", lambda found: found[1] + listed, text, count=1, flags=re.M)


def _fact(number: int, fact: str) -> str:
    statement = json.dumps(" ".join(fact.split()), ensure_ascii=False)
    return f"  - id: own-{number}\n    statement: {statement}\n    source: the briefing\n"


def _noted(text: str, kind: str) -> str:
    """With a note above each part that has one."""
    notes: Mapping[str, Sequence[str]] = _notes()[kind]
    return "\n".join(out for line in text.split("\n") for out in (*_note(line, notes), line))


def _note(line: str, notes: Mapping[str, Sequence[str]]) -> Iterable[str]:
    above = next((note for key, note in notes.items() if line.startswith(key)), ())
    indent = line[: len(line) - len(line.lstrip())]
    return [f"{indent}# {words}" for words in above]


def _next_article(folder: Path) -> str:
    taken = [int(found[1]) for file in folder.glob("KB-*.md") if (found := _NUMBER.fullmatch(file.name))]
    return f"KB-{max(taken, default=100) + 1}"


def _starter(line: LineOfBusiness, ending: str) -> str:
    return _read(FOLDER / f"{line.value}.{ending}")


@cache
def _notes() -> dict[str, dict[str, list[str]]]:
    with (FOLDER / "notes.toml").open("rb") as stream:
        return tomllib.load(stream)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
