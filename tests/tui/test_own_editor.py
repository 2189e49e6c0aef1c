"""An entry in the user's own editor while another program changes the log; on a real terminal."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from logtui.config.loading import config_path
from logtui.document.reading.parser import parse
from logtui.storage.stored_texts import all_stored_texts, drafts_folder
from logtui.system.editor import leftover_files
from logtui.tui.background.typed_texts import unsaved_texts
from support.outside import LOG
from support.terminals import CTRL_Q, ESCAPE, Terminal, use_editor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECOND = b"- [Second](https://arxiv.org/abs/1)\n"
MINE = b"- [My second](https://arxiv.org/abs/1)\n"
THEIRS = b"- [Theirs](https://arxiv.org/abs/1)\n"


@contextmanager
def edited(log: Path, typed: bytes, left: bytes | None) -> Iterator[Terminal]:
    """Give the terminal after the second entry was edited and ``left`` put into the log meanwhile.

    Args:
        log: The log.
        typed: What the user types for the entry.
        left: What another program leaves in the log before the user quits the editor; None
            where it takes the log away.
    """
    folder = log.parent
    editor = use_editor(folder, typed.decode())
    with Terminal([str(log)], VISUAL=editor, COLUMNS="120", LINES="40") as terminal:
        terminal.wait_for("saved")
        terminal.press("j")
        terminal.wait_for("line 4")
        terminal.press("E")
        terminal.wait_for_file(folder / "typed")
        if left is None:
            log.unlink()
        else:
            log.write_bytes(left)
        (folder / "leave").touch()
        yield terminal


@pytest.mark.parametrize(
    ("key", "chosen"),
    [("m", MINE), ("t", THEIRS), ("b", MINE + THEIRS)],
    ids=["mine", "theirs", "both"],
)
def test_the_same_part_changed_elsewhere_is_asked_about(log: Path, key: str, chosen: bytes) -> None:
    theirs = LOG.replace(SECOND, THEIRS)
    with edited(log, MINE, theirs) as terminal:
        terminal.wait_for("Changed on the disk while you were editing")
        terminal.wait_for("My second")
        terminal.wait_for("Theirs")
        assert log.read_bytes() == theirs
        terminal.press(key)
        if key != "t":
            terminal.wait_for("u undoes")
        while leftover_files(drafts_folder(log)) or all_stored_texts(log):
            terminal.drain(0.02)
        terminal.press(CTRL_Q)
        assert terminal.wait() == 0
    assert log.read_bytes() == LOG.replace(SECOND, chosen)
    assert all_stored_texts(log) == []
    assert leftover_files(drafts_folder(log)) == []


@pytest.mark.parametrize("left", [THEIRS, b""], ids=["changed", "taken out"])
def test_a_question_left_open_writes_nothing_and_leaves_the_text_in_a_form(
    log: Path, left: bytes
) -> None:
    theirs = LOG.replace(SECOND, left)
    with edited(log, MINE, theirs) as terminal:
        terminal.wait_for("Changed on the disk while you were editing")
        terminal.press(ESCAPE)
        terminal.wait_for("Nothing is decided, so nothing is written")
        terminal.wait_for("Lines at 4")
        terminal.press(f"{ESCAPE}q")
        assert terminal.wait() == 0
    assert log.read_bytes() == theirs
    (draft,) = all_stored_texts(log)
    assert json.loads(draft.text) == {"raw": MINE.decode().rstrip("\n")}
    with Terminal([str(log)]) as terminal:
        terminal.wait_for("a text from your editor")
        terminal.wait_for("My second")


def test_another_part_changed_elsewhere_stays(log: Path) -> None:
    note = b"    - their note\n"
    with edited(log, MINE, LOG.replace(SECOND, SECOND + note)) as terminal:
        terminal.wait_for("u undoes")
        terminal.press("q")
        assert terminal.wait() == 0
    assert log.read_bytes() == LOG.replace(SECOND, MINE + note)


def test_what_cannot_be_saved_stays_where_the_editor_has_left_it(log: Path) -> None:
    with edited(log, MINE, None) as terminal:
        terminal.wait_for("typed")
        terminal.press("q")
        assert terminal.wait() == 0
    assert not log.exists()
    (file,) = leftover_files(drafts_folder(log))
    assert file.read_bytes() == MINE


def test_an_empty_text_takes_nothing_out(log: Path) -> None:
    with edited(log, b"\n", LOG) as terminal:
        terminal.wait_for("nothing came back from the editor, so nothing is")
        terminal.press("q")
        assert terminal.wait() == 0
    assert log.read_bytes() == LOG


def test_the_editor_of_the_settings_goes_before_visual(log: Path) -> None:
    path = config_path()
    path.parent.mkdir(parents=True)
    path.write_text(f"editor = {json.dumps(use_editor(log.parent, MINE.decode()))}\n")
    with Terminal([str(log)], VISUAL="false") as terminal:
        terminal.wait_for("saved")
        terminal.press("j")
        terminal.wait_for("line 4")
        terminal.press("E")
        terminal.wait_for_file(log.parent / "typed")
        (log.parent / "leave").touch()
        terminal.wait_for("u undoes")
        terminal.press("q")
        assert terminal.wait() == 0
    assert log.read_bytes() == LOG.replace(SECOND, MINE)


def test_what_an_editor_saves_later_that_did_not_wait_is_offered(log: Path, tmp_path: Path) -> None:
    editor = tmp_path / "bin" / "code"
    editor.parent.mkdir()
    editor.write_text("#!/bin/sh\n")
    editor.chmod(0o755)
    with Terminal([str(log)], VISUAL=str(editor)) as terminal:
        terminal.wait_for("saved")
        terminal.press("j")
        terminal.wait_for("line 4")
        terminal.press("E")
        terminal.wait_for("code --wait")
        terminal.press("q")
        assert terminal.wait() == 0
    (file,) = leftover_files(drafts_folder(log))
    assert file.read_bytes() == SECOND
    assert log.read_bytes() == LOG
    with Terminal([str(log)]) as terminal:
        terminal.wait_for("saved")
        assert "a text from your editor" not in terminal.text
        terminal.press("q")
        assert terminal.wait() == 0
    file.write_bytes(MINE)
    with Terminal([str(log)]) as terminal:
        terminal.wait_for("a text from your editor")
        terminal.wait_for("My second")


def test_an_untouched_text_is_forgotten_when_no_editor_can_have_it_any_more(log: Path) -> None:
    file = drafts_folder(log) / "entry-999999999-a" / "entry.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(SECOND)
    document = parse(LOG)
    assert unsaved_texts(log, document) == []
    assert file.exists()
    os.utime(file, (0, 0))
    assert unsaved_texts(log, document) == []
    assert not file.parent.exists()
