"""Says how long a customer whom a model words is waited for: calmly, and only once it is felt."""

from __future__ import annotations

from math import ceil
from typing import Final

from coach.services.events import CustomerAwaited

PATIENCE: Final = 2.0
"""Seconds of silence from which a wait is told."""
LAST: Final = 15.0
"""Seconds before the end from which it is told though words are coming."""


def is_felt(event: CustomerAwaited) -> bool:
    if event.pause >= 1 or event.silent >= PATIENCE:
        return True
    return event.left is not None and event.left <= LAST


def waiting(event: CustomerAwaited, who: str) -> str:
    """'Nora Quist is answering; 57 s left at most'"""
    told = f"The server asks us to wait {ceil(event.pause)} s" if event.pause >= 1 else f"{who} is answering"
    return told if event.left is None else f"{told}; {ceil(event.left)} s left at most"
