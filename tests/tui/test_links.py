"""Copying and opening with the keys, to real clipboards and to programs that record their calls."""

from __future__ import annotations

import asyncio
import os
import shlex
import sys
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from logtui.demo import SAMPLE
from logtui.system import clipboard
from logtui.system.local_files import local_file_type
from logtui.tui.dialogs.choice import CopyMenu, LinkPicker
from logtui.tui.dialogs.dialog import answer_to
from logtui.tui.dialogs.show_text import TextDialog
from logtui.tui.panes.entry_detail import EntryDetail
from support import link_app
from support.desktops import OUTSIDE, Recorder, display, give_time, pasted, tmux
from support.link_app import LinkApp
from support.pilots import (
    SIZES,
    browsing,
    configure,
    main_screen,
    press,
    settled,
    text,
    until,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from logtui.system.file_types import FileType

URL = "https://example.org/a%2Fb/é_(x)?q=[1]"
ENTRY = f"- [Heads \\[2\\] (one)](<{URL}>)\n    - first\n    - second"
PAPER = "- [Attention](https://arxiv.org/abs/1706.03762v2)"


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Leave nothing within reach but what a test puts there."""
    for name in OUTSIDE:
        monkeypatch.delenv(name, raising=False)
    give_time(monkeypatch)
    return Recorder(tmp_path)


@pytest.fixture
def desktop(programs: Recorder, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """A desktop whose launcher records what it is to open."""
    monkeypatch.setenv("PATH", str(programs.path))
    monkeypatch.setenv("DISPLAY", ":987654")
    programs.program("xdg-open")
    return programs


@asynccontextmanager
async def linking(
    folder: Path, entry: str, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Pilot[None]]:
    """Give the pilot of an app whose keys are bound to ``entry``."""
    (folder / "log.md").write_bytes(f"2024-01-01\n{entry}\n".encode("utf-8", "surrogateescape"))
    app = LinkApp(folder / "log.md")
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot


async def seen(pilot: Pilot[None], words: str) -> None:
    """Wait until the screen shows ``words``."""
    await until(pilot, lambda: words in text(pilot))


@pytest.mark.parametrize(
    ("keys", "copied", "told"),
    [
        (["y"], URL, "copied the link"),
        (["Y", "l"], URL, "copied the link"),
        (["Y", "enter"], URL, "copied the link"),
        (["Y", "t"], "Heads [2] (one)", "copied the title"),
        (["Y", "down", "j", "enter"], f"[Heads [2] (one)]({URL})", "copied title and link"),
        (["Y", "e"], ENTRY, "copied the entry"),
        (["Y", "n"], "- first\n- second", "copied the notes"),
    ],
)
async def test_what_is_chosen_is_in_the_clipboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str], copied: str, told: str
) -> None:
    with display() as name:
        monkeypatch.setenv("DISPLAY", name)
        async with linking(tmp_path, ENTRY) as pilot:
            await pilot.press(*keys)
            await seen(pilot, told)
            assert not isinstance(pilot.app.screen, TextDialog)
            assert pilot.app.clipboard == copied
        assert pasted() == copied


async def test_what_the_mouse_selected_is_copied_in_the_same_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.md"
    path.write_text(f"2024-01-01\n{ENTRY}\n", encoding="utf-8")
    with display() as name:
        monkeypatch.setenv("DISPLAY", name)
        async with browsing(path) as pilot:
            await press(pilot, "ctrl+c")
            assert "copied" not in text(pilot)
            detail = main_screen(pilot).query_one(EntryDetail).content_region
            await pilot.mouse_down(offset=(detail.x, detail.y))
            await pilot.hover(offset=(detail.x + 4, detail.y))
            await pilot.mouse_up(offset=(detail.x + 4, detail.y))
            await press(pilot, "ctrl+c")
            await seen(pilot, "copied what is selected")
        assert pasted() == "Heads"


@pytest.mark.parametrize(
    ("keys", "copied", "told"),
    [
        (["Y", "K"], "arxiv170603762", "copied the citation key"),
        (["Y", "@"], "[@arxiv170603762]", "copied the citation for pandoc"),
        (["Y", "c"], "\\cite{arxiv170603762}", "copied the citation for TeX"),
        (["Y", "s"], "arXiv:1706.03762 (2017)", "copied the citation"),
        (
            ["Y", "r"],
            "Attention (2017). arXiv:1706.03762. https://arxiv.org/abs/1706.03762",
            "copied the reference",
        ),
        (
            ["Y", "b"],
            (
                "@misc{arxiv170603762,\n  title = {Attention},\n  year = {2017},\n  month = jun,\n"
                "  eprint = {1706.03762},\n  archivePrefix = {arXiv},\n"
                "  doi = {10.48550/arXiv.1706.03762},\n  url = {https://arxiv.org/abs/1706.03762},\n"
                "  key = {Attention},\n}\n"
            ),
            "copied the entry of BibTeX",
        ),
        (["Y", "t", "C"], "Attention", "copied the title"),
        (["Y", "K", "C"], "arxiv170603762", "copied the citation key"),
        (["C", "K"], "arxiv170603762", "copied the citation key"),
    ],
)
async def test_a_work_is_copied_in_the_forms_of_writers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str], copied: str, told: str
) -> None:
    with display() as name:
        monkeypatch.setenv("DISPLAY", name)
        async with linking(tmp_path, PAPER) as pilot:
            await pilot.press(*keys)
            await seen(pilot, told)
            assert pasted() == copied


async def test_what_is_copied_again_has_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log.md"
    log.write_text(f"2024-01-01\n{PAPER}\n- no link\n")
    with display() as name:
        monkeypatch.setenv("DISPLAY", name)
        async with browsing(log) as pilot:
            await press(pilot, "Y", "K")
            await seen(pilot, "copied the citation key")
            await press(pilot, "j", "C")
            await seen(pilot, "nothing is copied: this entry lacks the citation key")


@pytest.mark.parametrize("size", SIZES)
async def test_the_menu_shows_what_one_gets(tmp_path: Path, size: tuple[int, int]) -> None:
    async with linking(tmp_path, f"{PAPER}\n    - one\n    - two", size) as pilot:
        await pilot.press("Y")
        assert isinstance(pilot.app.screen, CopyMenu)
        await seen(pilot, "1706.03762 ")
        rows = [line.strip(" │") for line in text(pilot).splitlines() if "│" in line]
        assert [row[0] for row in rows] == [*"ltmeinK@cbJsr"]
        for part in (
            *("https://arxiv.org/abs/1706.03762v2", "Attention", "arXiv id"),
            *("[Attention](https://arxiv", "entry, as Markdown", "3 lines: - [Att"),
        ):
            assert part in text(pilot)
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, CopyMenu)


async def test_an_entry_without_a_link_says_so_and_offers_the_rest(tmp_path: Path) -> None:
    async with linking(tmp_path, "- Only **words**\n    - and a note") as pilot:
        await pilot.press("y")
        await seen(pilot, "This entry has no link.")
        assert "DOI" not in text(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, TextDialog))
        assert pilot.app.clipboard == "Only words"
        await pilot.press("escape", "o")
        await seen(pilot, "this entry has no link")


async def test_with_nothing_certain_the_text_is_shown_until_the_terminal_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    async with linking(tmp_path, ENTRY) as pilot:
        await pilot.press("y")
        await seen(pilot, "sent the link to the terminal")
        assert isinstance(pilot.app.screen, TextDialog)
        # Nothing stands beside it that a mouse would select as well.
        assert any(line.rstrip() == URL for line in text(pilot).splitlines())
        await pilot.press("escape", "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, TextDialog))
        await pilot.press("t", "y")
        await seen(pilot, "sent the link to the terminal")
        assert not isinstance(pilot.app.screen, TextDialog)


async def test_a_dead_display_does_not_keep_the_keys_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":987654")
    async with linking(tmp_path, ENTRY) as pilot:
        await pilot.press("y", "Y")
        assert isinstance(pilot.app.screen, CopyMenu)
        # What is known by now must not come between the user and the menu.
        await seen(pilot, "sent the link")
        assert isinstance(pilot.app.screen, CopyMenu)


async def test_of_several_texts_the_last_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_are_chosen = threading.Event()

    def slow(sent: str) -> clipboard.CopyResult:
        all_are_chosen.wait()
        return clipboard.copy_text(sent)

    monkeypatch.setattr("logtui.tui.actions.linking.copy_text", slow)
    with display() as name:
        monkeypatch.setenv("DISPLAY", name)
        async with linking(tmp_path, ENTRY) as pilot:
            await pilot.press("y", "Y", "t", "Y", "n", "Y", "e")
            all_are_chosen.set()
            await seen(pilot, "copied the entry")
        assert pasted() == ENTRY


async def test_a_dialog_does_the_work_of_the_app_in_no_worker(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text(f"2024-01-01\n{PAPER}\n")
    tasks: dict[str, object] = {}
    answers: list[bool | None] = []

    async def end_screens() -> None:
        tasks["app"] = asyncio.current_task()

    async def ask() -> None:
        tasks["worker"] = asyncio.current_task()
        pilot.app.call_next(end_screens)
        answer = await answer_to(pilot.app, TextDialog("Here it is", "a text", "offer"))
        answers.append(answer)

    async with browsing(log) as pilot:
        main_screen(pilot).run_worker(ask())
        await until(pilot, lambda: isinstance(pilot.app.screen, TextDialog) and "app" in tasks)
        # Else it would be cancelled together with the worker when the screens end.
        assert tasks["app"] is not tasks["worker"]
        await press(pilot, "escape")
        await until(pilot, lambda: bool(answers))
        assert answers == [False]


async def test_half_characters_and_mojibake_are_sent_as_they_are_shown(tmp_path: Path) -> None:
    async with linking(tmp_path, "- caf\udce9 donâ€™t \x1b[201~") as pilot:
        await pilot.press("Y", "t")
        await until(pilot, lambda: pilot.app.clipboard == "caf\ufffd don’t \ufffd[201~")


def test_a_terminal_and_tmux_are_sent_the_very_bytes(tmp_path: Path) -> None:
    (tmp_path / "log.md").write_text(f"2024-01-01\n{ENTRY}\n", encoding="utf-8")
    with tmux() as server:
        words = [sys.executable, link_app.__file__, str(tmp_path / "log.md")]
        # Without the tool of tmux within reach only OSC 52 is left.
        for path, told in ((os.environ["PATH"], "into tmux"), ("/nowhere", "may have")):
            server("respawn-pane", "-k", shlex.join(["env", f"PATH={path}", *words]))
            server.wait_for("ready")
            before = len(server.buffers)
            server("send-keys", "y")
            server.wait_for(told)
            assert len(server.buffers) > before
            assert set(server.buffers) == {URL}


async def test_the_only_link_is_opened_at_once(tmp_path: Path, desktop: Recorder) -> None:
    async with linking(tmp_path, ENTRY) as pilot:
        await pilot.press("o")
        await seen(pilot, "opened example.org in the browser")
        await until(pilot, lambda: desktop.calls == [["xdg-open", URL]])
    assert not desktop.had_terminal


@pytest.mark.parametrize(("setting", "box"), [("true", "[x]"), ("false", "[ ]")])
async def test_what_is_opened_is_done_where_the_settings_say_so(
    tmp_path: Path, desktop: Recorder, setting: str, box: str
) -> None:
    configure(f"[queue]\nread_on_open = {setting}\n")
    log = tmp_path / "log.md"
    log.write_text("2024-01-01\n- [ ] [a](https://a.org/)\n")
    async with browsing(log) as pilot:
        await press(pilot, "o")
        await until(pilot, lambda: desktop.calls == [["xdg-open", "https://a.org/"]])
        await settled(pilot)
        assert log.read_text() == f"2024-01-01\n- {box} [a](https://a.org/)\n"


async def test_of_several_links_the_user_chooses(tmp_path: Path, desktop: Recorder) -> None:
    entry = f"{PAPER}\n    - see [code](https://example.org/code) and https://example.org/x%2Fy"
    async with linking(tmp_path, entry) as pilot:
        await pilot.press("o")
        assert isinstance(pilot.app.screen, LinkPicker)
        await seen(pilot, "3")
        shown = text(pilot)
        assert shown.index("Attention") < shown.index("code  ") < shown.index("x%2Fy")
        await pilot.press("escape", "o", "3")
        await until(pilot, lambda: desktop.calls == [["xdg-open", "https://example.org/x%2Fy"]])
        await pilot.press("o", "down", "enter")
        await until(pilot, lambda: desktop.calls[1:] == [["xdg-open", "https://example.org/code"]])


async def test_without_a_desktop_the_address_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    async with linking(tmp_path, ENTRY) as pilot:
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, TextDialog))
        await seen(pilot, "there is no desktop")
        assert any(line.rstrip() == URL for line in text(pilot).splitlines())
        await pilot.press("t")
        assert isinstance(pilot.app.screen, TextDialog)
        await pilot.press("enter")
        assert not isinstance(pilot.app.screen, TextDialog)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("javascript:alert(1)", "script"),
        ("file:///etc/passwd", "any file of this computer"),
        ("--version", "option"),
        ("$(id)", "not a plain file"),
        ("https://example.org/\x00x", "control characters"),
        ("https://example.org/" + "y" * 10_000, "longer than"),
        ("vscode://x", "only http"),
        ("../outside.txt", "out of the log's folder"),
        ("way/out.txt", "outside the log's folder"),
        ("none.txt", "none.txt is missing"),
        ("tool", "is a program"),
    ],
    ids=range(11),
)
async def test_what_might_do_harm_is_refused_with_a_message(
    tmp_path: Path, desktop: Recorder, target: str, reason: str
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "tool").write_bytes(b"\x7fELF\0")
    (folder / "way").symlink_to(tmp_path)
    (tmp_path / "out.txt").write_text("secret")
    async with linking(folder, f"- [x](<{target}>)") as pilot:
        await pilot.press("o")
        await seen(pilot, reason)
    assert desktop.calls == []


async def test_files_beside_the_log_go_to_the_desktop(tmp_path: Path, desktop: Recorder) -> None:
    (tmp_path / "a b.pdf").write_bytes(b"%PDF")
    async with linking(tmp_path, "- [x](<a b.pdf>)") as pilot:
        await pilot.press("o")
        await until(pilot, lambda: desktop.calls == [["xdg-open", str(tmp_path / "a b.pdf")]])


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("trap.desktop", b"[Desktop Entry]\nExec=id\n\0", "trap.desktop is a shortcut"),
        ("page.html", b"<p>", "page.html is a web page, which may run scripts."),
        ("model.x1", b"\0", "model.x1 is a file of an unknown type."),
        ("paper.pdf", b"\0", "paper.pdf is not a PDF document"),
        ("run.sh", b"id\n", "run.sh is a text, but no editor is set"),
    ],
    ids=range(5),
)
async def test_what_the_desktop_may_run_is_named_and_asked_about(
    tmp_path: Path, desktop: Recorder, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    async with linking(tmp_path, f"- [x]({name})") as pilot:
        await pilot.press("o")
        await seen(pilot, told)
        await pilot.press("escape", "o")
        await seen(pilot, told)
        assert desktop.calls == []
        await pilot.press("enter")
        await until(pilot, lambda: desktop.calls == [["xdg-open", str(tmp_path / name)]])


async def test_a_question_does_not_come_between_the_user_and_another_dialog(
    tmp_path: Path, desktop: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu_is_open = threading.Event()

    def slow(path: Path) -> FileType:
        menu_is_open.wait()
        return local_file_type(path)

    monkeypatch.setattr("logtui.system.local_files.local_file_type", slow)
    (tmp_path / "a.iso").write_bytes(b"\0")
    async with linking(tmp_path, "- [x](a.iso)") as pilot:
        await pilot.press("o", "Y")
        menu_is_open.set()
        await seen(pilot, "a.iso is a disk image; it is not opened")
        assert isinstance(pilot.app.screen, CopyMenu)
    assert desktop.calls == []


def test_text_beside_the_log_goes_to_the_editor_on_the_terminal(
    tmp_path: Path, programs: Recorder
) -> None:
    (tmp_path / "log.md").write_text("2024-01-01\n- [x](a.md)\n")
    (tmp_path / "a.md").write_text("text")
    then = "print('in the editor', flush=True)\ninput()"
    editor = programs.program("editor", then)
    with tmux() as server:
        words = [sys.executable, link_app.__file__, str(tmp_path / "log.md")]
        server("respawn-pane", "-k", shlex.join(["env", f"VISUAL={editor}", *words]))
        server.wait_for("ready")
        server("send-keys", "o")
        server.wait_for("in the editor")
        server("send-keys", "Enter")
        server.wait_for("ready")
    assert programs.calls == [["editor", str(tmp_path / "a.md")]]
    assert programs.had_terminal


async def test_of_two_keys_typed_at_once_the_first_one_counts(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_bytes(SAMPLE.read_bytes())
    async with browsing(log) as pilot:
        await press(pilot, "Y")
        for key in "tm":
            pilot.app.simulate_key(key)
        await until(pilot, lambda: not isinstance(pilot.app.screen, CopyMenu))
        await settled(pilot)
        assert pilot.app.is_running


def test_after_an_editor_that_fails_the_screen_is_back(tmp_path: Path, programs: Recorder) -> None:
    (tmp_path / "log.md").write_text("2024-01-01\n- [x](a.md)\n")
    (tmp_path / "a.md").write_text("text")
    editor = programs.program("editor", "input('in the editor')\nraise SystemExit(3)")
    with tmux() as server:
        words = [sys.executable, link_app.__file__, str(tmp_path / "log.md")]
        server("respawn-pane", "-k", shlex.join(["env", f"VISUAL={editor}", *words]))
        server.wait_for("ready")
        server("send-keys", "o")
        server.wait_for("in the editor")
        server("send-keys", "Enter")
        server.wait_for("failed with status 3")
        server.wait_for("ready")
