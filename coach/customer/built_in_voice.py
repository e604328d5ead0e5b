"""The built-in voice: words a cue from the scenario's lines, the persona's own, and the line banks.

No line is said twice in a session. The same seed and replies give the same words.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Sequence
from random import Random

from coach.customer.cue import Band, Cue, Part
from coach.customer.lines import bank
from coach.customer.voice import Fragment, SpokenLine, Talk
from coach.domain.assessment import Event, FaultId, Flag
from coach.domain.number_words import read_number, tokens
from coach.domain.scenario import Speaker
from coach.domain.text import content_words, sentences
from coach.domain.transcript import CustomerAct, VoiceId
from coach.ports import Answering

LEAD_IN = 0.3
"""How often an answer has a few words before it."""
NOT_ABOUT_THE_GOAL = ("off_topic", "impatience", "minded", "asked_openly")
"""Reasons for pressing that are not answered by asking for what they want."""
ASKS_ON = ("part", "on")
"""Reasons for pressing after something that helps: they ask for the piece that is missing, and complain of nothing."""
FITS_OWN_LINES = (
    *("", "not_enough", "heard"),
    *(FaultId.DISMISSIVE, FaultId.HOLLOW_SCRIPT, FaultId.SELF_ORIENTED, Event.POLICY_FIRST),
)
"""Reasons that a scenario's own lines for an act answer to, although they were written with none in mind."""
ALSO_FITS = {CustomerAct.PUZZLED: Flag.NOT_SCORED, CustomerAct.GO_QUIET: "refused"}
"""The usual reason of an act that never comes without one."""
A_SENTENCE = 4
"""Words from which a sentence that comes twice is noticed."""
TAKES_UP = 4
"""How much likelier a line is that takes up a word of the agent's last reply."""
DRAWN = 4
"""Lines that are drawn to take the best of: enough to choose from, and few enough for another seed to choose others."""
OWN_LINES = 0.75
"""How often the scenario's and the persona's own lines go before the bank's."""


class BuiltInVoice:
    """Needs no network; fulfils Voice."""

    id = VoiceId.BUILT_IN

    def __init__(self, answering: Answering | None = None) -> None:
        """`answering`: rates lines by how well they answer; without it, a word in common makes a line likelier."""
        self._answering = answering

    async def speak(self, cue: Cue, talk: Talk) -> AsyncGenerator[Fragment | SpokenLine, None]:
        text = word(cue, talk, self._answering)
        yield Fragment(text)
        yield SpokenLine(text, VoiceId.BUILT_IN)


def word(cue: Cue, talk: Talk, answering: Answering | None = None) -> str:
    """The customer's words for a cue."""
    said = _said(talk)
    rng = Random(f"voice:{talk.seed}:{talk.persona.id}:{len(talk.transcript)}")
    text = ""
    for part in cue.parts:
        if part.act is CustomerAct.ANSWER and text and _says_it_already(text, part.say, before=said):
            continue
        lines: list[str] = []
        if leads := _leading_in(part, rng, talk=talk, first=not text):
            lines += _pick(leads, cue.band, talk=talk, taken=[text, said], rng=rng, answering=answering)
        lines += _pick(part, cue.band, talk=talk, taken=[text, *lines, said], rng=rng, answering=answering)
        if lines:
            text += (("\n" if part.apart else " ") if text else "") + " ".join(lines)
    return text


def _leading_in(part: Part, rng: Random, *, talk: Talk, first: bool) -> Part | None:
    """A few words before an answer, now and then; always before what nobody has asked about."""
    if part.act is CustomerAct.REVEAL and part.reason:
        return Part(CustomerAct.ANSWER, reason=part.reason)
    if first and not part.reason and _answers(part, talk) and rng.random() < LEAD_IN:
        return Part(CustomerAct.ANSWER)
    return None


def _answers(part: Part, talk: Talk) -> bool:
    """It says what was asked for; so does who accepts that it was, in the words of the answer."""
    if part.act is CustomerAct.ACCEPT:
        return any(part.say == info.say for info in talk.scenario.customer.known_info)
    return part.act is CustomerAct.ANSWER and bool(part.say)


def _says_it_already(text: str, answer: str, *, before: str) -> bool:
    """Half of what the answer would say stands in the turn, or every number of it; or it was given before."""
    if answer and answer in before:
        return True
    told, said = content_words(answer), content_words(text)
    if numbers := _numbers(answer):
        return numbers <= _numbers(text)
    return bool(told) and 2 * len(told & said) >= len(told)


