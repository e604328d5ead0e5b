"""What the rules said of a scenario, kept until it, its articles or the rules change: the scorers are slow readers.

A file in the user's cache folder, and one that comes with coach for the scenarios that come with it (`make checked`).
Whatever is wrong with either, it is as if it were not there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

import coach.customer
import coach.services.curating
from coach.content.whole_files import write_text
from coach.content.yaml_reader import read_text
from coach.errors import CoachError, ContentError
from coach.scoring.signature import signed_version
from coach.services.curating.remark import Draft, Remark
from coach.services.curating.rules import remarks

FILE_NAME = "checked.json"
SHIPPED = Path(__file__).parent / FILE_NAME
MOST = 500
"""Scenarios that are remembered; those asked for longest ago go first."""
MAX_BYTES = 16 * 1024 * 1024
"""Far more than they come to; what is larger is not ours."""
Kept = list[list[Any]]


class Remembered:
    """The remarks of scenarios by all that they go by. Without a file it remembers only while it lives."""

    def __init__(self, file: Path | None = None, *, shipped: Path = SHIPPED) -> None:
        self._file = file
        self._before = _read(file) if file is not None else {}
        self._shipped = _read(shipped)
        self._now: dict[str, Kept] = {}
        self.worked_out = 0
        """How many scenarios had to be read by the rules."""

    def remarks(self, draft: Draft, *, sound: bool) -> list[Remark]:
        """As `rules.remarks`."""
        key = _key(draft, sound=sound)
        known = self._now.get(key, self._before.get(key, self._shipped.get(key)))
        if known is not None:
            self._now[key] = known
            return [Remark(code, tuple(keys), *texts) for code, keys, *texts in known]
        self.worked_out += 1
        found = list(remarks(draft, sound=sound))
        self._now[key] = [[one.code, list(one.keys), one.message, one.hint, one.words] for one in found]
        return found

    def save(self) -> None:
        """For the next time, if anything is new. What cannot be written is worked out again then."""
        if self._file is None or not self.worked_out:
            return
        older = [(key, said) for key, said in self._before.items() if key not in self._now]
        kept = dict([*older, *self._now.items()][-MOST:])
        with suppress(OSError, CoachError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_text(self._file, json.dumps({"rules": _rules(), "remarks": kept}, indent=0) + "\n")


def _read(file: Path) -> dict[str, Kept]:
    try:
        held = json.loads(read_text(file, limit=MAX_BYTES))
    except (ContentError, ValueError, RecursionError):
        return {}
    if not isinstance(held, Mapping) or held.get("rules") != _rules():
        return {}
    found = held.get("remarks")
    return {key: kept for key, kept in found.items() if _is_kept(kept)} if isinstance(found, dict) else {}


def _is_kept(kept: object) -> bool:
    """Whether it has the shape that was written: others may write to a cache."""
    if not isinstance(kept, list):
        return False
    rows = [row for row in kept if isinstance(row, list) and len(row) == 5 and isinstance(row[1], list)]
    texts = [text for code, _, *said in rows for text in (code, *said)]
    keys = [key for row in rows for key in row[1]]
    return (
        len(rows) == len(kept)
        and all(isinstance(text, str) for text in texts)
        and all(isinstance(key, str | int) for key in keys)
    )


def _key(draft: Draft, *, sound: bool) -> str:
    whole = sha256(draft.scenario.canonical().encode())
    for part in _parts(draft):
        whole.update(f"\0{part}".encode())
    return f"{whole.hexdigest()}{'' if sound else '-unsound'}"


def _parts(draft: Draft) -> Sequence[str]:
    return [part for article in draft.articles for part in (article.id, article.body)]


@cache
def _rules() -> str:
    """Changes with every rule, and with every word and number that the rules go by."""
    whole = sha256(signed_version().encode())
    folders = (Path(coach.services.curating.__path__[0]), Path(coach.customer.__path__[0]) / "lines")
    for file in sorted(f for folder in folders for f in folder.iterdir() if f.suffix in (".py", ".toml")):
        with file.open("rb") as stream:
            whole.update(file_digest(stream, "sha256").digest())
    return whole.hexdigest()
