"""Lines of transcripts in bulk: read within bounds, scored one by one, and counted.

A line stands for itself: whatever is wrong with it is said with its number, and takes no other line with it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, BinaryIO, NoReturn

from coach.domain.assessment import Flag
from coach.domain.rubric import Quadrant
from coach.domain.scenario import Scenario
from coach.errors import CoachError, UsageError
from coach.ports import Scorer
from coach.services.assessing import assess_record

LONGEST_LINE = 1024 * 1024
"""Bytes; fifty times the longest reply that is read, and little enough to hold many at once."""
MOST_IDS = 200_000
"""How many ids are looked at for one that comes twice; more would fill the memory of a long run."""
WARM, RIGHT = 3.0, 4.0
"""From these scores on a reply counts as warm, or as right."""
UNFORESEEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a fault in a scorer can be."""


@dataclass(frozen=True)
class Scoring:
    """A scorer, the scenarios that lines may name, and what the scores are signed with."""

    scorer: Scorer
    scenario_of: Callable[[str], Scenario]
    name: str
    version: str


@dataclass(frozen=True)
class InputLine:
    """One line of the input that is not blank."""

    number: int
    """From 1."""
    data: bytes
    end: int
    """Bytes of the input up to here."""
    too_long: bool = False
    """Its `data` is only how it begins."""
    again: bool = False
    """An earlier run came past it and wrote nothing for it; there must be something wrong with it."""


@dataclass(frozen=True)
class Figures:
    """What a summary needs of one reply."""

    empathy: float | None
    accuracy: float | None
    faults: tuple[str, ...]
    unread: bool
    """Empty, or not in English."""

    @classmethod
    def of(cls, assessed: Mapping[str, Any]) -> Figures:
        unread = bool({Flag.EMPTY, Flag.NOT_SCORED} & set(assessed["flags"]))
        empathy, accuracy = assessed["empathy"], assessed["accuracy"]
        return cls(empathy["score"], accuracy["score"], tuple(empathy["faults"]), unread)


@dataclass(frozen=True)
class LineResult:
    """What became of a line: its assessment, or a problem."""

    line: int
    end: int
    again: bool
    text: str = ""
    """One line of JSON; empty where there is a problem."""
    id: str = ""
    figures: Figures | None = None
    problem: str = ""
    unscored: bool = False
    """The line was in order; the scorer was not."""
    notices: tuple[str, ...] = ()


def read_lines(stream: BinaryIO) -> Iterator[InputLine]:
    """The lines as they come, none of them larger than LONGEST_LINE. Raises UsageError for another encoding."""
    number = end = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        number, end = number + 1, end + len(raw)
        if number == 1:
            raw = _without_mark(raw)
        too_long = len(raw) > LONGEST_LINE and not raw.endswith(b"\n")
        if too_long:
            end += _skip_line(stream)
            yield InputLine(number, raw[:80], end, too_long=True)
        elif raw.strip():
            yield InputLine(number, raw, end)


def _without_mark(raw: bytes) -> bytes:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UsageError("The input is UTF-16, not UTF-8.", "Save it as UTF-8.")
    return raw.removeprefix(b"\xef\xbb\xbf")


def _skip_line(stream: BinaryIO) -> int:
    skipped = 0
    while piece := stream.readline(LONGEST_LINE):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def parse_line(data: bytes) -> object:
    """The JSON value of a line. Raises UsageError."""
    try:
        return json.loads(data.decode("utf-8", "replace"), parse_constant=_no_number, parse_float=_number)
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be read"
        raise UsageError(f"This is not JSON: {reason}.") from error
    except RecursionError as error:
        raise UsageError("This is nested too deeply.") from error


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _number(digits: str) -> float:
    """A number without end could be read, but not be written again."""
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        _no_number(digits)
    return value


def score_line(line: InputLine, scoring: Scoring) -> LineResult:
    """One line with its assessment, its scorer and the version; or what is wrong with it."""
    try:
        if line.too_long:
            raise UsageError(f"It is longer than {LONGEST_LINE // 1024:,} KB, the most that is read.")
        record = parse_line(line.data)
        assessed = assess_record(record, scoring.scorer, scenario_of=scoring.scenario_of)
        id_ = _id_of(assessed)
        signed = {**assessed, "scorer": scoring.name, "scorer_version": scoring.version}
        text = json.dumps(signed, ensure_ascii=True)
    except CoachError as error:
        return LineResult(line.number, line.end, line.again, problem=f"line {line.number}: {error}")
    except UNFORESEEN as error:
        return unscored(line, f"{type(error).__name__}. Please report this line.")
    return LineResult(
        line.number,
        line.end,
        line.again,
        text=text,
        id=id_,
        figures=Figures.of(assessed),
        notices=_notices(line, assessed["id"]),
    )


def unscored(line: InputLine, why: str) -> LineResult:
    """A line that is in order, and could not be scored all the same."""
    problem = f"line {line.number} could not be scored: {why}"
    return LineResult(line.number, line.end, line.again, problem=problem, unscored=True)


def _id_of(record: Mapping[str, Any]) -> str:
    id_ = record.get("id")
    if id_ is None:
        raise UsageError('"id" is missing.', "Without it nobody can tell whose scores these are.")
    return id_ if isinstance(id_, str) else json.dumps(id_)


def _notices(line: InputLine, id_: object) -> tuple[str, ...]:
    found = []
    if not isinstance(id_, str):
        found.append(f'line {line.number}: "id" is not text; the line is scored all the same.')
    try:
        line.data.decode("utf-8")
    except UnicodeDecodeError:
        found.append(f"line {line.number} is not UTF-8 throughout; what cannot be read became \ufffd.")
    return tuple(found)


class SeenIds:
    """On which line an id came first; looks at the first `most` of them."""

    def __init__(self, most: int = MOST_IDS) -> None:
        self._most = most
        self._lines: dict[bytes, int] = {}

    def first_line(self, id_: str, line: int) -> int:
        """`line`, unless the id was seen before."""
        key = blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        if len(self._lines) >= self._most:
            return self._lines.get(key, line)
        return self._lines.setdefault(key, line)


@dataclass
class Tally:
    """What a run has come to so far; nothing in it adds up both axes."""

    left_out: int = 0
    unscored: int = 0
    replies: int = 0
    unread: int = 0
    last_line: int = 0
    sums: dict[str, float] = field(default_factory=lambda: {"empathy": 0.0, "accuracy": 0.0})
    counts: Counter[str] = field(default_factory=Counter)
    """Replies with a score, by axis."""
    quadrants: Counter[Quadrant] = field(default_factory=Counter)
    """Replies, of those that have both scores."""
    faults: Counter[str] = field(default_factory=Counter)

    def add(self, figures: Figures) -> None:
        self.replies += 1
        self.unread += figures.unread
        self.faults.update(figures.faults)
        for axis, value in (("empathy", figures.empathy), ("accuracy", figures.accuracy)):
            if value is not None:
                self.sums[axis] += value
                self.counts[axis] += 1
        if figures.empathy is not None and figures.accuracy is not None:
            warm, right = figures.empathy >= WARM, figures.accuracy >= RIGHT
            self.quadrants[Quadrant.of(warm=warm, right=right)] += 1

    def mean(self, axis: str) -> float | None:
        return self.sums[axis] / self.counts[axis] if self.counts[axis] else None

    @property
    def exit_code(self) -> int:
        if self.unscored:
            return 1
        return 2 if self.left_out else 0
