"""What the encoder costs: loading, passes, time against one pass, memory.

    python benchmarks/encoding.py [RUNS]

Replies to a customer's line with eight facts beside it are scored whole, fix and all, and, in turn with that,
one forward pass is timed over the same rows (the reply, and the reply beside each fact). Both are done in this
one run, so that a slow or busy machine slows both.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from copy import copy
from pathlib import Path
from statistics import median

from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.encoder.onnx_encoder import OnnxEncoder
from coach.ports import Encoder
from coach.scoring.built_in import score_reply
from coach.scoring.reading import read
from coach.scoring.second_reading import SecondReader
from coach.scoring.training.fact_lines import read_fact_lines

HELD_OUT = Path(__file__).parents[1] / "coach" / "scoring" / "training" / "corpus" / "held_out" / "facts"
MOST_FACTS = 8
LOADING = """
import time
began = time.perf_counter()
from coach.encoder.onnx_encoder import OnnxEncoder
from coach.ports import TextPair
imported = time.perf_counter()
encoder = OnnxEncoder()
encoder.prepare()
encoder._load()
print(time.perf_counter() - imported)
"""


def cases() -> list[tuple[str, Situation]]:
    """Held-out replies, each with eight facts: its own, and others of the next blocks."""
    lines, _ = read_fact_lines([HELD_OUT])
    every = [fact for line in lines for fact in line.facts]
    found = []
    for number, line in enumerate(lines):
        more = [f for f in every[number * 4 : number * 4 + 20] if f not in line.facts]
        facts = [*line.facts, *more][:MOST_FACTS]
        renamed = tuple(
            Fact.model_construct(id=f"f{n}", statement=f.statement, forbidden=f.forbidden, source="KB")
            for n, f in enumerate(facts)
        )
        found.append((line.reply, Situation(line.customer, renamed, line.today, problem=line.customer)))
    return found


def fresh(loaded: OnnxEncoder) -> OnnxEncoder:
    """Another encoder over the same session, with nothing kept and no pass counted."""
    encoder = copy(loaded)
    encoder.forget()
    return encoder


def one_pass(encoder: Encoder, reply: str, situation: Situation) -> None:
    SecondReader(encoder, situation).read([read(reply)])


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    loads = [
        float(
            subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True).stdout
        )
        for _ in range(7)
    ]
    print(
        f"loading the encoder, libraries included: median {median(loads):.2f} s of 7, least {min(loads):.2f} s"
    )
    chosen = cases()[:runs]
    warm = OnnxEncoder()
    one_pass(warm, *chosen[0])
    whole, passes, single = [], [], []
    for reply, situation in chosen:
        scoring = fresh(warm)
        began = time.perf_counter()
        score_reply(reply, situation, scoring)
        whole.append(time.perf_counter() - began)
        passes.append(scoring.passes)
        alone = fresh(warm)
        began = time.perf_counter()
        one_pass(alone, reply, situation)
        single.append(time.perf_counter() - began)
    p95 = sorted(whole)[int(0.95 * len(whole))]
    print(
        f"{len(chosen)} replies with {MOST_FACTS} facts: at most {max(passes)} passes; scoring takes "
        f"{median(whole) * 1000:.0f} ms in the median, {p95 * 1000:.0f} ms at p95; "
        f"one pass {median(single) * 1000:.0f} ms; ratio of p95 to one pass {p95 / median(single):.2f}"
    )
    print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
