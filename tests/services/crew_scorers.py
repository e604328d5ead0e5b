"""Scorers that a process of a crew can find by name, some of which take their process with them."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

from coach.domain.assessment import Assessment, Evidence, Score, ScoredReply
from coach.domain.scenario import Scenario
from coach.domain.situation import Situation
from coach.errors import SettingsError, UnknownId
from coach.services.bulk import Scoring

MARK = "CREW_TEST_MARK"
"""Names a file; the first process that meets 'boom once' leaves it behind."""


def no_scenario(id_: str) -> Scenario:
    raise UnknownId("scenario", id_, [])


def score(reply: str, situation: Situation) -> ScoredReply:
    """As warm as the reply has words, and right where it says so."""
    assessment = Assessment(
        faults=(Evidence("dismissive", reply[:4], 0, 4, "test"),) if "calm" in reply else ()
    )
    accuracy = None if "maybe" in reply else 5.0 if "right" in reply else 1.0
    return ScoredReply(assessment, Score(float(min(5, len(reply.split())))), Score(accuracy))


def fragile(reply: str, situation: Situation) -> ScoredReply:
    mark = Path(os.environ[MARK])
    if "boom always" in reply or ("boom once" in reply and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if "fails" in reply:
        raise OverflowError("a value that is somebody's business")
    threads = Evidence("threads", os.environ.get("OMP_NUM_THREADS", "?"), 0, 0, str(os.getpid()))
    scored = score(reply, situation)
    return replace(scored, empathy=replace(scored.empathy, evidence=(threads,)))


def steady_scoring() -> Scoring:
    return Scoring(score, no_scenario, "test", "1")


def fragile_scoring() -> Scoring:
    return Scoring(fragile, no_scenario, "test", "1")


def no_scoring() -> Scoring:
    raise SettingsError("The scorer is not there.", "Install it.")


def dead_scoring() -> Scoring:
    os._exit(3)
