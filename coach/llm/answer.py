"""Reads the chunks of one streamed answer: what was said, and whether it was said to its end."""

from __future__ import annotations

from typing import Final

from coach.domain.profile import Profile
from coach.llm.faults import refused, truncated, unusable

MOST_CHARACTERS: Final = 4000
MOST_THOUGHT: Final = 40_000
"""Characters that a model may think aloud before its answer."""
ENDS: Final = frozenset({"stop", "eos", "eos_token", "end_turn", "stop_sequence"})
"""Finish reasons of a whole answer; the first is the standard, the others are what some servers send."""
THINKING: Final = "<think>"
THOUGHT: Final = "</think>"


class Answer:
    """The answer so far. A chunk may be of any shape: what is read is checked here."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._held = ""
        """The beginning, while it may still turn out to be thinking aloud."""
        self._spoken = False
        self._length = 0
        self.finished = False

    def take(self, chunk: object) -> str:
        """The words that a chunk adds. Raises BackendError once there can be no whole answer any more."""
        choices = getattr(chunk, "choices", None)
        if not isinstance(choices, list) or not choices:
            return ""
        delta = getattr(choices[0], "delta", None)
        if getattr(delta, "refusal", None):
            raise refused()
        content = getattr(delta, "content", None)
        if not isinstance(content, str | None):
            raise unusable("its words are not text", self._profile)
        text = self._visible(content or "")
        reason = getattr(choices[0], "finish_reason", None)
        if reason is not None:
            self._finish(reason)
            text += self._rest()
        self._length += len(text)
        if self._length > MOST_CHARACTERS:
            raise truncated(f"it went on for more than {MOST_CHARACTERS:,} characters")
        return text

    def _finish(self, reason: object) -> None:
        if reason == "length":
            raise truncated("it ran into the length limit")
        if reason == "content_filter":
            raise refused()
        if reason not in ENDS:
            raise unusable("it did not end as a line of talk does", self._profile)
        self.finished = True

    def _visible(self, text: str) -> str:
        """The text without a leading <think> ... </think>, which some servers leave in."""
        if self._spoken:
            return text
        self._held += text
        if len(self._held) > MOST_THOUGHT:
            raise truncated("the model thought aloud and did not come to its line")
        start = self._held.lstrip()
        if start.startswith(THINKING):
            _, closed, rest = start.partition(THOUGHT)
            if not closed or not rest.strip():
                return ""
            return self._speak(rest.lstrip())
        if THINKING.startswith(start):
            return ""
        return self._speak(self._held)

    def _speak(self, text: str) -> str:
        self._spoken, self._held = True, ""
        return text

    def _rest(self) -> str:
        """What was held back and was no thinking after all."""
        return "" if self._spoken or THINKING in self._held else self._speak(self._held)
