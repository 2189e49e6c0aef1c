"""A log that cannot be replaced: one with two names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from support.outside import LOG
from support.pilots import browsing, main_screen, press, text, until

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def other_name(log: Path) -> Path:
    """Give the log a second name."""
    other = log.with_name("other.md")
    os.link(log, other)
    return other


async def test_the_user_agrees_once_and_both_names_keep_one_file(
    log: Path, other_name: Path
) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "d", "enter")
        await until(pilot, lambda: "Write into the file itself?" in text(pilot))
        assert "log.md has 2 hard links" in text(pilot)
        assert log.read_bytes() == LOG
        await press(pilot, "enter")
        await until(pilot, lambda: "u undoes" in text(pilot))
        assert len(log.read_bytes()) < len(LOG)
        await press(pilot, "u")
        await until(pilot, lambda: log.read_bytes() == LOG)
    assert log.samefile(other_name)


async def test_a_log_named_from_elsewhere_is_called_by_its_name(
    log: Path, other_name: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert other_name.exists()
    monkeypatch.chdir(log.parents[1])
    async with browsing(log.relative_to(log.parents[1])) as pilot:
        await press(pilot, "d", "enter")
        await until(pilot, lambda: f" {log.name} has 2 hard links" in text(pilot))


async def test_without_consent_nothing_is_written(log: Path, other_name: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "d", "enter")
        await until(pilot, lambda: "Write into the file itself?" in text(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
        await until(pilot, lambda: "hard links" in text(pilot))
    assert log.read_bytes() == LOG
    assert log.samefile(other_name)
