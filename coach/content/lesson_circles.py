"""Lessons that wait for each other, so that none of them can ever open: each circle once, and where to break it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.domain.curriculum import Curriculum

MOST = 50
"""Circles of one curriculum; nobody mends more at a time."""


@dataclass(frozen=True)
class Circle:
    """A lesson, and what it waits for in turn, until itself comes again."""

    ids: tuple[str, ...]
    """In order, each after the next, and the last after the first."""
    lesson: int
    """The first of them, by its number: the one that waits for what stands furthest behind it in the file."""
    after: int
    """The number, in its `after`, of the next."""

    @property
    def message(self) -> str:
        first, *others = (f"'{id_}'" for id_ in self.ids)
        if not others:
            return f"The lesson {first} comes after itself, so it can never open."
        way = ", and that after ".join(
            [*others[:_NAMED], *(["others"] if len(others) > _NAMED else []), first]
        )
        return f"These lessons wait for each other, so none can ever open: {first} comes after {way}."


_NAMED = 11


def circles(curriculum: Curriculum) -> Iterator[Circle]:
    """Every circle, as far as each can be broken apart from the others."""
    numbers: dict[str, int] = {}
    for number, lesson in enumerate(curriculum.lessons):
        numbers.setdefault(lesson.id, number)
    waits = [
        {number: numbers[id_] for number, id_ in enumerate(lesson.after) if id_ in numbers}
        for lesson in curriculum.lessons
    ]
    for _ in range(MOST):
        locked = _locked(waits)
        if not locked:
            return
        circle = _circle(waits, locked)
        at = max(range(len(circle)), key=lambda one: circle[(one + 1) % len(circle)] - circle[one])
        ordered = [*circle[at:], *circle[:at]]
        following = ordered[1 % len(ordered)]
        after = next(number for number, waited in waits[ordered[0]].items() if waited == following)
        yield Circle(tuple(curriculum.lessons[one].id for one in ordered), ordered[0], after)
        waits[ordered[0]] = {n: waited for n, waited in waits[ordered[0]].items() if waited != following}


def _locked(waits: Sequence[dict[int, int]]) -> set[int]:
    """The lessons that can never open; each is looked at once for each that it waits for."""
    left = [set(one.values()) for one in waits]
    behind: dict[int, list[int]] = {}
    for at, earlier in enumerate(left):
        for one in earlier:
            behind.setdefault(one, []).append(at)
    opening = [at for at, earlier in enumerate(left) if not earlier]
    locked = set(range(len(waits)))
    while opening:
        one = opening.pop()
        locked.discard(one)
        for at in behind.pop(one, ()):
            left[at].discard(one)
            if not left[at]:
                opening.append(at)
    return locked


def _circle(waits: Sequence[dict[int, int]], locked: set[int]) -> list[int]:
    """From the first locked lesson to what locks it, until one comes again."""
    met: dict[int, int] = {}
    one = min(locked)
    while one not in met:
        met[one] = len(met)
        one = next(waited for waited in waits[one].values() if waited in locked)
    return list(met)[met[one] :]
