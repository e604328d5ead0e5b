"""Reads the labelled replies about facts: blocks of facts with replies and the verdict on each fact.

    python -m coach.scoring.training.fact_lines FILE_OR_FOLDER...

    @ uk collections
    T: 2026-11-18
    F fee: The late fee is £12.
    X waive: Do not promise that the late fee is taken off.
    C: I forgot to pay.
    A: It's twelve pounds, I'm afraid.
    V: fee correct

`T:` (today) is optional; what `V:` does not name is absent, `-` names nothing.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from coach.domain.assessment import Verdict
from coach.domain.scenario import Fact
from coach.scoring.training.blocks import BadBlock, blocks
from coach.scoring.training.lines import VARIETIES


@dataclass(frozen=True)
class FactLine:
    """One reply with the verdict on each of its facts."""

    where: str
    variety: str
    customer: str
    reply: str
    facts: tuple[Fact, ...]
    today: datetime | None
    verdicts: Mapping[str, Verdict]
    """One for each fact."""


def read_fact_lines(paths: Sequence[Path]) -> tuple[list[FactLine], list[str]]:
    """Every reply of every `*.txt` file at or under the paths; and what is wrong, one sentence each."""
    files = sorted(chain.from_iterable([p] if p.is_file() else p.rglob("*.txt") for p in paths))
    lines: list[FactLine] = []
    faults: list[str] = []
    for file in files:
        for number, block in blocks(file):
            try:
                lines += list(_read_block(block, where=f"{file.name}:{number}"))
            except BadBlock as error:
                faults.append(str(error))
    return lines, faults


def _read_block(block: Sequence[str], *, where: str) -> Iterator[FactLine]:
    head = block[0].split()
    if len(head) < 3 or head[0] != "@" or head[1] not in VARIETIES:
        raise BadBlock(f"{where}: the first line is not '@ variety line-of-business': {block[0]!r:.60}")
    keyed = [(line.partition(": ")[0], line.partition(": ")[2].strip()) for line in block[1:]]
    facts = tuple(_fact(key, text, where=where) for key, text in keyed if key[:2] in ("F ", "X "))
    said = [text for key, text in keyed if key == "A"]
    judged = [text for key, text in keyed if key == "V"]
    customers = [text for key, text in keyed if key == "C"]
    days = [datetime.fromisoformat(text) for key, text in keyed if key == "T"]
    if not facts or len(customers) != 1 or not said or len(said) != len(judged) or len(days) > 1:
        raise BadBlock(f"{where}: needs facts, one 'C:', and an 'A:' with its 'V:' for each reply.")
    if len(keyed) != len(facts) + len(days) + 1 + 2 * len(said) or len({f.id for f in facts}) != len(facts):
        raise BadBlock(f"{where}: holds a line of an unknown kind, or an id twice.")
    for reply, verdicts in zip(said, judged, strict=True):
        yield FactLine(
            where, head[1], customers[0], reply, facts, days[0] if days else None,
            _verdicts(verdicts, facts, where=where),
        )  # fmt: skip


def _fact(key: str, text: str, *, where: str) -> Fact:
    kind, _, id_ = key.partition(" ")
    if not text:
        raise BadBlock(f"{where}: the fact {id_} says nothing.")
    statement, forbidden = (text, None) if kind == "F" else (None, text)
    return Fact.model_construct(id=id_, statement=statement, forbidden=forbidden, source="the corpus")


def _verdicts(text: str, facts: Sequence[Fact], *, where: str) -> dict[str, Verdict]:
    verdicts = {fact.id: Verdict.ABSENT for fact in facts}
    forbidden = {fact.id for fact in facts if fact.forbidden}
    if text == "-":
        return verdicts
    for part in text.split(","):
        match part.split():
            case [id_, "correct" | "wrong" as verdict] if id_ in verdicts and id_ not in forbidden:
                verdicts[id_] = Verdict(verdict)
            case [id_, "violated"] if id_ in forbidden:
                verdicts[id_] = Verdict.VIOLATED
            case [id_, "absent"] if id_ in verdicts:
                pass
            case _:
                raise BadBlock(f"{where}: not a verdict on one of the facts: {part.strip()!r:.60}")
    return verdicts


def main(paths: Sequence[str]) -> int:
    """Prints the counts; 1 where a block cannot be read."""
    lines, faults = read_fact_lines([Path(p) for p in paths])
    for fault in faults:
        print(fault)
    verdicts = Counter(str(v) for line in lines for v in line.verdicts.values())
    print(f"variety: {dict(Counter(line.variety for line in lines))}")
    print(f"{len(lines)} replies; verdicts: {dict(verdicts)}; unreadable {len(faults)}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
