"""Lessons that can never open, because they wait for themselves or for each other."""

from __future__ import annotations

from collections.abc import Iterator

from coach.content.yaml_reader import Document
from coach.domain.curriculum import Curriculum
from coach.errors import Fault


def circles(document: Document, curriculum: Curriculum) -> Iterator[Fault]:
    """What is left when every lesson that can open has opened."""
    opened = _opened(curriculum)
    for at, lesson in enumerate(curriculum.lessons):
        if lesson.id in opened:
            continue
        waits = [number for number, id_ in enumerate(lesson.after) if id_ not in opened]
        place = (
            document.position("lessons", at, "after", waits[0]) if waits else document.position("lessons", at)
        )
        if lesson.id in lesson.after:
            place = document.position("lessons", at, "after", lesson.after.index(lesson.id))
            message = f"The lesson '{lesson.id}' comes after itself, so it can never open."
            yield Fault(place, "C311", message, "Take it out of its own `after`.")
        else:
            earlier = lesson.after[waits[0]]
            message = (
                f"The lesson '{lesson.id}' can never open: it comes after '{earlier}', which cannot either."
            )
            yield Fault(place, "C311", message, "Take one of them out of `after`.")


def _opened(curriculum: Curriculum) -> set[str]:
    """The lessons that can ever open; each is looked at once for each that it waits for."""
    ids = {lesson.id for lesson in curriculum.lessons}
    waits = [set(lesson.after) & ids for lesson in curriculum.lessons]
    behind: dict[str, list[int]] = {}
    for at, earlier in enumerate(waits):
        for id_ in earlier:
            behind.setdefault(id_, []).append(at)
    opening = [lesson.id for lesson, earlier in zip(curriculum.lessons, waits, strict=True) if not earlier]
    opened: set[str] = set()
    while opening:
        id_ = opening.pop()
        opened.add(id_)
        for at in behind.pop(id_, ()):
            waits[at].discard(id_)
            if not waits[at]:
                opening.append(curriculum.lessons[at].id)
    return opened
