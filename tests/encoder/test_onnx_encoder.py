"""The encoder that comes with coach: what it reads, how often it runs, when it is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

from coach.domain.assessment import Act
from coach.encoder.onnx_encoder import KEPT, OnnxEncoder
from coach.ports import TextPair
from coach.scoring.labels import LABELS

VENT = "Third time I have called about this parcel and nobody ever calls me back!"
APOLOGY = TextPair(VENT, "I'm so sorry. The van leaves our depot on Friday.")


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder()


def test_each_label_has_a_value_and_a_place_in_the_second_text(encoder: OnnxEncoder) -> None:
    [read] = encoder.read([APOLOGY])
    assert len(read.values) == len(read.places) == len(LABELS)
    assert all(0 <= place < len(APOLOGY.second) for place in read.places)


def test_an_apology_is_read_where_it_stands(encoder: OnnxEncoder) -> None:
    [read] = encoder.read([APOLOGY])
    number = LABELS.index(Act.APOLOGISE)
    assert read.values[number] > 0
    assert read.places[number] < APOLOGY.second.index("The van")


def test_many_pairs_are_one_pass_and_what_was_read_lately_is_none() -> None:
    encoder = OnnxEncoder()
    pairs = [TextPair(VENT, f"I will call you at {hour} o'clock.") for hour in range(1, 9)]
    first = encoder.read(pairs)
    assert encoder.passes == 1
    assert encoder.read(pairs[::-1]) == first[::-1]
    assert encoder.passes == 1


def test_only_so_many_readings_are_kept() -> None:
    encoder = OnnxEncoder()
    for start in range(0, KEPT + 32, 32):
        encoder.read([TextPair("", f"Box {n}.") for n in range(start, start + 32)])
    passes = encoder.passes
    encoder.read([TextPair("", f"Box {KEPT + 31}.")])
    assert encoder.passes == passes
    encoder.read([TextPair("", "Box 0.")])
    assert encoder.passes == passes + 1


@pytest.mark.parametrize("reply", ["", " ", "🙂🙂", "a" * 20_000, "word " * 4_000, "\x00\u202e"])
def test_any_text_is_read(encoder: OnnxEncoder, reply: str) -> None:
    [read] = encoder.read([TextPair(VENT, reply)])
    assert all(abs(value) < 100 for value in read.values)


def test_it_is_loaded_in_the_background_when_asked_to() -> None:
    encoder = OnnxEncoder()
    encoder.prepare()
    assert encoder.read([APOLOGY])[0].values == OnnxEncoder().read([APOLOGY])[0].values


def test_making_one_loads_nothing() -> None:
    code = (
        "import sys\n"
        "from coach.encoder.onnx_encoder import OnnxEncoder\n"
        "OnnxEncoder()\n"
        "print([m for m in ('onnxruntime', 'tokenizers', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_reply_while_it_loads_in_the_background_leaves_the_libraries_to_one_thread() -> None:
    # Two threads that import numpy's parts from both ends may see one half loaded: an ImportError.
    code = (
        "import sys, threading\n"
        "from coach.encoder.onnx_encoder import OnnxEncoder\n"
        "from coach.ports import TextPair\n"
        "threads = set()\n"
        "class Seen:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in ('onnxruntime', 'tokenizers', 'numpy'):\n"
        "            threads.add(threading.current_thread().name)\n"
        "sys.meta_path.insert(0, Seen())\n"
        "encoder = OnnxEncoder()\n"
        "encoder.prepare()\n"
        "encoder.read([TextPair('', 'A reply.')])\n"
        "print(threads)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "{'encoder'}"
