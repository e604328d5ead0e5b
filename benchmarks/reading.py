"""How long coach takes to read things, each as a ratio to something that needs no coach or to less of the same.

    python benchmarks/reading.py [RUNS]

What is compared runs in turn in this one run, so that a slow or busy machine slows both; medians are printed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from ruamel.yaml import YAML

from coach.bootstrap import open_library
from coach.content.check import check
from coach.content.remembered import Remembered
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.scoring.built_in import score_reply
from coach.settings import load

SHORT = "The second charge goes back to your card this week."
LONG = (
    "Two charges for one blender that came in pieces is not what you ordered, and I am sorry that you had to "
    "tell it twice. The second charge of 64.90 euros goes back to the same card within 3 to 5 business days. "
    "A new blender leaves by express today and is with you on Friday, free of charge. Is there a day that you "
    "need it for?"
)
FACTS = (
    "The second charge of 64.90 euros is refunded to the same card within 3 to 5 business days.",
    "A new blender arrives on Friday 20 November, free of charge.",
    "The broken blender need not be sent back; a photo is enough.",
    "A credit of up to 10 euros may be offered once.",
    "The purchase price is refunded within 5 business days of the photo.",
    "The order page shows two charges on one order.",
    "An order placed before 18:00 leaves the same day.",
    "A confirmation is sent by e-mail within 2 hours.",
)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compare(title: str, ours: Callable[[], object], against: Callable[[], object], *, runs: int) -> None:
    """Print both medians and the median of the ratios, pair by pair, after one run of each to warm up."""
    ours(), against()
    pairs = [(seconds(ours), seconds(against)) for _ in range(runs)]
    mine, other = median(a for a, _ in pairs), median(b for _, b in pairs)
    ratio = median(a / b for a, b in pairs)
    print(f"{title}: {mine * 1000:.1f} ms against {other * 1000:.1f} ms, ratio {ratio:.2f}")


def python(*arguments: str, env: dict[str, str] | None = None) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *arguments], capture_output=True, check=True, env=env)


def parse(files: list[Path]) -> None:
    for file in files:
        YAML(typ="safe", pure=True).load(file.read_text("utf-8"))


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    settings = load()
    library = open_library(settings)
    named = [x.id for kind in (library.scenarios(), library.personas(), library.curricula()) for x in kind]
    named += sorted({scenario.rubric for scenario in library.scenarios()})
    files = [library.where(id_).file for id_ in named]
    situation = Situation(
        customer_line="My blender came in pieces, and you charged me twice!",
        facts=tuple(Fact(id=f"fact-{at}", statement=text) for at, text in enumerate(FACTS)),
    )
    compare(
        "coach --help against python -c pass",
        python("-m", "coach", "--help"),
        python("-c", "pass"),
        runs=runs,
    )
    remembered = Remembered()
    compare(
        f"coach check of files that are as they were, against parsing its {len(files)} files of YAML in Python",
        lambda: check([], open_library(settings), remembered=remembered),
        lambda: parse(files),
        runs=runs,
    )
    compare(
        "coach check with every scenario read by all rules, against that",
        lambda: check([], open_library(settings)),
        lambda: check([], open_library(settings), remembered=remembered),
        runs=runs,
    )
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "XDG_CACHE_HOME": folder}
        compare(
            "the command coach check the second time, against python -c pass",
            python("-m", "coach", "check", env=env),
            python("-c", "pass"),
            runs=runs,
        )
    compare(
        f"score_reply with {len(FACTS)} facts, {len(LONG.split())} words against {len(SHORT.split())}",
        lambda: score_reply(LONG, situation),
        lambda: score_reply(SHORT, situation),
        runs=runs * 4,
    )


if __name__ == "__main__":
    main()
