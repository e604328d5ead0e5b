"""Agreement between raters: quadratic-weighted kappa with a bootstrap interval, and plainer figures.

Weighted kappa is Cohen's (J. Cohen, "Weighted kappa: nominal scale agreement with provision for scaled
disagreement or partial credit", Psychological Bulletin 70, 1968, 213-220) with the square of the distance as
the weight of a disagreement:

    kappa = 1 - D_observed / D_expected

    D_observed  the mean over all replies of (x - y)^2, x and y being the two marks of the reply
    D_expected  the mean of (x - y)^2 over every mark x of one rater with every mark y of the other: what
                they would come to if each kept their marks and gave them to the replies at random

1 is full agreement, 0 is no more than chance, below 0 is less. It is undefined where D_expected is 0, that
is, where both raters gave one and the same mark to everything: then nothing could have disagreed.

Several raters: kappa is taken for each pair of raters over the replies that both have marked, and the pairs
are averaged, each with the number of those replies as its weight. Pairs without a kappa are left out.

The interval is the 2.5th to the 97.5th percentile of that figure over resamples of the replies, drawn with
replacement. A reply takes all of its marks with it: several marks of one reply are not independent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.domain.marks import whole

RESAMPLES = 2000
SEED = 1968
BATCH = 250
"""Resamples at a time, to bound the memory."""
LEAST_DEFINED = 0.5
"""With fewer resamples than this share that have a kappa, there is no interval."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RaterPair:
    """What two raters gave the same replies; the three tuples go together."""

    replies: tuple[int, ...]
    """Numbers of the replies, from 0, each once."""
    first: tuple[float, ...]
    second: tuple[float, ...]


@dataclass(frozen=True)
class Interval:
    low: float
    high: float


@dataclass(frozen=True)
class Agreement:
    """How far raters agree; None where it cannot be said."""

    rater_pairs: int
    compared: int
    """Pairs of marks."""
    kappa: float | None
    interval: Interval | None
    """95 %."""
    exact: float
    """Share of pairs of marks that are the same, in whole marks."""
    within_one: float
    """Share of pairs of whole marks that are at most one apart."""
    difference: float
    """Mean of the first mark less the second, before rounding. See `agreement`."""


def weighted_kappa(first: Sequence[int], second: Sequence[int]) -> float | None:
    """Of two raters who marked the same things; None where it is undefined."""
    if len(first) != len(second):
        raise ValueError("the two raters have not marked the same number of things")
    if not first:
        return None
    pair = RaterPair(tuple(range(len(first))), tuple(map(float, first)), tuple(map(float, second)))
    found = _pair_kappas(_moments(pair), np.ones((1, len(first))), pair)[0][0]
    return None if np.isnan(found) else float(found)


def agreement(
    pairs: Sequence[RaterPair], *, replies: int, ordered: bool, resamples: int = RESAMPLES
) -> Agreement | None:
    """Over all pairs of raters; None without any marks to compare.

    `replies` is how many there are to draw from. Where the raters of a pair are `ordered` (a scorer, then a
    person), the difference is signed; else it is the mean distance between two people's averages.
    """
    pairs = [pair for pair in pairs if pair.replies]
    compared = sum(len(pair.replies) for pair in pairs)
    if not compared:
        return None
    apart = np.concatenate([np.abs(_whole(p.first) - _whole(p.second)) for p in pairs])
    differences = [float(np.sum(np.subtract(p.first, p.second))) for p in pairs]
    total = sum(differences) if ordered else sum(map(abs, differences))
    once = _mean_kappas(pairs, np.ones((1, replies)))[0]
    return Agreement(
        rater_pairs=len(pairs),
        compared=compared,
        kappa=None if np.isnan(once) else float(once),
        interval=None if np.isnan(once) else _interval(pairs, replies, resamples=resamples),
        exact=float(np.mean(apart == 0)),
        within_one=float(np.mean(apart <= 1)),
        difference=total / compared,
    )


def _interval(pairs: Sequence[RaterPair], replies: int, *, resamples: int) -> Interval | None:
    draw = np.random.default_rng(SEED)
    chances = np.full(replies, 1 / replies)
    found = []
    for start in range(0, resamples, BATCH):
        times = draw.multinomial(replies, chances, size=min(BATCH, resamples - start))
        found.append(_mean_kappas(pairs, times.astype(np.float64)))
    kappas = np.concatenate(found)
    kappas = kappas[~np.isnan(kappas)]
    if len(kappas) < LEAST_DEFINED * resamples:
        return None
    low, high = np.percentile(kappas, [2.5, 97.5])
    return Interval(float(low), float(high))


def _mean_kappas(pairs: Sequence[RaterPair], times: Floats) -> Floats:
    """The mean over the pairs of raters, once for each row of `times`: how often each reply was drawn."""
    sums, weights = np.zeros(len(times)), np.zeros(len(times))
    for pair in pairs:
        kappas, counts = _pair_kappas(_moments(pair), times, pair)
        defined = ~np.isnan(kappas)
        sums[defined] += kappas[defined] * counts[defined]
        weights[defined] += counts[defined]
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(weights > 0, sums / np.where(weights > 0, weights, 1), np.nan)
    return mean


def _moments(pair: RaterPair) -> Floats:
    """A row for each reply: 1, x, y, and x^2 + y^2 - 2xy; with the squares of both, all that kappa needs."""
    x, y = _whole(pair.first), _whole(pair.second)
    return np.stack([np.ones_like(x), x, y, x * x + y * y, (x - y) ** 2], axis=1)


def _pair_kappas(moments: Floats, times: Floats, pair: RaterPair) -> tuple[Floats, Floats]:
    """Kappa, or nan where it is undefined, and how many replies it is of."""
    count, x, y, squares, distance = (times[:, list(pair.replies)] @ moments).T
    expected = squares - 2 * x * y / np.where(count > 0, count, 1)
    # Marks are whole, so what is expected is 0 or at least 1/count.
    defined = (count > 0) & (expected * np.maximum(count, 1) > 0.5)
    with np.errstate(divide="ignore", invalid="ignore"):
        kappas: Floats = np.where(defined, 1 - distance / np.where(defined, expected, 1), np.nan)
    return kappas, count


def _whole(values: Sequence[float]) -> Floats:
    return np.array([whole(value) for value in values], dtype=np.float64)
