"""Runs the tests that one content file carries."""

from __future__ import annotations

from dataclasses import dataclass

from coach.domain.rubric import Rubric
from coach.domain.scenario import Scenario
from coach.ports import Library, Scorer
from coach.services.content_file import Item
from coach.services.testing.missed import Missed
from coach.services.testing.replies import missed_replies
from coach.services.testing.scorecards import missed_scorecards
from coach.services.testing.standing import plan_as_written


@dataclass(frozen=True)
class Tester:
    """Scores test replies and short talks; nothing is stored."""

    library: Library
    scorer: Scorer

    def missed(self, item: Item) -> tuple[Missed, ...]:
        """Every expectation that does not hold. Raises UnknownId where a scenario names what is not there."""
        match item:
            case Scenario():
                persona, rubric = self.library.persona(item.persona), self.library.rubric(item.rubric)
                plan = plan_as_written(item, persona, rubric)
                articles = self.library.articles(item)
                return tuple(missed_replies(plan, articles=articles, scorer=self.scorer))
            case Rubric():
                return tuple(missed_scorecards(item, scorer=self.scorer))
            case _:
                return ()


def tests_in(item: Item) -> int:
    """How many replies and talks there are to be scored."""
    match item:
        case Scenario():
            return len(item.tests)
        case Rubric():
            return len(item.tests) + sum(len(criterion.examples) for criterion in item.criteria)
        case _:
            return 0
