"""Parts of a reply that speak to whoever scores it: set aside, earning nothing, shown to the agent."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote

from coach.domain.assessment import Act, Evidence, FaultId, Flag
from coach.domain.text import Span, words
from coach.scoring.layout import further_points
from coach.scoring.lexicon import english_words, rules
from coach.scoring.reading import LIMIT, Reading, Sentence

_MARKUP = re.compile(
    r"<\|[^>\n]{0,40}\|?>|\[/?inst\]|<<\s?sys\s?>>|</?(?:reply|response|instructions?|system|prompt"
    r"|assistant|user|score|grade|verdict"
    r"|rubric|judge|evaluation|script|transcript|answer|agent|output|result|admin|note"
    r"|meta)\b[^>\n]{0,80}>|<!--|-->"
    r"|<(?:span|div|p|font|meta|img|a|b|i|details|template)\b[^>\n]{0,80}>|```|\{\{[^}\n]{1,60}\}\}|[⟦⟧]"
    r"|\[\[[^\]\n]{1,60}\]\]"
    r"|(?:#{2,}|-{3,}|\*{2,}|~{3,})\s?(?:\w+ ){0,2}(?:end|begin|system|reference|instruction|new|reply|scor(?:e|ing)"
    r"|note|rubric|response|grad(?:er?|ing)|verdict|override|admin|judge|quality|assess(?:ment|or)|evaluat(?:ion|or)"
    r"|agent|user)"
    r"|={3,}|\bbegin_|\bend_of|\b(?:scoring|grading|marking|grader|evaluator) (?:section|notes?|block)\b"
    r"|[\"'{]\s?(?:empathy|accuracy|verdict|score|grade|rating|override|overall|reason|points|passed?"
    r"|result)\w*\s?[\"']?\s?[:=]"
    r"|\b(?:empathy|accuracy|score|grade|rating)\s?(?:=|:|→|->)\s?[\"']?(?:5|10|100|a\+|max|pass|full"
    r"|five)\b"
    r"|\b(?:empathy|accuracy|policy|tone|quality) check\b"
    r"|\b(?:empathy|accuracy|ownership|validation|understanding)\s(?:score\s)?(?:5|10|100|five|pass"
    r"|max)\b(?!\s(?:days|business|euros))"
    r"|\b(?:therefore|thus|hence|so|score|rating|grade|is|=|:)\s?(?:5|10)\s?/\s?(?:5|10)\b|^\W*(?:5"
    r"|10)\s?/\s?(?:5|10)\W*$"
    r"|(?:#\w+\s*){3,}|\b(?:validation|understanding|exploration)\s?[=:]\s?\d"
    rf"|\b(?:{'|'.join(i for i in (*Act, *FaultId) if '_' in i)})\b"
)
_FOREIGN = re.compile(
    r"\b(?:puntuaci[oó]n|puntaje|calificaci[oó]n|r[uú]brica|evaluador|m[aá]xima nota|nota m[aá]xima"
    r"|instrucciones anteriores|otorga\w*"
    r"|punteggio|valutazione|valutatore|ignora le istruzioni|istruzioni precedenti|pontua[cç][aã]o"
    r"|avaliador|avalia[cç][aã]o|instru[cç][oõ]es"
    r"|punktzahl|h[oö]chste\w* (?:note|punkt\w*|bewertung)|bewerte\w*|bewertung\w*|volle punkt\w*"
    r"|anweisungen|pr[uü]fer"
    r"|note maximale|note parfaite|correcteur|[eé]valuateur|la grille|bar[eè]me"
    r"|instructions pr[eé]c[eé]dentes|meilleure note"
    r"|hoogste (?:score|cijfer)|beoordeel\w*|h[oö]gsta betyg|najwy[zż]sz\w+|ocen[aęię]\w*|puan\w*|skor\w*"
    r"|nilai (?:tertinggi|penuh|maksimum)|abaikan"
    r"|(?:huwag|wag)\w* (?:mong )?(?:sundin|pansinin)|bigyan (?:mo )?(?:ng|nang|ito)\b.{0,20}(?:5|lima"
    r"|mataas|perpekto)|pinakamataas na (?:marka|puntos|iskor)"
    r"|(?:poore|pure|puray|full) (?:number|ank)\b.{0,12}\b(?:do|dijiye|dena)|rubric ko (?:ignore|bhool))"
    r"|評分|评分|滿分|满分|最高分|分數|分数|忽略|無視|无视|採点|満点|評価|무시|만점|점수|оцен[кучшитьеа]|балл|инструкци|игнориру|الدرجة"
    r"|تجاهل|التقييم|अंक|नज़रअंदाज़|निर्देश|คะแนน"
)
_BLOB = re.compile(
    r"(?<![\w/.-])(?:[A-Za-z0-9+/]{20,}={0,2}|(?:[0-9a-fA-F]{2}\s?){10,}"
    r"|(?:[^\s%]*%[0-9a-fA-F]{2}){3,}[^\s]*)(?![\w/])"
)
_HIDDEN = re.compile("[\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_SPLIT = re.compile("[A-Za-z][\u200b-\u200d\u2060\ufeff]+[A-Za-z]")
"""A word with something unseen between two letters; a soft hyphen comes with copied text."""
_SALAD = frozenset(
    [
        "sorry",
        "understand",
        "understanding",
        "frustrated",
        "frustration",
        "feel",
        "feelings",
        "empathy",
        "empathise",
        "empathize",
        "empathetic",
        "apologise",
        "apologize",
        "apology",
        "appreciate",
        "hear",
        "valid",
        "care",
        "love",
        "heart",
        "ownership",
        "solution",
        "accuracy",
        "accurate",
        "warm",
        "warmth",
        "caring",
        "kind",
        "compassion",
        "compassionate",
        "sympathy",
        "validate",
        "customerfirst",
        "help",
        "support",
        "patience",
        "patient",
        "grateful",
        "thank",
        "listen",
    ]
)


@dataclass(frozen=True)
class Flagged:
    """What was found, and the stretches of the reading's text that earn nothing."""

    evidence: tuple[Evidence, ...] = ()
    aside: tuple[Span, ...] = ()


