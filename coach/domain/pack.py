"""A pack: content that is handed on as one, as a folder or a zip file, with a version."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coach.domain.persona import Content, Id, Line, Prose

PackVersion = Annotated[str, Field(pattern=r"^\d{1,4}\.\d{1,4}\.\d{1,4}$")]
"""1.4.0: raised with every change that is handed on."""


class Pack(Content):
    """What `pack.yaml` at the top of a pack says."""

    schema_: Literal["coach/pack@1"] = Field(alias="schema")
    id: Id
    version: PackVersion
    title: Line
    summary: Prose | None = None
    licence: Line | None = None
    """Who may use it, and how."""
    contact: Line | None = None
    """Whom to ask about it."""
