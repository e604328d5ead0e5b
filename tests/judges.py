"""Judges to order: answers as JSON, a backend without a network, honest and fooled models."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coach.domain.profile import Profile
from coach.errors import BackendError
from coach.ports import Message, Requests

PROFILE = Profile("http://127.0.0.1:9/v1", "tiny-judge", deadline=5.0)
Model = Callable[[Sequence[Message]], str]


def ids_in(request: str) -> list[str]:
    """The questions that a request asks, in order."""
    return request.rsplit("with these ids: ", 1)[1].strip().split(", ")


def reply_in(request: str) -> str:
    """The agent's reply, as the model is shown it."""
    fence = re.search(r"The mark this time is (\w+)\.", request)
    assert fence is not None
    return request.split(f"--- {fence[1]}\n")[5].removesuffix("\n")


def answers(ids: Sequence[str], yes: Mapping[str, str]) -> str:
    """The JSON of an honest model: yes with these quotes, no to the rest."""
    said = {i: {"answer": "yes" if i in yes else "no", "quote": yes.get(i, "")} for i in ids}
    return json.dumps(said)


def saying(yes: Mapping[str, str]) -> Model:
    """Says yes to these with these quotes, and no to the rest."""
    return lambda messages: answers(ids_in(messages[-1].content), yes)


def yes_to_all(quote: Callable[[str], str]) -> Model:
    """Fooled: yes to everything, with what `quote` makes of the reply."""

    def model(messages: Sequence[Message]) -> str:
        words = quote(reply_in(messages[1].content))
        return answers(ids_in(messages[-1].content), dict.fromkeys(ids_in(messages[-1].content), words))

    return model


@dataclass
class FakeBackend:
    """A ChatBackend that plays these models in turn; the last one stays. Keeps what it was asked."""

    models: list[Model | BackendError]
    profile: Profile = PROFILE
    asked: list[tuple[Message, ...]] = field(default_factory=list)
    closed: bool = False

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        requests: Requests | None = None,
        schema: Mapping[str, Any] | None = None,
    ) -> AsyncGenerator[str, None]:
        if requests is not None:
            requests.left -= 1
        self.asked.append(tuple(messages))
        model = self.models.pop(0) if len(self.models) > 1 else self.models[0]
        if isinstance(model, BackendError):
            raise model
        text = model(messages)
        yield text[: len(text) // 2]
        yield text[len(text) // 2 :]

    async def aclose(self) -> None:
        self.closed = True
