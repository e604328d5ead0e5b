"""`coach import` as a trainer runs it: the draft is written, and check finds nothing in it but what is to be written."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.cli.conftest import Run
from tests.content.test_tasks import task

TALK = """\
[10:02] Bot: Hello! How can I help?
[10:02] Customer: order 88412075 never came
[10:05] Agent (Kim): Hi Emma. Could I have the email address on the order, please?
[10:06] Customer: emma@example.org. I have been waiting for nine days, it is ridiculous.
[10:07] Agent (Kim): I send a new coat today by express. The shipping of 6.90 euros is refunded within 5 business days.
[10:08] Customer: And what if nobody is at home again?
[10:09] Agent (Kim): The driver calls 30 minutes before.
[10:10] Customer: Thanks.
"""
POLICY = """\
# Returned parcels

## Sending again

A coat that came back to the depot is sent again by express, free of charge, within 2 working days.
The driver calls 30 minutes before delivery.

## Money

- Shipping is refunded within 5 business days.
- Agents must not promise a delivery on the same day.
"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    (tmp_path / "policy.md").write_text(POLICY, encoding="utf-8")
    file = tmp_path / "chat.txt"
    file.write_text(TALK, encoding="utf-8")
    return file


def left_to_write(quick: Run, file: Path) -> set[str]:
    """The codes of what check finds."""
    return {fault["code"] for fault in json.loads(quick("check", str(file), "--json").out)}


@pytest.mark.parametrize("policy", [(), ("--policy", "policy.md")], ids=["alone", "with its policy"])
def test_a_talk_becomes_a_draft_that_lacks_only_what_is_marked(
    quick: Run, talk: Path, tmp_path: Path, policy: tuple[str, ...]
) -> None:
    done = quick("import", str(talk), *policy, "--to", "late-coat.yaml")
    assert done.code == 0, done.err
    text = (tmp_path / "late-coat.yaml").read_text(encoding="utf-8")
    assert "id: late-coat" in text
    assert "Emma" not in text
    assert "Masked: contacts and cards, names, numbers." in done.err
    assert (tmp_path / "articles" / "POL-1.md").exists() == bool(policy)
    assert left_to_write(quick, tmp_path / "late-coat.yaml") == {"C701"}


def test_what_was_masked_is_a_gap_wherever_it_would_be_said(quick: Run, tmp_path: Path) -> None:
    said = "Customer: I'm Emma Wood, 415-555-2671, and my coat never came.\nAgent: It takes 5 days, Emma.\n"
    (tmp_path / "chat.txt").write_text(said, encoding="utf-8")
    assert quick("import", "chat.txt").code == 0
    draft = YAML(typ="safe").load(tmp_path / "chat.yaml")
    assert draft["customer"]["opening"] == (
        "TODO: make up what stands in brackets. The source says: I'm [name], [phone], and my coat never came."
    )
    assert draft["facts"][0]["statement"].startswith("TODO: make up")
    assert left_to_write(quick, tmp_path / "chat.yaml") == {"C701"}


@pytest.mark.parametrize("business", ["collections", "hr", "healthcare-claims"])
def test_every_line_of_business_has_a_rubric_for_its_draft(
    quick: Run, talk: Path, tmp_path: Path, business: str
) -> None:
    assert quick("import", str(talk), "--line-of-business", business).code == 0
    assert f"line_of_business: {business}" in (tmp_path / "chat.yaml").read_text(encoding="utf-8")
    assert left_to_write(quick, tmp_path / "chat.yaml") == {"C701"}


def test_a_published_task_and_its_policy_become_one_too(quick: Run, talk: Path, tmp_path: Path) -> None:
    (tmp_path / "tasks.json").write_text(json.dumps([task(id="1"), task(id="2")], indent=2), encoding="utf-8")
    asked = quick("import", "tasks.json", "--policy", "policy.md")
    assert (asked.code, "--task: 1, 2" in asked.err) == (2, True)
    assert quick("import", "tasks.json", "--policy", "policy.md", "--task", "2").code == 0
    assert left_to_write(quick, tmp_path / "tasks-2.yaml") == {"C701"}


def test_a_draft_that_is_there_is_not_replaced_unasked(quick: Run, talk: Path, tmp_path: Path) -> None:
    (tmp_path / "chat.yaml").write_text("mine", encoding="utf-8")
    refused = quick("import", str(talk))
    assert (refused.code, "--force" in refused.err) == (2, True)
    assert (tmp_path / "chat.yaml").read_text(encoding="utf-8") == "mine"
    assert quick("import", str(talk), "--force").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.txt"], "cannot be read"),
        (["chat.txt", "--persona", "nobody"], "no persona called 'nobody'"),
        (["chat.txt", "--to", "no/late.yaml"], "Create it first"),
        (["chat.txt", "--to", "late.txt"], "no YAML file"),
        (["chat.txt", "--policy", "nowhere.md"], "cannot be read"),
        (["chat.txt", "--model"], "No model is set"),
        (["chat.txt", "--id", "Bad Id"], "'Bad Id', which is not an id"),
        (["chat.txt", "--id", "a" * 65], "which is not an id"),
    ],
)
def test_what_cannot_be_imported_is_told_and_nothing_is_written(
    quick: Run, talk: Path, tmp_path: Path, arguments: list[str], says: str
) -> None:
    done = quick("import", *arguments)
    assert done.code == 2, done
    assert says in " ".join(done.err.split())
    assert not list(tmp_path.rglob("*.yaml"))


