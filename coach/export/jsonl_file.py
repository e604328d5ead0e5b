"""Reports as JSON Lines for programs: one object a line, each with its kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from coach.domain.report import ExportFormat, Report
from coach.domain.text import clean
from coach.export.whole_files import write_whole


class JsonlExporter:
    """Sessions first, then turns when they were asked for."""

    format: ExportFormat = "jsonl"

    def files(self, out: Path, *, with_turns: bool) -> tuple[Path, ...]:
        return (out,)

    def write(self, report: Report, out: Path, *, replace: bool = False) -> None:
        write_whole({out: self.text(report)}, replace=replace)

    def text(self, report: Report) -> str:
        return "".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    for session in report.sessions:
        yield _line("session", asdict(session))
    for turn in report.turns or ():
        yield _line("turn", asdict(turn))


def _line(kind: str, row: dict[str, str | int | float | bool | None]) -> str:
    cleaned = {key: clean(value) if isinstance(value, str) else value for key, value in row.items()}
    return json.dumps({"kind": kind, **cleaned}, ensure_ascii=False) + "\n"
