"""Reads the labelled lines of the corpus, and counts what makes a corpus bad: faults, gaps, near-duplicates.

    python -m coach.scoring.training.lines FILE_OR_FOLDER...

A block is a customer's line with one to three replies, each cut into stretches with the acts that each shows:

    @ uk telecom
    C: Third time I've rung about this broadband.
    A: {name_problem} Three calls about one line. {ask_open} What did the engineer tell you?
    L: 1 2 2 -

`L:` holds validation, exploration, understanding (0-2), then the faults or `-`. A block marked `pair` holds
two replies, of which the first is the better one. A block marked `template` was made by filling one.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from coach.domain.assessment import Act, FaultId
from coach.scoring.labels import LEARNED_FAULTS
from coach.scoring.training.blocks import BadBlock, blocks

VARIETIES = ("us", "uk", "ph", "in")
LINES_OF_BUSINESS = (
    "support", "telecom", "utilities", "collections", "banking", "healthcare", "hr", "backoffice", "travel",
    "insurance", "ai",
)  # fmt: skip
TOO_ALIKE = 0.8
"""Share of their distinct tokens (Dice) that two replies may have in common."""
_STRETCH = re.compile(r"\{([a-z_ ]*)\}([^{}]*)")
_TOKEN = re.compile(r"[\w']+")


@dataclass(frozen=True)
class Stretch:
    """A part of a reply with the acts that it shows; `start` and `end` index the reply."""

    start: int
    end: int
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Line:
    """One labelled reply."""

    where: str
    """File and line number."""
    variety: str
    line_of_business: str
    customer: str
    reply: str
    stretches: tuple[Stretch, ...]
    validation: int
    exploration: int
    understanding: int
    faults: tuple[FaultId, ...]
    template: bool

    @property
    def acts(self) -> frozenset[Act]:
        return frozenset(chain.from_iterable(s.acts for s in self.stretches))


@dataclass(frozen=True)
class Pair:
    """Two replies to one customer's line."""

    better: Line
    worse: Line


@dataclass(frozen=True)
class Corpus:
    """All lines, the pairs among them, and what is wrong, one sentence each."""

    lines: tuple[Line, ...]
    pairs: tuple[Pair, ...]
    faults: tuple[str, ...]


def read_corpus(paths: Sequence[Path]) -> Corpus:
    """Every `*.txt` file at or under the paths, in the order of their names."""
    files = sorted(chain.from_iterable([p] if p.is_file() else p.rglob("*.txt") for p in paths))
    lines: list[Line] = []
    pairs: list[Pair] = []
    faults: list[str] = []
    for file in files:
        for start, block in blocks(file):
            try:
                found = _read_block(block, where=f"{file.name}:{start}")
            except BadBlock as error:
                faults.append(str(error))
                continue
            lines += found
            if "pair" in block[0].split():
                pairs.append(Pair(*found))
    return Corpus(tuple(lines), tuple(pairs), tuple(faults))


def _read_block(block: Sequence[str], *, where: str) -> list[Line]:
    head = block[0].split()
    if len(head) < 3 or head[0] != "@" or head[1] not in VARIETIES or head[2] not in LINES_OF_BUSINESS:
        raise BadBlock(f"{where}: the first line is not '@ variety line-of-business': {block[0]!r:.60}")
    if len(block) < 4 or len(block) % 2 or not block[1].startswith("C: "):
        raise BadBlock(f"{where}: needs 'C:', then 'A:' and 'L:' in turn.")
    found = [
        _read_reply(said, labels, head=head, customer=block[1][3:].strip(), where=where)
        for said, labels in zip(block[2::2], block[3::2], strict=True)
    ]
    if "pair" in head[3:] and len(found) != 2:
        raise BadBlock(f"{where}: a pair has two replies, this one has {len(found)}.")
    return found


