"""Writes a fitted reader as an ONNX file with eight-bit weights, and its word list beside it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from coach.scoring.training.model import Reader

INPUTS = ("ids", "attend", "parts")
OUTPUTS = ("values", "places")


class _Spotting(nn.Module):
    """The reader with, instead of each token's share, the number of the token that shows a label most."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, attend: Tensor, parts: Tensor) -> tuple[Tensor, Tensor]:
        pooled, tokens = self.reader(ids, attend, parts)
        second = (parts * attend)[:, :, None].to(tokens.dtype)
        return pooled, torch.argmax(tokens - 1e4 * (1.0 - second), dim=1)


def export(reader: Reader, tokenizer: Path, folder: Path) -> None:
    """`reader.onnx` and `tokenizer.json` in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    example = tuple(torch.ones((2, 8), dtype=torch.int64) for _ in INPUTS)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "reader.onnx"
        torch.onnx.export(
            _Spotting(reader).eval(),
            example,
            str(whole),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in INPUTS},
            opset_version=17,
            dynamo=False,
        )
        onnx.checker.check_model(str(whole))
        quantize_dynamic(whole, folder / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
