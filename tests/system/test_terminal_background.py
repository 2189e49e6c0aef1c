"""Asking a terminal, a real one, whether its background is light."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from logtui.system.terminal_background import is_light

ASK = "from logtui.system.terminal_background import *; print(has_light_background(float(%r)))"


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", True),
        (b"\x1b]11;rgb:1a1a/1b1b/2626\x07", False),
        (b"\x1b]11;rgb:fd/f6/e3\x1b\\\x1b[?1;2c", True),
        (b"\x1b]11;rgba:0000/0000/0000/ffff\x1b\\", False),
        (b"\x1b[?62;4c", None),
        (b"", None),
    ],
)
def test_answers_are_read(answer: bytes, *, light: bool | None) -> None:
    assert is_light(answer) is light


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"\x1b]11;rgb:eeee/eeee/eeee\x1b\\\x1b[?6c", "True"),
        (b"\x1b]11;rgb:0000/0000/0000\x07\x1b[?6c", "False"),
        (b"\x1b[?6c", "None"),
    ],
)
def test_a_terminal_is_asked_and_left_as_it_was(answer: bytes, said: str) -> None:
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        ["setsid", "-c", sys.executable, "-c", ASK % 30],
        stdin=end,
        stdout=subprocess.PIPE,
        text=True,
    )
    asked = b""
    while b"\x1b[c" not in asked:
        asked += os.read(terminal, 100)
    assert asked.startswith(b"\x1b]11;?")
    os.write(terminal, answer)
    assert process.communicate()[0] == said + "\n"
    os.close(terminal)
    os.close(end)


def test_a_terminal_that_does_not_answer_is_given_up() -> None:
    terminal, end = pty.openpty()
    process = subprocess.run(
        ["setsid", "-c", sys.executable, "-c", ASK % 0.01],
        stdin=end,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert process.stdout == "None\n"
    os.close(terminal)
    os.close(end)
