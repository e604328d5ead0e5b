"""The encoder that comes with coach, run by onnxruntime on the processor.

Both libraries and the model are loaded at the first use, in about a quarter of a second: never before the
first paint.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from coach.ports import Encoded, TextPair

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

MODEL = Path(__file__).parent / "model"
MOST_TOKENS = 256
"""Of both texts together; the longer one is cut first."""
MOST_CHARACTERS = 2000
"""Of each text: more than MOST_TOKENS can hold, and little enough to be cut in no time."""
_ERRORS = 3
"""onnxruntime's name for: nothing below errors is logged."""
KEPT = 256
"""Readings that are kept, so that the same words are not read twice."""


class OnnxEncoder:
    """An Encoder. Not to be used by two threads at the same time."""

    def __init__(self, folder: Path = MODEL, *, threads: int = 0, kept: int = KEPT) -> None:
        """`threads` for one pass; 0 leaves it to onnxruntime, which takes all cores. `kept`: readings."""
        self.passes = 0
        """Forward passes so far."""
        self._folder = folder
        self._threads = threads
        self._most_kept = kept
        self._kept: OrderedDict[TextPair, Encoded] = OrderedDict()
        self._loading = Lock()

    def prepare(self) -> None:
        """Loads on a thread of its own, so that the first reply need not wait for it.

        The program's end waits for it: a library that is torn down while it loads takes the process with it.
        """
        Thread(target=self._load, name="encoder").start()

    def forget(self) -> None:
        """Keeps no reading, and counts passes from 0 again."""
        self.passes, self._kept = 0, OrderedDict()

    def read(self, pairs: Sequence[TextPair]) -> Sequence[Encoded]:
        """One forward pass, or none where all of the pairs were read lately."""
        new = list(dict.fromkeys(pair for pair in pairs if pair not in self._kept))
        if new:
            self._kept.update(zip(new, self._pass(new), strict=True))
        found = [self._kept[pair] for pair in pairs]
        while len(self._kept) > self._most_kept:
            self._kept.popitem(last=False)
        return found

    def _pass(self, pairs: Sequence[TextPair]) -> list[Encoded]:
        self._load()
        import numpy as np  # after what imports it too: two threads at it at once may end in an ImportError

        texts = [(pair.first[-MOST_CHARACTERS:], pair.second[:MOST_CHARACTERS]) for pair in pairs]
        tokens = self._tokenizer.encode_batch(texts)
        rows = {"ids": "ids", "attend": "attention_mask", "parts": "type_ids"}
        fed = {
            name: np.array([getattr(t, source) for t in tokens], dtype=np.int64)
            for name, source in rows.items()
        }
        values, places = self._session.run(None, fed)
        self.passes += 1
        return [
            Encoded(tuple(row.tolist()), tuple(_starts(t)[place] for place in spots.tolist()))
            for row, spots, t in zip(values, places, tokens, strict=True)
        ]

    def _load(self) -> None:
        with self._loading:
            self._tokenizer, self._session  # noqa: B018

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = _ERRORS
        # No two passes have the same shape, and a pattern for each would take twenty megabytes.
        options.enable_mem_pattern = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(
            str(self._folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(MOST_TOKENS, strategy="longest_first")
        tokenizer.enable_padding()
        return tokenizer


def _starts(tokens: Encoding) -> list[int]:
    return [start for start, _ in tokens.offsets]
