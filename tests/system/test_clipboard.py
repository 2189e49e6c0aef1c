"""Copying into clipboards that are really there, into dead ones, and into none."""

from __future__ import annotations

import select
import socket
import subprocess
import sys
from itertools import count
from typing import TYPE_CHECKING

import pytest

from logtui.system import clipboard
from logtui.system.clipboard import (
    MAX_SENT_BYTES,
    CopyResult,
    clipboard_texts,
    copy_text,
    pasteable_text,
)
from support.desktops import OUTSIDE, Tmux, display, give_time, needed, pasted, tmux

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = [
    "https://example.org/a%2Fb?q=%20x&y=(z)#[1]",
    "café – naïve “quotes” 日本 😀",
    "[a \\[b\\] (c)](https://en.wikipedia.org/wiki/Lock_(computer_science))",
    "- one\n    - two\n\n\t- three\n",
    "$(id) `id` ; & | > \\ \"'",
    "x" * 300_000,
]


@pytest.fixture(autouse=True)
def _nothing_within_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OUTSIDE:
        monkeypatch.delenv(name, raising=False)
    give_time(monkeypatch)


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    with display() as name:
        yield name


@pytest.fixture(scope="module")
def server() -> Iterator[Tmux]:
    with tmux() as found:
        yield found


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_display_gives_back_exactly_what_was_copied(
    screen: str, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("DISPLAY", screen)
    copied = copy_text(text)
    assert copied == CopyResult(is_in_clipboard=True, is_in_tmux=False, size=len(text.encode()))
    assert copied.sentence("the link") == "copied the link"
    assert pasted() == text


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_tmux_gives_back_exactly_what_was_copied(
    server: Tmux, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("TMUX", server.variable)
    copied = copy_text(text)
    assert copied.is_certain
    assert not copied.is_in_clipboard
    assert copied.sentence("it").startswith("copied it into tmux, sent to the terminal")
    assert ("more than some" in copied.sentence("it")) == (len(text) > MAX_SENT_BYTES)
    assert server.buffers[0] == text


def test_nothing_is_certain_where_there_is_no_clipboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("TMUX", f"{tmp_path}/gone,1,0")
    copied = copy_text("text")
    assert not copied.is_certain
    assert copied.sentence("the title") == "sent the title to the terminal"
    assert capfd.readouterr() == ("", "")


def test_a_display_that_is_gone_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    needed("xclip")
    monkeypatch.setenv("DISPLAY", ":987654")
    monkeypatch.setenv("TMUX", "/nowhere/gone,1,0")
    assert not copy_text("text").is_certain
    assert capfd.readouterr() == ("", "")


def test_a_display_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    needed("xclip")
    base = 6000
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("DISPLAY", f"127.0.0.1:{silent.getsockname()[1] - base}")
        for seconds in (2**number for number in count()):
            monkeypatch.setattr(clipboard, "CLIPBOARD_TIMEOUT", seconds)
            assert not copy_text("text").is_certain
            if select.select([silent], [], [], 0)[0]:
                break  # it took no longer than that until a tool began to wait
        waiting, _ = silent.accept()
        with waiting:
            # The tool that hung is gone: its end of the connection is closed.
            while waiting.recv(4096):
                pass


def test_a_clipboard_that_gives_back_something_else_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "xclip"
    tool.write_text("#!/bin/sh\ncase $* in *-o*) echo other;; *) exec /bin/cat >/dev/null;; esac\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")
    assert not copy_text("text").is_in_clipboard


def test_over_ssh_the_clipboard_of_the_other_machine_is_left_alone(
    screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", screen)
    assert copy_text("before").is_in_clipboard
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    assert not copy_text("after").is_in_clipboard
    assert pasted() == "before"


def test_tmux_knows_better_whether_it_is_over_ssh(
    screen: str, server: Tmux, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.setenv("TMUX", server.variable)
    server("set-environment", "SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    assert copy_text("one") == CopyResult(is_in_clipboard=False, is_in_tmux=True, size=3)
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    server("set-environment", "-r", "SSH_CONNECTION")
    assert copy_text("two") == CopyResult(is_in_clipboard=True, is_in_tmux=True, size=3)
    server("set-environment", "-u", "SSH_CONNECTION")
    assert not copy_text("three").is_in_clipboard


def test_a_display_forwarded_over_ssh_is_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    tool = tmp_path / "xclip"
    tool.write_text(
        f"#!/bin/sh\ncase $* in *-o*) exec /bin/cat {kept};; *) exec /bin/cat >{kept};; esac\n"
    )
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    monkeypatch.setenv("DISPLAY", "localhost:10.0")
    assert copy_text("text").is_in_clipboard


def test_a_module_in_the_current_folder_is_not_run(
    screen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyperclip.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISPLAY", screen)
    assert copy_text("text").is_in_clipboard


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("plain\n\ttab", "plain\n\ttab"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("caf\udce9", "caf\ufffd"),
        ("half \ud83d character, whole \U0001f600", "half \ufffd character, whole \U0001f600"),
        (
            "end of paste \x1b[201~ run\x00\x7f\x9b",
            "end of paste \ufffd[201~ run\ufffd\ufffd\ufffd",
        ),
    ],
)
def test_what_is_sent_can_be_pasted_anywhere(text: str, sent: str) -> None:
    assert pasteable_text(text) == sent


def test_the_clipboard_is_read(screen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", screen)
    text = "https://example.org/é%2F(1)"
    copy_text(text)
    assert list(clipboard_texts()) == [text]


def test_the_buffer_of_tmux_is_read_where_the_clipboard_is_of_no_use(
    screen: str, server: Tmux, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", server.variable)
    copy_text("https://example.org/in-tmux")
    assert list(clipboard_texts()) == ["https://example.org/in-tmux"]
    monkeypatch.setenv("DISPLAY", screen)
    with monkeypatch.context() as context:
        context.delenv("TMUX")
        copy_text("words")
    assert list(clipboard_texts()) == ["words", "https://example.org/in-tmux"]


def test_tmux_is_not_asked_where_the_clipboard_is_of_use(
    screen: str, server: Tmux, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", screen)
    copy_text("words")
    monkeypatch.setenv("TMUX", server.variable)
    monkeypatch.setattr(clipboard, "_run_tmux", None)
    assert next(clipboard_texts()) == "words"


def test_an_absent_clipboard_says_nothing() -> None:
    assert list(clipboard_texts()) == []


def test_what_was_copied_outlives_the_program(screen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", screen)
    script = (
        "from logtui.system import clipboard\nclipboard.CLIPBOARD_TIMEOUT = 60\n"
        "assert clipboard.copy_text('stays').is_in_clipboard"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    assert pasted() == "stays"
