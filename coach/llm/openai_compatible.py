"""Streams chat completions from any OpenAI-compatible endpoint: one deadline, at most three requests.

The client library is loaded in a thread at the first use: it takes up to two seconds, in which the app must
not freeze.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from coach.domain.profile import Profile
from coach.domain.wording import Usage
from coach.ports import Message, Requests

if TYPE_CHECKING:
    import openai

    from coach.llm.answer import Answer

LINGER: Final = 0.5
"""Seconds in which an endpoint may say how many tokens an answer took, once it is whole."""
SILENCES: Final = 3
"""As many silences in the middle of answers fit into one deadline: a slow model thinks before its first word."""


class OpenAICompatible:
    """A ChatBackend over HTTP."""

    def __init__(self, profile: Profile, *, find_key: Callable[[], str] | None = None) -> None:
        """`find_key` looks the key up at the first use, on a thread: a keyring may ask its owner first."""
        self._profile = profile
        self._find_key = find_key
        self._client: openai.AsyncOpenAI | None = None
        self._not_taken: frozenset[str] = frozenset()
        """Parameters that the endpoint has refused, and answered without."""
        self._doubted: frozenset[str] = frozenset()
        """Parameters that a refusal without a reason may have been about: the next answer is asked for without."""

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
        """Fragments of one answer. What nobody has heard yet is tried again after faults that pass.

        An answer in a form is of no use in part: it comes in one piece, and so may break off and be tried again.
        """
        turn, in_pieces = requests or Requests(), schema is None
        deadline = asyncio.get_running_loop().time() + self._profile.deadline
        first = request = await self._prepared(messages, max_tokens, schema=schema, deadline=deadline)
        left_out = self._doubted
        from coach.llm import faults

        while True:
            turn.left -= 1
            turn.used += Usage(requests=1)
            heard: list[str] = []
            failure: BaseException | None = None
            async with aclosing(self._attempt(request, deadline, turn)) as fragments:
                try:
                    async for fragment in fragments:
                        heard.append(fragment)
                        if in_pieces:
                            yield fragment
                except faults.KNOWN as error:
                    failure = error
            if failure is None:
                break
            told = in_pieces and bool(heard)
            request = await self._again(failure, request, turn=turn, deadline=deadline, told=told)
        self._not_taken |= left_out | (first.keys() - request.keys())
        if not in_pieces:
            yield "".join(heard)

    async def _again(
        self, failure: BaseException, request: dict[str, Any], *, turn: Requests, deadline: float, told: bool
    ) -> dict[str, Any]:
        """The next request, when its time has come. Raises BackendError where there is none."""
        from coach.llm import faults, retrying

        refused = retrying.refused_parameters(failure, request, self._profile)
        wait = 0.0 if refused else retrying.seconds_to_wait(failure, turn, deadline=self._profile.deadline)
        late = wait is not None and asyncio.get_running_loop().time() + wait >= deadline
        if wait is None or turn.left < 1 or late or told:
            if retrying.is_refusal(failure, self._profile):
                self._doubted = retrying.doubted_parameters(request)
            error = faults.explain(failure, self._profile)
            error.wait = None if late or turn.left < 1 else wait
            raise error
        turn.pause = min(wait, retrying.asked_to_wait(failure))
        try:
            await asyncio.sleep(wait)
        finally:
            turn.pause = 0.0
        return {name: value for name, value in request.items() if name not in refused}

    async def _attempt(
        self, request: dict[str, Any], deadline: float, requests: Requests
    ) -> AsyncGenerator[str, None]:
        """One request. Every wait for the endpoint ends at the deadline, and none of them holds a `yield`."""
        from coach.llm import client
        from coach.llm.answer import Answer

        assert self._client is not None
        async with asyncio.timeout_at(deadline):
            chunks = await self._client.chat.completions.create(**request)
        answer = Answer(self._profile)
        try:
            client.check_kind(chunks.response, self._profile)
            while not answer.finished:
                text = answer.take(await self._next(chunks, answer, deadline))
                if text:
                    yield text
            if client.COUNTING in request:
                await self._read_on(chunks, answer, deadline)
        finally:
            requests.used += answer.usage(request["messages"])
            await chunks.close()

    async def _next(self, chunks: AsyncIterator[object], answer: Answer, deadline: float) -> object:
        """The next chunk. Raises BrokenOff where there is none, or an answer that has begun falls silent."""
        from coach.llm.faults import broken_off

        silent = asyncio.get_running_loop().time() + self._profile.deadline / SILENCES
        until = min(deadline, silent) if answer.spoken else deadline
        try:
            async with asyncio.timeout_at(until):
                chunk = await anext(chunks, None)
        except TimeoutError:
            if until < deadline:
                raise broken_off("the endpoint fell silent midway") from None
            raise
        if chunk is None:
            raise broken_off("the endpoint stopped before the end")
        return chunk

    async def _read_on(self, chunks: AsyncIterator[object], answer: Answer, deadline: float) -> None:
        """To the endpoint's count, which comes after the last words, and to the end, so that the connection can
        serve again; the answer is whole with or without it."""
        from coach.llm import client, faults

        until = min(deadline, asyncio.get_running_loop().time() + LINGER)
        try:
            async with asyncio.timeout_at(until):
                async for chunk in chunks:
                    answer.take_usage(chunk)
        except TimeoutError:
            # It does not end, and would cost this wait at every line.
            self._not_taken |= {client.COUNTING}
        except faults.KNOWN:
            return

    async def _prepared(
        self,
        messages: Sequence[Message],
        max_tokens: int,
        *,
        schema: Mapping[str, Any] | None,
        deadline: float,
    ) -> dict[str, Any]:
        """The first request. A keyring that keeps its owner waiting takes its time from the turn's."""
        try:
            async with asyncio.timeout_at(deadline):
                return await asyncio.to_thread(self._prepare, messages, max_tokens, schema)
        except TimeoutError as error:
            from coach.llm import faults

            raise faults.explain(error, self._profile) from None

    def _prepare(
        self, messages: Sequence[Message], max_tokens: int, schema: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        from coach.llm import client, faults, tokens

        if self._find_key is not None:
            self._profile = replace(self._profile, api_key=self._find_key())
            self._find_key = None
        if self._client is None:
            try:
                self._client = client.connect(self._profile)
            except faults.KNOWN as error:
                raise faults.explain(error, self._profile) from None
        room = tokens.budget(self._profile.context_size, max_tokens)
        without = self._not_taken | self._doubted
        return client.request(
            tokens.fit(messages, room),
            self._profile,
            max_tokens=max_tokens,
            schema=None if client.FORMAT in without else schema,
            counting=client.COUNTING not in without,
        )

    async def aclose(self) -> None:
        """Closes what is open to the endpoint."""
        if self._client is not None:
            await self._client.close()
            self._client = None
