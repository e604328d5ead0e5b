"""What a draft of a scenario is made from: a talk that was had, a task that was written, a policy that holds."""

from __future__ import annotations

from dataclasses import dataclass

from coach.domain.scenario import Speaker


@dataclass(frozen=True)
class Said:
    """One utterance of a transcript."""

    speaker: Speaker
    text: str
    line: int
    """In its file, from 1."""
    people: tuple[str, ...] = ()
    """Whose turn it is by name, where the file says so: to be masked."""


@dataclass(frozen=True)
class Noted:
    """A sentence of a task or of a policy, and the line on which it stands."""

    text: str
    line: int


@dataclass(frozen=True)
class Passage:
    """A section of a policy: its heading, and what stands under it."""

    heading: str
    body: str
    """Markdown, without the heading."""
    line: int
    number: str = ""
    """As the policy has it, such as 2 or 2.1; empty where it has none."""
    is_title: bool = False
    """What stands above all sections, under the title of the policy."""


@dataclass(frozen=True)
class Source:
    """All that was read, from one talk or one task, and the policy that goes with it."""

    name: str
    """Of the file, for the draft's id and for its marks."""
    said: tuple[Said, ...] = ()
    policy: tuple[Passage, ...] = ()
    policy_name: str = ""
    """Of its file, for the id of the article where its title has none."""
    reason: Noted | None = None
    """Why the customer gets in touch, where a task says so."""
    known: tuple[Noted, ...] = ()
    unknown: tuple[Noted, ...] = ()
    behaviour: tuple[Noted, ...] = ()
    """How a task wants its customer to act."""
    expected: tuple[Noted, ...] = ()
    """What a task wants the agent to do or to say, and not to."""
