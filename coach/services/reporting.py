"""Progress and reports from the agent's own store."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from coach.domain.assessment import Verdict
from coach.domain.curriculum import Curriculum, Lesson
from coach.domain.persona import content_hash
from coach.domain.report import (
    SCHEMA_VERSION,
    ExportFormat,
    LessonProgress,
    Progress,
    QuadrantCount,
    Report,
    SessionRow,
    SkillProgress,
    TurnRow,
)
from coach.domain.rubric import Quadrant
from coach.domain.transcript import Outcome
from coach.errors import ExportError
from coach.ports import Exporter, Library, SessionSummary, StoredSession
from coach.services.storing import StoreThread

RECENT = 5
"""Sessions that a skill's mean is taken over."""


@dataclass(frozen=True)
class Reporting:
    """What an agent looks at, and what they may hand over."""

    library: Library
    store: StoreThread
    exporters: dict[ExportFormat, Exporter]

    async def progress(self) -> Progress:
        sessions = await self.store.call(self.store.store.sessions)
        # A talk that was ended before the first reply is no attempt at it.
        finished = [s for s in sessions if s.outcome is not None and s.replies]
        lessons = tuple(row for c in self.library.curricula() for row in self._lessons(c, finished))
        waiting = [x for x in lessons if x.state == "open"]
        todo = min(waiting, key=lambda x: x.talk_it_over, default=None)
        return Progress(
            lessons=lessons,
            skills=self._skills(finished),
            sessions=len(finished),
            next_lesson=f"{todo.curriculum}/{todo.lesson}" if todo else None,
            quadrants=_quadrants(finished),
        )

    async def report(self, *, with_turns: bool = False) -> Report:
        """Sessions and scores, the oldest first; words only when asked for."""
        summaries = await self.store.call(self.store.store.sessions)
        stored = [await self.store.call(self.store.store.session, s.id) for s in reversed(summaries)]
        turns = tuple(row for s in stored for row in _turn_rows(s)) if with_turns else None
        return Report(sessions=tuple(_session_row(s) for s in stored), turns=turns)

    async def export(
        self, format_: ExportFormat, out: Path, *, with_turns: bool = False, replace: bool = False
    ) -> Report:
        """Write the report; returns what was written. Raises ExportError.

        `replace`: whatever file stands there, but never the history itself.
        """
        exporter = self.exporters[format_]
        history = await self.store.call(self.store.store.files)
        for target in exporter.files(out, with_turns=with_turns):
            if any(_same_file(target, own) for own in history):
                raise ExportError("That is the practice history itself.", "Name another file with --out.")
        report = await self.report(with_turns=with_turns)
        exporter.write(report, out, replace=replace)
        return report

    def _lessons(self, curriculum: Curriculum, finished: list[SessionSummary]) -> list[LessonProgress]:
        attempts = {x.id: [s for s in finished if _is_of(s, curriculum, x)] for x in curriculum.lessons}
        passed = frozenset(id_ for id_, tries in attempts.items() if any(map(_passes, tries)))
        used_up = frozenset(
            x.id
            for x in curriculum.lessons
            if x.id not in passed and x.attempts is not None and len(attempts[x.id]) >= x.attempts
        )
        open_ = {x.id for x in curriculum.open_lessons(passed | used_up)}
        titles = {x.id: x.title or self.library.scenario(x.scenario).title for x in curriculum.lessons}
        rows = []
        for lesson in curriculum.lessons:
            scenario = self.library.scenario(lesson.scenario)
            tries = attempts[lesson.id]
            rows.append(
                LessonProgress(
                    curriculum=curriculum.id,
                    lesson=lesson.id,
                    scenario=lesson.scenario,
                    title=titles[lesson.id],
                    state="passed" if lesson.id in passed else "open" if lesson.id in open_ else "locked",
                    attempts=len(tries),
                    best_empathy=max((s.empathy for s in tries if s.empathy is not None), default=None),
                    best_accuracy=max((s.accuracy for s in tries if s.accuracy is not None), default=None),
                    needs=tuple(titles[x] for x in lesson.after if x not in passed | used_up),
                    persona=lesson.persona or scenario.persona,
                    difficulty=scenario.difficulty,
                    line_of_business=scenario.line_of_business,
                    talk_it_over=lesson.id in used_up,
                )
            )
        return rows

    def _skills(self, finished: list[SessionSummary]) -> tuple[SkillProgress, ...]:
        skills_of = {s.id: s.skills for s in self.library.scenarios()}
        by_skill: dict[str, list[SessionSummary]] = defaultdict(list)
        for session in finished:
            for skill in skills_of.get(session.scenario, ()):
                by_skill[skill].append(session)
        return tuple(
            SkillProgress(
                skill=skill,
                sessions=len(sessions),
                empathy=_mean([s.empathy for s in sessions[:RECENT]]),
                accuracy=_mean([s.accuracy for s in sessions[:RECENT]]),
            )
            for skill, sessions in sorted(by_skill.items())
        )


