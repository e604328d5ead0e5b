"""The register of fault codes: what each is, why it matters, what to do, and an example."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from coach.domain.fault_code import Code, Example

_FILE = Path(__file__).with_name("codes.toml")


@cache
def codes() -> MappingProxyType[str, Code]:
    """Every code by its id, in the order in which they are listed."""
    read = tomllib.loads(_FILE.read_text("utf-8"))
    found = (_code(entry, group["title"]) for group in read["group"] for entry in group["code"])
    return MappingProxyType({code.id: code for code in found})


def _code(entry: dict[str, Any], group: str) -> Code:
    example = entry.pop("example", None)
    shown = Example(example["in"], example["wrong"], example["right"]) if example else None
    return Code(**entry, group=group, example=shown)
