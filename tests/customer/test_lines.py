"""The line banks: enough lines for every moment, each one sayable by any customer about anything."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from itertools import combinations, permutations, product
from pathlib import Path
from typing import get_args

import pytest

from coach.customer.cue import Band
from coach.customer.lines import EVERYDAY, SLOT, BankLine, bank, everyday_words, said_of_any_case
from coach.customer.objecting import OBJECTIONS
from coach.domain.assessment import Flag, Question
from coach.domain.persona import Abuse, Directness, Persona, Register
from coach.domain.text import content_words, words
from coach.domain.transcript import CustomerAct

LINES = Path(__file__).parents[2] / "coach" / "customer" / "lines"

FROM_THE_SCENARIO = {CustomerAct.OPEN, CustomerAct.REVEAL}
"""Never in a bank: only the scenario knows what is said there."""
ACTS = sorted(set(CustomerAct) - FROM_THE_SCENARIO)
REASONS: dict[CustomerAct, set[str]] = {
    CustomerAct.OBJECT: {*OBJECTIONS, "closing", "refused", "apology", "apology_again", "apology_third"},
    CustomerAct.PRESS: {
        *("nothing", "part", "acknowledged", "apology", "apology_again", "refused"),
        *(
            "closing",
            "off_topic",
            "asked_openly",
            "not_enough",
            "impatience",
            "minded",
            "quiet",
            "on",
            "wish",
        ),
    },
    CustomerAct.PUZZLED: {Flag.EMPTY, Flag.NOT_SCORED, "strange"},
    CustomerAct.FOLLOW_UP: {"not_enough", "unclear"},
    CustomerAct.ANSWER: {
        *set(Question) - {Question.OWN, Question.DETAIL, Question.WISH},
        "half",
        "followed",
        "aside",
        "behind",
    },
    CustomerAct.WAIT: {"supervisor"},
    CustomerAct.GO_QUIET: {"refused"},
    CustomerAct.THANK: {"heard", "owned"},
    CustomerAct.CHALLENGE: {"changed", "quoted"},
    CustomerAct.RELAPSE: {"quoted"},
    CustomerAct.LASH_OUT: {Abuse.MILD, Abuse.STRONG},
}
"""Every reason that the director gives with an act."""
PAIRS = sorted((act, reason) for act, reasons in REASONS.items() for reason in reasons)
BANDS = {"quiet": (Band.CALM, Band.ANNOYED)}
"""Where not every band can come to it: who is angry does not withdraw."""
VARIETIES = set(get_args(Persona.model_fields["english"].annotation))

SHORTEST, LONGEST = 3, 18
MOST_SHARED = 0.8
PER_BAND = 6
PER_REGISTER = 3
PER_REASON = 3
MORE_PER_BAND = {CustomerAct.VENT: 10, CustomerAct.PRESS: 12}
HAVE_A_GENERAL_STOCK = {CustomerAct.PRESS, CustomerAct.FOLLOW_UP}
"""Acts that often come without a reason; their band is filled by lines that have none."""

CLERK = re.compile(
    r"\b(how (can|may) i (help|assist)|anything else (i can|you)|is there anything else"
    r"|i apologi[sz]e|my apologies|for the inconvenience|thank you for (contacting|calling|reaching)"
    r"|rest assured|happy to (help|assist)|let me check|i understand (your|how)"
    r"|bear with me|your patience|we value|i can help)\b",
    re.I,
)
META = re.compile(
    r"\b(training|trainer|practise|role.?play|simulat\w+|scor(e|ing)|empathy|exercise|coach)\b", re.I
)
NOUNS = re.compile(
    r"\b(?<!in )(bill|invoice|pay|paid|payment|payslip|salary|leave days|parcel|delivery|refund|order|claim"
    r"|card|account|bank|money|fee|charge|loan|debt|flight|booking|insurance|doctor|shop|salesperson|employer)s?\b",
    re.I,
)
NUMBERS = re.compile(r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|twice|third|dozen|hundred)\b", re.I)
ABUSE = re.compile(r"\b(damn|hell|idiot|stupid|moron|crap|bloody|shut up|useless|kill|hurt you|sue)\b", re.I)
BEYOND = re.compile(
    r"\b(fuck\w*|cunt|bitch|whore|slut|bastard|retard\w*|spastic|gay|queer|foreign\w*|immigrant|accent|country"
    r"|race|religion|woman|women|girl|boy|fat|ugly|old|blind|deaf|dumb|mother|kill|hit|beat|hurt|find you|die)\b",
    re.I,
)
"""What nobody says here at all: of groups, bodies, sex, families, and threats."""
AMERICAN = re.compile(r"\b(\w{3,}(iz(e|ed|ing)|yzed?)|color|favor|honor|center|check(ing)? account)\b", re.I)

BANK = {CustomerAct(path.stem): bank(CustomerAct(path.stem)) for path in sorted(LINES.glob("*.toml"))}
ALL = [line for lines in BANK.values() for line in lines]


def _fits(line: BankLine, band: Band, register: Register | None = None) -> bool:
    """Whether any persona can say it: a line of one variety of English or one manner does not count."""
    if line.english or line.directness or (line.bands and band not in line.bands):
        return False
    return register is None or not line.registers or register in line.registers


def _spoken(line: BankLine) -> str:
    return line.filled({"before": "Monday", "now": "Friday", "quote": "By Friday"})


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [line.say for line in ALL if pattern.search(line.say)]


def test_every_act_has_a_bank_but_those_that_only_a_scenario_can_word() -> None:
    assert sorted(BANK) == ACTS


def test_a_file_holds_nothing_but_lines_with_the_known_keys() -> None:
    known = {"say", "reason", "bands", "registers", "english", "directness"}
    for path in LINES.glob("*.toml"):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        assert set(file) == {"line"}, path.name
        for row in file["line"]:
            assert "say" in row
            assert set(row) <= known, row


def test_bands_registers_reasons_and_varieties_are_known() -> None:
    for act, lines in BANK.items():
        for line in lines:
            assert line.bands <= set(Band), line.say
            assert line.registers <= set(Register), line.say
            assert line.english <= VARIETIES, line.say
            assert line.directness <= set(Directness), line.say
            assert not line.reason or line.reason in REASONS[act], line.say


@pytest.mark.parametrize(("act", "band"), list(product(ACTS, Band)))
def test_every_act_has_lines_for_every_band(act: CustomerAct, band: Band) -> None:
    general = act in HAVE_A_GENERAL_STOCK
    fitting = [line for line in BANK[act] if _fits(line, band) and not (general and line.reason)]
    assert len(fitting) >= MORE_PER_BAND.get(act, PER_BAND)


@pytest.mark.parametrize(("act", "band", "register"), list(product(ACTS, Band, Register)))
def test_every_act_has_lines_for_every_register(act: CustomerAct, band: Band, register: Register) -> None:
    assert len([line for line in BANK[act] if _fits(line, band, register)]) >= PER_REGISTER


@pytest.mark.parametrize(
    ("pair", "band", "register"),
    [(p, b, r) for p, b, r in product(PAIRS, Band, Register) if b in BANDS.get(p[1], Band)],
)
def test_every_reason_has_lines_of_its_own(
    pair: tuple[CustomerAct, str], band: Band, register: Register
) -> None:
    act, reason = pair
    own = [line for line in BANK[act] if line.reason == reason and _fits(line, band, register)]
    assert len(own) >= PER_REASON


def test_every_line_can_be_said_in_one_breath() -> None:
    wrong = [line.say for line in ALL if not SHORTEST <= len(line.say.split()) <= LONGEST]
    assert wrong == []


def test_most_lines_are_five_to_fourteen_words() -> None:
    lengths = sorted(len(line.say.split()) for line in ALL)
    usual = [n for n in lengths if 5 <= n <= 14]
    assert len(usual) / len(lengths) >= 0.75
    assert 6 <= lengths[len(lengths) // 2] <= 10


def test_every_line_opens_with_a_capital_and_ends_with_a_stop() -> None:
    whole = re.compile(r'^"?[A-Z][^{}\n]*[^\s.!?][.!?]"?$')
    assert [line.say for line in ALL if not whole.match(_spoken(line))] == []


def test_typing_is_plain() -> None:
    odd = re.compile(r"[^A-Za-z ,.;:!?\"'-]|  | [.,;:!?]|\.\.")
    assert [line.say for line in ALL if odd.search(_spoken(line))] == []


def test_only_lines_that_say_the_agents_words_back_have_slots_and_all_that_go_with_them() -> None:
    wanted = {"changed": {"before", "now"}, "quoted": {"quote"}}
    for line in ALL:
        slots = set(re.findall(r"{(\w+)}", line.say))
        assert slots == wanted.get(line.reason, set()), line.say
        assert ("{quote}" in line.say) == ('"{quote}"' in line.say), line.say


@pytest.mark.parametrize("pattern", [CLERK, META, NOUNS, NUMBERS, AMERICAN])
def test_no_line_says_what_a_customer_of_any_trade_would_not(pattern: re.Pattern[str]) -> None:
    assert _found(pattern) == []


def test_coarse_words_are_left_to_those_whose_persona_has_them() -> None:
    coarse = {line.say for line in BANK[CustomerAct.LASH_OUT] if line.reason == Abuse.STRONG}
    assert set(_found(ABUSE)) <= coarse
    assert len(set(_found(ABUSE))) > PER_REASON


def test_who_lashes_out_hits_the_agent_and_no_group_no_body_and_threatens_nobody() -> None:
    said = [line.say for line in BANK[CustomerAct.LASH_OUT]]
    assert [say for say in said if BEYOND.search(say)] == []
    assert len(said) >= 2 * MORE_PER_BAND[CustomerAct.VENT]


def test_the_furious_are_short_and_do_not_shout() -> None:
    only = [line.say for line in ALL if line.bands == {Band.FURIOUS}]
    lengths = sorted(len(say.split()) for say in only)
    assert lengths[len(lengths) // 2] <= 8
    assert [say for say in only if "!" in say or re.search(r"\b[A-Z]{3,}\b", say)] == []


def test_no_line_is_another_one_reworded() -> None:
    tokens = [(line.say, frozenset(words(line.say))) for line in ALL]
    close = [
        (a, b)
        for (a, of_a), (b, of_b) in combinations(tokens, 2)
        if len(of_a & of_b) > MOST_SHARED * len(of_a | of_b)
    ]
    assert close == []


def test_no_line_stands_inside_another_so_that_saying_one_never_spends_two() -> None:
    assert [(a.say, b.say) for a, b in permutations(ALL, 2) if a.say in b.say] == []


def test_no_opening_is_worn_out_within_an_act() -> None:
    for act, lines in BANK.items():
        openings: dict[tuple[str, ...], int] = defaultdict(int)
        for line in lines:
            openings[tuple(words(line.say)[:2])] += 1
        worst = max(openings.values())
        assert worst <= max(5, len(lines) // 20), (act, max(openings, key=lambda o: openings[o]))


def test_a_word_of_every_talk_is_in_many_lines_and_the_name_of_a_slot_is_none() -> None:
    lines = [line.say for act in ACTS for line in bank(act)]
    assert sum("wait" in content_words(line) for line in lines) >= EVERYDAY
    assert "wait" in everyday_words()
    assert everyday_words() < said_of_any_case()
    assert any("{quote}" in line for line in lines)
    spoken = content_words(" ".join(SLOT.sub("", line) for line in lines))
    assert said_of_any_case() == spoken
