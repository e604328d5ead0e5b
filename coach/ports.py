"""What the services need from the outside; adapters fulfil these Protocols."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from coach.domain.assessment import ScoredReply
from coach.domain.curriculum import Curriculum, HintLevel
from coach.domain.frustration import Mood
from coach.domain.judgement import Judgement
from coach.domain.persona import Persona
from coach.domain.profile import Profile
from coach.domain.report import ExportFormat, Report
from coach.domain.rubric import Quadrant, Rubric, Scorecard
from coach.domain.scenario import Article, PassMark, Scenario
from coach.domain.situation import Situation
from coach.domain.transcript import Outcome, Turn, VoiceId
from coach.domain.wording import Usage, Wording
from coach.errors import Position


@dataclass(frozen=True)
class SessionPlan:
    """All that a session is played and scored by; stored with it, so that later changes touch nothing."""

    scenario: Scenario
    persona: Persona
    """As written; the seed shifts it when the talk is cast."""
    rubric: Rubric
    pass_mark: PassMark
    seed: int
    voice: VoiceId
    hints: HintLevel = "full"
    curriculum: str | None = None
    lesson: str | None = None


@dataclass(frozen=True)
class StoredReply:
    """An agent's turn with its assessment, if that was stored."""

    turn: Turn
    scored: ScoredReply | None
    mood: Mood | None
    judgement: Judgement | None = None
    """A judge's second opinion, where one was asked for."""


@dataclass(frozen=True)
class StoredSession:
    """A session as the store holds it."""

    id: str
    plan: SessionPlan
    turns: tuple[Turn, ...]
    replies: tuple[StoredReply, ...]
    """The agent's turns in order."""
    started_at: str
    """UTC, ISO 8601."""
    outcome: Outcome | None
    """None while it is open."""
    scorecard: Scorecard | None
    elapsed: tuple[float, ...] = field(default=())
    """Seconds from the start of the session to each turn, by the monotonic clock."""
    wordings: Mapping[int, Wording] = field(default_factory=dict)
    """By the place of the customer's turn, where a model was asked to word it."""


@dataclass(frozen=True)
class SessionSummary:
    """One line of the history."""

    id: str
    scenario: str
    title: str
    persona: str
    curriculum: str | None
    lesson: str | None
    seed: int
    started_at: str
    replies: int
    outcome: Outcome | None
    empathy: float | None
    """Of the scorecard; None while open."""
    accuracy: float | None
    passed: bool | None
    quadrant: Quadrant | None = None


class PracticeStore(Protocol):
    """The agent's history. Synchronous; every write is committed when the call returns.

    Raises StoreBusy, StoreReadOnly, StoreNewer, StoreDamaged or StoreError.
    """

    @property
    def path(self) -> Path: ...
    def files(self) -> tuple[Path, ...]:
        """All that belongs to the history, whether it exists or not: nothing else may be written there."""
        ...

    def begin(self, plan: SessionPlan) -> str:
        """A new session; returns its id."""
        ...

    def add_turn(
        self, session_id: str, turn: Turn, *, elapsed: float, wording: Wording | None = None
    ) -> None:
        """`wording`: where a model was asked for the customer's words; stored with the turn, or neither is."""
        ...

    def add_assessment(self, session_id: str, seq: int, *, scored: ScoredReply, mood: Mood) -> None:
        """The assessment of the agent's turn `seq`, once."""
        ...

    def add_judgement(self, session_id: str, seq: int, *, judgement: Judgement) -> None:
        """The second opinion on the assessed turn `seq`, once."""
        ...

    def end(self, session_id: str, outcome: Outcome, *, scorecard: Scorecard) -> None: ...
    def session(self, session_id: str) -> StoredSession:
        """Accepts a unique prefix of the id. Raises UnknownId."""
        ...

    def sessions(self) -> tuple[SessionSummary, ...]:
        """All sessions, the newest first."""
        ...

    def for_review(self) -> tuple[str, ...]:
        """Ids of the sessions with a second opinion that a person should look at, the newest first."""
        ...

    def notice_seen(self) -> bool: ...
    def acknowledge_notice(self) -> None: ...
    def close(self) -> None: ...


