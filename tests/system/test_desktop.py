"""What reaches the programs that open addresses, and what they are kept from."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from logtui.system import desktop
from logtui.system.desktop import DesktopError, open_address, open_file
from support.desktops import OUTSIDE, Recorder

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://example.org/a%2Fb?q=(x)&y=[z]#é$(id);'"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    for name in OUTSIDE:
        monkeypatch.delenv(name, raising=False)
    recorder = Recorder(tmp_path)
    monkeypatch.setenv("PATH", str(recorder.path))
    return recorder


@pytest.fixture
def display(programs: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it goes first
    monkeypatch.setenv("DISPLAY", ":0")


@pytest.mark.usefixtures("display")
@pytest.mark.parametrize(
    "url", [URL, "http://x", "mailto:a@example.org?subject=b%20c", "HTTPS://X"]
)
def test_an_address_is_one_argument_and_no_terminal_is_passed_on(
    programs: Recorder, url: str
) -> None:
    programs.program("xdg-open")
    open_address(url)
    assert programs.calls == [["xdg-open", url]]
    assert not programs.had_terminal


@pytest.mark.usefixtures("display")
@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "file:///etc/passwd", "vscode://x", "--version", "-h"),
        *("https://x\n--version", "https://x\0", "https://x/" + "y" * 10_000),
        *("", "$(id)", "./here"),
    ],
    ids=range(11),
)
def test_nothing_but_web_and_mail_is_opened(programs: Recorder, url: str) -> None:
    programs.program("xdg-open")
    with pytest.raises(DesktopError):
        open_address(url)
    assert programs.calls == []


@pytest.mark.parametrize("display", [None, ""])
def test_without_a_desktop_nothing_is_started(
    programs: Recorder, monkeypatch: pytest.MonkeyPatch, display: str | None
) -> None:
    if display is not None:
        monkeypatch.setenv("DISPLAY", display)
    programs.program("xdg-open")
    with pytest.raises(DesktopError, match="no desktop, or xdg-utils"):
        open_address(URL)
    assert programs.calls == []


@pytest.mark.usefixtures("display")
def test_a_desktop_without_a_launcher_is_told(programs: Recorder) -> None:
    with pytest.raises(DesktopError, match="no desktop, or xdg-utils"):
        open_address(URL)
    programs.program("lynx")
    programs.program("www-browser")
    with pytest.raises(DesktopError):
        open_address(URL)
    assert programs.calls == []


@pytest.mark.usefixtures("display")
def test_the_next_program_is_tried_where_one_fails(programs: Recorder) -> None:
    programs.program("xdg-open", "sys.exit(3)")
    programs.program("gio")
    open_address(URL)
    assert programs.calls == [["xdg-open", URL], ["gio", "open", URL]]
    programs.program("gio", "sys.exit(1)")
    with pytest.raises(DesktopError, match="tried xdg-open, gio"):
        open_address(URL)


@pytest.mark.usefixtures("display")
def test_a_browser_that_goes_on_running_is_left_alone(
    programs: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop, "LAUNCH_TIMEOUT", 0.05)
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    programs.program(
        "xdg-open",
        f"print(os.getpid(), file=open({str(fifo)!r}, 'w'), flush=True)\n"
        "import signal\nsignal.pause()",
    )
    open_address(URL)
    with fifo.open() as told:
        process = int(told.readline())
    assert os.getsid(process) == process
    os.kill(process, signal.SIGTERM)


def test_the_users_own_browser_goes_first_and_needs_no_display(
    programs: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    helper = programs.program("helper")
    monkeypatch.setenv("BROWSER", f"w3m:'{helper}' --to %s --new")
    open_address(URL)
    assert programs.calls == [["helper", "--to", URL, "--new"]]
    assert not programs.had_terminal
    with pytest.raises(DesktopError):
        open_address("mailto:a@example.org")


@pytest.mark.parametrize("end", [" %s &", " %s&", " &", ""])
def test_a_browser_is_started_without_the_ampersand_of_a_shell(
    programs: Recorder, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    programs.program("helper")
    monkeypatch.setenv("HOME", str(programs.path))
    monkeypatch.setenv("BROWSER", f"~/helper --new{end}")
    open_address(URL)
    assert programs.calls == [["helper", "--new", URL]]
    assert programs.browsers == [f"{programs.path}/helper --new{' %s' if '%s' in end else ''}"]


@pytest.mark.usefixtures("display")
@pytest.mark.parametrize(
    "chosen", ["", "&", "lynx", "/usr/bin/w3m -o x", "links2:elinks", "'unclosed"]
)
def test_a_browser_that_needs_the_terminal_is_passed_over(
    programs: Recorder, monkeypatch: pytest.MonkeyPatch, chosen: str
) -> None:
    for name in ("lynx", "w3m", "links2", "elinks"):
        programs.program(name)
    monkeypatch.setenv("BROWSER", chosen)
    programs.program("xdg-open")
    open_address(URL)
    assert programs.calls == [["xdg-open", URL]]
    assert str(programs.browsers[0]).startswith("x-www-browser:firefox:")


@pytest.mark.usefixtures("display")
def test_files_and_mail_go_to_the_desktop_not_to_the_browser(
    programs: Recorder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BROWSER", programs.program("firefox"))
    programs.program("xdg-open")
    file = tmp_path / "-a b.pdf"
    open_file(file)
    open_address("mailto:a@example.org")
    assert programs.calls == [["xdg-open", str(file)], ["xdg-open", "mailto:a@example.org"]]


def test_windows_under_linux_has_its_own_launcher(programs: Recorder) -> None:
    programs.program("wslview")
    programs.program("xdg-open")
    open_address(URL)
    assert programs.calls == [["wslview", URL]]
