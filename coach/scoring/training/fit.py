"""Fits the encoder to the corpus: one pass of plain supervised learning, on the processor, from one seed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from coach.scoring.labels import INDEX, LABELS
from coach.scoring.training.examples import UNASKED, Example
from coach.scoring.training.model import Reader, pretrained

SEED = 7
EPOCHS = 7
BATCH = 48
RATE = 1e-4
HEAD_RATE = 1e-3
WARM_UP = 0.1
PLAIN_SHARE = 0.5
"""So many of the plain examples are read in an epoch, others in each."""
PART_SHARE = 0.5
"""Weight of the loss over the parts of a reply."""
RANK_SHARE = 0.5
"""Weight of the loss over pairs of which one is better."""
MARGIN = 1.0
"""By so much the better reply of a pair should be ahead, in points of 5."""
SMOOTHED = 0.02
MOST_TOKENS = 192
"""In training; the corpus has nothing longer worth its time."""
WORTH = {
    "validation>=1": 0.4, "validation>=2": 1.0, "exploration>=1": 0.5, "exploration>=2": 0.7,
    "understanding>=1": 0.5, "understanding>=2": 0.9, "take_ownership": 0.4, "offer_solution": 0.2,
    "concrete_next_step": 0.2, "dismissive": -2.0, "blame": -2.0, "self_oriented": -1.2,
    "hollow_script": -0.8, "advice_before_acknowledgement": -0.6,
}  # fmt: skip
"""Points for a label when two replies are put in order; as the empathy score has it, without its ceilings."""


@dataclass(frozen=True)
class Batch:
    ids: Tensor
    attend: Tensor
    parts: Tensor
    targets: Tensor
    stretches: Tensor
    """One row for each part of a reply: the row of the reply, the first token and the one after the last."""
    stretch_targets: Tensor
    ranked: Tensor
    """Rows of the better and the worse reply of each pair."""


def fit(examples: Sequence[Example], *, base: Path, epochs: int = EPOCHS, seed: int = SEED) -> Reader:
    """A fitted reader. `base` is the folder of the base model: model.safetensors and tokenizer.json."""
    torch.manual_seed(seed)
    dice = random.Random(seed)
    model = pretrained(base / "model.safetensors")
    tokenizer = tokenizer_of(base)
    model.words.weight.requires_grad_(False)
    heads = [*model.of_tokens.parameters(), *model.of_whole.parameters()]
    trunk = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("of_")]
    optimizer = torch.optim.AdamW(
        [{"params": trunk, "lr": RATE, "weight_decay": 0.01}, {"params": heads, "lr": HEAD_RATE}], fused=True
    )
    planned = [list(batches(examples, dice)) for _ in range(epochs)]
    steps = sum(map(len, planned))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    weights = _weights(examples)
    model.train()
    for epoch, its_batches in enumerate(planned, start=1):
        began, total, count = time.monotonic(), 0.0, 0
        for chosen in its_batches:
            batch = encode(chosen, tokenizer)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                pooled, tokens = model(batch.ids, batch.attend, batch.parts)
            loss = _loss(pooled, tokens, model, batch, weights)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch}: loss {total / count:.4f}, {time.monotonic() - began:.0f} s", flush=True)
    model.eval()
    return model


def tokenizer_of(base: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS, strategy="longest_first")
    return tokenizer


def _rate(step: int, steps: int) -> float:
    warm = max(1, int(steps * WARM_UP))
    return step / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))


def _weights(examples: Sequence[Example]) -> Tensor:
    """How much a yes counts for each label, so that rare labels are learned too: at most 4."""
    asked, yes = torch.zeros(len(LABELS)), torch.zeros(len(LABELS))
    for example in examples:
        targets = torch.tensor(example.targets)
        asked += targets != UNASKED
        yes += targets == 1.0
    return ((asked - yes) / yes.clamp(min=1)).sqrt().clamp(1.0, 4.0)


def batches(examples: Sequence[Example], dice: random.Random) -> Iterator[list[Example]]:
    """One epoch: examples of like length together; the two of a pair never apart."""
    units = [[e] for e in examples if e.rank < 0 and not (e.plain and dice.random() >= PLAIN_SHARE)]
    ranked = sorted((e for e in examples if e.rank >= 0), key=lambda e: e.rank)
    units += [list(pair) for _, pair in groupby(ranked, key=lambda e: e.rank)]
    units.sort(key=lambda u: max(len(e.texts.first) + len(e.texts.second) for e in u) + dice.random() * 40)
    made: list[list[Example]] = [[]]
    for unit in units:
        if len(made[-1]) + len(unit) > BATCH:
            made.append([])
        made[-1] += unit
    dice.shuffle(made)
    yield from made


def encode(examples: Sequence[Example], tokenizer: Tokenizer) -> Batch:
    read = tokenizer.encode_batch([(e.texts.first, e.texts.second) for e in examples])
    longest = max(len(r.ids) for r in read)
    rows = {
        name: torch.tensor([[*getattr(r, name), *[0] * (longest - len(r.ids))] for r in read])
        for name in ("ids", "attention_mask", "type_ids")
    }
    stretches, stretch_targets = [], []
    for row, (example, seen) in enumerate(zip(examples, read, strict=True)):
        for part in example.parts:
            inside = [
                n
                for n, (place, which) in enumerate(zip(seen.offsets, seen.sequence_ids, strict=True))
                if which == 1 and place[0] < part.span.end and part.span.start < place[1]
            ]
            if inside:
                stretches.append([row, inside[0], inside[-1] + 1])
                stretch_targets.append(part.targets)
    pairs: dict[int, list[int]] = {}
    for row, example in enumerate(examples):
        if example.rank >= 0:
            pairs.setdefault(example.rank, [0, 0])[0 if example.better else 1] = row
    return Batch(
        rows["ids"],
        rows["attention_mask"],
        rows["type_ids"],
        torch.tensor([e.targets for e in examples]),
        torch.tensor(stretches).reshape(-1, 3),
        torch.tensor(stretch_targets).reshape(-1, len(LABELS)),
        torch.tensor(list(pairs.values())).reshape(-1, 2),
    )


def _loss(pooled: Tensor, tokens: Tensor, model: Reader, batch: Batch, weights: Tensor) -> Tensor:
    loss = _mistakes(pooled, batch.targets, weights)
    if len(batch.stretches):
        inside = [
            (torch.softmax(t := tokens[row, start:end], dim=0) * t).sum(dim=0)
            for row, start, end in batch.stretches.tolist()
        ]
        loss = loss + PART_SHARE * _mistakes(torch.stack(inside), batch.stretch_targets, weights)
    if len(batch.ranked):
        points = torch.zeros(len(LABELS))
        for label, worth in WORTH.items():
            points[INDEX[label]] = worth
        value = torch.sigmoid(pooled) @ points
        ahead = value[batch.ranked[:, 0]] - value[batch.ranked[:, 1]]
        loss = loss + RANK_SHARE * functional.softplus(2 * (MARGIN - ahead)).mean() / 2
    return loss


def _mistakes(values: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    asked = targets != UNASKED
    wanted = targets.clamp(SMOOTHED, 1 - SMOOTHED)
    each = functional.binary_cross_entropy_with_logits(values, wanted, pos_weight=weights, reduction="none")
    return (each * asked).sum() / asked.sum() * 4
