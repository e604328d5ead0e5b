"""What scores are signed with."""

from __future__ import annotations

import re
from pathlib import Path

from coach.bootstrap import make_scorer, open_scoring
from coach.domain.situation import Situation
from coach.scoring.assess import VERSION
from coach.scoring.signature import signed_version


def test_a_version_is_followed_by_a_hash_that_stays_the_same() -> None:
    assert re.fullmatch(rf"{re.escape(VERSION)}\+[0-9a-f]{{12}}", signed_version())
    signed_version.cache_clear()
    assert signed_version() == signed_version()


def test_another_model_is_another_scorer(tmp_path: Path) -> None:
    model = tmp_path / "reader.onnx"
    model.write_bytes(b"one")
    one = signed_version(model)
    signed_version.cache_clear()
    model.write_bytes(b"two")
    assert len({one, signed_version(model), signed_version()}) == 3


def test_a_reply_in_a_talk_and_a_line_in_bulk_are_signed_alike() -> None:
    scored = make_scorer()("We will call you on Friday.", Situation("Where is my sofa?"))
    assert scored.scorer_version == open_scoring().version == signed_version(*_shipped())


def _shipped() -> tuple[Path, Path]:
    from coach.encoder.onnx_encoder import MODEL

    return MODEL / "reader.onnx", MODEL / "tokenizer.json"
