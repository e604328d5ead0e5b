"""What the encoder is asked about a text: its labels in the order of its outputs."""

from __future__ import annotations

from typing import Final

from coach.domain.assessment import Act, FaultId, Verdict

LEARNED_FAULTS: Final = (
    FaultId.DISMISSIVE,
    FaultId.BLAME,
    FaultId.SELF_ORIENTED,
    FaultId.HOLLOW_SCRIPT,
    FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT,
)
"""The faults of wording; `talks_over` and `information_dump` are counted, not learned."""
LEVELS: Final = ("validation", "exploration", "understanding")
AT_LEAST: Final = tuple(f"{level}>={n}" for level in LEVELS for n in (1, 2))
"""Each level as two questions: at least weak, strong."""
VERDICTS: Final = (Verdict.CORRECT, Verdict.WRONG, Verdict.VIOLATED)
"""Asked about a fact and a reply, not about a customer's line and a reply."""
LABELS: Final[tuple[str, ...]] = (*map(str, Act), *map(str, LEARNED_FAULTS), *AT_LEAST, *map(str, VERDICTS))
INDEX: Final = {label: n for n, label in enumerate(LABELS)}
"""Where each label stands among the outputs."""
OF_REPLIES: Final = len(LABELS) - len(VERDICTS)
"""So many labels, the first ones, are about a reply to a customer's line."""
