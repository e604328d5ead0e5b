"""Reads a model's line for what a customer would not say: pure functions from a line to the ids of alarms.

Each guard would rather let an odd line pass than stop a good one, because a stopped line costs a second
request.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from coach.customer.cue import Cue
from coach.customer.english import is_other_than_english
from coach.customer.invention import invents_a_number
from coach.customer.leaning import leaning
from coach.customer.lines import everyday_words, said_of_any_case
from coach.customer.sides import addresses_the_customer, is_spoken_from_the_other_side
from coach.customer.sources import known_text
from coach.customer.tells import MARKUP, META, QUOTED, REFUSAL, ROLE_FLIP, STAGE_DIRECTION
from coach.customer.voice import Talk
from coach.domain.scenario import Speaker
from coach.domain.text import content_words, fold, sentences, words

LEAST_LONG: Final = 60
"""Words that nobody is stopped for."""

LEAST_ALIKE: Final = 5
"""Words of a line that can be recognised as said before; shorter ones anybody says twice."""
ALIKE: Final = 0.8
"""Of the words of the longer one: no two lines of the banks share more."""

SURE: Final = 1.5
"""Log-odds from which the words of a line are an agent's; hardly a line that customers say reaches it."""


def alarms(line: str, cue: Cue, talk: Talk) -> tuple[str, ...]:
    """The ids of the guards that would stop this line; none for a line that may be said."""
    return tuple(id_ for id_, guard in GUARDS.items() if guard(line, cue, talk))


def is_empty(line: str, cue: Cue, talk: Talk) -> bool:
    """No word in it: an insult answered with '...' is no answer."""
    return not words(line)


def is_too_long(line: str, cue: Cue, talk: Talk) -> bool:
    return len(words(line)) > max(LEAST_LONG, 3 * talk.persona.style.words_per_turn)


def flips_roles(line: str, cue: Cue, talk: Talk) -> bool:
    """Does the agent's job: offers help, looks things up, acts for the company, speaks of 'your order'."""
    own_words = _without_cited(line, cue)
    return bool(ROLE_FLIP.search(own_words)) or is_spoken_from_the_other_side(own_words, talk)


def speaks_as_the_agent(line: str, cue: Cue, talk: Talk) -> bool:
    """Does the agent's job, or sounds so, word by word, without being what this customer was given to say."""
    if flips_roles(line, cue, talk) or addresses_the_customer(_without_cited(line, cue), talk):
        return True
    given = fold(known_text(cue, replace(talk, transcript=())))
    own_words = _without_cited(line, cue)
    own = (own_words[span.start : span.end] for span in sentences(own_words))
    return leaning(" ".join(sentence for sentence in own if sentence not in given)) > SURE


def _without_cited(line: str, cue: Cue) -> str:
    own_words = QUOTED.sub("", fold(line))
    for cited in (said for part in cue.parts for said in part.slots.values()):
        own_words = own_words.replace(fold(cited), "")
    return own_words


def talks_meta(line: str, cue: Cue, talk: Talk) -> bool:
    """Steps out of the talk: an AI, a stage direction, a speaker's name in front."""
    folded = fold(line)
    if META.search(QUOTED.sub("", folded)) or STAGE_DIRECTION.search(folded):
        return True
    names = "|".join(re.escape(name) for name in (fold(talk.persona.name), *fold(talk.persona.name).split()))
    return bool(
        re.search(rf"^\W*(?:{names})(?: \([^)]*\))?\W{{0,2}}:|\bas (?:{names})\b|^(?:{names}) says\b", folded)
    )


def refuses(line: str, cue: Cue, talk: Talk) -> bool:
    return bool(REFUSAL.search(QUOTED.sub("", fold(line))))


def has_markup(line: str, cue: Cue, talk: Talk) -> bool:
    return bool(MARKUP.search(line.lower()))


def is_other_language(line: str, cue: Cue, talk: Talk) -> bool:
    return is_other_than_english(line, known=known_text(cue, talk))


def repeats_itself(line: str, cue: Cue, talk: Talk) -> bool:
    """Says again what the customer has said before, or says the agent's words after them."""
    said = words(line if QUOTED.search(line) is None else QUOTED.sub("", line))
    return any(
        _is_said_again(said, words(turn.text), own=turn.speaker is Speaker.CUSTOMER)
        for turn in talk.transcript
    )


def _is_said_again(said: list[str], earlier: list[str], *, own: bool) -> bool:
    if own and len(said) > 3 and said == earlier:
        return True
    if min(len(said), len(earlier)) < LEAST_ALIKE:
        return False
    shared = sum((Counter(said) & Counter(earlier)).values())
    return shared >= ALIKE * max(len(said), len(earlier)) or f" {' '.join(earlier)} " in f" {' '.join(said)} "


def reveals_early(line: str, cue: Cue, talk: Talk) -> bool:
    """Words that only hidden information has, before it is out: two, or one that customers do not use otherwise."""
    return any(
        shared - said_of_any_case() or _gives_away(shared, own)
        for shared, own in _from_secrets(line, cue, talk)
    )


def reveals_early_in_two_words(line: str, cue: Cue, talk: Talk) -> bool:
    """Two such words: for lines of whose customer less is known, so that a single word may be anybody's."""
    return any(_gives_away(shared, own) for shared, own in _from_secrets(line, cue, talk))


def _from_secrets(line: str, cue: Cue, talk: Talk) -> list[tuple[frozenset[str], frozenset[str]]]:
    """For each piece of hidden information the words that it alone has: those in the line, and all of them."""
    now = {part.say for part in cue.parts}
    secrets = talk.scenario.customer.hidden
    closed = [h for h in secrets if h.id not in talk.agenda.revealed and h.say not in now]
    open_words = content_words(known_text(cue, talk)) if closed else frozenset()
    said = content_words(line)
    return [(said & own, own) for own in (content_words(h.say) - open_words for h in closed)]


def _gives_away(shared: frozenset[str], own: frozenset[str]) -> bool:
    return bool(own) and len(shared) >= min(2, len(own)) and not shared <= everyday_words()


Guard = Callable[[str, Cue, Talk], bool]

GUARDS: Final[dict[str, Guard]] = {
    "empty": is_empty,
    "role_flip": speaks_as_the_agent,
    "meta_talk": talks_meta,
    "refusal": refuses,
    "markup": has_markup,
    "other_language": is_other_language,
    "too_long": is_too_long,
    "repeated": repeats_itself,
    "early_reveal": reveals_early,
    "invented_number": invents_a_number,
}
"""Every guard by its id, which is stored with the line it stopped."""
