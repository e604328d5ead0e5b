"""A pack: content that is handed on as one, as a folder or a zip file, with a version."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coach.domain.persona import Content, Id, Line, Prose

PackVersion = Annotated[str, Field(pattern=r"^\d{1,4}\.\d{1,4}\.\d{1,4}$")]
"""1.4.0: raised with every change that is handed on."""


class Pack(Content):
    """What `pack.yaml` at the top of a pack says; a pack is content that is handed on as one."""

    schema_: Literal["coach/pack@1"] = Field(alias="schema")
    """Which kind of file this is, and the version of the format: always these very words."""
    id: Id
    """What the pack is called: lower-case words joined by hyphens."""
    version: PackVersion
    """Three numbers, as in `1.4.0`, raised with every change that is handed on, so that people can tell which
    one they have."""
    title: Line
    """What the pack is about, for whoever is handed it."""
    summary: Prose | None = None
    """What is in it and whom it is for, in a few sentences."""
    licence: Line | None = None
    """Who may use it, and how."""
    contact: Line | None = None
    """Whom to ask about it."""
