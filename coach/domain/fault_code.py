"""What a code of `coach check`, `rehearse` or `test` means: why it matters, what to do, and an example."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Example:
    """Something that raises the code, and the same thing mended."""

    where: str
    """The kind of file: scenario, article, marks, pack ...; `files` where it is no text in a file."""
    wrong: str
    right: str


@dataclass(frozen=True)
class Code:
    id: str
    group: str
    title: str
    why: str
    do: str
    example: Example | None = None
    """None for what only shows in a talk: of `rehearse` and `test`."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
