"""The policy of a draft as a knowledge article: what it is called, and its sections, which facts cite."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coach.domain.source import Passage, Source

USUAL = "POL"
MOST_LETTERS = 12
_ID = re.compile(
    r"(?P<id>[A-Z]{2,12}-?\d[\w.-]{0,20}?)(?:[:.,]?\s+(?:[-\u2013\u2014:]\s+)?|[:.]?$)(?P<rest>.*)"
)
_FILE = re.compile(r"([a-z]{2,12})[-_ ]?(\d{1,6})(?![a-z\d])", re.IGNORECASE)


def article_id(source: Source) -> str:
    """`PM-20` of '# PM-20 Top-ups' or of 'pm-20.md'; REFUNDS-1 for 'refunds.md'."""
    titled = _ID.match(_title(source.policy))
    if titled:
        return titled["id"]
    named = _FILE.match(source.policy_name)
    if named:
        return f"{named[1].upper()}-{named[2]}"
    words = [word for word in re.findall(r"[a-z]{2,}", source.policy_name.casefold()) if word != "policy"]
    return f"{words[0][:MOST_LETTERS].upper() if words else USUAL}-1"


def article_text(source: Source, id_: str) -> str:
    """Markdown; empty where there is no policy."""
    if not source.policy:
        return ""
    titled = _ID.match(_title(source.policy))
    title = (titled["rest"] if titled else _title(source.policy)).strip() or "Policy"
    parts = [f"# {id_} {title}\n"]
    for one in numbered(source.policy):
        number = f"{one.number}. " if one.number.isdecimal() else f"{one.number} " if one.number else ""
        heading = "" if one.is_title else f"## {number}{one.heading}\n\n"
        parts += [f"{heading}{one.body}\n"] if heading or one.body else []
    return "\n".join(parts)


def numbered(policy: Sequence[Passage]) -> tuple[Passage, ...]:
    """With the numbers that the policy gives its sections; counted where it gives none."""
    if any(one.number for one in policy):
        return tuple(policy)
    counts = iter(range(1, len(policy) + 1))
    return tuple(one if one.is_title else replace(one, number=str(next(counts))) for one in policy)


def _title(policy: Sequence[Passage]) -> str:
    return policy[0].heading if policy and policy[0].is_title else ""
