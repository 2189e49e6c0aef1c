"""The program on a real terminal, byte by byte."""

import os
import re
from pathlib import Path

import pytest

from support.controls import CONTROLS
from support.terminals import CTRL_Q, Terminal

ATTACKS = {
    "title": "\x1b]0;OWNED\x07",
    "clipboard": "\x1b]52;c;T1dORUQ=\x07",
    "clear": "\x1b[2J\x1b[31mOWNED",
    "c1": "\x9b31mOWNED\x9d0;OWNED\x9c",
    "device": "\x1bP$qOWNED\x1b\\",
    "bell": "\x07\x07",
    "all": "".join(CONTROLS.values()),
}

CTRL_P = "\x10"


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=list(ATTACKS))
def test_no_control_sequence_of_a_log_reaches_the_terminal(tmp_path: Path, attack: str) -> None:
    path = tmp_path / f"log{attack.translate({0: '', ord('/'): ''})}.md"
    path.write_bytes(
        f"Legend:\n- {attack}📜: pa{attack}pers\n\n2024-01-01 {attack}\n"
        f"- 📜[ti{attack}tle](https://x.org/{attack})\n    - no{attack}te\n    - `co{attack}de`\n"
        f"\n## Day {attack} three\n- {attack}\n".encode("utf-8", "surrogateescape")
    )
    with Terminal([str(path)]) as terminal:
        terminal.wait_for("3 Detail")
        terminal.wait_for("saved")
        for key in ("\r", "1", "G", "2", "r", "?", CTRL_Q):
            terminal.press(key)
        assert terminal.wait() == 0
    assert_untouched(terminal, attack)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=list(ATTACKS))
def test_none_reaches_it_while_something_is_edited(tmp_path: Path, attack: str) -> None:
    path = tmp_path / "log.md"
    conflict = f"<<<<<<< {attack}\n- mi{attack}ne\n=======\n- thei{attack}rs\n>>>>>>> b\n"
    path.write_bytes(
        f"2024-01-01\n- ti{attack}tle\n    - [no{attack}te](https://x.org/{attack})\n{conflict}"
        "".encode("utf-8", "surrogateescape")
    )
    pasted = attack.replace("\udc80", "")  # a terminal sends characters
    with Terminal([str(path)], (80, 24)) as terminal:
        terminal.wait_for("conflict")
        terminal.wait_for("settles them")
        for keys, words in (
            ("ge", "Lines at 2"),
            ("\x1b", "Search"),
            ("c", "later"),
            ("e", "take these lines"),
            ("\x1b", "mine"),
            ("\x1b", "Search"),
            (f"/\x1b[200~{pasted}\x1b[201~", "Keep"),
            (CTRL_P, "Search for commands"),
            (f"\x1b[200~{pasted}\x1b[201~", ""),
        ):
            terminal.drain(0.2)
            terminal.press(keys)
            terminal.wait_for(words)
        terminal.press(CTRL_Q)
        assert terminal.wait() == 0
    assert_untouched(terminal, attack)


def assert_untouched(terminal: Terminal, attack: str) -> None:
    """See that the program has written nothing but its own sequences and text."""
    assert attack.encode("utf-8", "surrogateescape") not in terminal.raw
    assert b"\x1b]52;" not in terminal.raw
    assert b"OWNED\x07" not in terminal.raw
    assert not re.search(rb"\x1b\]0;[^\x07]*OWNED", terminal.raw)
    # Textual chooses the shape of the mouse's pointer with a sequence that ends in a bell.
    drawn = re.sub(rb"\x1b\]22;\w+\x07", b"", terminal.raw).decode()
    assert not set(drawn) & (set(CONTROLS.values()) - {"\x1b"})
    assert not re.search("[\x80-\x9f]", drawn)


def test_quits_with_status_0_and_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_bytes(b"2024-01-01\r\n- one\r\n")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    with Terminal([str(path)]) as terminal:
        terminal.wait_for("one")
        terminal.press("q")
        assert terminal.wait() == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_the_demo_is_a_copy_that_goes_away() -> None:
    with Terminal(["--demo"], TMPDIR=os.environ.get("TMPDIR", "/tmp")) as terminal:  # noqa: S108 - the system's own
        terminal.wait_for("2 Entries")
        terminal.press("q")
        assert terminal.wait() == 0


def test_without_colour_all_is_readable_and_grey(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text("2024-01-01\n- [one](https://x.org)\n    - note\n")
    with Terminal([str(path)], NO_COLOR="1", COLORTERM="truecolor") as terminal:
        for text in ("▌", "one", "note"):
            terminal.wait_for(text)
        terminal.press("q")
        assert terminal.wait() == 0
        colours = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", terminal.raw)
    assert colours
    assert all(red == green == blue for red, green, blue in colours)


@pytest.mark.parametrize("junk", [b"\xe9", b"\xff\xfe", b"\xc3(", b"\xe2\x82"])
def test_bytes_that_are_not_utf8_leave_the_program_listening(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "log.md"
    path.write_text("2024-01-01\n- one\n")
    with Terminal([str(path)]) as terminal:
        terminal.wait_for("saved")
        terminal.press("/")
        terminal.wait_for("Keep")
        terminal.press(junk.decode("utf-8", "surrogateescape") + "heard")
        terminal.wait_for("heard")
        terminal.press(CTRL_Q)
        assert terminal.wait() == 0


def test_the_size_is_that_of_the_terminal_whatever_a_shell_has_exported(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text("2024-01-01\n- one\n")
    with Terminal([str(path)], (120, 40), COLUMNS="80", LINES="24") as terminal:
        terminal.wait_for("1 Dates")  # which a narrow screen hides
        terminal.press("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize("name", ["dumb", "unknown"])
@pytest.mark.parametrize("words", [["log.md"], ["--demo"]])
def test_a_terminal_that_prints_lines_gets_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("log.md").write_text("2024-01-01\n- one\n")
    with Terminal(words, TERM=name) as terminal:
        assert terminal.wait() == 1
        assert f"TERM={name}" in terminal.text
        assert b"\x1b" not in terminal.raw
