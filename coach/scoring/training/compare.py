"""Shows whether the encoder earns its size: rules, word counts, the encoder alone and joined, on held-out lines.

What is asked of a reply, and what is found about its facts.


python -m coach.scoring.training.compare
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, precision_score, recall_score
from sklearn.pipeline import FeatureUnion, make_pipeline

from coach.domain.assessment import Act, Verdict
from coach.domain.situation import Situation
from coach.encoder.onnx_encoder import OnnxEncoder
from coach.ports import Encoder
from coach.scoring.assess import score_without_fix
from coach.scoring.labels import LABELS, OF_REPLIES
from coach.scoring.texts import of_reply
from coach.scoring.training.__main__ import CORPUS
from coach.scoring.training.fact_lines import FactLine, read_fact_lines
from coach.scoring.training.lines import Line, read_corpus
from coach.scoring.training.tune import named, seen_in

Guess = Callable[[Sequence[Line]], list[frozenset[str]]]
BATCH = 32
LEARNED = LABELS[:OF_REPLIES]


def by_rules(encoder: Encoder | None = None) -> Guess:
    """The rules alone, or joined with the encoder."""

    def guess(lines: Sequence[Line]) -> list[frozenset[str]]:
        return [seen_in(score_without_fix(n.reply, Situation(n.customer), encoder).assessment) for n in lines]

    return guess


def by_encoder(encoder: Encoder) -> Guess:
    def guess(lines: Sequence[Line]) -> list[frozenset[str]]:
        read = [
            seen
            for start in range(0, len(lines), BATCH)
            for seen in encoder.read([of_reply(n.customer, n.reply) for n in lines[start : start + BATCH]])
        ]
        return [
            frozenset(label for label, value in zip(LEARNED, seen.values, strict=False) if value >= 0)
            for seen in read
        ]

    return guess


def by_word_counts(trained_on: Sequence[Line]) -> Guess:
    """TF-IDF over words and letters, one logistic regression a label."""

    def text(line: Line) -> str:
        return f"{line.customer} ||| {line.reply}"

    counts = FeatureUnion(
        [
            ("words", TfidfVectorizer(preprocessor=_reply_of, ngram_range=(1, 2), min_df=2, sublinear_tf=True)),
            ("letters", TfidfVectorizer(preprocessor=_reply_of, analyzer="char_wb", ngram_range=(3, 5), min_df=3)),
            ("customer", TfidfVectorizer(preprocessor=_customer_of, min_df=2)),
        ]
    )  # fmt: skip
    texts = [text(n) for n in trained_on]
    models = {}
    for label in LEARNED:
        model = make_pipeline(counts, LogisticRegression(C=10, max_iter=500, class_weight="balanced"))
        models[label] = model.fit(texts, [label in named(n) for n in trained_on])

    def guess(lines: Sequence[Line]) -> list[frozenset[str]]:
        said = {label: model.predict([text(n) for n in lines]) for label, model in models.items()}
        return [frozenset(label for label in LEARNED if said[label][at]) for at in range(len(lines))]

    return guess


def _reply_of(text: str) -> str:
    return text.partition(" ||| ")[2].lower()


def _customer_of(text: str) -> str:
    return text.partition(" ||| ")[0].lower()


def macro_f1(labels: Sequence[str], said: Sequence[frozenset[str]], lines: Sequence[Line]) -> float:
    total = 0.0
    for label in labels:
        both = sum(label in s and label in named(n) for s, n in zip(said, lines, strict=True))
        either = sum((label in s) + (label in named(n)) for s, n in zip(said, lines, strict=True))
        total += 2 * both / either if either else 1.0
    return total / len(labels)


def verdicts(lines: Sequence[FactLine], encoder: Encoder | None) -> list[Verdict]:
    """What is found about each fact of each line, in order."""
    return [
        finding.verdict
        for line in lines
        for finding in score_without_fix(
            line.reply, Situation(line.customer, line.facts, line.today), encoder
        ).assessment.findings
    ]


def main() -> None:
    encoder = OnnxEncoder()
    _compare_labels(encoder)
    _compare_verdicts(encoder)


def _compare_verdicts(encoder: Encoder) -> None:
    lines = read_fact_lines([CORPUS / "held_out" / "facts"])[0]
    due = [line.verdicts[fact.id] for line in lines for fact in line.facts]
    print(f"\n{len(due)} verdicts: accuracy; wrong, violated: precision and recall")
    for name, reader in (("rules alone", None), ("rules and encoder", encoder)):
        said = verdicts(lines, reader)
        figures = [accuracy_score(due, said)]
        for verdict in (Verdict.WRONG, Verdict.VIOLATED):
            figures.append(precision_score(due, said, labels=[verdict], average="micro", zero_division=0))
            figures.append(recall_score(due, said, labels=[verdict], average="micro"))
        print(f"{name:>18}: " + "  ".join(f"{figure:.3f}" for figure in figures))


def _compare_labels(encoder: OnnxEncoder) -> None:
    lines = read_corpus([CORPUS / "held_out" / "lines"]).lines
    ways: dict[str, Guess] = {
        "rules alone": by_rules(),
        "word counts": by_word_counts(read_corpus([CORPUS / "train"]).lines),
        "encoder alone": by_encoder(encoder),
        "rules and encoder": by_rules(encoder),
    }
    acts = [str(act) for act in Act]
    others = [label for label in LEARNED if label not in acts]
    print(f"macro-F1 over {len(lines)} held-out lines: acts; faults and levels")
    for name, guess in ways.items():
        said = guess(lines)
        print(f"{name:>18}: {macro_f1(acts, said, lines):.3f}  {macro_f1(others, said, lines):.3f}")


if __name__ == "__main__":
    main()
