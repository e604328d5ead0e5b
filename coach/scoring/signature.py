"""What a score is signed with: the scorer's version, and a hash of all that the score depends on.

A version is raised by a person, who can forget it; the hash changes with every rule, word list, weight or model.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import coach.domain
from coach.scoring.assess import VERSION

SHOWN = 12
"""Hexadecimal digits of the hash; enough to tell any two scorers apart."""
_HERE = Path(__file__).parent
_APART = frozenset({"training", "judge"})
"""Folders that no built-in score depends on."""


@cache
def signed_version(*models: Path) -> str:
    """'2+1f3a9c2b7d40'; `models` are the files of an encoder, none where the rules score alone."""
    whole = hashlib.sha256()
    for file in (*_sources(), *models):
        with file.open("rb") as stream:
            whole.update(hashlib.file_digest(stream, "sha256").digest())
    return f"{VERSION}+{whole.hexdigest()[:SHOWN]}"


def _sources() -> list[Path]:
    """The rules with their words and weights, and the domain that they reckon with."""
    domain = Path(coach.domain.__file__ or "").parent
    found = [f for f in _HERE.rglob("*") if f.suffix in (".py", ".toml", ".json")]
    mine = [f for f in found if f.relative_to(_HERE).parts[0] not in _APART]
    return sorted([*mine, *domain.glob("*.py")])