class Drafts(Protocol):
    """What was being written in talks that were left, by session; it is no part of the history."""

    def of(self, session: str) -> str: ...
    def keep(self, session: str, text: str) -> None:
        """In place of what was kept for this talk; a blank text forgets it. Never fails."""
        ...


class Library(Protocol):
    """The content that is installed or given. Raises ContentError, or UnknownId for a missing id."""

    def curricula(self) -> Sequence[Curriculum]: ...
    def scenarios(self) -> Sequence[Scenario]: ...
    def personas(self) -> Sequence[Persona]: ...
    def scenario(self, id_or_path: str) -> Scenario:
        """By id, or by the path of a YAML file."""
        ...

    def scenarios_in(self, path: Path) -> Sequence[str] | None:
        """What `scenario` takes for each one in a folder or a pack; None where it is neither."""
        ...

    def persona(self, id_: str) -> Persona: ...
    def rubric(self, id_: str) -> Rubric: ...
    def articles(self, scenario: Scenario) -> Sequence[Article]: ...
    def curriculum_of(self, scenario_id: str) -> Curriculum | None: ...
    def where(self, id_: str, *keys: str | int) -> Position:
        """Where a content item, or something inside it, stands."""
        ...


class Scorer(Protocol):
    """Reads one reply."""

    def __call__(self, reply: str, situation: Situation) -> ScoredReply: ...


class Judge(Protocol):
    """Gives a second opinion on a scored reply. Never raises for want of an answer: that is `unscored`."""

    async def __call__(self, reply: str, situation: Situation, scored: ScoredReply) -> Judgement: ...
    async def aclose(self) -> None: ...


@dataclass(frozen=True)
class Message:
    """One chat message for a model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass
class Requests:
    """The requests of one customer turn, over all its tries: how many may still be made, and what they took."""

    left: int = 3
    used: Usage = field(default_factory=Usage)
    """Grows with each request, also with one that fails or is cut short."""
    seconds: float | None = None
    """That the whole turn may take, from its beginning; None where nobody says."""
    pause: float = 0.0
    """Seconds for which the endpoint has asked to be left alone, as long as that lasts."""


class ChatBackend(Protocol):
    """Something that streams chat completions. Every failure is a BackendError."""

    @property
    def profile(self) -> Profile: ...
    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        requests: Requests | None = None,
        schema: Mapping[str, Any] | None = None,
    ) -> AsyncGenerator[str, None]:
        """Fragments of one answer; raises when the answer did not finish whole.

        Each request that is made is taken from `requests`, and what it takes is added there; without it the
        answer has a turn's to itself.
        `schema`: the JSON schema that the answer should have, for servers that can hold a model to one.
        """
        ...

    async def aclose(self) -> None: ...


class Exporter(Protocol):
    """Writes a report in one format; raises ExportError and leaves no half-written file."""

    format: ExportFormat

    def files(self, out: Path, *, with_turns: bool) -> tuple[Path, ...]:
        """What `write` makes, `out` first."""
        ...

    def write(self, report: Report, out: Path, *, replace: bool = False) -> None:
        """An earlier export is replaced; with `replace`, so is any other file."""
        ...

    def text(self, report: Report) -> str:
        """The content of `out` alone."""
        ...


@dataclass(frozen=True)
class TextPair:
    """Two texts that an encoder reads together; it speaks of the second, in the light of the first."""

    first: str
    second: str


@dataclass(frozen=True)
class Encoded:
    """What an encoder reads in a pair of texts, in the order of its labels."""

    values: tuple[float, ...]
    """The log-odds of each label."""
    places: tuple[int, ...]
    """For each label the character of the second text at which it shows most."""


class Encoder(Protocol):
    """Reads pairs of texts. One call is one forward pass."""

    def read(self, pairs: Sequence[TextPair]) -> Sequence[Encoded]: ...


Answering = Callable[[str, Sequence[str]], Sequence[float]]
"""How well each of some lines answers what was said before it; a higher number is better."""
