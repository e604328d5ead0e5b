"""How much of a scenario the rules read: they lay everything beside everything, and a check must not take minutes."""

from __future__ import annotations

from collections.abc import Iterator

from coach.services.curating.remark import Draft, Remark, customer_lines, model_replies

MOST = {
    "facts": 30,
    "wordings of model replies": 60,
    "lines of the customer": 250,
    "gists": 300,
    "nudges": 20,
    "lines of a handoff": 60,
    "ways to meet its goals": 60,
    "characters in articles": 40_000,
}
"""Several times what the longest shipped scenario has; with all of them a check takes some seconds."""


def beyond(draft: Draft) -> Iterator[Remark]:
    """A warning for each thing of which there is more than the rules read; with any, they read none of it."""
    scenario = draft.scenario
    asides = sum(len(aside.asked) for aside in scenario.customer.asides)
    found = {
        "facts": len(scenario.facts),
        "wordings of model replies": sum(1 for _ in model_replies(scenario)),
        "lines of the customer": sum(1 for _ in customer_lines(scenario)),
        "gists": asides + sum(len(fact.gist) for fact in scenario.facts),
        "nudges": len(scenario.copilot),
        "lines of a handoff": len(scenario.handoff),
        "ways to meet its goals": sum(len(goal.ways) for goal in scenario.customer.goals),
        "characters in articles": sum(len(article.body) for article in draft.articles),
    }
    for what, number in found.items():
        if number > MOST[what]:
            message = (
                f"This scenario has {number:,} {what}; with more than {MOST[what]:,} the rules for facts and "
                "words are not asked."
            )
            yield Remark("W953", ("id",), message, "Make two scenarios of it.")