def test_where_a_talk_differs_is_told(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ghost speaks\nAgent: Hello\n", encoding="utf-8")
    done = quick("import", "a.txt")
    assert done.code == 2
    assert "a.txt:1:1: C601" in done.err.replace("\n", "")


PM_20 = """\
# PM-20 Parcels that came back

For customers whose coat never came.

## 1. Sending again

A coat that came back is sent again by express within 2 working days.

## 2. Money

Shipping is refunded within 5 business days.
"""


def test_a_second_draft_leaves_the_article_of_the_first_alone(quick: Run, talk: Path, tmp_path: Path) -> None:
    (tmp_path / "a" / "desk").mkdir(parents=True)
    (tmp_path / "other.md").write_text(PM_20.replace("5 business", "9 business"), encoding="utf-8")
    (tmp_path / "pm.md").write_text(PM_20, encoding="utf-8")
    for policy, to in (("pm.md", "one.yaml"), ("pm.md", "two.yaml"), ("other.md", "three.yaml")):
        done = quick("import", str(talk), "--policy", policy, "--to", f"a/desk/{to}")
        assert done.code == 0, done.err
        assert left_to_write(quick, tmp_path / "a" / "desk" / to) == {"C701"}
    articles = tmp_path / "a" / "desk" / "articles"
    assert sorted(file.name for file in articles.iterdir()) == ["PM-20-2.md", "PM-20.md"]
    assert (
        (articles / "PM-20.md")
        .read_text(encoding="utf-8")
        .startswith("# PM-20 Parcels that came back\n\nFor")
    )
    assert "5 business" in (articles / "PM-20.md").read_text(encoding="utf-8")
    third = (tmp_path / "a" / "desk" / "three.yaml").read_text(encoding="utf-8")
    assert "source: PM-20-2 section 2" in third
    assert "articles/PM-20-2.md" in third


def test_force_replaces_the_article_that_is_the_drafts_alone(quick: Run, talk: Path, tmp_path: Path) -> None:
    (tmp_path / "pm.md").write_text(PM_20, encoding="utf-8")
    arguments = ("import", str(talk), "--policy", "pm.md")
    assert quick(*arguments, "--to", "one.yaml").code == 0
    (tmp_path / "pm.md").write_text(PM_20.replace("5 business", "9 business"), encoding="utf-8")
    assert quick(*arguments, "--to", "one.yaml", "--force").code == 0
    assert [file.name for file in (tmp_path / "articles").iterdir()] == ["PM-20.md"]
    assert quick(*arguments, "--to", "two.yaml").code == 0
    (tmp_path / "pm.md").write_text(PM_20, encoding="utf-8")
    assert quick(*arguments, "--to", "one.yaml", "--force").code == 0
    assert "9 business" in (tmp_path / "articles" / "PM-20.md").read_text(encoding="utf-8")
    assert "5 business" in (tmp_path / "articles" / "PM-20-2.md").read_text(encoding="utf-8")


def test_the_command_that_is_printed_works_where_it_is_read(quick: Run, talk: Path, tmp_path: Path) -> None:
    (tmp_path / "my desk").mkdir()
    done = quick("import", str(talk), "--to", "my desk/late coat.yaml")
    command = next(line for line in done.err.splitlines() if line.startswith("  coach check "))
    assert shlex.split(command) == ["coach", "check", "my desk/late coat.yaml"]
    assert {f["code"] for f in json.loads(quick(*shlex.split(command)[1:], "--json").out)} == {"C701"}
    head = (tmp_path / "my desk" / "late coat.yaml").read_text(encoding="utf-8").split("\n")[1]
    assert head.endswith("Search for TODO; coach check, with the path of this file, names each by its line.")


def test_a_persona_beside_the_draft_is_found(quick: Run, talk: Path, tmp_path: Path) -> None:
    made = quick("new", "persona", "--id", "meg-hartley", "--name", "Meg Hartley", "--to", "desk/meg.yaml")
    assert made.code == 0, made.err
    done = quick("import", str(talk), "--persona", "meg-hartley", "--to", "desk/late.yaml")
    assert done.code == 0, done.err
    assert "persona: meg-hartley" in (tmp_path / "desk" / "late.yaml").read_text(encoding="utf-8")
    assert left_to_write(quick, tmp_path / "desk" / "late.yaml") == {"C701"}


CALL = """\
Call 2026-11-12 10:41 - queue: prepay - duration 06:12

[10:41:10] CUSTOMER: Hi, it's Mrs Deborah Finch, 22 Orchard Close. My phone is 07700 900123.
[10:41:25] AGENT (Tomasz): Can I take your customer number please?
[10:41:30] CUSTOMER: It's 4400 1187 22. I already typed it in.
[10:41:38] AGENT (Tomasz): Thank you. And your reference and postcode?
[10:41:41] CUSTOMER: LM 2207, and LS12 3AB. Sort code 20-00-00.
[10:44:20] AGENT (Tomasz): I'll send a new code within 10 minutes, Deborah.
[10:44:41] CUSTOMER: Right, Tomasz told me that.
"""


def test_nothing_personal_of_a_call_is_in_its_draft(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")
    assert quick("import", "call.txt", "--to", "x.yaml").code == 0
    text = (tmp_path / "x.yaml").read_text(encoding="utf-8")
    personal = ("Deborah", "Finch", "Orchard", "07700", "4400 1187", "2207", "LS12", "20-00-00", "Tomasz")
    assert [one for one in personal if one in text] == []
    assert left_to_write(quick, tmp_path / "x.yaml") == {"C701"}
