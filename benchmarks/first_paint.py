"""First paint of `coach` in a terminal against that of a bare Textual app, in turn, as a ratio.

    python benchmarks/first_paint.py [RUNS]

Each is started in a pseudo-terminal of 80x24; the clock stops when the first text of its first screen arrives.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pexpect

HERE = Path(__file__).parent
BARE = [str(HERE / "bare_app.py")], "ready"
COACH = ["-m", "coach"], "coach"


def first_paint(arguments: list[str], marker: str, data_dir: str) -> float:
    """Seconds from the start of the process to the marker on its screen."""
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "COACH_DATA_DIR": data_dir}
    began = time.perf_counter()
    child = pexpect.spawn(sys.executable, arguments, dimensions=(24, 80), env=env, timeout=20)
    # Skip what comes before the alternate screen: the marker must be painted, not echoed.
    child.expect_exact("\x1b[?1049h")
    child.expect_exact(marker)
    seconds = time.perf_counter() - began
    child.close(force=True)
    return seconds


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as data_dir:
        first_paint(*BARE, data_dir)
        first_paint(*COACH, data_dir)
        pairs = [(first_paint(*BARE, data_dir), first_paint(*COACH, data_dir)) for _ in range(runs)]
    bare, coach = median(b for b, _ in pairs), median(c for _, c in pairs)
    print(f"bare Textual app {bare:.3f} s, coach {coach:.3f} s, ratio {median(c / b for b, c in pairs):.2f}")


if __name__ == "__main__":
    main()
