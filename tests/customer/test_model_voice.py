"""What a model is told, and what becomes of its lines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

import pytest

from coach.customer.cue import Band, Cue, Part
from coach.customer.direction import ACTS, TONES
from coach.customer.model_voice import ModelVoice, flipped, messages, note, system_prompt, tidy
from coach.customer.voice import Fragment, SpokenLine, Talk
from coach.domain.agenda import Agenda, BeliefState
from coach.domain.frustration import Mood
from coach.domain.profile import Profile
from coach.domain.scenario import Speaker
from coach.domain.transcript import CustomerAct, Turn, VoiceId
from coach.domain.wording import Usage
from coach.errors import BackendError
from coach.ports import ChatBackend, Message, Requests
from coach.prompts import Prompt
from tests.builders import persona, scenario

PROFILE = Profile("http://127.0.0.1:1/v1", "m", deadline=5.0)
PRESS = Cue((Part(CustomerAct.PRESS, reason="nothing"),), Band.ANGRY)
GOOD = "I have been patient. Where is my parcel?"
FLIP = "How can I help you today?"


@dataclass
class FakeBackend:
    """Plays answers in order: a line, an error to raise, or None to hang; keeps what it was sent."""

    answers: list[str | BackendError | None]
    profile: Profile = PROFILE
    sent: list[Sequence[Message]] = field(default_factory=list)
    closed: int = 0
    costs: int = 1
    """Requests that it makes for one answer."""

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int, requests: Requests | None = None
    ) -> AsyncGenerator[str, None]:
        if requests:
            requests.left -= self.costs
            requests.used += Usage(self.costs, prompt_tokens=100, answer_tokens=10)
        self.sent.append(messages)
        answer = self.answers.pop(0)
        try:
            if isinstance(answer, BackendError):
                yield "So I "
                raise answer
            if answer is None:
                await asyncio.Event().wait()
            for word in (answer or "").split(" "):
                yield f"{word} "
        finally:
            self.closed += 1

    async def aclose(self) -> None:
        return None


class StandIn:
    id = VoiceId.BUILT_IN

    async def speak(self, cue: Cue, talk: Talk) -> AsyncGenerator[Fragment | SpokenLine, None]:
        yield Fragment("Built in.")
        yield SpokenLine("Built in.", VoiceId.BUILT_IN)


def talk() -> Talk:
    played = scenario(handoff=[{"bot": "Hi, I'm Bo."}, {"customer": "My coat is lost."}])
    return Talk(
        scenario=played,
        persona=persona(style={"register": "informal", "habits_of_speech": ["says 'right' a lot"]}),
        transcript=(
            Turn(1, Speaker.CUSTOMER, "Parcel 4471 never came. Where is it?"),
            Turn(2, Speaker.AGENT, "Please calm down."),
        ),
        agenda=Agenda.start(played.customer),
        mood=Mood(65),
        seed=1,
    )


async def speak(
    *answers: str | BackendError | None, cue: Cue = PRESS
) -> tuple[FakeBackend, list[str], SpokenLine]:
    backend = FakeBackend(list(answers))
    backend_port: ChatBackend = backend
    fragments, lines = [], []
    async with aclosing(ModelVoice(backend_port, StandIn()).speak(cue, talk())) as pieces:
        async for piece in pieces:
            if isinstance(piece, SpokenLine):
                lines.append(piece)
            elif isinstance(piece, Fragment):
                fragments.append(piece.text)
    assert len(lines) == 1
    return backend, fragments, lines[0]


async def test_a_good_line_is_streamed_and_then_spoken() -> None:
    backend, fragments, line = await speak(GOOD)
    assert line == SpokenLine(GOOD, VoiceId.MODEL)
    assert len(fragments) > 3
    assert "".join(fragments).strip() == GOOD
    assert len(backend.sent) == 1


async def test_a_line_that_a_guard_stops_is_tried_once_more_with_a_sharper_note() -> None:
    backend, fragments, line = await speak(FLIP, GOOD)
    assert line == SpokenLine(GOOD, VoiceId.MODEL, ("role_flip",))
    assert GOOD not in "".join(fragments)
    assert "as if you were the agent" in backend.sent[1][-1].content
    assert "as if you were the agent" not in backend.sent[0][-1].content


async def test_after_a_second_stop_the_built_in_voice_speaks() -> None:
    backend, fragments, line = await speak(FLIP, "I paid 999 euros.")
    assert line == SpokenLine("Built in.", VoiceId.BUILT_IN, ("role_flip", "invented_number"))
    assert "Built in." not in fragments
    assert len(backend.sent) == 2


async def test_an_empty_line_is_tried_once_more() -> None:
    _, _, line = await speak("", GOOD)
    assert line.interventions == ("empty",)


@pytest.mark.parametrize("kind", ["unreachable", "unauthorised", "timeout", "unusable", "quota"])
async def test_a_fault_of_the_endpoint_is_raised(kind: str) -> None:
    with pytest.raises(BackendError) as caught:
        await speak(BackendError("No.", kind=kind))
    assert caught.value.kind == kind


async def test_half_a_line_is_never_spoken() -> None:
    _, _, line = await speak(BackendError("Cut.", kind="truncated"), GOOD)
    assert line == SpokenLine(GOOD, VoiceId.MODEL, ("truncated",))


async def test_an_answer_that_broke_off_is_asked_for_again_in_the_same_words() -> None:
    backend, _, line = await speak(BackendError("Broken.", kind="unreachable", wait=0.0), GOOD)
    assert line == SpokenLine(GOOD, VoiceId.MODEL, ("unreachable",))
    assert backend.sent[0] == backend.sent[1]


async def test_a_line_that_ran_too_long_is_asked_for_again_with_a_sharper_note() -> None:
    backend, _, _ = await speak(BackendError("Cut.", kind="truncated"), GOOD)
    assert "far too long" in backend.sent[1][-1].content


async def test_a_wait_before_the_second_try_that_passes_the_deadline_is_left_to_the_built_in_voice() -> None:
    backend = FakeBackend(
        [BackendError("Broken.", kind="unreachable", wait=30.0), GOOD],
        profile=Profile("http://127.0.0.1:1/v1", "m", deadline=0.2),
    )
    pieces = [p async for p in ModelVoice(backend, StandIn()).speak(PRESS, talk())]
    assert pieces[-1] == SpokenLine("Built in.", VoiceId.BUILT_IN, ("unreachable", "timeout"))
    assert len(backend.sent) == 1


async def test_a_fault_in_the_second_try_leaves_it_to_the_built_in_voice() -> None:
    _, _, line = await speak(FLIP, BackendError("Gone.", kind="unreachable"))
    assert line == SpokenLine("Built in.", VoiceId.BUILT_IN, ("role_flip", "unreachable"))


async def test_the_second_try_ends_with_the_turn_s_deadline() -> None:
    backend = FakeBackend([FLIP, None], profile=Profile("http://127.0.0.1:1/v1", "m", deadline=0.2))
    pieces = [p async for p in ModelVoice(backend, StandIn()).speak(PRESS, talk())]
    assert pieces[-1] == SpokenLine("Built in.", VoiceId.BUILT_IN, ("role_flip", "timeout"))
    assert backend.closed == 2


async def test_a_turn_that_has_spent_its_requests_has_no_second_try() -> None:
    backend = FakeBackend([FLIP, GOOD], costs=3)
    pieces = [p async for p in ModelVoice(backend, StandIn()).speak(PRESS, talk())]
    assert pieces[-1] == SpokenLine("Built in.", VoiceId.BUILT_IN, ("role_flip", "requests_spent"))
    assert len(backend.sent) == 1


async def test_closing_early_closes_the_stream() -> None:
    backend = FakeBackend([GOOD])
    speaking = ModelVoice(backend, StandIn()).speak(PRESS, talk())
    used = await anext(speaking)
    await anext(speaking)
    await speaking.aclose()
    assert backend.closed == 1
    assert isinstance(used, Requests)
    assert used.used == Usage(1, 100, 10)


async def test_what_the_first_and_the_second_try_took_is_told_before_any_words() -> None:
    speaking = ModelVoice(FakeBackend([FLIP, GOOD]), StandIn()).speak(PRESS, talk())
    first, *_, last = [piece async for piece in speaking]
    assert first == Requests(left=1, used=Usage(2, prompt_tokens=200, answer_tokens=20), seconds=5.0)
    assert last == SpokenLine(GOOD, VoiceId.MODEL, ("role_flip",))


async def test_a_line_that_is_too_long_and_a_talk_that_is_are_told_apart() -> None:
    long = BackendError("The talk is longer than the model can read.", kind="too_long")
    _, _, line = await speak("word " * 200, long)
    assert line.interventions == ("too_long", "talk_too_long")


async def test_the_opening_is_the_scenario_s_own_and_asks_no_model() -> None:
    backend, _, line = await speak(cue=Cue((Part(CustomerAct.OPEN, say="Where is it?"),), Band.ANNOYED))
    assert line.text == "Built in."
    assert backend.sent == []


async def test_where_no_model_is_asked_there_are_no_requests() -> None:
    opening = Cue((Part(CustomerAct.OPEN, say="Where is it?"),), Band.ANNOYED)
    speaking = ModelVoice(FakeBackend([]), StandIn()).speak(opening, talk())
    assert not any([isinstance(piece, Requests) async for piece in speaking])


async def test_what_drives_a_terminal_is_taken_out() -> None:
    _, fragments, line = await speak("Where\x1b[31m is\u202e it\u200b?")
    assert line.text == "Where is it?"
    assert "\x1b" not in "".join(fragments)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ('"Where is it?"', "Where is it?"),
        ("  Where\n\nis it? ", "Where is it?"),
        ('"Soon" is not "today"', '"Soon" is not "today"'),
        ("“Where is it?”", "Where is it?"),
        ("'tis late", "'tis late"),
        ('"', '"'),
    ],
)
def test_quotation_marks_around_a_line_are_taken_off(raw: str, line: str) -> None:
    assert tidy(raw) == line


def test_the_customer_is_the_assistant() -> None:
    roles = [(m.role, m.content) for m in flipped(talk().transcript)]
    assert roles[0][0] == "assistant"
    assert roles[1] == ("user", "Please calm down.")


def test_an_empty_reply_still_has_words_for_the_model() -> None:
    assert flipped((Turn(1, Speaker.AGENT, " \u200b"),))[0].content


def test_personal_numbers_are_masked_before_a_talk_leaves_the_machine() -> None:
    typed = "Is 4111 1111 1111 1111 the card, and j.ito@mail.example the address for order 4471?"
    sent = flipped((Turn(1, Speaker.AGENT, typed),))[0].content
    assert sent == "Is [card] the card, and [email] the address for order 4471?"


def test_the_note_is_last_and_the_system_prompt_first() -> None:
    sent = messages(PRESS, talk())
    assert [m.role for m in sent] == ["system", "assistant", "user", "user"]
    assert TONES[Band.ANGRY] in sent[-1].content
    assert ACTS[CustomerAct.PRESS] in sent[-1].content


def test_the_system_prompt_stays_the_same_through_a_session() -> None:
    later = replace(
        talk(),
        transcript=(),
        mood=Mood(10),
        agenda=replace(talk().agenda, revealed=frozenset({"school"})),
    )
    assert system_prompt(talk()) == system_prompt(later)


def test_the_model_is_told_who_it_is_and_what_it_knows() -> None:
    prompt = system_prompt(talk())
    for words in (
        "Sam",
        "Parcel 4471",
        "14 Mill Lane",
        "the money is back today",
        "Bot: Hi, I'm Bo.",
        "18 November",
    ):
        assert words in prompt
    assert "$" not in prompt


def test_the_model_never_sees_facts_rubric_or_what_is_hidden() -> None:
    seen = "\n".join(m.content for m in messages(PRESS, talk())).lower()
    for word in (
        "5 business days",
        "21 november",
        "cash in hand",
        "credit of 10",
        "my son",
        "rubric",
        "empathy",
    ):
        assert word not in seen
    assert "you can refund" not in seen


def test_what_is_revealed_now_is_said_and_later_is_known_as_told() -> None:
    hidden = talk().scenario.customer.hidden[0]
    out = replace(talk(), agenda=replace(talk().agenda, revealed=frozenset({hidden.id})))
    now = note(Cue((Part(CustomerAct.REVEAL, say=hidden.say),), Band.CALM), out)
    assert "Say this" in now
    assert "already told" not in now
    assert f"already told them: {hidden.say}" in note(PRESS, out)


def test_a_belief_given_up_is_no_longer_held() -> None:
    beliefs = {**talk().agenda.beliefs, "at-once": BeliefState.GIVEN_UP}
    given_up = replace(talk(), agenda=replace(talk().agenda, beliefs=beliefs))
    assert "no longer believe that the money is back today" in note(PRESS, given_up)


def test_what_they_want_is_the_current_goal() -> None:
    assert "Where is my money?" in note(PRESS, talk())


@pytest.mark.parametrize("act", CustomerAct)
@pytest.mark.parametrize("band", Band)
def test_every_act_has_an_instruction_in_every_mood(act: CustomerAct, band: Band) -> None:
    words = note(Cue((Part(act),), band), talk())
    assert ACTS[act] in words
    assert TONES[band] in words
    assert "be angry" not in words.lower()


@pytest.mark.parametrize("prompt", Prompt)
def test_every_prompt_is_a_file_with_words(prompt: Prompt) -> None:
    assert len(prompt.text) > 100


def test_a_slot_left_out_is_noticed() -> None:
    with pytest.raises(KeyError):
        Prompt.CUSTOMER_NOTE.fill(tone="calm")


def test_text_with_dollar_signs_fills_a_slot_as_it_is() -> None:
    slots = dict.fromkeys(
        ("parts", "goal", "settled", "tone", "words", "most", "again", "name"), "pay $5 and $x"
    )
    assert "pay $5 and $x" in Prompt.CUSTOMER_NOTE.fill(**slots)
