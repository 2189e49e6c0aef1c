"""Taking mojibake out of a log: the bytes, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.mojibake import mojibake
from support.programs import command

if TYPE_CHECKING:
    from pathlib import Path

MEANT = (
    "Legend:\n- 📜: papers\n\n2024-01-02\n- 📜[It’s “here”](https://a.org)\n    - café – naïve\n"
)
BROKEN_HERE = MEANT.replace("It’s", "Itâ€™s")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("code_page", "removed"), [("mac_roman", ""), ("cp1252", "”")])
def test_a_log_that_is_mojibake_becomes_what_was_meant(
    tmp_path: Path, code_page: str, removed: str, end: str, mark: bytes
) -> None:
    log = tmp_path / "log.md"
    # A byte of `”` has no character in the Western code page.
    meant = MEANT.replace("\n", end).replace(removed, "")
    log.write_bytes(old := mark + mojibake(meant, code_page))
    done = command("repair", log)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{log}: repair the encoding: +3 -3 lines")
    assert log.read_bytes() == mark + meant.encode()
    assert command("undo", log).returncode == 0
    assert log.read_bytes() == old


def test_a_log_that_is_broken_in_part_is_repaired_there_alone(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_bytes(BROKEN_HERE.encode() + b"    - stray \xff byte\n")
    done = command("repair", log)
    assert done.stdout == f"{log}: repair the encoding: +1 -1 lines at 5, the rest unchanged\n"
    assert log.read_bytes() == MEANT.encode() + b"    - stray \xff byte\n"


def test_a_dry_run_shows_the_lines_and_writes_nothing(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text(BROKEN_HERE, encoding="utf-8")
    done = command("repair", log, "--dry-run")
    assert [line for line in done.stdout.splitlines() if line[0] in "+-"] == [
        f"--- {log}",
        f"+++ {log}",
        "-- 📜[Itâ€™s “here”](https://a.org)",
        "+- 📜[It’s “here”](https://a.org)",
    ]
    assert log.read_text(encoding="utf-8") == BROKEN_HERE


@pytest.mark.parametrize("words", [[], ["--dry-run"]])
def test_a_sound_log_stays(tmp_path: Path, words: list[str]) -> None:
    log = tmp_path / "log.md"
    log.write_text(MEANT, encoding="utf-8")
    done = command("repair", log, *words)
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing" in done.stderr or words
    assert log.read_text(encoding="utf-8") == MEANT
