"""Agreement: against values reckoned by hand, and what must hold for any marks."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.services.kappa import RaterPair, agreement, weighted_kappa

marks = st.integers(min_value=0, max_value=5)
two_raters = st.lists(st.tuples(marks, marks), min_size=1, max_size=40)


def pair(first: list[float], second: list[float], *, start: int = 0) -> RaterPair:
    return RaterPair(tuple(range(start, start + len(first))), tuple(first), tuple(second))


def by_the_book(first: list[int], second: list[int]) -> float | None:
    """Cohen's table of weights, observed and expected shares, cell by cell."""
    n = len(first)
    observed = sum((x - y) ** 2 for x, y in zip(first, second, strict=True)) / n
    expected = sum((x - y) ** 2 for x, y in product(first, second)) / n**2
    return None if expected == 0 else 1 - observed / expected


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [
        ([0, 1, 2, 3], [0, 1, 2, 3], 1.0),
        # observed (0+0+1+1)/4 = 0.5; expected: all 16 differences squared sum to 40, /16 = 2.5
        ([0, 1, 2, 3], [0, 1, 3, 2], 1 - 0.5 / 2.5),
        # observed (25+25)/2 = 25; expected (0+25+25+0)/4 = 12.5
        ([0, 5], [5, 0], -1.0),
        # 0/1 marks, 20 both, 5 and 10 one only, 15 neither: plain kappa, (0.70 - 0.50) / (1 - 0.50)
        ([1] * 25 + [0] * 25, [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15, 0.4),
        ([3, 3, 3], [3, 3, 4], 0.0),
        ([3, 3, 3], [4, 4, 4], 0.0),
    ],
)
def test_kappa_is_what_a_hand_reckons(first: list[int], second: list[int], kappa: float) -> None:
    assert weighted_kappa(first, second) == pytest.approx(kappa)


@pytest.mark.parametrize(("first", "second"), [([], []), ([4], [4]), ([2, 2, 2], [2, 2, 2])])
def test_where_every_mark_is_the_same_there_is_no_kappa(first: list[int], second: list[int]) -> None:
    assert weighted_kappa(first, second) is None


def test_raters_who_marked_different_numbers_of_things_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="same number"):
        weighted_kappa([1, 2], [1])


@given(two_raters)
def test_kappa_is_that_of_the_book(pairs: list[tuple[int, int]]) -> None:
    first, second = [x for x, _ in pairs], [y for _, y in pairs]
    expected = by_the_book(first, second)
    found = weighted_kappa(first, second)
    assert (found is None) == (expected is None)
    if found is not None:
        assert found == pytest.approx(expected, abs=1e-9)
        assert -1.0 - 1e-9 <= found <= 1.0 + 1e-9


@given(st.lists(marks, min_size=2, max_size=40))
def test_a_rater_agrees_fully_with_the_same_marks(given_marks: list[int]) -> None:
    assume(len(set(given_marks)) > 1)
    assert weighted_kappa(given_marks, given_marks) == pytest.approx(1.0)


@given(two_raters)
def test_kappa_is_the_same_from_either_side(pairs: list[tuple[int, int]]) -> None:
    first, second = [x for x, _ in pairs], [y for _, y in pairs]
    assert weighted_kappa(first, second) == pytest.approx(weighted_kappa(second, first), nan_ok=True)


@given(two_raters, st.randoms(use_true_random=False))
def test_kappa_does_not_depend_on_the_order_of_the_replies(
    pairs: list[tuple[int, int]], chance: object
) -> None:
    shuffled = list(pairs)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    before = weighted_kappa([x for x, _ in pairs], [y for _, y in pairs])
    after = weighted_kappa([x for x, _ in shuffled], [y for _, y in shuffled])
    assert before == pytest.approx(after)


def test_pairs_of_raters_count_by_the_replies_that_they_share() -> None:
    full, half = pair([0, 1, 2, 3], [0, 1, 2, 3]), pair([0, 5], [5, 0], start=4)
    found = agreement([full, half], replies=6, ordered=True)
    assert found is not None
    assert found.kappa == pytest.approx((4 * 1.0 + 2 * -1.0) / 6)
    assert (found.rater_pairs, found.compared) == (2, 6)
    assert found.exact == pytest.approx(4 / 6)


def test_a_pair_without_a_kappa_is_left_out_and_not_taken_for_agreement() -> None:
    same, half = pair([2, 2, 2], [2, 2, 2]), pair([0, 1, 2, 3], [0, 1, 3, 2])
    found = agreement([same, half], replies=4, ordered=True)
    assert found is not None
    assert found.kappa == pytest.approx(0.8)
    alone = agreement([same], replies=3, ordered=True)
    assert alone is not None
    assert (alone.kappa, alone.interval, alone.exact) == (None, None, 1.0)


def test_without_a_shared_reply_nothing_is_said() -> None:
    assert agreement([], replies=3, ordered=True) is None
    assert agreement([pair([], [])], replies=3, ordered=True) is None


def test_marks_are_made_whole_as_people_round_and_the_difference_is_not() -> None:
    found = agreement([pair([2.5, 3.4, 0.4], [3, 3, 0])], replies=3, ordered=True)
    assert found is not None
    assert (found.kappa, found.exact, found.within_one) == (1.0, 1.0, 1.0)
    assert found.difference == pytest.approx(0.1)


def test_a_difference_is_signed_for_a_scorer_and_a_distance_among_people() -> None:
    pairs = [pair([1, 2], [2, 3]), pair([4, 4], [3, 1])]
    signed, distance = (agreement(pairs, replies=2, ordered=ordered) for ordered in (True, False))
    assert signed is not None
    assert distance is not None
    assert signed.difference == pytest.approx((-2 + 4) / 4)
    assert distance.difference == pytest.approx((2 + 4) / 4)
    assert signed.exact == 0.0
    assert signed.within_one == pytest.approx(3 / 4)


def test_the_interval_is_the_same_every_time_and_narrows_with_more_replies() -> None:
    few, many = ([pair([0.0, 1, 2, 3, 4, 5] * n, [0.0, 2, 2, 4, 3, 5] * n)] for n in (5, 50))
    first, again = (agreement(few, replies=30, ordered=True) for _ in range(2))
    wide = agreement(many, replies=300, ordered=True)
    assert first == again
    assert first is not None
    assert wide is not None
    assert first.interval is not None
    assert wide.interval is not None
    assert first.interval.low < first.kappa < first.interval.high <= 1.0  # type: ignore[operator]
    assert wide.interval.high - wide.interval.low < (first.interval.high - first.interval.low) / 2


def test_a_reply_takes_all_of_its_marks_with_it() -> None:
    """Ten raters who all say the same of ten replies are ten replies, not a hundred."""
    one = pair([0.0, 1, 2, 3, 4, 5, 0, 5, 2, 3], [0.0, 2, 2, 4, 3, 5, 1, 4, 0, 3])
    alone = agreement([one], replies=10, ordered=True)
    repeated = agreement([one] * 10, replies=10, ordered=True)
    assert alone is not None
    assert repeated is not None
    assert alone.interval is not None
    assert repeated.interval is not None
    assert repeated.interval.low == pytest.approx(alone.interval.low)


def test_marks_that_hardly_ever_differ_have_no_interval() -> None:
    rare = pair([0.0] * 39 + [1], [0.0] * 40)
    found = agreement([rare], replies=40, ordered=True)
    assert found is not None
    assert found.kappa == 0.0
    lone = agreement([pair([0.0, 1.0], [0.0, 1.0])], replies=2, ordered=True, resamples=200)
    assert lone is not None
    assert lone.kappa == 1.0