def _numbers(text: str) -> frozenset[float]:
    found = tokens(text)
    read = (read_number(found, at) for at in range(len(found)))
    return frozenset(number.value for number in read if number)


def _said(talk: Talk) -> str:
    return "\n".join(t.text for t in talk.transcript if t.speaker is Speaker.CUSTOMER)


def _pick(
    part: Part,
    band: Band,
    *,
    talk: Talk,
    taken: Iterable[str],
    rng: Random,
    answering: Answering | None,
) -> list[str]:
    """One fitting line that was not said yet; nothing where the talk goes on well without one."""
    heard = "\n".join(taken)
    if part.say and part.say not in heard:
        return [part.say]
    own, general = _own_lines(part, talk), [_bank_lines(part, band, talk)]
    # What is written for this very case comes first most of the time, so that talks are about something.
    first = part.act is CustomerAct.PRESS or rng.random() < OWN_LINES
    sources = (*own, *general) if first else (*general, *own)
    for candidates in (*sources, _last_resort(part)):
        fresh = [line for line in candidates if not _said_before(line, heard)]
        if fresh:
            return [_chosen(fresh, talk, rng=rng, answering=answering)]
    return []


def _said_before(line: str, heard: str) -> bool:
    """The line, or a sentence in it of more than a few words."""
    parts = (line[span.start : span.end] for span in sentences(line))
    return line in heard or any(len(part.split()) >= A_SENTENCE and part in heard for part in parts)


def _chosen(lines: Sequence[str], talk: Talk, *, rng: Random, answering: Answering | None) -> str:
    """Some are drawn, likelier those that take up a word of the agent's; of these the one that answers best."""
    heard = next((t.text for t in reversed(talk.transcript) if t.speaker is Speaker.AGENT), "")
    theirs = content_words(heard)
    weights = [TAKES_UP if content_words(line) & theirs else 1 for line in lines]
    drawn = list(dict.fromkeys(rng.choices(lines, weights=weights, k=DRAWN if answering else 1)))
    if answering is None or len(drawn) == 1:
        return drawn[0]
    return max(zip(answering(heard, drawn), drawn, strict=True))[1]


def _own_lines(part: Part, talk: Talk) -> list[list[str]]:
    """The scenario's and the persona's lines for it, the best fitting first."""
    if part.act is CustomerAct.PRESS:
        return [] if part.reason in NOT_ABOUT_THE_GOAL else _asking(part, talk)
    if part.reason not in (*FITS_OWN_LINES, ALSO_FITS.get(part.act)):
        return []
    sayings = talk.persona.style.sayings.get(part.act, ())
    if talk.persona.id != talk.scenario.persona:
        # The scenario's lines speak of the life of the person that it was written for.
        return [list(sayings)]
    return [[*talk.scenario.customer.lines.get(part.act, ()), *sayings]]


def _asking(part: Part, talk: Talk) -> list[list[str]]:
    """How they ask for what they want: for the piece that is missing, or for all of it."""
    customer = talk.scenario.customer
    goal = talk.agenda.current(customer)
    wanted = talk.agenda.missing(customer)
    piece = [line for fact in talk.scenario.facts if fact.id in wanted for line in fact.asked]
    whole = list(goal.press) if goal else []
    if part.reason == "part":
        return [piece]
    if part.reason == "wish":
        return [[goal.wants] if goal and goal.wants else [], piece]
    return [piece, whole] if part.reason in ASKS_ON else [whole, piece]


def _bank_lines(part: Part, band: Band, talk: Talk) -> list[str]:
    """The bank's lines for its reason, or its general ones where there are none for the reason."""
    lines = [line for line in bank(part.act) if line.fits(band, talk.persona)]
    fitting = [line for line in lines if line.reason == part.reason] or [
        line for line in lines if not line.reason
    ]
    # Lines written for this register, manner or variety come up twice as often as those for everybody.
    return [said for line in fitting if (said := line.filled(part.slots)) for _ in range(1 + line.particular)]


def _last_resort(part: Part) -> list[str]:
    """When every fitting line is spent: any of the act, then pressing on, whatever the band."""
    of_act = [line.filled(part.slots) for line in bank(part.act) if line.reason in ("", part.reason)]
    return [line for line in of_act if line] or [b.say for b in bank(CustomerAct.PRESS) if not b.reason]
