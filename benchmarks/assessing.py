"""What two processes gain in `coach assess`, and what memory they take, in one run.

    python benchmarks/assessing.py [LINES [RUNS]]

One job and two jobs run in turn on the same file, so that a slow or busy machine slows both; the ratio of their
medians is printed. Both ratios need two cores with nothing else to do: that of two processes which only count
is printed beside it, as what the machine had to give. Memory is that of the whole tree of processes, shared
pages counted once (PSS, where Linux tells it; else each process by itself).
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

OPENINGS = (
    "Two charges for one order is our error, and I am sorry that you had to tell it twice.",
    "I understand your frustration.",
    "Please calm down, everybody has to wait.",
    "Three calls without an answer would wear anybody out.",
    "Thank you for your patience.",
)
STEPS = (
    "The second charge of {} euros goes back to the same card within 3 to 5 business days.",
    "The refund of {} euros takes 9 business days.",
    "Which card were the {} euros taken from, and since when do you see the second charge?",
    "I cannot say when the {} euros will be back.",
    "A new one worth {} euros leaves by express today and is with you on Friday, free of charge.",
)
FACTS = (
    "The second charge is refunded to the same card within 3 to 5 business days.",
    "A new blender arrives on Friday 20 November, free of charge.",
    "The broken blender need not be sent back; a photo is enough.",
    "A credit of up to 10 euros may be offered once.",
)
COUNTED = 20_000_000


def write_lines(file: Path, number: int) -> None:
    chance = random.Random(5)
    facts = [{"id": f"f{at}", "statement": text} for at, text in enumerate(FACTS)]
    with file.open("w", encoding="utf-8") as stream:
        for at in range(number):
            reply = f"{chance.choice(OPENINGS)} {chance.choice(STEPS).format(chance.randint(5, 900))}"
            customer = f"Order {at} came in pieces, and you charged me twice!"
            record = {"id": f"r{at}", "customer": customer, "reply": reply, "facts": facts}
            stream.write(json.dumps({**record, "today": "2026-11-18"}) + "\n")


def seconds(file: Path, jobs: int) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "coach", "assess", str(file), "--jobs", str(jobs)],
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - began


def peak_memory(file: Path, jobs: int) -> float:
    """Megabytes of the tree, at its largest among many looks."""
    command = [sys.executable, "-m", "coach", "assess", str(file), "--jobs", str(jobs)]
    peak = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(memory, tree(process.pid))))
            time.sleep(0.05)
    return peak / 1024


def tree(pid: int) -> list[int]:
    """The process and all below it; what has just gone is left out."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(one for child in below for one in tree(int(child)))]


def memory(pid: int) -> int:
    """Kilobytes."""
    for file, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
        except OSError:
            continue
        found = next((line.split()[1] for line in lines if line.startswith(key)), None)
        if found is not None:
            return int(found)
    return 0


def counting(processes: int) -> float:
    """Seconds until each of so many processes has counted."""
    context = multiprocessing.get_context("spawn")
    began = time.perf_counter()
    running = [context.Process(target=sum, args=(range(COUNTED),)) for _ in range(processes)]
    for process in running:
        process.start()
    for process in running:
        process.join()
    return time.perf_counter() - began


def main() -> None:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "talks.jsonl"
        write_lines(file, lines)
        pairs = [(seconds(file, 1), seconds(file, 2)) for _ in range(runs)]
        machine = median(2 * counting(1) / counting(2) for _ in range(runs))
        one, two = median(a for a, _ in pairs), median(b for _, b in pairs)
        print(
            f"{lines:,} lines, {os.cpu_count()} cores: one job {lines / one:.0f} lines/s, two {lines / two:.0f}"
        )
        print(f"two jobs do {median(a / b for a, b in pairs):.2f} times the work of one")
        print(
            f"two processes that only count do {machine:.2f} times the work of one on this machine just now"
        )
        for jobs in (1, 2):
            print(
                f"peak memory of all processes, {jobs} job{'s' * (jobs > 1)}: {peak_memory(file, jobs):.0f} MB"
            )


if __name__ == "__main__":
    main()
