"""What a log holds must not reach the terminal as anything but text."""

from pathlib import Path

import pytest

from support.pilots import browsing, press, text

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


async def test_titles_are_only_text(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    entries = "".join(
        f"- {title} end\n    - {title} {n}th note\n" for n, title in enumerate(TITLES)
    )
    path.write_bytes(f"2024-01-01\n{entries}".encode())
    async with browsing(path) as pilot:
        await press(pilot, "enter", "1", "2", "r", "home")
        for number in range(len(TITLES)):
            screen = text(pilot)
            assert screen.count(" end") >= len(TITLES)
            assert f" {number}th note" in screen
            assert not [char for char in screen if ord(char) < 0x20 and char != "\n"]
            assert not [char for char in screen if 0x7F <= ord(char) < 0xA0]
            assert "\u202e" not in screen
            await press(pilot, "j")


async def test_markup_is_shown_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "[red].md"
    path.write_text("2024-01-01\n- [@click=app.quit]quit[/]\n- **[a](https://x.org/[b])**\n")
    async with browsing(path) as pilot:
        assert "[@click=app.quit]quit[/]" in text(pilot)
        assert "[red].md" in text(pilot)


@pytest.mark.parametrize(
    "content",
    [
        "2024-01-01\n- " + "x" * 10_000_000,
        "2024-01-01\n- many notes\n" + "    - a bullet of them\n" * 5_000,
        "2024-01-01\n" + "".join(" " * depth + "- deep\n" for depth in range(0, 2_000, 2)),
        "2024-01-01\n- nested\n    " + "- " * 100_000 + "x\n",
        "2024-01-01\n- quoted\n    " + ">" * 100_000 + "\n",
        "2024-01-01\n- [" * 1 + "[" * 100_000 + "\n",
        "\n" * 1_000_000,
        "2024-01-01\n" * 5_000,
    ],
    ids=["long line", "bullets", "depth", "items", "quotes", "brackets", "empty", "dates"],
)
async def test_monsters_open_and_answer_keys(tmp_path: Path, content: str) -> None:
    path = tmp_path / "log.md"
    path.write_text(content)
    async with browsing(path) as pilot:
        await press(pilot, "j", "enter", "G", "g", "1", "j", "2", "slash", *"deep", "escape")
        assert "saved" in text(pilot)


async def test_real_logs_are_browsed(shared_logs: Path, tmp_path: Path) -> None:
    for source in sorted(shared_logs.glob("wild/*.md"))[::12]:
        path = tmp_path / "log.md"
        path.write_bytes(source.read_bytes())
        async with browsing(path) as pilot:
            await press(pilot, "j", "j", "enter", "G", "1", "j", "j", "2")
            assert "saved" in text(pilot), source.name
        assert path.read_bytes() == source.read_bytes()
