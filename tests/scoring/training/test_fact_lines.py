"""The corpus of replies about facts: how it is read, and what it has to be."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import coach.scoring.training.fact_lines as fact_lines
from coach.domain.assessment import Verdict
from coach.scoring.training.fact_lines import FactLine, read_fact_lines
from coach.scoring.training.lines import VARIETIES

CORPUS = Path(fact_lines.__file__).parent / "corpus"
BLOCK = """\
@ uk collections
T: 2026-11-18
F fee: The late fee is £12.
X waive: Do not promise that the late fee is taken off.
C: I forgot to pay.
A: It's twelve pounds, I'm afraid.
V: fee correct
A: I'll have that taken off.
V: waive violated
A: Let me look.
V: -
"""


def read(tmp_path: Path, text: str) -> tuple[list[FactLine], list[str]]:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    return read_fact_lines([tmp_path])


def test_what_a_reply_does_not_touch_is_absent(tmp_path: Path) -> None:
    lines, faults = read(tmp_path, BLOCK)
    assert not faults
    assert [dict(line.verdicts) for line in lines] == [
        {"fee": Verdict.CORRECT, "waive": Verdict.ABSENT},
        {"fee": Verdict.ABSENT, "waive": Verdict.VIOLATED},
        {"fee": Verdict.ABSENT, "waive": Verdict.ABSENT},
    ]
    assert lines[0].today is not None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("V: fee correct", "V: fee violated", "not a verdict"),
        ("V: waive violated", "V: waive wrong", "not a verdict"),
        ("V: fee correct", "V: price correct", "not a verdict"),
        ("V: -\n", "", "needs facts"),
        ("X waive:", "Y waive:", "unknown kind"),
        ("@ uk", "@ xx", "the first line"),
    ],
)
def test_a_faulty_block_is_named_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    lines, [fault] = read(tmp_path, BLOCK.replace(old, new))
    assert not lines
    assert fault.startswith("a.txt:1: ")
    assert said in fault


@pytest.mark.parametrize(("part", "least"), [("facts_train", 3000), ("held_out/facts", 300)])
def test_every_variety_and_verdict_is_there(part: str, least: int) -> None:
    lines, faults = read_fact_lines([CORPUS / part])
    assert not faults
    assert len(lines) >= least
    varieties = Counter(line.variety for line in lines)
    assert min(varieties[v] for v in VARIETIES) >= least / 5
    verdicts = Counter(v for line in lines for v in line.verdicts.values())
    assert min(verdicts[v] for v in Verdict) >= least / 5
