"""The words that make values of numbers: currencies, units, rates, and what bounds or denies a value."""

from __future__ import annotations

import re
from itertools import pairwise

from coach.domain.text import word_set
from coach.domain.values import Bound

SYMBOLS = {"€": "EUR", "£": "GBP", "$": "USD", "₹": "INR", "₱": "PHP", "¥": "JPY", "₦": "NGN"}
CODES = word_set("eur gbp usd inr php jpy aud cad nzd zar ngn sgd aed hkd chf sar myr")
BEFORE = {"rs": "INR", "rs.": "INR", "p": "PHP", "r": "ZAR", "kes": "KES"}
CURRENCY_WORDS = {
    "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "sterling": "GBP",
    "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "rupee": "INR", "rupees": "INR",
    "peso": "PHP", "pesos": "PHP", "rand": "ZAR", "naira": "NGN", "yen": "JPY", "francs": "CHF",
    "dirham": "AED", "dirhams": "AED",
}  # fmt: skip
NOTES = {"fiver": 5.0, "tenner": 10.0}
SINGLE_COINS = word_set("buck quid pound dollar euro peso rupee")
"""Those of which one is said as 'a pound'."""
PERCENTS = frozenset(["%", "percent", "pct", "percentage", "cent"])
FRACTIONS = {
    "half": 50.0,
    "third": 100 / 3,
    "thirds": 100 / 3,
    "quarter": 25.0,
    "quarters": 25.0,
    "fourths": 75 / 3,
    "fifth": 20.0,
}
CENTS = word_set("cent cents pence p paise centavos")
LENGTHS = {
    "minute": 1 / 1440, "min": 1 / 1440, "mins": 1 / 1440, "hour": 1 / 24, "hr": 1 / 24, "hrs": 1 / 24,
    "day": 1,
    "night": 1, "week": 7, "wk": 7, "fortnight": 14, "month": 30.4375, "quarter": 91.3125, "year": 365.25,
    "yr": 365.25,
}  # fmt: skip
UNIT_NAMES = {"min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour", "wk": "week", "yr": "year"}
UNIT_NAMES |= {"night": "day", "fortnight": "week"}
BUSINESS = word_set("business working banking bank work")
BEFORE_UNIT = BUSINESS | word_set(
    "calendar consecutive full whole more clear straight short long to extra further solid"
)
ADVERBS = {
    "daily": "day", "nightly": "night", "weekly": "week", "fortnightly": "fortnight", "monthly": "month",
    "quarterly": "quarter", "yearly": "year", "annually": "year", "annual": "year", "hourly": "hour",
    "p.a.": "year",
}  # fmt: skip
PER_NOUNS = word_set("user seat person head team line visit item order ticket member adult child bag")
AFTER_AMOUNT = frozenset(["in", "for", "within", "after", "about", "than", "least", "once", "over", "under"])
CODE = re.compile(r"\b([A-Z]{2,5}[- ]?|[A-Z]-?)\d{1,10}[A-Z0-9-]{0,10}\b|\b\d[A-Z]\b")
NO_CODE = word_set("EUR GBP USD INR PHP JPY AUD CAD NZD ZAR NGN SGD AED RS AM PM A I OF BY IN AT ON TO")

_UP_TO = word_set("within by before until till inside under below maximum max capped most cap limit")
_FROM = word_set("from after since over above beyond past once starting least minimum exceeding")
_PHRASES_UP = frozenset(
    ["up to", "at most", "no later", "no more", "not more", "or less", "or fewer", "as late"]
)
_PHRASES_UP |= frozenset(["at the", "the latest"])
_PHRASES_FROM = frozenset(
    ["at least", "no less", "not less", "no sooner", "more than", "as little", "or more"]
)
_PHRASES_FROM |= frozenset(["and over", "and above", "or over", "or above", "or longer"])

_ABOUT = word_set("about around roughly approximately approx nearly almost circa")
_NEAR = frozenset(["under", "over", "below", "above", "shy", "short"])
_A_LITTLE = word_set("just little bit shade touch slightly tad hair fraction")


def is_hedged(before: list[str], behind: list[str]) -> bool:
    """'about', 'just under' and 'a shade over' before the value, or 'or so' behind it."""
    if behind[:2] == ["or", "so"] or behind[:3] == ["give", "or", "take"] or before[-2:] == ["close", "to"]:
        return True
    return bool(_ABOUT & set(before[-2:])) or _beside(before)


def _beside(before: list[str]) -> bool:
    near = before[:-1] if before[-1:] == ["of"] else before
    return near[-1:] != [] and near[-1] in _NEAR and bool(_A_LITTLE & set(near[-3:-1]))


def bound_of(before: list[str], behind: list[str]) -> Bound:
    reach = [] if _beside(before) else before[-3:]
    for cut in (",", ".", ";", "and"):
        if cut in reach:
            reach = reach[len(reach) - reach[::-1].index(cut) :]
    pairs = {" ".join(pair) for pair in pairwise(reach)}
    tail = {" ".join(pair) for pair in pairwise(behind[:4])}
    if pairs & (_PHRASES_UP - {"at the"}) or tail & (_PHRASES_UP - {"up to"}):
        return Bound.UP_TO
    if "more than" in pairs and any(word in ("not", "never") or word.endswith("n't") for word in before):
        return Bound.UP_TO
    if pairs & _PHRASES_FROM or tail & (_PHRASES_FROM - {"more than"}):
        return Bound.AT_LEAST
    for word in reversed(reach):
        if word in _UP_TO:
            return Bound.UP_TO
        if word in _FROM:
            return Bound.AT_LEAST
    if behind[:1] and behind[0] in ("onwards", "onward", "minimum"):
        return Bound.AT_LEAST
    return Bound.UP_TO if behind[:1] and behind[0] in ("maximum", "max") else Bound.NONE


_BOUNDS = word_set("after past beyond over before")
_NEAR_VALUE = 3
_STILL_OPEN = word_set("until till , . ; : - but and or if unless only")
_DENIES = word_set("no not never nobody nothing none cannot stops stop ends end")


def denied_bound(before: list[str]) -> bool:
    """'No more letters after', 'you can't cancel after', 'nothing is due before': the limit is denied beyond it."""
    last = next((at for at in range(len(before) - 1, -1, -1) if before[at] in _BOUNDS), None)
    if last is None or len(before) - last > _NEAR_VALUE:
        return False
    for word in reversed(before[:last]):
        if word in _STILL_OPEN or word in _BOUNDS:
            return False
        if word in _DENIES or word.endswith("n't"):
            return True
    return False


def is_negated(before: list[str]) -> bool:
    last = [word for word in before if word not in ("the", "on", "in", "at")][-2:]
    if "not" in last[-1:] or "isn't" in last or "aren't" in last or "wasn't" in last:
        return True
    return last in (["instead", "of"], ["rather", "than"], ["not", "the"], ["not", "in"], ["not", "a"])
