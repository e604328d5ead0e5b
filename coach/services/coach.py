"""The services that a front end is handed."""

from __future__ import annotations

from dataclasses import dataclass

from coach.ports import Library
from coach.services.privacy import Privacy
from coach.services.reporting import Reporting
from coach.services.review import Review
from coach.services.starting import Practice


@dataclass(frozen=True)
class Coach:
    """Everything that a person can do, built by bootstrap."""

    library: Library
    practice: Practice
    review: Review
    reporting: Reporting
    privacy: Privacy
    notices: tuple[str, ...] = ()
    """What the person should know at the start: settings that were not usable, and the like."""
    model_ready: bool = False
    """A model's voice is configured."""