def find_flags(reading: Reading) -> Flagged:
    """The stretches that address the grader, and what else sets the reply or a part of it aside."""
    evidence: list[Evidence] = []
    aside: list[Span] = []
    for sentence, rule in _addressed(reading):
        evidence.append(reading.of_sentence(Flag.ADDRESSES_GRADER, rule, sentence))
        aside.append(Span(sentence.start, sentence.end))
    kept = reading.reply[:LIMIT]
    for span in _unseen(kept):
        evidence.append(
            Evidence(
                Flag.ADDRESSES_GRADER, kept[span.start : span.end], span.start, span.end, "disguised-words"
            )
        )
        aside += (Span(s.start, s.end) for s in reading.over(span))
    if len(reading.reply) > LIMIT:
        rest = reading.reply[LIMIT : LIMIT + 80]
        evidence.append(Evidence(Flag.TOO_LONG, rest, LIMIT, LIMIT + len(rest), "read-to-limit"))
    return Flagged(tuple(evidence), tuple(aside))


def is_english(sentence: Sentence, *, also: frozenset[str] = frozenset()) -> bool:
    """English in grammar or content; Taglish and Hinglish are."""
    known = sum(w in english_words() or w.split("'")[0] in english_words() for w in sentence.words)
    known += sum(s in also for s in sentence.senses)
    letters = sum(w[:1].isalpha() for w in sentence.words)
    if not letters:
        return False
    return known >= max(1, round(letters * 0.2))


_HEADING = re.compile(r"(?:[:#>*=\])-]|\.\.\.)[\"' ]*$")
_ENDING = re.compile(r"\bend\b|</|/[a-z]+[\]⟧]|\bover\b")


def _opens(sentence: Sentence) -> bool:
    return _HEADING.search(sentence.text) is not None and _ENDING.search(sentence.text) is None


def _is_heading_line(reading: Reading, sentence: Sentence) -> bool:
    """Marked off from what stands under it, on a line of its own."""
    after = reading.text[sentence.end : sentence.end + 1]
    return after == "\n" and _MARKUP.search(sentence.text) is not None


