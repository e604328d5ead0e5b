"""A model's proposals for a draft through the real client and a real server: what fits is taken, the rest stays TODO."""

from __future__ import annotations

import json

import pytest

from coach.domain.profile import Profile
from coach.domain.source import Source
from coach.errors import BackendError
from coach.llm import backend
from coach.services.drafting.draft import Draft, draft_of
from coach.services.drafting.enriching import enriched
from coach.services.drafting.gaps import TODO
from tests.llm import server as s
from tests.llm.server import Behaviour, Request, serve
from tests.services.drafting.test_draft import CHOICES, POLICY, TALK

DRAFT = draft_of(Source("chat.txt", TALK, POLICY), CHOICES)


async def proposed(*behaviours: Behaviour) -> tuple[Draft, tuple[str, ...], list[Request]]:
    async with serve(*behaviours) as server:
        model = backend(Profile(server.base_url, "small", deadline=5.0))
        draft, filled = await enriched(DRAFT, model)
        return draft, filled, server.requests


async def test_what_fits_is_taken_and_told_by_its_place() -> None:
    answer = {"1": "The coat that went twice round the town", "2": "Her coat never came and nobody answers."}
    draft, filled, requests = await proposed(s.says(json.dumps(answer)))
    assert draft.scenario.title == answer["1"]
    assert draft.scenario.customer.reason_for_contact == answer["2"]
    assert filled == ("title", "customer.reason_for_contact")
    assert TODO in draft.scenario.canonical()
    assert len(requests) == 1


async def test_nothing_personal_is_sent() -> None:
    _, _, requests = await proposed(s.says("{}"))
    sent = json.dumps(requests[0].body)
    assert all(personal not in sent for personal in ("Emma", "emma@example.org", "88412075"))


@pytest.mark.parametrize(
    "text",
    [
        "no JSON at all",
        "[]",
        json.dumps({"1": 5, "2": None}),
        json.dumps({"1": f"{TODO}: later"}),
        json.dumps({"1": "word " * 80}),
        json.dumps({"1": "You get 900 euros."}),
        json.dumps({"999": "Nothing is there."}),
    ],
)
async def test_what_does_not_fit_leaves_the_gap(text: str) -> None:
    draft, filled, _ = await proposed(s.says(text))
    assert (draft.scenario, filled) == (DRAFT.scenario, ())


async def test_the_briefing_is_for_a_person_to_write() -> None:
    every = json.dumps({str(n): "Something kind." for n in range(1, 40)})
    draft, _, _ = await proposed(s.says(every))
    assert draft.scenario.briefing == DRAFT.scenario.briefing
    assert TODO not in draft.scenario.customer.canonical()


async def test_a_model_that_fails_is_a_backend_error() -> None:
    with pytest.raises(BackendError):
        await proposed(s.status(401))
