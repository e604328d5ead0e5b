"""Reads tasks and policies in the form that tau2-bench publishes: `tasks.json`, and a `policy.md` beside it."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from coach.content.nearest import near, quoted
from coach.content.yaml_reader import read_text
from coach.domain.source import Noted, Passage, Source
from coach.domain.text import clean, sentences
from coach.errors import ContentError, Fault, Position

MAX_BYTES = 4 * 1024 * 1024
"""The longest published list of tasks has about 1 MB."""
MOST_TOLD = 20_000
"""Characters of one text of a task; the longest published one has about 2,000."""
REACH = 200_000
"""Characters of the file in which a task ends; further on stand others."""
_HEADING = re.compile(r"^(#{1,4})\s+(?:(?:[Ss]ection\s+)?(\d+(?:\.\d+)*)[.):]?\s+)?(\S.*)$")
_HOW = "A task has user_scenario.instructions with reason_for_call, known_info, unknown_info and task_instructions."


def read_policy(file: Path) -> tuple[Passage, ...]:
    """The sections of a Markdown file. Raises ContentError where there is nothing in it."""
    text = clean(read_text(file, limit=MAX_BYTES))
    found: list[Passage] = []
    now, body = Passage("Policy", "", 1), list[str]()
    title = _title_line(text)
    for line_number, line in enumerate((*text.split("\n"), "# end"), start=1):
        head = _HEADING.match(line)
        if not head:
            body.append(line)
            continue
        if now.is_title or "\n".join(body).strip(" \n-"):
            found.append(replace(now, body="\n".join(body).strip()))
        heading = head[3].rstrip("# \t") or head[3]
        now, body = Passage(heading, "", line_number, head[2] or "", is_title=line_number == title), []
    if not any(one.body.strip(" \n-") for one in found):
        raise ContentError(
            [Fault(Position(file), "C604", "The policy holds no text.", "Name a Markdown file.")]
        )
    return tuple(found)


def _title_line(text: str) -> int:
    """The line of the first heading, if it has no number and no other stands as high; else 0."""
    heads = [
        (at, head) for at, line in enumerate(text.split("\n"), start=1) if (head := _HEADING.match(line))
    ]
    tops = [at for at, head in heads if head[1] == "#"]
    is_title = len(tops) == 1 and tops[0] == heads[0][0] and not heads[0][1][2]
    return tops[0] if is_title else 0


def read_task(file: Path, *, task: str | None = None, policy: tuple[Passage, ...] = ()) -> Source:
    """One task of a file; `task` is its id, needed where the file holds several. Raises ContentError."""
    text = read_text(file, limit=MAX_BYTES)
    try:
        held = json.loads(text)
    except json.JSONDecodeError as error:
        message = "From here on this is not JSON."
        raise ContentError([Fault(Position(file, error.lineno, error.colno), "C603", message)]) from error
    except (ValueError, RecursionError) as error:
        message = "This is nested too deep to be read, or holds a number of thousands of digits."
        raise ContentError([Fault(Position(file), "C603", message)]) from error
    found = _chosen(held, file, task=task)
    return _Task(file, text, found).source(policy)


def _chosen(held: object, file: Path, *, task: str | None) -> dict[str, Any]:
    tasks: Any = held.get("tasks", [held]) if isinstance(held, dict) else held
    if not isinstance(tasks, list) or not tasks or not all(isinstance(one, dict) for one in tasks):
        raise ContentError([Fault(Position(file), "C604", "There are no tasks in this file.", _HOW)])
    ids = [str(one.get("id", at)) for at, one in enumerate(tasks)]
    if task is None and len(tasks) > 1:
        shown = ", ".join(ids[:12]) + (" ..." if len(ids) > 12 else "")
        message = f"The file holds {len(tasks):,} tasks."
        raise ContentError([Fault(Position(file), "C604", message, f"Choose one with --task: {shown}.")])
    if task is not None and task not in ids:
        message = f"There is no task called {quoted(task)}."
        raise ContentError([Fault(Position(file), "C604", message, near(task, ids))])
    chosen: dict[str, Any] = tasks[0 if task is None else ids.index(task)]
    return chosen


@dataclass(frozen=True)
class _Task:
    file: Path
    text: str
    values: dict[str, Any]

    def source(self, policy: tuple[Passage, ...]) -> Source:
        instructions = self._instructions()
        criteria = self.values.get("evaluation_criteria") or {}
        expected = [
            *_texts(criteria, "nl_assertions"),
            *(f"Tell the customer: {x}" for x in _texts(criteria, "communicate_info")),
        ]
        name = f"{self.file.stem}-{self.values.get('id', '0')}"
        if isinstance(instructions, str):
            return Source(
                name,
                policy=policy,
                reason=self._noted(instructions),
                expected=tuple(map(self._noted, expected)),
            )
        return Source(
            name,
            policy=policy,
            reason=self._noted(self._text(instructions, "reason_for_call", needed=True)),
            known=self._sentences(self._text(instructions, "known_info")),
            unknown=self._sentences(self._text(instructions, "unknown_info")),
            behaviour=self._sentences(self._text(instructions, "task_instructions")),
            expected=tuple(map(self._noted, expected)),
        )

    def _instructions(self) -> dict[str, Any] | str:
        scenario = self.values.get("user_scenario")
        instructions = scenario.get("instructions") if isinstance(scenario, dict) else None
        if isinstance(instructions, dict) or (isinstance(instructions, str) and clean(instructions).strip()):
            return instructions
        lacks = "user_scenario" if not isinstance(scenario, dict) else "user_scenario.instructions"
        raise ContentError([self._fault(f"This task has no `{lacks}` of the known form.")])

    def _text(self, instructions: dict[str, Any], key: str, *, needed: bool = False) -> str:
        value = instructions.get(key)
        if isinstance(value, str) and clean(value).strip():
            if len(value) > MOST_TOLD:
                message = f"`user_scenario.instructions.{key}` is longer than {MOST_TOLD:,} characters."
                raise ContentError([self._fault(message, at=key)])
            return value
        if needed or not (value is None or isinstance(value, str)):
            what = "is missing" if value in (None, "") else "is no text"
            raise ContentError([self._fault(f"`user_scenario.instructions.{key}` {what}.", at=key)])
        return ""

    def _sentences(self, text: str) -> tuple[Noted, ...]:
        lines = (line.strip() for line in text.split("\n"))
        found = (line[span.start : span.end].strip() for line in lines for span in sentences(line))
        return tuple(noted for one in found if (noted := self._noted(one)).text)

    def _noted(self, text: str) -> Noted:
        return Noted(
            " ".join(clean(text).split()), self._line_of(json.dumps(text.split("\n")[0].strip()[:40])[1:-1])
        )

    def _fault(self, message: str, *, at: str = "user_scenario") -> Fault:
        line = (
            self._line_of(json.dumps(at)) if json.dumps(at) in self.text[self._start :] else self._line_of("")
        )
        return Fault(Position(self.file, line), "C604", message, _HOW)

    @cached_property
    def _start(self) -> int:
        """Where the task begins in the file, by its id."""
        named = re.search(rf'"id"\s*:\s*{re.escape(json.dumps(self.values.get("id")))}\s*[,}}]', self.text)
        return named.start() if named else 0

    def _line_of(self, words: str) -> int:
        at = self.text.find(words, self._start, self._start + REACH)
        return bisect_left(self._line_ends, max(at, self._start)) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]


def _texts(criteria: object, key: str) -> Iterator[str]:
    values = criteria.get(key) if isinstance(criteria, dict) else None
    for value in values if isinstance(values, list) else ():
        if isinstance(value, str) and clean(value).strip():
            yield value
