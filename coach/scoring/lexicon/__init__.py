"""The word lists and phrase rules that stand beside the code, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_GAP = r"(?:[^\s;!?]{1,30}\s+){0,5}?"
_KEEP_APOSTROPHE = re.compile(r"\b(i'll|we'll|we're|i'd|she'll|he'll|she'd|he'd|we'd)")


@dataclass(frozen=True)
class Rule:
    """Phrases that are evidence of something, and those that veto it within the same sentence."""

    id: str
    gives: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    on: str = "any"
    """The kind of sentence: any, question, statement, first or later."""
    at_start: bool = False
    """Only where the sentence begins."""
    sure: bool = False
    """Its words leave no doubt: the encoder does not overrule it."""


@cache
def table(name: str) -> dict[str, Any]:
    """The content of lexicon/<name>.toml."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def english_words() -> frozenset[str]:
    """Words by which a sentence is known for English."""
    return frozenset(table("english")["words"].split())


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """The rules of lexicon/<name>.toml, in the order of the file."""
    return tuple(
        Rule(
            entry["id"],
            entry["gives"],
            phrases(*entry["any"]),
            phrases(*entry["unless"]) if "unless" in entry else None,
            entry.get("on", "any"),
            entry.get("at_start", False),
            entry.get("sure", False),
        )
        for entry in table(name)["rule"]
    )


@cache
def plain_rules() -> Mapping[str, str]:
    """The rules of acts whose words leave no doubt, each with what it gives."""
    return {rule.id: rule.gives for rule in rules("acts_more") if rule.sure}


@cache
def phrases(*wordings: str) -> re.Pattern[str]:
    """One pattern for these wordings.

    A space is any white space, ' ... ' is up to five words, {name} is a list of lexicon/lists.toml,
    an apostrophe may be left out where that makes no other word. A word's part is no word: neither 'law' in
    'mother-in-law' nor 'term' in 'term-time'.
    """
    return re.compile(
        r"(?<![\w'])(?<!\w-)(?:" + "|".join(_expand(w) for w in wordings) + r")(?:(?<=\s)|(?!-?\w))"
    )


@cache
def _lists() -> dict[str, str]:
    return {name: " ".join(text.split()) for name, text in table("lists").items()}


def _expand(wording: str) -> str:
    for _ in range(3):
        wording = re.sub(r"\{([a-z_]+)\}", lambda m: f"(?:{_lists()[m.group(1)]})", wording)
    kept = _KEEP_APOSTROPHE.sub(lambda m: m.group(1).replace("'", "\0"), wording)
    kept = kept.replace("'", "'?").replace("\0", "'")
    return kept.replace(" ... ", r"\s+" + _GAP).replace(" ?", r"\s*").replace(" ", r"\s+")
