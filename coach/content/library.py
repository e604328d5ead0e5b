"""The content library: files found by their ids, parsed when they are asked for, and only once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from coach.content.articles import folder_of, read_article
from coach.content.facts_table import read_whole
from coach.content.nearest import quoted
from coach.content.packs import Packs, is_zip
from coach.content.references import KnownIds, reference_faults
from coach.content.shapes import Item, ItemT, Kind, shape
from coach.content.shelf import (
    Shelved,
    files_beside,
    files_in,
    known_ids,
    own_folder,
    shelved,
    shipped_folders,
)
from coach.content.yaml_reader import Document, Key
from coach.domain.curriculum import Curriculum
from coach.domain.persona import Persona
from coach.domain.rubric import Rubric
from coach.domain.scenario import Article, Scenario
from coach.errors import ContentError, Fault, Position, UnknownId, UsageError

_LISTING = "`coach scenarios` lists what there is."


class FileLibrary:
    """Curricula, scenarios, rubrics and personas from folders; the first folder that has an id wins."""

    def __init__(self, curricula_dirs: Sequence[Path], personas_dirs: Sequence[Path]) -> None:
        self.packs = Packs()
        self.folders = tuple(map(self.packs.folder, (*curricula_dirs, *personas_dirs)))
        self._read: dict[Path, tuple[Document, Item]] = {}
        self._beside: dict[tuple[Kind, str], Shelved] = {}
        self._given: dict[str, Path] = {}
        """Scenario ids that were last asked for by a path outside of the folders."""

    @classmethod
    def of(
        cls, *, curricula: Path | None = None, personas: Path | None = None, named: Sequence[Path] = ()
    ) -> FileLibrary:
        """The folders and packs named, a trainer's own, then what is shipped. Raises SettingsError or ContentError."""
        shipped = shipped_folders()
        own_curricula = [own_folder(curricula, "curricula_dir")] if curricula else []
        own_personas = [own_folder(personas, "personas_dir")] if personas else []
        given = [path for path in named if path.is_dir() or (is_zip(path) and path.exists())]
        return cls([*given, *own_curricula, shipped.curricula], [*own_personas, shipped.personas])

    @cached_property
    def files(self) -> tuple[Shelved, ...]:
        """Every content file of the folders, unparsed."""
        return tuple(one for folder in self.folders for one in files_in(folder))

    @cached_property
    def _index(self) -> dict[tuple[Kind, str], Shelved]:
        index: dict[tuple[Kind, str], Shelved] = {}
        for one in self.files:
            if one.kind is not None and one.id:
                index.setdefault((one.kind, one.id), one)
        return index

    @cached_property
    def known(self) -> KnownIds:
        return known_ids(self.files)

    def curricula(self) -> Sequence[Curriculum]:
        return sorted(self._all("curriculum", Curriculum), key=lambda curriculum: curriculum.order)

    def scenarios(self) -> Sequence[Scenario]:
        return self._all("scenario", Scenario)

    def personas(self) -> Sequence[Persona]:
        return self._all("persona", Persona)

    def scenario(self, id_or_path: str) -> Scenario:
        entry = self._index.get(("scenario", id_or_path))
        if entry is None and _is_path(id_or_path):
            return self._scenario_at(_path(id_or_path))
        if entry is None:
            raise UnknownId("scenario", id_or_path, self.known.scenarios, listing=_LISTING)
        self._given.pop(id_or_path, None)
        return self._load(entry, Scenario)

    def scenarios_in(self, path: Path) -> Sequence[str] | None:
        folder = self.packs.folder(path)
        if not os.path.isdir(folder):
            return None
        return tuple(str(one.file) for one in files_in(folder) if one.kind == "scenario")

    def persona(self, id_: str) -> Persona:
        return self._load(self._entry("persona", id_, known=self.known.personas), Persona)

    def rubric(self, id_: str) -> Rubric:
        return self._load(self._entry("rubric", id_, known=self.known.rubrics), Rubric)

    def articles(self, scenario: Scenario) -> Sequence[Article]:
        """Those that are there; `coach check` names the others."""
        found: dict[str, Article] = {}
        for folder in self._article_folders(scenario):
            for path in scenario.articles:
                if path in found:
                    continue
                try:
                    found[path] = read_article(folder, path)
                except ContentError:
                    continue
        return tuple(found[path] for path in scenario.articles if path in found)

    def curriculum_of(self, scenario_id: str) -> Curriculum | None:
        """A scenario that was given by its path is no lesson, even where its id is that of one."""
        if scenario_id in self._given:
            return None
        lessons = ((c, lesson) for c in self.curricula() for lesson in c.lessons)
        return next((c for c, lesson in lessons if lesson.scenario == scenario_id), None)

    def where(self, id_: str, *keys: Key) -> Position:
        given = self._given.get(id_)
        if given is not None:
            return self.packs.place(self._read[given][0].position(*keys))
        for (_, known), entry in {**self._beside, **self._index}.items():
            if known == id_:
                return self.packs.place(read_whole(entry.file, inside=entry.root).position(*keys))
        raise UnknownId("content", id_, [known for _, known in self._index], listing=_LISTING)

    def _all(self, kind: Kind, model: type[ItemT]) -> tuple[ItemT, ...]:
        """Raises ContentError with the faults of every file of the kind."""
        found: list[ItemT] = []
        faults: list[Fault] = []
        for (one, _), entry in self._index.items():
            if one != kind:
                continue
            try:
                found.append(self._load(entry, model))
            except ContentError as error:
                faults += error.faults
        if faults:
            raise ContentError(faults)
        return tuple(found)

    def _entry(self, kind: Kind, id_: str, *, known: frozenset[str]) -> Shelved:
        entry = self._index.get((kind, id_)) or self._beside.get((kind, id_))
        if entry is None:
            listing = f"There are: {', '.join(sorted(known))}." if known else ""
            raise UnknownId(kind, id_, known, listing=listing)
        return entry

    def _load(self, entry: Shelved, model: type[ItemT], *, beside: KnownIds | None = None) -> ItemT:
        read = self._read.get(entry.file)
        if read is not None and isinstance(read[1], model):
            return read[1]
        try:
            document = read_whole(entry.file, inside=entry.root)
            item = shape(document, model)
            faults = reference_faults(document, item, self.known | beside if beside else self.known)
        except ContentError as error:
            faults = list(error.faults)
        if faults:
            raise ContentError(self.packs.named(faults))
        self._read[entry.file] = (document, item)
        return item

    def _scenario_at(self, file: Path) -> Scenario:
        """A scenario by its path; what it names is looked for in the library, then beside it."""
        if os.path.isdir(file):
            raise UsageError(f"{file} is a folder.", "Name the YAML file of a scenario in it.")
        if is_zip(file) and os.path.exists(file):
            raise UsageError(
                f"{file} is a pack.",
                f"After `coach config set curricula_dir {file}` its scenarios are in `coach scenarios`.",
            )
        if not os.path.exists(file):
            raise UsageError(f"There is no file {quoted(file)[1:-1]}.", _LISTING)
        known_file = next((e for e in self._index.values() if os.path.samefile(e.file, file)), None)
        if known_file is not None:
            return self.scenario(known_file.id)
        beside = tuple(files_beside(file))
        self._beside = {(one.kind, one.id): one for one in beside if one.kind and one.id}
        scenario = self._load(shelved(file, root=None), Scenario, beside=known_ids(beside))
        self._given[scenario.id] = file
        return scenario

    def _article_folders(self, scenario: Scenario) -> list[Path]:
        """The folder of the very scenario first, then that of its namesake in the library."""
        files = [file for file, (_, item) in self._read.items() if item == scenario]
        namesake = self._index.get(("scenario", scenario.id))
        return [folder_of(file) for file in [*files, *([namesake.file] if namesake else [])]]


def _path(text: str) -> Path:
    return Path(os.path.expanduser(text))


def _is_path(text: str) -> bool:
    named = text.endswith((".yaml", ".yml", ".zip")) or os.sep in text or "/" in text
    return named or bool(text and os.path.isdir(_path(text)))
