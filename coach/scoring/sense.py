"""What words stand for: stems, with numbers in one form and near-synonyms of the trade under one name."""

from __future__ import annotations

from functools import cache, lru_cache

from coach.domain.text import FUNCTION_WORDS, stem, words
from coach.scoring.lexicon import table

_GENERIC = frozenset(
    [
        "issue",
        "problem",
        "thing",
        "matter",
        "concern",
        "inconvenience",
        "situation",
        "case",
        "query",
        "request",
        "today",
        "time",
        "help",
        "order",
        "account",
        "customer",
        "service",
        "company",
        "let",
        "know",
        "want",
        "need",
        "like",
        "make",
        "get",
        "give",
        "take",
        "see",
        "look",
        "say",
        "tell",
        "ask",
        "go",
        "come",
        "keep",
        "happen",
        "work",
        "right",
        "good",
        "back",
        "new",
        "last",
        "first",
        "next",
        "just",
        "sorri",
        "apologis",
        "apologiz",
        "apologi",
        "understand",
        "thank",
        "please",
        "pleas",
        "feel",
        "sure",
        "way",
        "one",
        "lot",
        "bit",
        "everything",
        "anything",
        "something",
        "nothing",
    ]
)


@cache
def _names() -> dict[str, str]:
    names = {word: name for name, group in table("senses").items() for word in group.split()}
    for word, name in list(names.items()):
        names.setdefault(stem(word), name)
    return names


@lru_cache(maxsize=4096)
def sense(word: str) -> str:
    if "'" in word and word in FUNCTION_WORDS:
        return word  # "I'll" is nobody's illness
    name = _names().get(word) or _names().get(word.removesuffix("'s").removesuffix("s"))
    if name is None:
        stemmed = stem(word)
        name = _names().get(stemmed, stemmed)
    return name


@lru_cache(maxsize=512)
def senses(text: str) -> frozenset[str]:
    """The senses of the words that carry meaning in a text."""
    found = (sense(w) for w in words(text) if w in _names() or w not in FUNCTION_WORDS)
    return frozenset(s for s in found if len(s) > 1 or s.isdigit())


def is_specific(name: str) -> bool:
    """Whether a sense says what a matter is about; 'issue' and 'help' do not."""
    return name not in _generic()


@cache
def _generic() -> frozenset[str]:
    return frozenset(sense(w) for w in _GENERIC) | _GENERIC
