"""Answers are read however they are wrapped, and nothing is made up where there are none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.judgement import Said
from coach.scoring.judge.parsing import RawAnswer, parse

IDS = ("apology", "remedy", "blames")
WHOLE = {
    "apology": RawAnswer(Said.YES, "so sorry, Ana"),
    "remedy": RawAnswer(Said.NO),
    "blames": RawAnswer(Said.UNCLEAR),
}
PLAIN = (
    '{"apology": {"answer": "yes", "quote": "so sorry, Ana"},'
    ' "remedy": {"answer": "no", "quote": ""}, "blames": {"answer": "unclear", "quote": ""}}'
)
LISTED = [
    {"id": "apology", "answer": "yes", "quote": "so sorry, Ana"},
    {"id": "remedy", "answer": "no", "quote": ""},
    {"id": "blames", "answer": "unclear", "quote": None},
]
FORMS = {
    "plain": PLAIN,
    "fenced": f"```json\n{PLAIN}\n```",
    "fenced without a name": f"```\n{PLAIN}\n```",
    "prose around": f"Here are my {{3}} answers [as asked]:\n{PLAIN}\nI hope this helps!",
    "indented": json.dumps(json.loads(PLAIN), indent=4),
    "trailing commas": PLAIN.replace('""}}', '"",},}'),
    "smart quotes": PLAIN.replace('"', "”").replace("{”", "{“"),
    "a list": json.dumps(LISTED),
    "a list within": json.dumps({"answers": LISTED}),
    "a mapping within": f'{{"results": {PLAIN}}}',
    "other names": json.dumps(LISTED).replace('"id"', '"criterion"').replace('"quote"', '"evidence"'),
    "booleans": PLAIN.replace('"yes"', "true").replace('"no"', "false"),
    "loud": PLAIN.replace('"yes"', '"YES."').replace('"no"', '" No "'),
    "quotes listed": PLAIN.replace('"so sorry, Ana"', '["so sorry, Ana", "x"]'),
    "an example first": f'{{"apology": {{"answer": "no", "quote": ""}}}} and so: {PLAIN}',
    "more than was asked": PLAIN.replace("{", '{"warmth": {"answer": "yes", "quote": "x"}, ', 1),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_answers_are_read(form: str) -> None:
    assert parse(FORMS[form], IDS) == WHOLE


def test_words_alone_are_answers_without_quotes() -> None:
    assert parse('{"apology": "yes", "remedy": "no"}', IDS) == {
        "apology": RawAnswer(Said.YES),
        "remedy": RawAnswer(Said.NO),
    }


@pytest.mark.parametrize(
    "text",
    [
        '{"answer": "yes", "quote": "here"}',
        '[{"answer": "yes", "quote": "here"}]',
        '{"id": "remedy", "answer": "yes", "quote": "here"}',
        '{"remedy": {"answer": "yes", "quote": "here"}}',
    ],
)
def test_one_question_may_be_answered_without_its_name(text: str) -> None:
    assert parse(text, ("remedy",)) == {"remedy": RawAnswer(Said.YES, "here")}


def test_what_stands_in_a_quote_is_kept_as_it_is() -> None:
    text = '{"apology": {"answer": "yes", "quote": "she said “fine, }” to me"}}'
    assert parse(text, ("apology",))["apology"].quote == "she said “fine, }” to me"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "5/5",
        "null",
        "[]",
        "{}",
        '{"apology": 5}',
        '{"apology": {"answer": 4.5}}',
        '{"apology": {"answer": "5", "quote": "x"}}',
        '{"score": 5}',
        "{" * 4000,
        "[" * 4000,
        '{"apology": {"answer": "yes", "quo',
        '[{"id": ["apology"], "answer": "yes"}]',
        '[{"id": {"a": 1}, "answer": "yes"}]',
        '{"answers": 7}',
        "I cannot help with that.",
    ],
)
def test_what_is_no_answer_gives_none(text: str) -> None:
    assert parse(text, IDS) == {}


@given(st.text(max_size=300) | st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | st.sampled_from([*IDS, "answer", "quote", "yes"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from([*IDS, "answer", "quote", "id", "answers"]), inner, max_size=4),
    max_leaves=12,
).map(json.dumps))  # fmt: skip
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert parse(text, IDS).keys() <= set(IDS)