def _addressed(reading: Reading) -> Iterator[tuple[Sentence, str]]:
    """Sentences that speak to the grader, what stands under such a heading, and what such marks enclose."""
    rules_met = [_rule_for(s, reading) for s in reading.sentences]
    heads = [n for n, s in enumerate(reading.sentences) if rules_met[n] and _opens(s)]
    ends = [n for n, s in enumerate(reading.sentences) if rules_met[n] and _ENDING.search(s.text)]
    points = {
        s
        for n, of in enumerate(reading.sentences)
        if rules_met[n]
        for s in further_points(of, reading.sentences)
    }
    for n, sentence in enumerate(reading.sentences):
        if rules_met[n]:
            yield sentence, rules_met[n] or ""
            continue
        above = [h for h in heads if h < n]
        enclosed = any(n < e for e in ends) or any(
            _is_heading_line(reading, reading.sentences[h]) for h in above
        )
        if n - 1 in heads or (above and enclosed) or sentence in points:
            yield sentence, "under-a-heading"


def _rule_for(sentence: Sentence, reading: Reading) -> str | None:
    if _MARKUP.search(sentence.text):
        return "markup-for-a-grader"
    for rule in rules("flags"):
        if rule.pattern.search(sentence.text) and not (rule.unless and rule.unless.search(sentence.text)):
            return rule.id
    if _FOREIGN.search(sentence.text):
        return "grader-addressed-abroad"
    if any(_decodes(b.group()) for b in _BLOB.finditer(reading.text[sentence.start : sentence.end])):
        return "encoded-text"
    return "word-salad" if _is_salad(sentence) else None


def _is_salad(sentence: Sentence) -> bool:
    tokens = words(sentence.text)
    keys = [w for w in tokens if w in _SALAD]
    if len(keys) < 4 or len(set(keys)) < 2:
        return False
    return len(keys) / len(tokens) >= 0.6 or (
        len(keys) / len(tokens) >= 0.4 and max(Counter(tokens).values()) >= 3 and len(set(keys)) >= 3
    )


def _decodes(blob: str) -> bool:
    """Whether a run of signs hides words: several letters and a space or '=' once decoded."""
    for text in _decoded(blob):
        letters = sum(c.isascii() and c.isalpha() for c in text)
        if letters >= 6 and letters >= 0.6 * len(text) and text.isprintable() and re.search(r"[ =]", text):
            return True
    return False


def _decoded(blob: str) -> Iterator[str]:
    if "%" in blob:
        yield unquote(blob)
    compact = re.sub(r"\s", "", blob)
    with suppress(binascii.Error, ValueError):
        yield base64.b64decode(compact + "=" * (-len(compact) % 4), validate=True).decode("ascii")
    with suppress(ValueError):
        yield bytes.fromhex(compact).decode("ascii")


def _unseen(raw: str) -> list[Span]:
    """Words with hidden signs, look-alike letters or styled alphabets; one alone may be chance."""
    if raw.isascii():
        return []
    if tags := re.search("[\U000e0020-\U000e007e]{2,}", _FLAG_EMOJI.sub(lambda m: " " * len(m.group()), raw)):
        return [Span(tags.start(), tags.end())]
    tokens = [m for m in re.finditer(r"\S+", raw) if _is_disguised(m.group())]
    turned = _TURNS.search(raw) is not None and not any(
        unicodedata.bidirectional(c) in ("R", "AL") for c in raw
    )
    if len(tokens) < 2 and not turned and not any(len(_HIDDEN.findall(t.group())) >= 3 for t in tokens):
        return []
    if turned:
        tokens += re.finditer(r"\S*[\u202a-\u202e\u2066-\u2069]\S*", raw)
    return [Span(min(t.start() for t in tokens), max(t.end() for t in tokens))] if tokens else []


def _is_disguised(token: str) -> bool:
    if len(_HIDDEN.findall(token)) >= 2 or _SPLIT.search(token):
        return True
    scripts = {unicodedata.name(c, "?").split()[0] for c in token if c.isalpha() and not c.isascii()}
    latin = any(c.isascii() and c.isalpha() for c in token)
    return (latin and bool(scripts & {"CYRILLIC", "GREEK"})) or bool(scripts & {"FULLWIDTH", "MATHEMATICAL"})


_FLAG_EMOJI = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")
_TURNS = re.compile("[\u202d\u202e\u2066-\u2068]")