def _read_reply(said: str, labels: str, *, head: Sequence[str], customer: str, where: str) -> Line:
    if not said.startswith("A: {") or not labels.startswith("L: "):
        raise BadBlock(f"{where}: a reply is 'A: {{acts}} words' and then 'L: ...': {said!r:.60}")
    reply, stretches = _cut(said[3:], where)
    if not any(s.acts for s in stretches):
        raise BadBlock(f"{where}: the reply shows no act: {reply!r:.60}")
    match labels[3:].split():
        case [("0" | "1" | "2") as heard, ("0" | "1" | "2") as asked, ("0" | "1" | "2") as grasped, *rest]:
            faults = _faults(" ".join(rest), where)
        case _:
            raise BadBlock(f"{where}: not three levels and the faults: {labels!r:.60}")
    return Line(
        where, head[1], head[2], customer, reply, stretches, int(heard), int(asked), int(grasped), faults,
        template="template" in head[3:],
    )  # fmt: skip


def _cut(marked: str, where: str) -> tuple[str, tuple[Stretch, ...]]:
    reply, stretches = "", []
    for acts, words in _STRETCH.findall(marked):
        unknown = set(acts.split()) - set(Act)
        if unknown or not words.strip():
            raise BadBlock(f"{where}: {', '.join(sorted(unknown)) or 'an empty stretch'} in {marked!r:.60}")
        reply += " " * bool(reply) + words.strip()
        stretches.append(
            Stretch(len(reply) - len(words.strip()), len(reply), tuple(Act(a) for a in acts.split()))
        )
    return reply, tuple(stretches)


def _faults(text: str, where: str) -> tuple[FaultId, ...]:
    if text.strip() == "-":
        return ()
    named = [name.strip() for name in text.split(",")]
    unknown = [name for name in named if name not in LEARNED_FAULTS]
    if unknown:
        raise BadBlock(f"{where}: not a fault of wording: {', '.join(unknown)!r:.60}")
    return tuple(FaultId(name) for name in named)


def alike(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Pairs of replies that share more of their distinct tokens than they may."""
    tokens = [frozenset(_TOKEN.findall(line.reply.lower())) for line in lines]
    holders: dict[str, list[int]] = {}
    for i, mine in enumerate(tokens):
        shared = Counter(chain.from_iterable(holders.get(t, ()) for t in mine))
        for j, common in shared.items():
            if 2 * common > TOO_ALIKE * (len(mine) + len(tokens[j])):
                yield lines[j], lines[i]
        for t in mine:
            holders.setdefault(t, []).append(i)


def main(paths: Sequence[str]) -> int:
    """Prints the counts; 1 where a line cannot be read, or more is alike or templated than may be."""
    corpus = read_corpus([Path(p) for p in paths])
    for fault in corpus.faults:
        print(fault)
    close = list(alike(corpus.lines))
    for one, other in close:
        print(f"{one.where} and {other.where} are too alike: {other.reply!r:.70}")
    _print_counts(corpus.lines)
    templates = sum(line.template for line in corpus.lines)
    print(
        f"{len(corpus.lines)} lines, {len(corpus.pairs)} pairs; from templates {templates}; "
        f"too alike {len(close)}; unreadable {len(corpus.faults)}"
    )
    return int(bool(corpus.faults or close or templates > len(corpus.lines) / 10))


def _print_counts(lines: Sequence[Line]) -> None:
    counts = {
        "variety": Counter(line.variety for line in lines),
        "line of business": Counter(line.line_of_business for line in lines),
        "acts": Counter(str(a) for line in lines for a in line.acts),
        "faults": Counter(str(f) for line in lines for f in line.faults),
        "validation": Counter(str(line.validation) for line in lines),
        "exploration": Counter(str(line.exploration) for line in lines),
        "understanding": Counter(str(line.understanding) for line in lines),
    }
    for name, counted in counts.items():
        print(f"{name}: " + ", ".join(f"{key} {n}" for key, n in counted.most_common()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
