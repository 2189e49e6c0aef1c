"""Merging three files, and conflict copies into a log."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING, NamedTuple

import pytest

from logtui.document.text.safe import safe_text
from logtui.session import Session
from logtui.storage.state import LogState, state_root
from support.folders import neighbours
from support.mojibake import mojibake
from support.programs import command
from support.system_calls import Fault, intercepted

if TYPE_CHECKING:
    from pathlib import Path

OLD = "08/20/2024\n- 📜[Three](https://arxiv.org/abs/3)\n- no link, no kind\n"
NEW_DAY = "09/25/2024\n- 📜[One](https://arxiv.org/abs/1)\n"
OURS = "10/02/2024\n- 📜[Ours](https://example.org/ours)\n\n"
THEIRS = "10/01/2024\n- 📜[Theirs](https://example.org/theirs) – naïve\n\n"
SYNCTHING = "research-log.sync-conflict-20240921-101530-ABCDEFG.md"


def with_day(text: str, day: str) -> str:
    """Return the small log with ``day`` above its first one."""
    return text.replace("09/25/2024\n", day + "09/25/2024\n", 1)


class Three:
    """The files base, ours and theirs, alone in a folder."""

    def __init__(self, folder: Path, base: bytes, ours: bytes, theirs: bytes) -> None:
        folder.mkdir(parents=True)
        self.files = [folder / name for name in ("base file", "ours file", "theirs file")]
        self.contents = [base, ours, theirs]
        for file, content in zip(self.files, self.contents, strict=True):
            file.write_bytes(content)

    def merge(self) -> int:
        """Merge, and return the exit status; base and theirs stay."""
        done = command("merge", *self.files)
        assert done.stdout == ""
        assert [self.files[0].read_bytes(), self.files[2].read_bytes()] == self.contents[::2]
        assert len(list(self.files[0].parent.iterdir())) == 3
        assert not state_root().exists()
        return done.returncode

    @property
    def ours(self) -> bytes:
        return self.files[1].read_bytes()


def test_three_files_are_merged_into_the_second(tmp_path: Path, text: str) -> None:
    ours, theirs = (with_day(text, day).encode() for day in (OURS, THEIRS))
    three = Three(tmp_path / "three", text.encode(), ours, theirs)
    three.files[1].chmod(0o640)
    assert three.merge() == 0
    assert three.ours == with_day(text, OURS + THEIRS).encode()
    assert stat.S_IMODE(three.files[1].stat().st_mode) == 0o640


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_are_those_of_ours(
    tmp_path: Path, text: str, end: str, bom: bytes
) -> None:
    ours = bom + with_day(text, OURS).replace("\n", end).encode()
    three = Three(tmp_path / "three", text.encode(), ours, with_day(text, THEIRS).encode())
    assert three.merge() == 0
    assert three.ours == bom + with_day(text, OURS + THEIRS).replace("\n", end).encode()


def test_a_log_of_mojibake_gets_their_entry_as_broken_as_its_own(tmp_path: Path, text: str) -> None:
    base, ours, theirs = (mojibake(with_day(text, day)) for day in ("", OURS, THEIRS))
    three = Three(tmp_path / "three", base, ours, theirs)
    assert three.merge() == 0
    assert three.ours == mojibake(with_day(text, OURS + THEIRS))


def test_one_sound_line_in_a_log_of_mojibake_changes_no_other(tmp_path: Path, text: str) -> None:
    base, theirs = mojibake(text), mojibake(with_day(text, THEIRS))
    day = "10/02/2024\n- naïve ☃\n\n".encode()
    ours = base.replace(b"09/25/2024\n", day + b"09/25/2024\n", 1)
    three = Three(tmp_path / "three", base, ours, theirs)
    assert three.merge() == 0
    assert three.ours == theirs.replace(b"10/01/2024\n", day + b"10/01/2024\n", 1)


def test_their_sound_line_is_not_lost_in_a_log_of_mojibake(tmp_path: Path, text: str) -> None:
    base, ours = mojibake(text), mojibake(with_day(text, OURS))
    theirs = base.replace(b"09/25/2024\n", b"09/26/2024\n- caf\xc3\xa9\n\n09/25/2024\n", 1)
    three = Three(tmp_path / "three", base, ours, theirs)
    assert three.merge() == 0
    assert three.ours == mojibake(with_day(text, OURS + "09/26/2024\n- café\n\n"))


def test_bytes_that_mojibake_cannot_hold_are_merged_as_bytes(tmp_path: Path, text: str) -> None:
    base, ours = mojibake(text), mojibake(with_day(text, OURS))
    theirs = base.replace(b"09/25/2024\n", b"09/26/2024\n- odd \xff byte\n\n09/25/2024\n", 1)
    three = Three(tmp_path / "three", base, ours, theirs)
    assert three.merge() == 0
    assert three.ours == ours.replace(
        b"09/25/2024\n", b"09/26/2024\n- odd \xff byte\n\n09/25/2024\n", 1
    )


def test_an_empty_base_unites_both(tmp_path: Path, text: str) -> None:
    ours, theirs = (with_day(text, day).encode() for day in (OURS, THEIRS))
    three = Three(tmp_path / "three", b"", ours, theirs)
    assert three.merge() == 0
    assert three.ours == with_day(text, OURS + THEIRS).encode()


def test_a_conflict_is_marked_and_counted_in_one_line(tmp_path: Path, text: str) -> None:
    ours, theirs = (text.replace("[Three]", f"[{title}]").encode() for title in ("Drei", "Trois"))
    three = Three(tmp_path / "three", text.encode(), ours, theirs)
    done = command("merge", "--path", "notes/log.md", *three.files)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "logtui: notes/log.md: 1 conflict is marked in it; settle it in logtui or any editor\n"
    )
    lines = three.ours.decode().splitlines()
    assert [line for line in lines if line[:7] in ("<" * 7, "=" * 7, ">" * 7)] == [
        *("<<<<<<< ours", "=======", ">>>>>>> theirs")
    ]
    for title in ("Drei", "Trois"):
        assert sum(title in line for line in lines) == 1


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_missing_file_is_named_and_ours_stays(tmp_path: Path, text: str, missing: int) -> None:
    three = Three(tmp_path / "three", text.encode(), b"- ours\n", b"- theirs\n")
    three.files[missing].unlink()
    done = command("merge", *three.files)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"logtui: {three.files[missing]} does not exist\n"
    if missing != 1:
        assert three.ours == b"- ours\n"


def test_a_call_that_fails_leaves_ours_as_it_was_or_merged(tmp_path: Path, text: str) -> None:
    ours, theirs = (with_day(text, day).encode() for day in (OURS, THEIRS))
    clean = Three(tmp_path / "clean", text.encode(), ours, theirs)
    clean.merge()
    number, fired = 0, True
    while fired:
        three = Three(tmp_path / str(number), text.encode(), ours, theirs)
        fault = Fault(number, errno.ENOSPC)
        with intercepted(fault):
            done = command("merge", *three.files)
        assert three.ours == (ours if done.returncode else clean.ours)
        assert done.stderr.count("\n") == (1 if done.returncode else 0)
        assert len(list(three.files[0].parent.iterdir())) == 3
        number, fired = number + 1, fault.fired
    assert number > 10


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("a", "b", "c", "d"),
        ("--install", "a", "b"),
        ("--private", "a"),
        ("--pattern", "*.md", "a"),
    ],
)
def test_wrong_usage(words: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    del capfd
    assert command("merge", *words).returncode == 2


def test_a_copy_beside_the_log_is_merged_and_put_away(log: Path, text: str) -> None:
    assert command("add", log, "Ours", "--date", "2024-09-25").returncode == 0
    ours = log.read_text(encoding="utf-8")
    copy = log.with_name(SYNCTHING)
    copy.write_bytes(with_day(text, THEIRS).encode())
    done = command("merge", log)
    assert (done.returncode, done.stderr) == (0, "")
    assert log.read_text(encoding="utf-8") == with_day(ours, THEIRS)
    assert neighbours(log) == [log.name]
    (kept,) = LogState.of(log).rescued.iterdir()
    assert kept.read_bytes() == with_day(text, THEIRS).encode()
    assert done.stdout == (
        f"{log}: merge {SYNCTHING}: +3 lines at 5-7, the rest unchanged\n"
        f"{SYNCTHING} is now {kept}\n"
    )


def test_undo_takes_a_merge_back(log: Path, text: str) -> None:
    log.with_name(SYNCTHING).write_bytes(with_day(text, THEIRS).encode())
    assert command("merge", log).returncode == 0
    assert log.read_bytes() != text.encode()
    undone = command("undo", log)
    assert undone.returncode == 0
    assert log.read_bytes() == text.encode()
    (kept,) = LogState.of(log).rescued.iterdir()
    assert undone.stderr == (
        f"logtui: the copy is not put back next to the log, it stays as {kept}\n"
    )


@pytest.mark.parametrize("name", [SYNCTHING, "research-log (Ann\x1b’s conflict).md"])
def test_undo_says_each_time_where_the_copy_is(log: Path, text: str, name: str) -> None:
    log.with_name(name).write_bytes(with_day(text, THEIRS).encode())
    assert command("merge", log).returncode == 0
    (kept,) = LogState.of(log).rescued.iterdir()
    where = (
        f"logtui: the copy is not put back next to the log, it stays as {safe_text(str(kept))}\n"
    )
    for verb, said in (("undo", where), ("redo", ""), ("undo", where)):
        done = command(verb, log)
        assert (done.returncode, done.stderr) == (0, said)


class SoundsLikeMerge(NamedTuple):
    """Makes a log ``- one``, and is called as if it merged a copy."""

    label: str = f"merge {SYNCTHING}"
    merged_copy: str = ""

    def content(self, _: object) -> bytes:
        return b"- one\n"


def test_what_only_sounds_like_a_merge_is_undone_without_a_word_of_a_copy(log: Path) -> None:
    Session.open_whole(log).rewrite(SoundsLikeMerge())
    kept = LogState.of(log).rescued / f"2024-09-21-101530.0-{SYNCTHING}"
    kept.parent.mkdir()
    kept.write_bytes(b"- two\n")
    done = command("undo", log)
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_common_version_both_are_united(log: Path, text: str) -> None:
    log.write_bytes(with_day(text, OURS).encode())
    log.with_name(SYNCTHING).write_bytes(with_day(text, THEIRS).encode())
    assert command("merge", log).returncode == 0
    assert log.read_text(encoding="utf-8") == with_day(text, OURS + THEIRS)


def test_without_a_common_version_nothing_counts_as_deleted(log: Path, text: str) -> None:
    log.with_name(SYNCTHING).write_bytes(text.replace("- no link, no kind\n", "").encode())
    done = command("merge", log)
    assert (done.returncode, done.stderr) == (0, "")
    assert log.read_bytes() == text.encode()
    assert "has everything" in done.stdout
    assert neighbours(log) == [log.name]


def test_what_the_copy_deleted_since_a_known_version_goes(log: Path) -> None:
    for title in ("Four", "Five"):
        command("add", log, title, "--date", "2024-09-25")
    common = log.read_text(encoding="utf-8")
    log.with_name(SYNCTHING).write_bytes(common.replace("- no link, no kind\n", "").encode())
    command("add", log, "Six", "--date", "2024-09-25")
    ours = log.read_text(encoding="utf-8")
    assert command("merge", log).returncode == 0
    assert log.read_text(encoding="utf-8") == ours.replace("- no link, no kind\n", "")


def test_a_version_that_the_copy_has_not_seen_is_no_base(log: Path, text: str) -> None:
    """What came by another program after the two had parted must not look deleted."""
    log.write_bytes(with_day(text, OURS).encode())
    for title in ("Four", "Five"):
        command("add", log, title, "--date", "2024-09-25")
    ours = log.read_text(encoding="utf-8")
    log.with_name(SYNCTHING).write_bytes(with_day(text, THEIRS).encode())
    assert command("merge", log).returncode == 0
    assert log.read_text(encoding="utf-8") == ours.replace(OURS, OURS + THEIRS)


def test_a_conflict_with_a_copy_is_marked_and_the_rest_waits(log: Path, text: str) -> None:
    names = [SYNCTHING, SYNCTHING.replace("0921", "0922")]
    for name, title in zip(names, ("Trois", "Tres"), strict=True):
        log.with_name(name).write_bytes(text.replace("[Three]", f"[{title}]").encode())
    done = command("merge", log)
    assert done.returncode == 1
    assert done.stderr == (
        f"logtui: {log}: 1 conflict is marked in it;"
        " settle it in logtui or any editor, then merge 1 more\n"
    )
    lines = log.read_text(encoding="utf-8").splitlines()
    assert f"<<<<<<< {log.name}" in lines
    assert f">>>>>>> {names[0]}" in lines
    assert neighbours(log) == [log.name, names[1]]
    marked = log.read_bytes()
    again = command("merge", log)
    assert again.returncode == 1
    assert again.stderr == (
        f"logtui: {log} holds conflict markers; settle these first, then merge\n"
    )
    assert log.read_bytes() == marked
    assert log.with_name(names[1]).exists()


def test_a_copy_of_any_name_and_place_is_merged_and_stays(
    log: Path, tmp_path: Path, text: str
) -> None:
    copy = tmp_path / "from the laptop.md"
    copy.write_bytes(with_day(text, THEIRS).encode())
    assert command("merge", log, copy).returncode == 0
    assert log.read_text(encoding="utf-8") == with_day(text, THEIRS)
    assert copy.read_bytes() == with_day(text, THEIRS).encode()


def test_without_a_copy_nothing_is_written(log: Path, text: str) -> None:
    done = command("merge", log)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        f"logtui: no conflict copy of {log} lies next to it, nothing is written\n"
    )
    assert log.read_bytes() == text.encode()


def test_the_log_itself_is_no_copy(log: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(log)
    done = command("merge", log, link)
    assert done.returncode == 1
    assert done.stderr == f"logtui: {link} is the log itself; name a copy of it\n"
    assert log.exists()


def test_a_copy_stays_when_the_log_cannot_be_saved(log: Path, text: str) -> None:
    copy = log.with_name(SYNCTHING)
    copy.write_bytes(with_day(text, THEIRS).encode())
    second_name = log.with_name("second name")
    second_name.hardlink_to(log)
    done = command("merge", log)
    assert (done.returncode, done.stdout) == (1, "")
    assert "hard link" in done.stderr
    assert copy.read_bytes() == with_day(text, THEIRS).encode()
    assert log.read_bytes() == text.encode()
    done = command("merge", log, "--in-place")
    assert (done.returncode, done.stderr) == (0, "")
    assert log.read_bytes() == second_name.read_bytes() != text.encode()
    assert log.samefile(second_name)
    assert not copy.exists()


def test_only_a_log_and_its_copies_are_merged_in_place(log: Path) -> None:
    for words in (["base", "ours", "theirs"], ["--install", str(log)]):
        done = command("merge", "--in-place", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "--in-place goes with FILE and its copies" in done.stderr
