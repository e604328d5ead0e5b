"""Writes new content files: never over what is there, and never one that `coach check` finds fault with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.content import starting
from coach.content.library import FileLibrary
from coach.content.nearest import quoted
from coach.content.shapes import Kind
from coach.content.shelf import files_beside, known_ids
from coach.content.whole_files import all_or_none, write_text
from coach.domain.persona import ID, LONGEST_ID
from coach.domain.scenario import LineOfBusiness
from coach.errors import Fault, UnknownId, UsageError
from coach.services.new_content import NewCurriculum, NewFile, NewPersona, NewRubric, NewScenario

_ID = re.compile(ID)
MOST_NAMED = 5
"""Faults of a file that is not written; the first mostly is the cause of the others."""
WARNING = "W"
"""How the code of a fault begins that stops nobody."""


@dataclass(frozen=True)
class NewContent:
    """Makes new files from answers. Raises UsageError, and leaves nothing behind then."""

    library: FileLibrary
    check: Callable[[Sequence[Path]], Sequence[Fault]]

    def defaults_of(self, line: LineOfBusiness) -> dict[str, str]:
        return dict(starting.defaults_of(line))

    def scenario(self, new: NewScenario, to: Path, *, replace: bool = False) -> tuple[Path, ...]:
        self.expect_id("scenario", new.id)
        if new.persona:
            self.expect_known("persona", new.persona, beside=to)
        if new.rubric:
            self.expect_known("rubric", new.rubric, beside=to)
        folder = to / "scenarios" if (to / "curriculum.yaml").exists() else to
        return self._write(starting.scenario_files(new, _file(folder, f"{new.id}.yaml")), replace=replace)

    def persona(self, new: NewPersona, to: Path, *, replace: bool = False) -> tuple[Path, ...]:
        self.expect_id("persona", new.id)
        return self._write([starting.persona_file(new, _file(to, f"{new.id}.yaml"))], replace=replace)

    def curriculum(self, new: NewCurriculum, to: Path, *, replace: bool = False) -> tuple[Path, ...]:
        self.expect_id("curriculum", new.id)
        for id_ in new.scenarios:
            self.expect_known("scenario", id_, beside=to)
        file = _curriculum_file(new, to)
        return self._write(starting.curriculum_files(new, file), replace=replace)

    def rubric(self, new: NewRubric, to: Path, *, replace: bool = False) -> tuple[Path, ...]:
        self.expect_id("rubric", new.id)
        self.expect_known("rubric", new.like)
        like = next(one for one in self.library.files if (one.kind, one.id) == ("rubric", new.like))
        made = starting.rubric_file(new, _file(to, f"{new.id}.yaml"), like=like.file)
        return self._write([made], replace=replace)

    def expect_id(self, kind: Kind, id_: str) -> None:
        """In the words of `coach check`; raises UsageError."""
        if not _ID.fullmatch(id_):
            raise UsageError(
                f"`id` is {quoted(id_)}, which is not an id.",
                "Write lower-case words joined by hyphens, like refund-time.",
            )
        if len(id_) > LONGEST_ID:
            raise UsageError(f"`id` is longer than {LONGEST_ID} characters.", "Find a shorter one.")
        if id_ in _known(self.library, kind):
            raise UsageError(f"There is a {kind} called '{id_}' already.", "Give this one another id.")

    def expect_known(self, kind: Kind, id_: str, *, beside: Path | None = None) -> None:
        """In the library, or beside the new file; raises UnknownId."""
        known = self.known(kind, beside=beside)
        if id_ not in known:
            raise UnknownId(kind, id_, known, listing=f"There are: {', '.join(known)}.")

    def known(self, kind: Kind, *, beside: Path | None = None) -> list[str]:
        """The ids that a new file may name."""
        known = _known(self.library, kind)
        if beside is not None:
            known |= _beside(beside.parent if _is_file(beside) else beside, kind)
        return sorted(known)

    def _write(self, files: Sequence[NewFile], *, replace: bool) -> tuple[Path, ...]:
        there = next((one.path for one in files if one.path.exists()), None)
        if there is not None and not replace:
            raise UsageError(f"{there} is there already.", "Choose another id or --to, or add --force.")
        with all_or_none([one.path for one in files]):
            for one in files:
                one.path.parent.mkdir(parents=True, exist_ok=True)
                write_text(one.path, one.text)
            found = self.check([one.path for one in files if one.path.suffix != ".md"])
            faults = [fault for fault in found if not fault.code.startswith(WARNING)]
            if faults:
                raise _refused(faults)
        return tuple(one.path for one in files)


def _refused(faults: Sequence[Fault]) -> UsageError:
    """By what they say alone: the lines that they name are gone with the file."""
    messages = list(dict.fromkeys(fault.message for fault in faults))
    said = "".join(f"\n  {message}" for message in messages[:MOST_NAMED])
    return UsageError(
        f"Nothing was written, because what you gave does not go with the rest of the file:{said}",
        "Change it, or leave it out: a fact of yours goes into the file afterwards, "
        "in place of the one that it contradicts.",
    )


def _curriculum_file(new: NewCurriculum, to: Path) -> Path:
    """In a folder of its own, or where the trainer's scenarios lie that it names."""
    if _is_file(to):
        return to
    folder = to if _beside(to, "scenario") & set(new.scenarios) else to / new.id
    return folder / "curriculum.yaml"


def _known(library: FileLibrary, kind: Kind) -> frozenset[str]:
    return frozenset(one.id for one in library.files if one.kind == kind and one.id)


def _beside(folder: Path, kind: Kind) -> frozenset[str]:
    found = known_ids(files_beside(folder / "new.yaml"))
    return {"scenario": found.scenarios, "persona": found.personas, "rubric": found.rubrics}.get(
        kind, frozenset()
    )


def _is_file(path: Path) -> bool:
    return path.suffix in (".yaml", ".yml")


def _file(to: Path, name: str) -> Path:
    return to if _is_file(to) else to / name
