"""The encoder as it is trained: MiniLM's six layers, and one linear head that reads every token.

A label's value for a text is a soft maximum over the tokens of its second part, plus what the first token says
of the whole; so the tokens that carried a label are known without a second model (multiple-instance pooling,
Ilse et al. 2018, arXiv 1802.04712, with the head's own values as attention).
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from coach.scoring.labels import LABELS

WIDTH = 384
LAYERS = 6
HEADS = 12
INNER = 1536
VOCABULARY = 30522
POSITIONS = 512
DROPOUT = 0.1


class Layer(nn.Module):
    """One transformer layer of BERT (Devlin et al. 2018), normalised after each part."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.done = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """`hidden` is [texts, tokens, WIDTH]; `mask` is added to attention, [texts, 1, 1, tokens]."""
        texts, tokens, _ = hidden.shape
        query, key, value = (
            part(hidden).view(texts, tokens, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        weights = torch.softmax(query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask, dim=-1)
        mixed = (self.dropout(weights) @ value).transpose(1, 2).reshape(texts, tokens, WIDTH)
        hidden = self.attended(hidden + self.dropout(self.out(mixed)))
        return self.done(hidden + self.dropout(self.narrow(functional.gelu(self.widen(hidden)))))


class Reader(nn.Module):
    """Two texts in, a value for each label out, with each token's share."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.parts = nn.Embedding(2, WIDTH)
        self.embedded = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.of_tokens, self.of_whole = nn.Linear(WIDTH, len(LABELS)), nn.Linear(WIDTH, len(LABELS))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, ids: Tensor, attend: Tensor, parts: Tensor) -> tuple[Tensor, Tensor]:
        """Logits [texts, labels] and each token's [texts, tokens, labels], from three [texts, tokens].

        `attend` is 0 at padding; `parts` is 1 in the second text, whose tokens alone are pooled.
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.dropout(self.embedded(self.words(ids) + self.positions(places) + self.parts(parts)))
        mask = (1.0 - attend[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, mask)
        tokens = self.of_tokens(self.dropout(hidden)).float()
        second = (parts * attend)[:, :, None].to(tokens.dtype)
        shares = torch.softmax(tokens - 1e4 * (1.0 - second), dim=1)
        whole = self.of_whole(self.dropout(hidden[:, 0])).float()
        return (shares * tokens).sum(dim=1) + whole, tokens


def pretrained(weights: Path) -> Reader:
    """A reader with all-MiniLM-L6-v2's layers (Apache-2.0) and new heads."""
    stored = load_file(weights)
    stored = {name.removeprefix("bert."): value for name, value in stored.items()}
    model = Reader()
    own = model.state_dict()
    for name in own:
        if source := _source(name):
            own[name] = stored[source].float()
    model.load_state_dict(own)
    return model


_NAMES = {
    "words": "embeddings.word_embeddings",
    "positions": "embeddings.position_embeddings",
    "parts": "embeddings.token_type_embeddings",
    "embedded": "embeddings.LayerNorm",
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "attended": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "done": "output.LayerNorm",
}


def _source(name: str) -> str:
    """The name of a weight in the base model's file; '' for the heads."""
    match name.split("."):
        case ["layers", number, part, kind]:
            return f"encoder.layer.{number}.{_NAMES[part]}.{kind}"
        case [part, kind] if part in _NAMES:
            return f"{_NAMES[part]}.{kind}"
        case _:
            return ""
