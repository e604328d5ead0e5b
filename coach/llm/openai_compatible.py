"""Streams chat completions from any OpenAI-compatible endpoint: one deadline, at most three requests.

The client library is loaded in a thread at the first use: it takes up to two seconds, in which the app must
not freeze.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from itertools import count
from typing import TYPE_CHECKING, Any

from coach.domain.profile import Profile
from coach.ports import Message, Requests

if TYPE_CHECKING:
    import openai


class OpenAICompatible:
    """A ChatBackend over HTTP."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._client: openai.AsyncOpenAI | None = None
        self._takes_schemas = True
        """Until the endpoint refuses one and answers without."""

    @property
    def profile(self) -> Profile:
        return self._profile

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        requests: Requests | None = None,
        schema: Mapping[str, Any] | None = None,
    ) -> AsyncGenerator[str, None]:
        """Fragments of one answer. Tries again only before the first of them, after faults that pass."""
        allowed = requests or Requests()
        now = asyncio.get_running_loop().time
        deadline = now() + self._profile.deadline
        form = schema if self._takes_schemas else None
        request = await asyncio.to_thread(self._prepare, messages, max_tokens, form)
        from coach.llm import client, faults

        refused = False
        for attempt in count(1):
            allowed.left -= 1
            spoken = False
            failure: BaseException
            async with aclosing(self._attempt(request, deadline)) as fragments:
                try:
                    async for fragment in fragments:
                        spoken = True
                        yield fragment
                    self._takes_schemas = self._takes_schemas and not refused
                    return
                except faults.KNOWN as error:
                    failure = error
            wait: float | None = None
            if not spoken and client.refuses_form(failure, request, self._profile):
                refused, wait = True, 0.0
                del request[client.FORMAT]
            elif not spoken:
                wait = faults.seconds_to_wait(failure, attempt, deadline=self._profile.deadline)
            if wait is None or allowed.left < 1 or now() + wait >= deadline:
                raise faults.explain(failure, self._profile)
            await asyncio.sleep(wait)

    async def _attempt(self, request: dict[str, Any], deadline: float) -> AsyncGenerator[str, None]:
        """One request. Every wait for the endpoint ends at the deadline, and none of them holds a `yield`."""
        from coach.llm.answer import Answer
        from coach.llm.client import check_kind
        from coach.llm.faults import truncated

        assert self._client is not None
        async with asyncio.timeout_at(deadline):
            chunks = await self._client.chat.completions.create(**request)
        answer = Answer(self._profile)
        try:
            check_kind(chunks.response, self._profile)
            while not answer.finished:
                async with asyncio.timeout_at(deadline):
                    chunk = await anext(chunks, None)
                if chunk is None:
                    raise truncated("the endpoint stopped before the end")
                text = answer.take(chunk)
                if text:
                    yield text
        finally:
            await chunks.close()

    def _prepare(
        self, messages: Sequence[Message], max_tokens: int, schema: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        from coach.llm import client, faults, tokens

        if self._client is None:
            try:
                self._client = client.connect(self._profile)
            except faults.KNOWN as error:
                raise faults.explain(error, self._profile) from None
        room = tokens.budget(self._profile.context_size, max_tokens)
        return client.request(tokens.fit(messages, room), self._profile, max_tokens=max_tokens, schema=schema)

    async def aclose(self) -> None:
        """Closes what is open to the endpoint."""
        if self._client is not None:
            await self._client.close()
            self._client = None
