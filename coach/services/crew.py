"""Lines scored by several processes at once: in order, within bounded memory, and none lost with a process.

Each process has a pipe of its own, so it is known which lines were with one that died, and a process
whose coach is gone reads the end of its pipe and ends too. The processes are spawned, not forked: a scorer
may hold threads, which a fork would break.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from coach.errors import CoachError, UsageError
from coach.services.bulk import InputLine, LineResult, Scoring, score_line, unscored

CHUNK_LINES = 32
CHUNK_BYTES = 256 * 1024
AHEAD_LINES = 4 * CHUNK_LINES
"""For each process: how many lines may be read and not yet be written."""
AHEAD_BYTES = 2 * 1024 * 1024
"""For each process, likewise."""
MOST_DEATHS = 20
"""After so many lost processes the machine is at fault, not a line."""
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Set to 1 in each process before its scorer is loaded: the processes share the cores already. A scorer that
takes its threads as an option (`intra_op_num_threads`) reads the first of them."""

OpenScoring = Callable[[], Scoring]
"""A function of a module, so that a process can find it by its name."""
Notice = Callable[[str], None]


@dataclass
class _Chunk:
    lines: tuple[InputLine, ...]
    deaths: int = 0
    """How many processes died with it."""


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    ready: bool = False
    """It has loaded its scorer."""
    chunk: _Chunk | None = None


def usable_cores() -> int:
    """Those that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def score_lines(
    lines: Iterable[InputLine], open_scoring: OpenScoring, *, jobs: int, notice: Notice
) -> Generator[LineResult, None, None]:
    """The result of each line, in order. Close the iterator to end the processes.

    With one job, or less than two chunks to do, everything happens in this process.
    """
    source = iter(lines)
    first = list(islice(source, CHUNK_LINES + 1)) if jobs > 1 else []
    if len(first) <= CHUNK_LINES:
        scoring = open_scoring()
        for line in chain(first, source):
            yield score_line(line, scoring)
        return
    crew = _Crew(open_scoring, jobs=jobs, notice=notice)
    try:
        yield from crew.run(_chunks(chain(first, source)))
    finally:
        crew.end()


def _chunks(lines: Iterator[InputLine]) -> Iterator[_Chunk]:
    held: list[InputLine] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line.data)
        if len(held) >= CHUNK_LINES or size >= CHUNK_BYTES:
            yield _Chunk(tuple(held))
            held, size = [], 0
    if held:
        yield _Chunk(tuple(held))


class _Crew:
    """The processes, what each of them is at, and what came back too early to be passed on."""

    def __init__(self, open_scoring: OpenScoring, *, jobs: int, notice: Notice) -> None:
        self._open_scoring, self._jobs, self._notice = open_scoring, jobs, notice
        self._workers: dict[Connection, _Worker] = {}
        self._again: deque[_Chunk] = deque()
        self._order: deque[InputLine] = deque()
        """Lines that were read and not yet passed on."""
        self._bytes = 0
        self._done: dict[int, LineResult] = {}
        self._deaths = 0

    def run(self, chunks: Iterator[_Chunk]) -> Iterator[LineResult]:
        self._hand_out(chunks)
        while self._order:
            self._collect()
            self._hand_out(chunks)
            while self._order and (result := self._done.pop(self._order[0].number, None)):
                self._bytes -= len(self._order.popleft().data)
                yield result
            self._hand_out(chunks)

    def end(self) -> None:
        """They keep nothing, so they are not asked first."""
        for worker in self._workers.values():
            worker.process.kill()
            worker.pipe.close()
        for worker in self._workers.values():
            worker.process.join()
            worker.process.close()
        self._workers.clear()

    def _hand_out(self, chunks: Iterator[_Chunk]) -> None:
        free = [w for w in self._workers.values() if w.chunk is None]
        while free or len(self._workers) < self._jobs:
            chunk = self._next(chunks)
            if chunk is None:
                return
            worker = free.pop() if free else self._start()
            worker.chunk = chunk
            if worker.ready:
                self._send(worker)

    def _next(self, chunks: Iterator[_Chunk]) -> _Chunk | None:
        if self._again:
            return self._again.popleft()
        if len(self._order) >= AHEAD_LINES * self._jobs or self._bytes >= AHEAD_BYTES * self._jobs:
            return None
        chunk = next(chunks, None)
        if chunk is not None:
            self._order.extend(chunk.lines)
            self._bytes += sum(len(line.data) for line in chunk.lines)
        return chunk

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._open_scoring), daemon=True)
        with _deaf_to_interrupts():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers[ours] = worker
        return worker

    def _send(self, worker: _Worker) -> None:
        """One that is gone is noticed when it is listened to."""
        assert worker.chunk is not None
        with suppress(OSError):
            worker.pipe.send(worker.chunk.lines)

    def _collect(self) -> None:
        for pipe in wait(list(self._workers)):
            worker = self._workers[pipe]  # type: ignore[index]
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._lost(worker)
                continue
            if isinstance(answer, CoachError):
                raise answer
            if not worker.ready:
                worker.ready = True
                self._send(worker)
                continue
            self._done.update((result.line, result) for result in answer)
            worker.chunk = None

    def _lost(self, worker: _Worker) -> None:
        """Its lines are done again; a line that two processes died with, alone, is named and left out."""
        del self._workers[worker.pipe]
        worker.process.join()
        code, chunk = worker.process.exitcode, worker.chunk
        worker.process.close()
        worker.pipe.close()
        self._deaths += 1
        if not worker.ready:
            raise CoachError(f"A process for scoring could not start ({_ended(code)}).", "Try --jobs 1.")
        if self._deaths > MOST_DEATHS:
            raise CoachError(
                f"{self._deaths} processes were lost, the last one {_ended(code)}.",
                "If memory is short, try --jobs 1.",
            )
        if chunk is None:
            return
        chunk.deaths += 1
        many = len(chunk.lines)
        if many == 1 and chunk.deaths > 1:
            (line,) = chunk.lines
            self._done[line.number] = unscored(
                line, f"a process for scoring was {_ended(code)} with it, twice."
            )
            return
        first, last = chunk.lines[0].number, chunk.lines[-1].number
        done_again = f"lines {first} to {last} are" if many > 1 else f"line {first} is"
        self._notice(f"A process for scoring was {_ended(code)}; {done_again} done again.")
        if many > 1 and chunk.deaths > 1:
            self._again.extend(_Chunk((line,)) for line in chunk.lines)
        else:
            self._again.append(chunk)


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"stopped by {signal.Signals(-code).name}"
    return f"ended with status {code}"


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What is started here never hears Ctrl-C, which a terminal sends to all; ours is only delayed."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would unblock the signal on its way
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, open_scoring: OpenScoring) -> None:
    """A process: loads its scorer, says that it is ready, and scores what it is sent until nobody is there."""
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    with suppress(EOFError, OSError):
        try:
            scoring = open_scoring()
        except CoachError as error:
            pipe.send(UsageError(error.message, error.hint))
            return
        pipe.send(None)
        while True:
            lines: tuple[InputLine, ...] = pipe.recv()
            pipe.send([score_line(line, scoring) for line in lines])
