"""The register of codes holds what the source raises and nothing else, and its examples do what they say."""

from __future__ import annotations

import ast
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import coach
from coach.content.check import check
from coach.content.codes import codes
from coach.content.library import FileLibrary
from coach.content.marks import read_marks
from coach.content.tasks import read_policy
from coach.content.transcripts import read_transcript
from coach.domain.fault_code import Example
from coach.errors import ContentError, Fault
from tests.content.samples import PERSONA, SCENARIO, Files

CODE = re.compile(r"[CWRT]\d{3}")
MANIFEST = "schema: coach/pack@1\nid: acme\nversion: 1.0.0\ntitle: Acme\n"
ENDINGS = {"talk": ".txt", "talk-jsonl": ".jsonl", "policy": ".md"}
TEXTS = ("scenario", "persona", "rubric", "curriculum", "article")


def raised_in_source() -> set[str]:
    """Every text in the source that is a code; a code is never put together from parts."""
    return {
        node.value
        for file in Path(coach.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def test_every_code_of_the_source_is_explained_and_no_other() -> None:
    assert sorted(raised_in_source()) == sorted(codes())


def test_codes_are_listed_in_order_within_their_group() -> None:
    for letters in ("CW", "R", "T"):
        numbers = [int(id_[1:]) for id_ in codes() if id_[0] in letters]
        assert numbers
        assert numbers == sorted(set(numbers))


def test_every_explanation_is_of_whole_sentences() -> None:
    for code in codes().values():
        assert re.search(r"[a-z0-9)`]\.$", code.why), code.id
        assert re.search(r"[A-Za-z0-9)\]`]\.$", code.do), code.id
        assert not code.title.endswith("."), code.id


def of_content(faults: tuple[Fault, ...]) -> set[str]:
    return {fault.code for fault in faults}


def checked(files: Files) -> set[str]:
    library = FileLibrary([files.curricula], [files.personas])
    return of_content(check([files.curricula, files.personas], library))


def of_marks(file: Path) -> set[str]:
    try:
        read_marks(file)
    except ContentError as error:
        return of_content(error.faults)
    return set()


def of_talk(file: Path) -> set[str]:
    try:
        read_policy(file) if file.suffix == ".md" else read_transcript(file)
    except ContentError as error:
        return of_content(error.faults)
    return set()


def of_pack(pack: Path) -> set[str]:
    return of_content(check([pack], FileLibrary([], [])))


def zipped(pack: Path, *names: str) -> Path:
    with zipfile.ZipFile(pack, "w") as archive:
        for name in names:
            archive.writestr(name, _held(name))
    return pack


def _held(name: str) -> str:
    if name.endswith("pack.yaml"):
        return MANIFEST
    return PERSONA if name.casefold().endswith(".yaml") else "Words.\n"


OF_CHECK = {id_: code for id_, code in codes().items() if id_[0] in "CW"}


def with_example_in(*places: str) -> list[tuple[str, Example]]:
    return [(c.id, c.example) for c in OF_CHECK.values() if c.example and c.example.where in places]


SWAPPED = with_example_in(*TEXTS)
IN_MARKS = with_example_in("marks")
IN_TALKS = with_example_in(*ENDINGS)
IN_PACKS = with_example_in("pack")


@pytest.mark.parametrize(("code", "example"), SWAPPED)
def test_an_example_in_a_file_raises_its_code_and_the_mended_one_does_not(
    files: Files, code: str, example: Example
) -> None:
    file: Path = getattr(files, example.where)
    text = file.read_text(encoding="utf-8")
    assert text.count(example.right) == 1, example.right
    assert checked(files) == set()
    file.write_text(text.replace(example.right, example.wrong), encoding="utf-8")
    assert code in checked(files)


@pytest.mark.parametrize(("code", "example"), IN_MARKS)
def test_an_example_in_a_table_raises_its_code_and_the_mended_one_does_not(
    tmp_path: Path, code: str, example: Example
) -> None:
    file = tmp_path / "marks.csv"
    file.write_text(example.wrong, encoding="utf-8")
    assert of_marks(file) == {code}
    file.write_text(example.right, encoding="utf-8")
    assert of_marks(file) == set()


@pytest.mark.parametrize(("code", "example"), IN_TALKS)
def test_an_example_of_a_source_raises_its_code_and_the_mended_one_does_not(
    tmp_path: Path, code: str, example: Example
) -> None:
    file = tmp_path / f"source{ENDINGS[example.where]}"
    file.write_text(example.wrong, encoding="utf-8")
    assert of_talk(file) == {code}
    file.write_text(example.right, encoding="utf-8")
    assert of_talk(file) == set()


@pytest.mark.parametrize(("code", "example"), IN_PACKS)
def test_an_example_of_a_pack_raises_its_code_and_the_mended_one_does_not(
    tmp_path: Path, code: str, example: Example
) -> None:
    wrong = zipped(tmp_path / "wrong.zip", *example.wrong.split("\n"))
    right = zipped(tmp_path / "right.zip", *example.right.split("\n"))
    assert code in of_pack(wrong)
    assert code not in of_pack(right)


def _missing(files: Files) -> set[str]:
    return of_content(check([files.scenario.with_name("nowhere.yaml")], FileLibrary([files.curricula], [])))


def _too_large(files: Files) -> set[str]:
    files.scenario.write_text(SCENARIO + "# " + "x" * 200_000, encoding="utf-8")
    return checked(files)


def _latin(files: Files) -> set[str]:
    files.persona.write_bytes(PERSONA.replace("Sam Lee", "Sam Leé").encode("latin-1"))
    return checked(files)


def _link(files: Files) -> set[str]:
    outside = files.personas.parent / "kim.yaml"
    outside.write_text(PERSONA.replace("sam-lee", "kim"), encoding="utf-8")
    (files.personas / "kim.yaml").symlink_to(outside)
    return checked(files)


def _article(files: Files) -> set[str]:
    files.article.with_name("KB-9.md").write_text("# KB-9\n", encoding="utf-8")
    return checked(files)


def _no_lesson(files: Files) -> set[str]:
    other = SCENARIO.replace("id: late-coat", "id: early-coat")
    files.scenario.with_name("early-coat.yaml").write_text(other, encoding="utf-8")
    return checked(files)


def _unused(files: Files) -> set[str]:
    (files.personas / "kim.yaml").write_text(PERSONA.replace("sam-lee", "kim"), encoding="utf-8")
    return checked(files)


def _no_marks(files: Files) -> set[str]:
    return of_marks(files.personas / "nowhere.csv")


def _latin_marks(files: Files) -> set[str]:
    file = files.personas / "marks.csv"
    file.write_bytes(
        "id,rater,criterion,mark,customer,reply\na,Renée,empathy,4,Where?,Soon.".encode("latin-1")
    )
    return of_marks(file)


def _no_zip(files: Files) -> set[str]:
    pack = files.personas.parent / "acme.zip"
    pack.write_text("I am a zip file.", encoding="utf-8")
    return of_pack(pack)


def _many(files: Files) -> set[str]:
    names = [f"p{number}.md" for number in range(2500)]
    return of_pack(zipped(files.personas.parent / "acme.zip", "pack.yaml", *names))


def _linked_pack(files: Files) -> set[str]:
    pack = files.personas.parent / "acme.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("pack.yaml", MANIFEST)
        link = zipfile.ZipInfo("personas/kim.yaml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return of_pack(pack)


def _forty_facts(files: Files) -> set[str]:
    more = "".join(f"  - {{id: f{at}, statement: So it is.}}\n" for at in range(40))
    files.scenario.write_text(SCENARIO.replace("copilot:", f"{more}copilot:"), encoding="utf-8")
    return checked(files)


OTHERS: dict[str, Callable[[Files], set[str]]] = {
    "C101": _missing,
    "C102": _too_large,
    "C103": _latin,
    "C112": _link,
    "C319": _article,
    "C320": _no_lesson,
    "W321": _unused,
    "C401": _no_marks,
    "C402": _latin_marks,
    "C501": _no_zip,
    "C502": _many,
    "C504": _linked_pack,
    "W953": _forty_facts,
}


def test_every_example_that_is_no_text_is_tried() -> None:
    tried = {code for code, _ in (*SWAPPED, *IN_MARKS, *IN_TALKS, *IN_PACKS)}
    assert set(OF_CHECK) - tried == set(OTHERS)
    assert all(code.example for code in OF_CHECK.values())


@pytest.mark.parametrize("code", OTHERS)
def test_an_example_that_is_no_text_raises_its_code(files: Files, code: str) -> None:
    assert checked(files) == set()
    assert code in OTHERS[code](files)
