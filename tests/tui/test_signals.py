"""What is typed survives the end of the program, however it ends; on a real terminal."""

from __future__ import annotations

import json
import os
import signal
import sys
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from logtui.storage.lock import hold_lock
from logtui.storage.state import LogState
from logtui.storage.stored_texts import all_stored_texts, drafts_folder
from logtui.system.editor import leftover_files
from support.outside import LOG
from support.terminals import CTRL_Q, ESCAPE, LOGTUI, SilentTerminal, Terminal, use_editor

if TYPE_CHECKING:
    from collections.abc import Callable

BEGINNING = b"\x1b[?1049h"
"""What has a terminal show a program instead of its text."""

MAIN_SCREEN, CURSOR = b"\x1b[?1049l", b"\x1b[?25h"
"""What gives the terminal back its text and its cursor."""

FORMS = {
    "add": ("a", "Add an entry", "a new entry you were typing"),
    "edit": ("e", "Edit the entry at line 2", "an entry you were changing"),
    "raw": ("e\x12", "Lines at 2", "the lines of an entry"),
}
"""Keys that open each form, what it is called, and what its draft is called."""


def type_into(terminal: Terminal, form: str, words: str) -> None:
    keys, heading, _ = FORMS[form]
    terminal.wait_for("saved")
    terminal.press(keys[0])
    if keys[1:]:
        terminal.wait_for("Edit the entry")
        terminal.press(keys[1:])
    terminal.wait_for(heading)
    terminal.press(words)
    terminal.wait_for(words)


def kept(log: Path) -> str:
    return json.dumps([json.loads(draft.text) for draft in all_stored_texts(log)])


def has_open(process: int, file: Path) -> bool:
    return any(one.exists() and one.samefile(file) for one in Path(f"/proc/{process}/fd").iterdir())


@pytest.mark.parametrize(
    ("form", "number"), list(zip(FORMS, cycle([signal.SIGTERM, signal.SIGHUP]), strict=False))
)
def test_a_signal_keeps_the_draft_and_gives_the_terminal_back(
    log: Path, form: str, number: signal.Signals
) -> None:
    with Terminal([str(log)]) as terminal:
        type_into(terminal, form, "Thought")
        os.kill(terminal.pid, number)
        assert terminal.wait() == 128 + number
        assert terminal.raw.rfind(MAIN_SCREEN) > terminal.raw.rfind(BEGINNING)
        assert CURSOR in terminal.raw[terminal.raw.rfind(MAIN_SCREEN) :]
        assert "Traceback" not in terminal.text
    assert "Thought" in kept(log)
    assert log.read_bytes() == LOG
    with Terminal([str(log)]) as terminal:
        terminal.wait_for("Not saved yet")
        terminal.wait_for(FORMS[form][2])
        terminal.press("\r")
        terminal.wait_for(FORMS[form][1])
        terminal.press(f"{ESCAPE}q")
        assert terminal.wait() == 0


def test_what_is_typed_is_kept_without_another_key_and_outlives_a_kill(log: Path) -> None:
    with Terminal([str(log)]) as terminal:
        type_into(terminal, "add", "Thought")
        while "Thought" not in kept(log):
            terminal.drain(0.05)
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.wait() == -signal.SIGKILL
    with Terminal([str(log)]) as terminal:
        terminal.wait_for("Not saved yet")
        terminal.wait_for("Thought")


def test_a_crash_keeps_the_draft_and_says_so_by_its_status(log: Path, tmp_path: Path) -> None:
    program = tmp_path / "crashing.py"
    program.write_text(
        "import sys\nfrom logtui.cli import main\n"
        "from logtui.tui.forms.entry_form import EntryForm\n"
        "def crash(form):\n    raise ZeroDivisionError('crashed on purpose')\n"
        "EntryForm.action_save = crash\nsys.exit(main())\n"
    )
    with Terminal([str(log)], program=(sys.executable, str(program))) as terminal:
        type_into(terminal, "add", "Thought")
        terminal.press("\x13")
        assert terminal.wait() == 1
        assert "crashed on purpose" in terminal.text
    assert "Thought" in kept(log)
    assert log.read_bytes() == LOG


@pytest.mark.parametrize("form", FORMS)
def test_a_terminal_that_is_closed_keeps_the_draft(log: Path, form: str) -> None:
    with Terminal([str(log)]) as terminal:
        type_into(terminal, form, "Thought")
        terminal.hang_up()
        assert terminal.wait() == 128 + signal.SIGHUP
    assert "Thought" in kept(log)


