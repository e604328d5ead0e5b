"""The sizes that keep the code readable: modules up to 300 lines, functions up to 40, the app up to 150."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import coach

SOURCES = sorted(Path(coach.__file__).parent.rglob("*.py"))
APP_LIMIT, MODULE_LIMIT, FUNCTION_LIMIT = 150, 300, 40


def module_limit(path: Path) -> int:
    return APP_LIMIT if path.parts[-2:] == ("tui", "app.py") else MODULE_LIMIT


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: "/".join(p.parts[-2:]))
def test_a_module_and_its_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    assert lines <= module_limit(path), f"{path} has {lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_LIMIT, f"{path}:{node.lineno} {node.name} has {length} lines"


def test_the_sources_were_found() -> None:
    assert len(SOURCES) > 40
