"""Words for models: one Markdown file each, with $slots, read through `Prompt`."""

from __future__ import annotations

from enum import Enum
from functools import cache
from importlib import resources
from string import Template


class Prompt(Enum):
    """Every prompt, by its file."""

    CUSTOMER_SYSTEM = "customer_system.md"
    """Who the customer is. The same for a whole session, so that a server can keep it."""
    CUSTOMER_NOTE = "customer_note.md"
    """What the customer does with their next message."""
    JUDGE_SYSTEM = "judge_system.md"
    """How a judge reads a reply, its questions and examples."""
    JUDGE_REQUEST = "judge_request.md"
    """One talk and the reply to look at, each fenced."""
    JUDGE_REPAIR = "judge_repair.md"
    """After an answer that could not be read."""
    DRAFT_SYSTEM = "draft_system.md"
    """How a model fills the gaps of a scenario's draft."""
    DRAFT_REQUEST = "draft_request.md"
    """One draft, fenced, and its gaps by number."""

    @property
    def text(self) -> str:
        return _read(self.value)

    def fill(self, **slots: str) -> str:
        """The prompt with every slot filled. Raises KeyError for a slot left out."""
        return Template(self.text).substitute(slots).strip()


@cache
def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