IGNORING_HANGUP = ("/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *LOGTUI)


@pytest.mark.parametrize(
    "terminal",
    [
        lambda log: Terminal([str(log)], program=IGNORING_HANGUP),
        lambda log: SilentTerminal([str(log)]),
    ],
    ids=["the signal is ignored", "no signal is sent"],
)
def test_a_terminal_that_goes_without_a_signal_ends_the_program(
    log: Path, terminal: Callable[[Path], Terminal]
) -> None:
    with terminal(log) as opened:
        type_into(opened, "add", "Thought")
        opened.hang_up()
        assert opened.wait() == 128 + signal.SIGHUP
    assert "Thought" in kept(log)


def test_quitting_does_not_wait_for_the_watch(log: Path, tmp_path: Path) -> None:
    program, begun = tmp_path / "patient.py", tmp_path / "begun"
    program.write_text(
        "import pathlib, sys, watchfiles\nfrom logtui.cli import main\n"
        "from logtui.storage import watch as module\n"
        "module.CHECK_INTERVAL, real = 3600.0, watchfiles.watch\n"
        "def watch(*folders, **options):\n"
        f"    pathlib.Path({str(begun)!r}).touch()\n    return real(*folders, **options)\n"
        "watchfiles.watch = watch\nsys.exit(main())\n"
    )
    with Terminal([str(log)], program=(sys.executable, str(program))) as terminal:
        terminal.wait_for("saved")
        terminal.wait_for_file(begun)
        terminal.press("q")
        assert terminal.wait() == 0


def test_a_signal_waits_for_the_editor_and_saves_what_comes_of_it(
    log: Path, tmp_path: Path
) -> None:
    editor = use_editor(tmp_path, "- [Thought](https://x.org)")
    with Terminal([str(log)], VISUAL=editor) as terminal:
        terminal.wait_for("saved")
        terminal.press("E")
        terminal.wait_for_file(tmp_path / "typed")
        os.kill(terminal.pid, signal.SIGTERM)
        (tmp_path / "leave").touch()
        assert terminal.wait() == 128 + signal.SIGTERM
    assert b"- [Thought](https://x.org)\n- [Second]" in log.read_bytes()
    assert leftover_files(drafts_folder(log)) == []


def test_what_is_in_an_editor_when_all_is_killed_is_offered(log: Path, tmp_path: Path) -> None:
    editor = use_editor(tmp_path, "- [Thought](https://x.org)")
    with Terminal([str(log)], VISUAL=editor) as terminal:
        terminal.wait_for("saved")
        terminal.press("E")
        terminal.wait_for_file(tmp_path / "typed")
        os.kill(terminal.pid, signal.SIGKILL)
        (tmp_path / "leave").touch()
        assert terminal.wait() == -signal.SIGKILL
    assert log.read_bytes() == LOG
    with Terminal([str(log)]) as terminal:
        terminal.wait_for("a text from your editor")
        terminal.wait_for("Thought")


def test_a_signal_during_a_save_loses_nothing(log: Path) -> None:
    state = LogState.of(log)
    state.make()
    with Terminal([str(log)]) as terminal:
        type_into(terminal, "edit", "Thought")
        with hold_lock(state.lock, log):
            terminal.press("\x13")
            while not has_open(terminal.pid, state.lock):
                terminal.drain(0.02)
            os.kill(terminal.pid, signal.SIGTERM)
            terminal.drain(0.5)
            assert log.read_bytes() == LOG
        assert terminal.wait() == 128 + signal.SIGTERM
    is_saved = b"Thought" in log.read_bytes()
    assert is_saved != ("Thought" in kept(log))


def test_a_program_that_was_stopped_comes_back_whole(log: Path) -> None:
    with Terminal([str(log)]) as terminal:
        terminal.wait_for("saved")
        terminal.press("\x1a")
        terminal.wait_until_stopped()
        terminal.raw = b""
        os.kill(terminal.pid, signal.SIGCONT)
        for part in ("2 Entries", "3 Detail", "saved"):
            terminal.wait_for(part)
        terminal.press("q")
        assert terminal.wait() == 0


def test_keys_keep_their_order_and_q_its_meaning_when_others_stop_the_program(log: Path) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    with Terminal([str(log)]) as terminal:
        terminal.wait_for("saved")
        for _ in range(3):
            os.kill(terminal.pid, signal.SIGSTOP)
            terminal.wait_until_stopped()
            terminal.raw = b""
            os.kill(terminal.pid, signal.SIGCONT)
            while BEGINNING not in terminal.raw:
                terminal.wait_for_more()
            terminal.wait_for("2 Entries")
        terminal.press("/")
        for letter in letters:
            terminal.press(letter)
            terminal.wait_for_more()
        terminal.wait_for(f"⌕ {letters}")
        terminal.press(CTRL_Q)
        assert terminal.wait() == 0
