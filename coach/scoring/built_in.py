"""The built-in scorer: one reply in, its assessment, its two scores and the one fix out."""

from __future__ import annotations

from dataclasses import replace

from coach.domain.assessment import ScoredReply
from coach.domain.situation import Situation
from coach.ports import Encoder
from coach.scoring.assess import SCORER, VERSION, score_without_fix
from coach.scoring.feedback import make_fix

__all__ = ["SCORER", "VERSION", "score_reply"]


def score_reply(reply: str, situation: Situation, encoder: Encoder | None = None) -> ScoredReply:
    """Assess a reply in its situation, score both axes, and find the one thing to change.

    Without an encoder the rules decide alone.
    """
    scored = score_without_fix(reply, situation, encoder)
    fix = make_fix(
        reply,
        situation,
        assessment=scored.assessment,
        empathy=scored.empathy,
        accuracy=scored.accuracy,
        encoder=encoder,
    )
    return replace(scored, fix=fix)
