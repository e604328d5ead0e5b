from __future__ import annotations

from datetime import datetime

from coach.customer.fitting import repeats_only, takes_up_only
from coach.domain.scenario import Fact

TODAY = datetime(2026, 11, 18, 9, 0)
RULE = Fact(id="rule", statement="An invoice more than 5 percent above its order is held.")


def test_a_figure_of_a_fact_is_taken_up_only_once_it_was_told() -> None:
    line = "5 percent? I signed for it twice."
    assert not takes_up_only(line, ["It is above the order, so the system stopped it."], [RULE], today=TODAY)
    assert takes_up_only(
        line, ["Good morning.", "Anything over five percent is stopped."], [RULE], today=TODAY
    )


def test_the_customers_own_figures_are_theirs() -> None:
    assert takes_up_only("I have 40 dollars left.", ["It is held."], [RULE], today=TODAY)


def test_a_promise_is_repeated_only_with_the_figure_that_was_promised() -> None:
    assert repeats_only("400 euros it is, then.", "You get the 400 euros tomorrow.", today=TODAY)
    assert not repeats_only("400 euros it is, then.", "You get it within a week.", today=TODAY)
    assert repeats_only("I'll hold you to that.", "You get it within a week.", today=TODAY)
