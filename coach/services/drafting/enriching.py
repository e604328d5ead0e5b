"""A model's proposals for the gaps of a draft: taken only where they fit, and told apart, for a trainer to read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import aclosing
from dataclasses import replace
from secrets import token_hex
from typing import Any, Final

from coach.domain.scenario import Scenario
from coach.domain.text import clean
from coach.ports import ChatBackend, Message, Requests
from coach.prompts import Prompt
from coach.scoring.judge.parsing import json_values
from coach.services.drafting.draft import Draft
from coach.services.drafting.gaps import LONGEST, TODO

MOST_TOKENS: Final = 1200
MOST_WORDS: Final = 60
Path = tuple[str | int, ...]
"""The keys that lead to a text in a draft."""


async def enriched(draft: Draft, backend: ChatBackend) -> tuple[Draft, tuple[str, ...]]:
    """The draft with the proposals that fit, and the places of them in words. Raises BackendError."""
    values = draft.scenario.model_dump(by_alias=True, mode="json")
    gaps = {str(number): path for number, path in enumerate(_gaps(values), start=1)}
    try:
        proposed = await _asked(backend, values, gaps)
    finally:
        await backend.aclose()
    known = set(re.findall(r"\d+", json.dumps(values)))
    filled = []
    for number, path in gaps.items():
        text = _fitting(proposed.get(number), known)
        if text:
            _put(values, path, text)
            filled.append(".".join(str(key + 1) if isinstance(key, int) else key for key in path))
    return replace(draft, scenario=Scenario.model_validate(values)), tuple(filled)


async def _asked(
    backend: ChatBackend, values: Mapping[str, Any], gaps: Mapping[str, Path]
) -> Mapping[str, Any]:
    """What the model answers by number; nothing where it cannot be read."""
    if not gaps:
        return {}
    listed = "\n".join(
        f"{number}. {'.'.join(map(str, path))}: {_at(values, path)}" for number, path in gaps.items()
    )
    draft = json.dumps(values, indent=1, ensure_ascii=False)
    request = Prompt.DRAFT_REQUEST.fill(fence=token_hex(8), draft=draft, gaps=listed)
    messages = [Message("system", Prompt.DRAFT_SYSTEM.fill()), Message("user", request)]
    stream = backend.stream(messages, max_tokens=MOST_TOKENS, requests=Requests(2))
    async with aclosing(stream) as fragments:
        text = "".join([fragment async for fragment in fragments])
    return next((value for value in json_values(text) if isinstance(value, dict)), {})


def _fitting(proposed: object, known: set[str]) -> str:
    """Empty for what is no line of a scenario: too long, another gap, or a figure that nobody gave it."""
    text = " ".join(clean(proposed).split()) if isinstance(proposed, str) else ""
    if not text or text.startswith(TODO) or len(text) > LONGEST or len(text.split()) > MOST_WORDS:
        return ""
    return text if set(re.findall(r"\d+", text)) <= known else ""


def _gaps(value: Any, path: Path = ()) -> Iterator[Path]:
    """The briefing stays for a person: it says what is so."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _gaps(inner, (*path, key)) if (*path, key) != ("briefing",) else ()
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _gaps(inner, (*path, at))
    elif isinstance(value, str) and value.startswith(TODO):
        yield path


def _at(values: Any, path: Path) -> Any:
    for key in path:
        values = values[key]
    return values


def _put(values: Any, path: Path, text: str) -> None:
    _at(values, path[:-1])[path[-1]] = text
