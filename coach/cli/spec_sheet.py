"""The spec sheet of a scenario in plain lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from coach.cli.fault_report import looked_up
from coach.cli.output import fault_json, line_width, one_line
from coach.errors import Fault

if TYPE_CHECKING:
    from coach.services.rehearsal.case import Case
    from coach.services.rehearsal.spec_sheet import AgentFigures, SpecSheet

ORDER = ("good", "cold-and-right", "apology-only", "dismissive")
HEADS = (
    f"  {'agent':<15} {'talks':>5} {'resolved':>9} {'passed':>7} {'walked out':>11} "
    f"{'frustration':>19} {'replies':>8}"
)


def sheet_json(sheet: SpecSheet, faults: Sequence[Fault], *, ok: bool) -> dict[str, Any]:
    return {
        "scenario": sheet.scenario,
        "ok": ok,
        "agents": {name: _agent_json(figures) for name, figures in sheet.agents.items()},
        **{trouble.value: count for trouble, count in sheet.troubles.items()},
        "median_words": sheet.median_words,
        "distinct_talks": sheet.distinct_talks,
        "faults": [fault_json(fault) for fault in faults],
    }


def _agent_json(figures: AgentFigures) -> dict[str, float]:
    return {
        "runs": figures.runs,
        "resolved": round(figures.resolved, 4),
        "passed": round(figures.passed, 4),
        "final_frustration": round(figures.frustration.mean, 2),
        "turns": round(figures.turns, 2),
    }


def sheet_lines(case: Case, sheet: SpecSheet, faults: Sequence[Fault], *, whole: bool) -> Iterator[str]:
    yield f"{one_line(case.scenario.title)} ({sheet.scenario})"
    yield HEADS
    yield from map(_agent_line, sheet.agents.values())
    played = [sheet.agents[name] for name in ORDER if name in sheet.agents]
    if len(played) > 1:
        yield f"  In the end: {', '.join(f'{one.agent} {one.frustration.mean:.0f}' for one in played)}"
    troubles = ", ".join(f"{t.value.replace('_', ' ')} {n}" for t, n in sheet.troubles.items())
    yield f"  The customer: {troubles}"
    yield (
        f"  {sheet.median_words:g} words in the median; "
        f"{sheet.distinct_talks} of {sheet.distinct_of} talks differ in their words"
    )
    unmet = ", ".join(sheet.unmet) or "none"
    yield f"  Goals that nobody met: {unmet}. {len(sheet.plays):,} talks in {sheet.seconds:.1f} s."
    yield from (f"  {line}" for line in looked_up(faults, width=line_width() - 2))
    if not faults:
        yield "  It keeps the limits." if whole else "  So far it keeps the limits."
    yield ""


def _agent_line(one: AgentFigures) -> str:
    mean = one.frustration
    interval = f"{mean.mean:.0f} ({max(0.0, mean.low):.0f} to {min(100.0, mean.high):.0f})"
    return (
        f"  {one.agent:<15} {one.runs:>5} {_percent(one.resolved):>9} {_percent(one.passed):>7} "
        f"{_percent(one.walked_out):>11} {interval:>19} {one.turns:>8.1f}"
    )


def _percent(rate: float) -> str:
    return f"{rate * 100:.0f} %"
