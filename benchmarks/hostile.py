"""Content files broken in every way: each is a list of faults with places, quickly, and writes nothing.

    python benchmarks/hostile.py [FILES] [SEED]

Takes shipped files and packs, breaks them (bytes flipped, lines moved, cut, doubled, nested, spliced with others),
checks each as `coach check` does, and prints the slowest and the growth of memory. Any exception ends the run.
"""

from __future__ import annotations

import io
import os
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from coach.bootstrap import open_library
from coach.content.check import check
from coach.content.shelf import files_in, shipped_folders
from coach.settings import load

FILES = 10_000
ODD = [
    b"&a ",
    b"*a ",
    b"!!python/object:os.system ",
    b"\t",
    b"\0",
    b"\xff\xfe",
    b"<<: *a\n",
    b"%YAML 1.1\n",
    b"---\n",
]
ODD += [
    b"? ",
    b"|\n",
    b"'",
    b'"',
    b"[" * 40,
    b"{a: " * 40,
    b"- " * 40,
    b"NO",
    b"12:30",
    b"2026-02-30",
    b"1e999",
    b"~",
]
ODD += ["\u2028".encode(), "\u202e".encode(), b"\r", b"a" * 5000, b"9" * 400, b"=cmd|' /C calc'!A0"]


def flipped(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    broken = bytearray(data)
    for _ in range(random.randint(1, 30)):
        broken[random.randrange(len(broken))] = random.randrange(256)
    return bytes(broken)


def cut(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    start, end = sorted(random.randrange(len(data)) for _ in "ab")
    return data[:start] + data[end:]


def doubled(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    start, end = sorted(random.randrange(len(data)) for _ in "ab")
    return data[:end] + data[start:end] * random.randint(1, 6) + data[end:]


def with_odd_words(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    for _ in range(random.randint(1, 12)):
        at = random.randrange(len(data))
        data = data[:at] + random.choice(ODD) + data[at:]
    return data


def moved_lines(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    found = data.splitlines(keepends=True)
    for _ in range(random.randint(1, 20)):
        found.insert(random.randrange(len(found)), found.pop(random.randrange(len(found))))
    return b"".join(found)


def indented(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    found = data.splitlines(keepends=True)
    for _ in range(random.randint(1, 20)):
        at = random.randrange(len(found))
        found[at] = b" " * random.randint(0, 9) + found[at].lstrip()
    return b"".join(found)


def spliced(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    other = random.choice(others)
    return data[: random.randrange(len(data))] + other[random.randrange(len(other)) :]


BREAKS: list[Callable[[bytes, Random, Sequence[bytes]], bytes]] = [
    flipped, cut, doubled, with_odd_words, moved_lines, indented, spliced,
]  # fmt: skip


def packed(files: Sequence[bytes], random: Random) -> bytes:
    """A small pack, broken itself."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.yaml", "schema: coach/pack@1\nid: a\nversion: 1.0.0\ntitle: A\n")
        archive.writestr("personas/a.yaml", random.choice(files))
    return random.choice(BREAKS[:3])(held.getvalue(), random, files)


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int, seed: int) -> None:
    random = Random(seed)
    shipped = shipped_folders()
    files = [
        one.file.read_bytes() for home in (shipped.curricula, shipped.personas) for one in files_in(home)
    ]
    library = open_library(load())
    check([next(files_in(shipped.personas)).file], library)
    codes: Counter[str] = Counter()
    slowest, at_first = 0.0, megabytes()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            is_pack = number % 20 == 0
            data = (
                packed(files, random)
                if is_pack
                else random.choice(BREAKS)(random.choice(files), random, files)
            )
            path = Path(folder) / ("any.zip" if is_pack else "any.yaml")
            path.write_bytes(data)
            before = time.perf_counter()
            faults = check([path], library)
            slowest = max(slowest, time.perf_counter() - before)
            assert all(f.position.line >= 1 and f.position.column >= 1 and f.message for f in faults)
            assert [one.name for one in os.scandir(folder)] == [path.name]
            path.unlink()
            codes.update({fault.code for fault in faults} or {"sound"})
    print(f"{count:,} files: slowest {slowest:.2f} s, memory grew by {megabytes() - at_first:.0f} MB")
    print(", ".join(f"{code} {times}" for code, times in codes.most_common()))


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*[*given, *(FILES, 1)[len(given) :]])
