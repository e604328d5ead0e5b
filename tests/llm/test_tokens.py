"""Counting without a network, and long talks that still fit."""

from __future__ import annotations

import pytest

from coach.errors import BackendError
from coach.llm import tokens
from coach.llm.client import alternating
from coach.ports import Message

SYSTEM = Message("system", "You are the customer. " * 60)
NOTE = Message("user", "[Direction] Say that the parcel never came. About 16 words.")


def talk(turns: int, words: int) -> list[Message]:
    text = "The parcel was promised for Tuesday and it is not here. " * (words // 11 + 1)
    roles = ("assistant", "user")
    return [SYSTEM, *(Message(roles[n % 2], f"{n} {text}") for n in range(turns)), NOTE]  # type: ignore[arg-type]


def test_counts_are_those_of_the_vocabulary() -> None:
    assert tokens.encoding().encode_ordinary("hello world") == [15339, 1917]
    assert tokens.count_text("") == 0


@pytest.mark.parametrize("turns", [0, 1, 2, 13, 100, 500])
@pytest.mark.parametrize("words", [5, 16, 120, 900])
def test_a_talk_never_overflows_2048_tokens(turns: int, words: int) -> None:
    room = tokens.budget(2048, 300)
    kept = tokens.fit(talk(turns, words), room)
    sent = [Message(m["role"], m["content"]) for m in alternating(kept)]  # type: ignore[arg-type]
    assert tokens.count(sent) * tokens.MARGIN + 300 <= 2048 + tokens.PER_REQUEST * tokens.MARGIN
    assert tokens.count(kept) + 300 <= 2048


def test_the_oldest_turns_go_first_and_head_and_note_stay() -> None:
    messages = talk(500, 16)
    kept = tokens.fit(messages, tokens.budget(2048, 300))
    assert kept[0] == SYSTEM
    assert kept[-1] == NOTE
    assert list(kept[1:-1]) == messages[-len(kept) + 1 : -1]
    assert 20 < len(kept) < 100


def test_a_short_talk_is_left_as_it_is() -> None:
    messages = talk(6, 16)
    assert list(tokens.fit(messages, tokens.budget(8192, 300))) == messages


def test_a_last_reply_that_is_too_long_is_cut_and_not_dropped() -> None:
    reply = Message("user", "I will look at it. " * 2000)
    kept = tokens.fit([SYSTEM, reply, NOTE], 900)
    assert kept[1].content.startswith("I will look at it.")
    assert kept[1].content.endswith(tokens.CUT_MARK)
    assert tokens.count(kept) <= 900


def test_a_scenario_that_does_not_fit_at_all_is_told() -> None:
    with pytest.raises(BackendError) as caught:
        tokens.fit([SYSTEM, NOTE], 100)
    assert caught.value.kind == "too_long"
    assert "context_size" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["a" * 20_000, "\u00e9\U0001f642" * 2000, "\ud800", "\x00\x1b[31m", " " * 5000]
)
def test_odd_text_is_counted_and_cut(text: str) -> None:
    kept = tokens.fit([SYSTEM, Message("user", text), NOTE], 600)
    assert tokens.count(kept) <= 600