def _quadrants(finished: list[SessionSummary]) -> tuple[QuadrantCount, ...]:
    if not finished:
        return ()
    found = Counter(s.quadrant for s in finished)
    return tuple(QuadrantCount(one, found[one]) for one in Quadrant)


def _is_of(session: SessionSummary, curriculum: Curriculum, lesson: Lesson) -> bool:
    return session.curriculum == curriculum.id and session.lesson == lesson.id


def _passes(session: SessionSummary) -> bool:
    """Both marks reached, and the matter settled: a lesson is passed by both in one talk."""
    return session.outcome is Outcome.RESOLVED and bool(session.passed)


def _mean(values: list[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return round(fmean(known), 1) if known else None


def _session_row(stored: StoredSession) -> SessionRow:
    plan = stored.plan
    card = stored.scorecard if stored.replies else None
    moods = [r.mood for r in stored.replies if r.mood]
    scored = next((r.scored for r in stored.replies if r.scored), None)
    return SessionRow(
        schema_version=SCHEMA_VERSION,
        session=stored.id,
        started_at=stored.started_at,
        curriculum=plan.curriculum or "",
        lesson=plan.lesson or "",
        scenario=plan.scenario.id,
        line_of_business=plan.scenario.line_of_business,
        difficulty=plan.scenario.difficulty,
        persona=plan.persona.id,
        seed=plan.seed,
        voice=plan.voice,
        replies=len(stored.replies),
        outcome=stored.outcome or "open",
        empathy=card.empathy.value if card else None,
        empathy_pass_mark=plan.pass_mark.empathy,
        accuracy=card.accuracy.value if card else None,
        accuracy_pass_mark=plan.pass_mark.accuracy,
        quadrant=card.quadrant if card else "",
        passed=card.passed and stored.outcome is Outcome.RESOLVED if card else None,
        auto_fails=" ".join(hit.id for hit in card.auto_fails) if card else "",
        omitted_facts=" ".join(card.omitted) if card else "",
        final_frustration=moods[-1].frustration if moods else None,
        rubric=plan.rubric.id,
        rubric_version=plan.rubric.version,
        rubric_hash=content_hash(plan.rubric.canonical()),
        scorer=scored.scorer if scored else "",
        scorer_version=scored.scorer_version if scored else "",
        judged=card.judged if card else 0,
        moved_by_judge=card.moved_by_judge if card else 0.0,
    )


def _same_file(one: Path, other: Path) -> bool:
    """By what stands there, whatever it is called, and by name where nothing stands yet."""
    with suppress(OSError):
        if one.samefile(other):
            return True
    return os.path.realpath(one).casefold() == os.path.realpath(other).casefold()


def _turn_rows(stored: StoredSession) -> list[TurnRow]:
    rubric, rubric_hash = stored.plan.rubric, content_hash(stored.plan.rubric.canonical())
    replies = {r.turn.seq: r for r in stored.replies}
    rows = []
    for turn, seconds in zip(stored.turns, stored.elapsed, strict=True):
        reply = replies.get(turn.seq)
        scored = reply.scored if reply else None
        seen = scored.assessment if scored else None
        findings = [f for f in seen.findings if f.verdict is not Verdict.ABSENT] if seen else []
        quotes = [*seen.acts, *seen.faults, *(f.evidence for f in findings if f.evidence)] if seen else []
        rows.append(
            TurnRow(
                schema_version=SCHEMA_VERSION,
                session=stored.id,
                seq=turn.seq,
                speaker=turn.speaker,
                text=turn.text,
                customer_act=turn.customer_act or "",
                seconds=round(seconds, 1),
                empathy=scored.empathy.value if scored else None,
                accuracy=scored.accuracy.value if scored else None,
                frustration=reply.mood.frustration if reply and reply.mood else None,
                acts=" ".join(e.id for e in seen.acts) if seen else "",
                faults=" ".join(e.id for e in seen.faults) if seen else "",
                findings=" ".join(f"{f.fact_id}={f.verdict}" for f in findings),
                evidence=" | ".join(f'{e.id} "{e.quote}"' for e in quotes),
                rubric=rubric.id if scored else "",
                rubric_version=rubric.version if scored else None,
                rubric_hash=rubric_hash if scored else "",
                scorer=scored.scorer if scored else "",
                scorer_version=scored.scorer_version if scored else "",
            )
        )
    return rows
