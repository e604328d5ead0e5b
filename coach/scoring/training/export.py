"""Writes a fitted reader as an ONNX file with eight-bit weights, and its word list beside it.

Only the weights are kept in eight bits: what the layers hand to each other is rounded row by row, in blocks, so
a text is read the same whatever other texts stand in the pass. Rounding a whole pass by one scale
(onnxruntime's dynamic quantization) is two and a half times as fast, but a reading then shifts with its
neighbours and is three times further from the full-precision one.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import Tensor, nn

from coach.scoring.training.model import Reader

INPUTS = ("ids", "attend", "parts")
OUTPUTS = ("values", "places")
BLOCK = 128
"""Weights that share one scale."""
ROUNDED_BY_BLOCK = 4
"""onnxruntime's accuracy level at which products are taken in eight bits."""


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
        _shrink(whole, folder / "reader.onnx")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


def _shrink(whole: Path, out: Path) -> None:
    """The same model with its word list and its layers' weights in eight bits."""
    words = whole.with_name("words.onnx")
    quantize_dynamic(whole, words, weight_type=QuantType.QInt8, op_types_to_quantize=["Gather"])
    layers = MatMulNBitsQuantizer(
        str(words), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=ROUNDED_BY_BLOCK
    )
    layers.process()
    layers.model.save_model_to_file(str(out))
