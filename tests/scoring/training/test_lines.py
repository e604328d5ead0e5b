"""The corpus of labelled lines: how it is read, and what it has to be."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import coach.scoring.training.lines as corpus_lines
from coach.domain.assessment import Act, FaultId
from coach.domain.text import Span
from coach.scoring.training.lines import VARIETIES, Corpus, alike, read_corpus

CORPUS = Path(corpus_lines.__file__).parent / "corpus"
BLOCK = """\
@ uk telecom pair
C: Third time I've rung.
A: {acknowledge_feeling name_problem} Three calls is too many. {ask_open} What happened?
L: 2 2 1 -
A: {apologise} Sorry.
L: 1 0 0 hollow_script, dismissive
"""


def read(tmp_path: Path, text: str) -> Corpus:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    return read_corpus([tmp_path])


@pytest.fixture(scope="module")
def trained_on() -> Corpus:
    return read_corpus([CORPUS / "train"])


@pytest.fixture(scope="module")
def held_out() -> Corpus:
    return read_corpus([CORPUS / "held_out" / "lines"])


def test_a_block_is_read_with_its_stretches_levels_and_faults(tmp_path: Path) -> None:
    found = read(tmp_path, BLOCK)
    better, worse = found.lines
    assert (found.pairs[0].better, found.pairs[0].worse) == (better, worse)
    assert better.reply == "Three calls is too many. What happened?"
    assert [(better.reply[s.start : s.end], s.acts) for s in better.stretches] == [
        ("Three calls is too many.", (Act.ACKNOWLEDGE_FEELING, Act.NAME_PROBLEM)),
        ("What happened?", (Act.ASK_OPEN,)),
    ]
    assert Span(better.stretches[0].start, better.stretches[0].end) == Span(0, 24)
    assert (better.validation, better.exploration, better.understanding) == (2, 2, 1)
    assert worse.faults == (FaultId.HOLLOW_SCRIPT, FaultId.DISMISSIVE)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("@ uk telecom", "@ fr telecom", "the first line"),
        ("{apologise}", "{sorry}", "sorry"),
        ("{apologise}", "{}", "shows no act"),
        ("L: 1 0 0", "L: 1 0 3", "three levels"),
        ("hollow_script,", "cold,", "not a fault"),
        ("A: {apologise} Sorry.\nL: 1 0 0 hollow_script, dismissive\n", "", "two replies"),
        ("C: Third", "Third", "needs 'C:'"),
    ],
)
def test_a_faulty_block_is_named_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    [fault] = read(tmp_path, "\n" + BLOCK.replace(old, new)).faults
    assert fault.startswith("a.txt:2: ")
    assert said in fault


def test_replies_that_share_their_words_are_found(tmp_path: Path) -> None:
    near = BLOCK.replace("Three calls is too many.", "Three calls are too many.").replace(
        "Sorry.", "I regret it."
    )
    found = read(tmp_path, BLOCK + "\n" + near)
    assert [(a.reply[:16], b.reply[:16]) for a, b in alike(found.lines)] == [
        ("Three calls is t", "Three calls are ")
    ]


def test_the_corpus_is_large_written_by_hand_and_never_alike(trained_on: Corpus, held_out: Corpus) -> None:
    lines = [*trained_on.lines, *held_out.lines]
    assert not trained_on.faults + held_out.faults
    assert len(trained_on.lines) >= 4000
    assert sum(line.template for line in lines) <= len(lines) / 10
    assert not list(alike(lines))


def test_each_variety_is_trained_and_tested_on(trained_on: Corpus, held_out: Corpus) -> None:
    trained = Counter(line.variety for line in trained_on.lines)
    tested = Counter(line.variety for line in held_out.lines)
    assert min(trained[v] for v in VARIETIES) >= 1000
    assert min(tested[v] for v in VARIETIES) >= 300


def test_each_act_is_trained_and_tested_on(trained_on: Corpus, held_out: Corpus) -> None:
    trained = Counter(act for line in trained_on.lines for act in line.acts)
    tested = Counter(act for line in held_out.lines for act in line.acts)
    assert min(trained[act] for act in Act) >= 200
    assert min(tested[act] for act in Act) >= 50


def test_eight_lines_of_business_or_more_are_trained_on(trained_on: Corpus) -> None:
    counts = Counter(line.line_of_business for line in trained_on.lines)
    assert sum(n >= 200 for n in counts.values()) >= 8
