"""Whole talks without the app: as plain lines and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests.cli.conftest import BLENDER, ROOT, Run
from tests.scripted import library

EVENTS = {"customer_spoke", "reply_recorded", "reply_assessed", "session_ended"}
BESIDE = {"handoff_shown", "copilot_nudged"}


def events(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_whole_talk_in_plain_lines(run: Run, good_replies: str) -> None:
    done = run("practise", BLENDER, "--plain", "--seed", "1", stdin=good_replies)
    assert done.code == 0, done.err
    for piece in ("Briefing", "Bot: Hi!", "Customer: So.", "Empathy: ", "Accuracy: ", "Frustration: annoyed"):
        assert piece in done.out
    assert "Scorecard: passed." in done.out
    assert "The customer has what they needed." in done.out
    assert "Traceback" not in done.err


def test_the_same_seed_and_replies_print_the_same_talk_byte_for_byte(run: Run, good_replies: str) -> None:
    first, again = (run("practise", BLENDER, "--plain", "--seed", "4", stdin=good_replies) for _ in "ab")
    assert first.out == again.out
    other = run("practise", BLENDER, "--plain", "--seed", "5", stdin=good_replies)
    assert other.out != first.out


def test_another_persona_answers_otherwise(quick: Run) -> None:
    reply = "Please calm down.\n"
    mine = quick("practise", BLENDER, "--plain", "--seed", "1", stdin=reply)
    theirs = quick(
        "practise", BLENDER, "--plain", "--seed", "1", "--persona", "gerald-whitcombe", stdin=reply
    )
    assert "Gerald Whitcombe" in theirs.out
    assert mine.out != theirs.out


def test_a_whole_talk_as_json(quick: Run, good_replies: str) -> None:
    done = quick("practise", BLENDER, "--json", "--seed", "1", stdin=good_replies)
    every = events(done.out)
    found = [e for e in every if e["event"] not in BESIDE]
    assert done.code == 0
    assert {e["event"] for e in every} == EVENTS | BESIDE
    assert [e["event"] for e in found[:4]] == [
        "customer_spoke",
        "reply_recorded",
        "reply_assessed",
        "customer_spoke",
    ]
    assessed = next(e for e in found if e["event"] == "reply_assessed")
    assert {"frustration", "empathy", "accuracy", "acts", "flags"} <= assessed.keys()
    assert {"validation", "exploration", "understanding", "faults", "score", "evidence"} == assessed[
        "empathy"
    ].keys()
    assert {"findings", "score", "evidence"} == assessed["accuracy"].keys()
    assert set(assessed["accuracy"]["findings"].values()) <= {"correct", "wrong", "violated", "absent"}
    last = found[-1]
    assert (last["event"], last["outcome"]) == ("session_ended", "resolved")
    assert last["scorecard"]["passed"] is True
    assert last["scorecard"]["quadrant"] == "warm_and_right"
    assert last["scorecard"]["rubric_version"] == library().rubric("customer-support").version
    assert "overall" not in done.out


def test_every_piece_of_evidence_quotes_the_reply(quick: Run, good_replies: str) -> None:
    found = events(quick("practise", BLENDER, "--json", "--seed", "1", stdin=good_replies).out)
    replies = [e["text"] for e in found if e["event"] == "reply_recorded"]
    assessed = [e for e in found if e["event"] == "reply_assessed"]
    pieces = 0
    for text, event in zip(replies, assessed, strict=True):
        for one in (*event["empathy"]["evidence"], *event["accuracy"]["evidence"]):
            assert set(one) == {"id", "quote", "start", "end", "rule"}
            assert text[one["start"] : one["end"]] == one["quote"]
            pieces += 1
    assert pieces >= 5


def test_the_end_of_the_input_ends_the_talk(quick: Run) -> None:
    for form in ("--plain", "--json"):
        done = quick("practise", BLENDER, form, "--seed", "1", stdin="I see two charges of 64.90.\n")
        assert done.code == 0
    assert events(done.out)[-1]["outcome"] == "agent_ended"
    nothing = quick("practise", BLENDER, "--json", "--seed", "1")
    found = [e["event"] for e in events(nothing.out) if e["event"] not in BESIDE]
    assert found == ["customer_spoke", "session_ended"]


def test_a_last_line_without_its_end_is_a_reply(quick: Run) -> None:
    done = quick("practise", BLENDER, "--json", "--seed", "1", stdin="Which card was charged?")
    assert [e["text"] for e in events(done.out) if e["event"] == "reply_recorded"] == [
        "Which card was charged?"
    ]


def test_odd_replies_do_not_stop_a_talk(run: Run) -> None:
    odd = "\n   \n\u00bfHola?\nYou idiot.\n" + "word " * 1000 + "\n\x1b]0;owned\x07\u202eevil\n"
    done = run("practise", BLENDER, "--plain", "--seed", "1", stdin=odd)
    assert done.code == 0, done.err
    assert "\x1b" not in done.out + done.err
    assert "\u202e" not in done.out


def test_input_that_is_not_utf8_is_read_all_the_same(run: Run, env: dict[str, str]) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "coach", "practise", BLENDER, "--plain", "--seed", "1"],
        input=b"caf\xe9 \xff\xfe\n",
        capture_output=True,
        env={**env, "PYTHONIOENCODING": "ascii"},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_agent_opens_where_the_scenario_says_so(quick: Run) -> None:
    reply = "Good morning, my name is Lena from the loans team. May I ask who I am speaking with?\n"
    done = quick("practise", "payments-he-cannot-make", "--json", "--seed", "1", stdin=reply)
    assert [e["event"] for e in events(done.out)][:2] == ["agent_opens", "reply_recorded"]
    plain = quick("practise", "payments-he-cannot-make", "--plain", "--seed", "1", stdin=reply)
    assert "You open the talk." in plain.out


def test_a_scenario_can_be_practised_by_its_path(quick: Run, tmp_path: Path) -> None:
    from tests.content.samples import PERSONA, SCENARIO

    (tmp_path / "persona.yaml").write_text(PERSONA, encoding="utf-8")
    file = tmp_path / "scenario.yaml"
    file.write_text(SCENARIO.replace("rubric: desk", "rubric: customer-support"), encoding="utf-8")
    done = quick("practise", str(file), "--plain", "--seed", "1", stdin="The refund takes 3 to 5 days.\n")
    assert done.code == 0, done.err
    assert "The coat that never came" in done.out


def test_what_is_kept_is_said_once_and_on_stderr(quick: Run) -> None:
    first = quick("practise", BLENDER, "--json")
    second = quick("practise", BLENDER, "--plain")
    assert "What coach keeps" in first.err
    assert "What coach keeps" not in second.err
    assert all("What coach keeps" not in done.out for done in (first, second))


def test_a_model_that_cannot_be_reached_hands_over_to_the_built_in_customer(
    run: Run, good_replies: str, tmp_path: Path
) -> None:
    flags = ("--base-url", "http://127.0.0.1:9/v1", "--model", "none", "--api-key", "sk-canary-4471")
    done = run("practise", BLENDER, "--json", "--seed", "1", *flags, stdin=good_replies)
    assert done.code == 0, done.err
    assert "The built-in customer goes on." in done.err
    assert events(done.out)[-1]["outcome"] == "resolved"
    stored = b"".join(f.read_bytes() for f in (tmp_path / "data").iterdir())
    assert "sk-canary-4471" not in done.out + done.err
    assert b"sk-canary-4471" not in stored


def test_a_profile_named_by_a_flag_words_the_customer_unless_another_voice_is_asked_for(
    quick: Run, tmp_path: Path
) -> None:
    (tmp_path / "coach.toml").write_text(
        '[profiles.work]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "none"\n'
        '[profiles.second]\njudge_base_url = "http://127.0.0.1:9/v1"\njudge_model = "none"\n'
        '[profiles.later]\nvoice = "built-in"\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "none"\n',
        encoding="utf-8",
    )

    def asked(*flags: str) -> bool:
        done = quick("practise", BLENDER, "--json", "--seed", "1", *flags, stdin="Which card is it?\n")
        assert done.code == 0, done.err
        return "The model did not answer" in done.err

    assert asked("--profile", "work")
    assert not asked("--profile", "work", "--voice", "built-in")
    assert not asked("--profile", "second")
    assert not asked("--profile", "later")
    assert asked("--profile", "later", "--voice", "model")


def test_commands_on_a_slash_work_in_plain_talks(quick: Run) -> None:
    typed = "/help\n/articles\n/articles express\n/articles zzz\n/nothing\nHello.\n/end\nnot read\n"
    done = quick("practise", BLENDER, "--plain", "--seed", "1", stdin=typed)
    assert done.code == 0
    assert "/articles KB-114  open one by its number" in done.out
    assert "/end              end the talk" in done.out
    assert "KB-114 Goods that arrive damaged" in done.out
    assert "goes out by express" in done.out
    assert "No article holds 'zzz'." in done.out
    assert "There is no command /nothing." in done.err
    assert "not read" not in done.out
    assert "You ended the talk" in done.out


def test_an_article_is_opened_by_its_number_or_by_a_word(quick: Run) -> None:
    def shown(typed: str) -> str:
        return quick("practise", BLENDER, "--plain", "--seed", "1", stdin=typed).out

    listed = shown("/articles\n")
    assert "Open one with its number or with a word: /articles KB-114\n  KB-114 Goods" in listed
    assert "3 to 5 business days" not in listed
    by_number = shown("/articles kb-210\n")
    assert "The second charge is refunded to the same card within 3 to 5 business days." in by_number
    assert "KB-114" not in by_number
    by_word = shown("/articles charged twice\n")
    assert "  KB-210 Charged twice\n" in by_word
    assert "#" not in by_word
    several = shown("/articles refund\n")
    assert "Also in: " in several


def test_the_briefing_says_which_day_it_is_and_who_begins(quick: Run) -> None:
    done = quick("practise", BLENDER, "--plain", "--seed", "1")
    assert "It is Wednesday 18 November 2026, 15:10. The customer writes first.\n" in done.out


@pytest.mark.parametrize(
    ("scenario", "says"),
    [("payment-on-hold", "The customer speaks first."), ("debt-she-disputes", "You speak first.")],
)
def test_on_the_phone_nobody_writes_first(quick: Run, scenario: str, says: str) -> None:
    done = quick("practise", scenario, "--plain", "--seed", "1")
    assert says in done.out
    assert "first" not in done.out.split(says)[0].split("It is ")[1]


def test_a_talk_without_replies_is_not_scored(quick: Run) -> None:
    done = quick("practise", BLENDER, "--plain", "--seed", "1")
    assert done.out.endswith("\nNot scored: no reply was given.\n")
    assert "of 5. Pass mark" not in done.out


def test_without_a_terminal_lines_are_wrapped_at_100(quick: Run, good_replies: str) -> None:
    narrow, wide = (
        quick("practise", BLENDER, "--plain", "--seed", "1", stdin=good_replies, COLUMNS=str(columns))
        for columns in (40, 200)
    )
    assert narrow.out == wide.out
    assert 90 < max(len(line) for line in wide.out.split("\n")) <= 100


def test_what_hints_are_shown_is_said_once_at_the_start(quick: Run) -> None:
    reply = "Hello, my name is Lena. What happened?\n"
    off = quick("practise", "debt-she-disputes", "--plain", "--seed", "1", stdin=reply * 2).out
    said = "frustration and scores stay hidden until the debrief.\n"
    assert off.count(f"As in a real talk, {said}") == 1
    mine = quick("practise", BLENDER, "--plain", "--seed", "1", stdin=reply, COACH_HINTS="off").out
    assert mine.count(f"As you have set it, {said}") == 1
    assert "until the debrief" not in quick("practise", BLENDER, "--plain", "--seed", "1", stdin=reply).out


def test_hints_follow_the_setting(quick: Run) -> None:
    reply = "Please calm down, madam. It is only a blender.\n"
    off = quick("practise", BLENDER, "--plain", "--seed", "1", stdin=reply, COACH_HINTS="off")
    cue = quick("practise", BLENDER, "--plain", "--seed", "1", stdin=reply, COACH_HINTS="cue")
    full = quick("practise", BLENDER, "--plain", "--seed", "1", stdin=reply)
    assert "Frustration" not in off.out
    assert "One thing to change: " not in off.out
    assert "Frustration: angry.\n" in cue.out
    assert "of 100" not in cue.out
    assert "of 100" in full.out


@pytest.mark.parametrize("mode", ["--plain", "--json"])
def test_a_reply_that_is_endless_is_cut_and_it_is_said(quick: Run, mode: str) -> None:
    done = quick("practise", BLENDER, mode, "--seed", "1", stdin="ab " * 7000 + "\n")
    assert done.code == 0
    assert "This reply has 21,000 characters; the first 20,000 are taken." in done.err
    found = quick("export", "--out", "-", "--format", "jsonl", "--with-turns").out.splitlines()
    turns = [one for one in map(json.loads, found) if one.get("speaker") == "agent"]
    assert [len(one["text"]) for one in turns] == [20_000]


FOLLOWING = (
    "Can you give me the order number?\nOrder 88213. The money is back on your card within 24 hours.\n"
)


def test_the_co_pilot_and_the_handoff_as_json(quick: Run) -> None:
    found = events(quick("practise", BLENDER, "--json", "--seed", "1", stdin=FOLLOWING).out)
    assert found[0]["event"] == "handoff_shown"
    assert found[0]["turns"][1] == {
        "speaker": "customer",
        "text": "Good afternoon, my blender came broken. Order 88213.",
    }
    nudges = [e for e in found if e["event"] == "copilot_nudged"]
    assert all(e.keys() == {"event", "says", "at", "article"} for e in nudges)
    assert found.index(nudges[0]) == 2
    for before_the_end in found[:-1]:
        assert not before_the_end.keys() & {"kind", "breaks", "because", "copilot"}
    last = found[-1]
    assert [(one["breaks"], one["kind"], one["followed"], one["reply"]) for one in last["copilot"][:2]] == [
        ("order-number", "wrong", True, 1),
        ("same-day-refund", "wrong", True, 2),
    ]
    assert "within 24 hours" in last["copilot"][1]["quote"]
    assert last["panel"] == []
    assert [one["id"] for one in last["handoff"]["asked_again"]] == ["order-number"]


def test_the_co_pilot_in_plain_lines(quick: Run) -> None:
    out = quick("practise", BLENDER, "--plain", "--seed", "1", stdin=FOLLOWING).out
    talk, _, end = out.partition("Scorecard")
    beside = "A co-pilot is beside you in this talk. What it says can be wrong"
    assert beside in talk
    assert talk.index(beside) < talk.index("What was said before you") < talk.index("Customer: So.")
    assert (
        talk.index("Customer: So.") < talk.index("Co-pilot: Ask for the order number.") < talk.index("You: ")
    )
    assert "Wrong." not in talk
    said = " ".join(end.split())
    assert 'Co-pilot: "Ask for the order number." Wrong.' in said
    assert "You followed it in reply 2" in said
    assert "(KB-210 section 4)" in said
    assert "Handoff: You asked again for what they had told already: the order number" in said


def test_a_talk_taken_up_again_in_plain_lines_has_the_co_pilots_words_where_they_came_up(quick: Run) -> None:
    quick("practise", BLENDER, "--plain", "--seed", "1", stdin="Which card were you charged on?\n/leave\n")
    out = quick("resume", "--plain", stdin="/leave\n").out
    asked = out.index("Co-pilot: Refunds take up to 24 hours.")
    assert out.index("Customer: So.") < asked < out.index("You: Which card")
    assert out.count("Co-pilot: Refunds") == 1


def test_a_panel_stands_in_the_briefing_and_in_an_event_of_its_own(quick: Run, tmp_path: Path) -> None:
    shipped = ROOT / "curricula" / "first-steps"
    own = tmp_path / "own"
    copytree(shipped, own / "first-steps")
    copytree(shipped.parent / "rubrics", own / "rubrics")
    file = own / "first-steps" / "scenarios" / f"{BLENDER}.yaml"
    panel = 'panel: [{label: Churn risk, shows: 91 percent, kind: wrong, breaks: over_promise, because: "it counts calls"}]\n'
    file.write_text(file.read_text(encoding="utf-8") + panel, encoding="utf-8")
    plain = quick("practise", str(file), "--plain", "--seed", "1", stdin="Hello.\n").out
    assert plain.index("Panel: Churn risk: 91 percent") < plain.index("Customer: So.")
    assert 'Panel: "Churn risk: 91 percent" Wrong.' in plain
    found = events(quick("practise", str(file), "--json", "--seed", "1", stdin="Hello.\n").out)
    assert found[1] == {"event": "panel_shown", "readings": [{"label": "Churn risk", "shows": "91 percent"}]}
    assert found[-1]["panel"][0]["followed"] is False


def test_how_far_a_customer_may_go_is_said_before_the_talk_and_capped(quick: Run) -> None:
    rude = ("practise", "outage-third-day", "--plain", "--seed", "1")
    assert "This customer can turn rude" in " ".join(quick(*rude).out.split())
    assert "Strong words" not in quick(*rude, "--most-abuse", "none").out
    wrong = quick(*rude, "--most-abuse", "loud")
    assert wrong.code == 2
    assert "Choose none, mild or strong." in wrong.err
    quick("config", "set", "most_abuse", "none")
    assert "Strong words" not in quick(*rude).out
