"""What a log holds must not reach the terminal as anything but text."""

from pathlib import Path

import pytest

from pilots import browsing, press, text

TITLES = [
    "[/]",
    "[link]",
    "[@click=app.quit]quit[/]",
    "[bold red]not bold[/bold red]",
    "\x1b]0;owned\x07",
    "\x1b[2Jcleared",
    "\x9b31mred",
    "\u202egpj.exe",
    "e" + "\u0301" * 60,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "$foreground",
    "{curly} %s %(x)s",
    "<b>html</b>",
    "\u0000nul",
]


@pytest.mark.parametrize("title", TITLES)
async def test_titles_are_only_text(tmp_path: Path, title: str) -> None:
    path = tmp_path / "log.md"
    path.write_bytes(f"2024-01-01\n- {title} end\n    - {title}\n".encode())
    async with browsing(path) as pilot:
        await press(pilot, "enter", "1", "2", "r")
        screen = text(pilot)
        assert "end" in screen
        assert not [char for char in screen if ord(char) < 0x20 and char != "\n"]
        assert not [char for char in screen if 0x7F <= ord(char) < 0xA0]
        assert "\u202e" not in screen


async def test_markup_is_shown_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "[red].md"
    path.write_text("2024-01-01\n- [@click=app.quit]quit[/]\n- **[a](https://x.org/[b])**\n")
    async with browsing(path) as pilot:
        assert "[@click=app.quit]quit[/]" in text(pilot)
        assert "[red].md" in text(pilot)
