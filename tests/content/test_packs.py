"""Packs as zip files and folders: what they hold is found, and what could do harm is refused before it is unpacked."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from coach.content.check import check
from coach.content.library import FileLibrary
from coach.content.packs import MOST_BYTES, MOST_FILES, Packs
from coach.errors import ContentError, Fault
from tests.content.samples import Files

MANIFEST = "schema: coach/pack@1\nid: acme-desk\nversion: 1.2.0\ntitle: The desk at Acme\n"


def pack_of(tmp_path: Path, entries: dict[str, str | bytes]) -> Path:
    pack = tmp_path / "acme.zip"
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return pack


def from_folder(files: Files, tmp_path: Path) -> Path:
    base = files.curricula.parent
    held = {
        file.relative_to(base).as_posix(): file.read_text(encoding="utf-8")
        for folder in (files.curricula, files.personas)
        for file in folder.rglob("*")
        if file.is_file()
    }
    return pack_of(tmp_path, {"pack.yaml": MANIFEST, **held})


def refused(pack: Path) -> tuple[Fault, ...]:
    with pytest.raises(ContentError) as caught:
        Packs().folder(pack)
    return caught.value.faults


def empty_library() -> FileLibrary:
    return FileLibrary([], [])


def test_a_zip_of_a_library_is_a_library(files: Files, tmp_path: Path) -> None:
    pack = from_folder(files, tmp_path)
    library = FileLibrary([pack], [])
    scenario = library.scenario("late-coat")
    assert library.persona(scenario.persona).name == "Sam Lee"
    assert [article.id for article in library.articles(scenario)] == ["KB-1"]
    assert check([pack], empty_library()) == ()


def test_a_fault_in_a_pack_is_told_as_a_place_in_it(files: Files, tmp_path: Path) -> None:
    files.scenario.write_text(
        files.scenario.read_text(encoding="utf-8").replace("channel:", "chanel:"), encoding="utf-8"
    )
    pack = from_folder(files, tmp_path)
    (fault,) = check([pack], empty_library())
    inside = files.scenario.relative_to(files.curricula.parent)
    assert str(fault).startswith(f"{pack / inside}:5:1: C201 ")
    with pytest.raises(ContentError, match="C201") as caught:
        FileLibrary([pack], []).scenario("late-coat")
    assert caught.value.faults[0].position.file == pack / inside


def test_a_folder_zipped_by_a_file_manager_is_a_pack_too(tmp_path: Path) -> None:
    """With the folder itself at the top, and what macOS and Windows leave in it."""
    left = dict.fromkeys(("acme/.DS_Store", "__MACOSX/acme/._pack.yaml", "acme/Thumbs.db"), b"\0\1")
    kim = "schema: coach/persona@1\nid: kim\nname: Kim Park"
    pack = pack_of(tmp_path, {"acme/pack.yaml": MANIFEST, "acme/personas/kim.yaml": kim, **left})
    packs = Packs()
    folder = packs.folder(pack)
    assert {file.name for file in folder.rglob("*") if file.is_file()} == {"pack.yaml", "kim.yaml"}
    (fault,) = (f for f in check([pack], empty_library()) if f.code == "C202" and "summary" in f.message)
    assert fault.position.file == pack / "personas" / "kim.yaml"


@pytest.mark.parametrize("other", ["beta/kim.yaml", "kim.yaml"])
def test_two_folders_are_no_pack_in_a_folder(tmp_path: Path, other: str) -> None:
    (fault,) = refused(pack_of(tmp_path, {"acme/pack.yaml": MANIFEST, other: "id: kim"}))
    assert fault.code == "C507"


def test_what_is_hidden_is_still_refused_where_it_leads_out(tmp_path: Path) -> None:
    (fault,) = refused(pack_of(tmp_path, {"pack.yaml": MANIFEST, ".git/../../evil.yaml": "id: evil"}))
    assert fault.code == "C503"


def test_what_was_unpacked_goes_with_the_library(files: Files, tmp_path: Path) -> None:
    library = FileLibrary([from_folder(files, tmp_path)], [])
    folder = library.packs.folder(tmp_path / "acme.zip")
    assert (folder / "pack.yaml").is_file()
    assert folder.stat().st_mode & 0o077 == 0
    del library
    assert not folder.exists()


def test_a_pack_without_a_manifest_is_told_so(tmp_path: Path) -> None:
    (fault,) = refused(pack_of(tmp_path, {"personas/kim.yaml": "id: kim"}))
    assert (fault.code, str(fault.position)) == ("C507", f"{tmp_path / 'acme.zip'}:1:1")
    assert "pack.yaml" in fault.hint


def test_the_manifest_is_checked_like_any_file(tmp_path: Path) -> None:
    faults = check([pack_of(tmp_path, {"pack.yaml": MANIFEST.replace("1.2.0", "2")})], empty_library())
    assert [(f.code, f.position.line) for f in faults] == [("C203", 3)]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml",
        "personas/../../evil.yaml",
        "/etc/evil.yaml",
        "C:/evil.yaml",
        "personas\\evil.yaml",
    ],
)
def test_a_name_that_leads_out_of_the_pack_is_refused(tmp_path: Path, name: str) -> None:
    before = set(tmp_path.parent.rglob("evil*"))
    faults = refused(pack_of(tmp_path, {"pack.yaml": MANIFEST, name: "id: evil"}))
    assert [f.code for f in faults] == ["C503"]
    assert set(tmp_path.parent.rglob("evil*")) == before
    assert "leads out of the pack" in faults[0].message


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("./kim.yaml", "'./kim.yaml' is written in a roundabout way"),
        ("personas//kim.yaml", "roundabout"),
        ("personas/./kim.yaml", "roundabout"),
        ("personas/\x1b[2J.yaml", "'personas/<U+001B>[2J.yaml' has a character in its name"),
        ("per\nsonas.yaml", "'per<U+000A>sonas.yaml' has a character in its name"),
        ("kim\u202elmay.yaml", "'kim<U+202E>lmay.yaml' has a character in its name"),
        ("a" * 300 + ".yaml", "more than 200 characters"),
        ("CON.yaml", "'CON.yaml' cannot be unpacked on Windows, where CON is a device"),
        ("nul.yaml", "nul is a device"),
        ("aux.md", "aux is a device"),
        ("personas/com1.md", "com1 is a device"),
        ("aux/kim.yaml", "aux is a device"),
        ("notes./kim.yaml", "does not end in a dot or a space"),
        ("kim.yaml ", "does not end in a dot or a space"),
        ("who?.yaml", "has no ?"),
    ],
)
def test_a_name_that_some_system_cannot_write_is_refused_with_the_reason(
    tmp_path: Path, name: str, says: str
) -> None:
    (fault,) = refused(pack_of(tmp_path, {"pack.yaml": MANIFEST, name: "id: kim"}))
    assert fault.code == "C503"
    assert says in fault.message
    assert fault.message.isprintable()
    assert "leads out" not in fault.message


def test_the_bytes_of_a_zip_file_are_shown_as_no_line_of_text(tmp_path: Path) -> None:
    (fault,) = check([pack_of(tmp_path, {"pack.yaml": MANIFEST, "CON.yaml": "id: kim"})], empty_library())
    assert (fault.code, fault.text) == ("C503", "")


@pytest.mark.parametrize("name", ["console.yaml", "personas/auxiliary.yaml", "com10.md", "a.con.md"])
def test_a_name_that_only_begins_like_a_device_is_let_in(tmp_path: Path, name: str) -> None:
    assert (Packs().folder(pack_of(tmp_path, {"pack.yaml": MANIFEST, name: "# A"})) / "pack.yaml").is_file


def test_a_content_file_with_its_ending_in_capitals_is_read(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, {"pack.yaml": MANIFEST, "Kim.YAML": "schema: coach/persona@1\nid: kim\n"})
    faults = check([pack], empty_library())
    assert {(f.code, f.position.file.name) for f in faults} == {("C202", "Kim.YAML")}


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_a_device_is_refused(tmp_path: Path, kind: int) -> None:
    link = zipfile.ZipInfo("personas/kim.yaml")
    link.external_attr = (kind | 0o777) << 16
    pack = tmp_path / "acme.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("pack.yaml", MANIFEST)
        archive.writestr(link, "/etc/passwd")
    assert [(f.code, f.position.file) for f in refused(pack)] == [("C504", pack / "personas/kim.yaml")]


@pytest.mark.parametrize(
    "name", ["hook.py", "run.sh", "coach.exe", "lib/x.so", "personas/kim", "kim.yaml.pyc"]
)
def test_nothing_that_runs_is_let_in(tmp_path: Path, name: str) -> None:
    pack = pack_of(tmp_path, {"pack.yaml": MANIFEST, name: "import os"})
    assert [(f.code, f.position.file) for f in refused(pack)] == [("C505", pack / name)]


def test_nor_in_a_pack_that_is_a_folder(files: Files) -> None:
    base = files.curricula.parent
    (base / "pack.yaml").write_text(MANIFEST, encoding="utf-8")
    (base / "hook.py").write_text("import os", encoding="utf-8")
    (base / "notes.md").symlink_to("/etc/hostname")
    found = {(f.code, f.position.file) for f in check([base], empty_library())}
    assert found == {("C505", base / "hook.py"), ("C504", base / "notes.md")}


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_method_that_may_ask_for_any_memory_is_refused_before_a_byte_is_unpacked(
    tmp_path: Path, method: int
) -> None:
    pack = tmp_path / "acme.zip"
    with zipfile.ZipFile(pack, "w", method) as archive:
        archive.writestr("pack.yaml", MANIFEST * 20)
    data = bytearray(pack.read_bytes())
    data[60:90] = b"\xff" * 30
    pack.write_bytes(data)
    assert [(f.code, f.position.file) for f in refused(pack)] == [("C501", pack / "pack.yaml")]


def test_a_pipe_or_a_device_that_is_called_a_pack_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    (tmp_path / "endless.zip").symlink_to("/dev/zero")
    for name in ("pipe.zip", "endless.zip"):
        assert [f.code for f in refused(tmp_path / name)] == ["C501"]


def test_links_in_a_circle_in_a_pack_are_a_fault(files: Files) -> None:
    base = files.curricula.parent
    (base / "pack.yaml").write_text(MANIFEST, encoding="utf-8")
    (base / "notes.md").symlink_to("notes.md")
    assert [f.position.file for f in check([base], empty_library())] == [base / "notes.md"]


def test_the_same_name_twice_is_refused_also_in_other_capitals(tmp_path: Path) -> None:
    pack = pack_of(
        tmp_path, {"pack.yaml": MANIFEST, "personas/kim.yaml": "id: a", "personas/Kim.yaml": "id: b"}
    )
    assert [f.code for f in refused(pack)] == ["C506"]


def test_a_bomb_is_refused_by_what_it_says_of_itself(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, {"pack.yaml": MANIFEST, "big.md": b"0" * (MOST_BYTES + 1)})
    assert pack.stat().st_size < 100_000
    assert [f.code for f in refused(pack)] == ["C502"]


def test_a_bomb_that_lies_about_its_size_is_refused_too(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, {"pack.yaml": MANIFEST, "big.md": b"0" * (MOST_BYTES * 3)})
    data = bytearray(pack.read_bytes())
    true, small = struct.pack("<L", MOST_BYTES * 3), struct.pack("<L", 1000)
    assert data.count(true) == 2
    pack.write_bytes(data.replace(true, small))
    assert {f.code for f in refused(pack)} <= {"C501", "C502"}


def test_a_million_names_are_not_even_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = tmp_path / "acme.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        for number in range(MOST_FILES * 9):
            archive.writestr(f"personas/{number}.yaml", "")
    assert [f.code for f in refused(pack)] == ["C502"]


def test_a_few_too_many_files_are_refused(tmp_path: Path) -> None:
    entries: dict[str, str | bytes] = {f"p/{n}.md": "" for n in range(MOST_FILES)}
    assert [f.code for f in refused(pack_of(tmp_path, {"pack.yaml": MANIFEST, **entries}))] == ["C502"]


def test_a_directory_of_the_longer_kind_is_refused(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, {"pack.yaml": MANIFEST})
    data = pack.read_bytes()
    at = data.rfind(b"PK\5\6")
    pack.write_bytes(data[:at] + b"PK\6\7" + b"\0" * 16 + data[at:])
    assert {f.code for f in refused(pack)} <= {"C501", "C502"}


def _mangled() -> Iterator[bytes]:
    yield b""
    yield b"PK\3\4"
    yield b"PK\5\6" + b"\0" * 18
    yield os.urandom(5000)


@pytest.mark.parametrize("data", list(_mangled()), ids=["empty", "a head only", "no files", "noise"])
def test_what_is_no_pack_is_told_with_its_place(tmp_path: Path, data: bytes) -> None:
    pack = tmp_path / "acme.zip"
    pack.write_bytes(data)
    (fault,) = refused(pack)
    assert fault.code in ("C501", "C507")
    assert fault.position.file == pack


def test_a_pack_that_is_not_there_is_a_fault_and_no_traceback(tmp_path: Path) -> None:
    (fault,) = refused(tmp_path / "nowhere.zip")
    assert fault.code == "C501"
    assert "no such file" in fault.message


def test_every_broken_byte_of_a_pack_is_a_fault_or_harmless(files: Files, tmp_path: Path) -> None:
    pack = from_folder(files, tmp_path)
    whole = pack.read_bytes()
    for at in range(0, len(whole), 7):
        broken = bytearray(whole)
        broken[at] ^= 0xFF
        pack.write_bytes(broken)
        with suppress(ContentError):
            assert Packs().folder(pack).is_dir()
