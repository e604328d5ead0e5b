"""All rules for a scenario, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coach.services.curating.bounds import beyond
from coach.services.curating.contradicting import against_articles, against_each_other
from coach.services.curating.exemplary import marked_down
from coach.services.curating.giving_away import given_away, told_beside
from coach.services.curating.hearing import (
    hard_to_hear,
    held_by_others,
    taken_for_small_talk,
    too_short,
    unheard,
)
from coach.services.curating.nudging import misjudged
from coach.services.curating.reaching import out_of_reach
from coach.services.curating.reading_ease import hard_to_read, too_long
from coach.services.curating.remark import Draft, Remark
from coach.services.curating.sourcing import not_in_its_source
from coach.services.curating.using import never_comes_up, never_needed

Rule = Callable[[Draft], Iterator[Remark]]

BY_WORDS: tuple[Rule, ...] = (
    against_each_other,
    against_articles,
    given_away,
    told_beside,
    marked_down,
    misjudged,
    held_by_others,
    too_short,
    taken_for_small_talk,
    hard_to_read,
    too_long,
)
BY_IDS: tuple[Rule, ...] = (
    out_of_reach,
    never_needed,
    never_comes_up,
    not_in_its_source,
    hard_to_hear,
    unheard,
)
"""They go by which fact needs which: where an id is misspelt they would only say so again."""


def remarks(draft: Draft, *, sound: bool = True) -> Iterator[Remark]:
    """Everything that the rules say about a scenario; `sound`: every id that it names is there."""
    too_much = list(beyond(draft))
    if too_much:
        yield from too_much
        return
    found = [remark for rule in (*BY_WORDS, *(BY_IDS if sound else ())) for remark in rule(draft)]
    contradicted = {remark.keys[:2] for remark in found if remark.code == "C908"}
    for remark in found:
        # What the article says otherwise is not also missing from it.
        if not (remark.code == "C905" and remark.keys[:2] in contradicted):
            yield remark
