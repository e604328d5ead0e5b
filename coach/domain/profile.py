"""How to reach a model: where, which one, and how much it can read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Profile:
    """One OpenAI-compatible endpoint."""

    base_url: str
    """Such as http://127.0.0.1:11434/v1."""
    model: str
    api_key: str = field(default="", repr=False)
    """Never printed, logged or stored; empty for servers that need none."""
    context_size: int = 8192
    """Tokens that a request with its answer may have."""
    deadline: float = 60.0
    """Seconds for a whole customer turn, retries included."""
    temperature: float = 0.8
