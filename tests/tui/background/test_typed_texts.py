"""The thread that keeps what is typed."""

from __future__ import annotations

import json
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from logtui.errors import StorageError
from logtui.storage.stored_texts import all_stored_texts, store_text
from logtui.tui.background import typed_texts
from logtui.tui.background.typed_texts import TypedTexts
from support.clocks import Clock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Have the time between keys and drafts go on only when a test says so."""
    clock = Clock()
    monkeypatch.setattr(typed_texts, "time", SimpleNamespace(monotonic=clock))
    return clock


@pytest.fixture
def is_kept(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """What is set as soon as a draft was kept."""
    event = threading.Event()

    def keep_and_tell(path: Path, name: str, content: str) -> None:
        store_text(path, name, content)
        event.set()

    monkeypatch.setattr(typed_texts, "store_text", keep_and_tell)
    return event


def test_a_draft_is_kept_within_two_seconds_however_fast_the_keys_go_on(
    log: Path, clock: Clock, is_kept: threading.Event
) -> None:
    keeper = TypedTexts(log, lambda _: None)
    while clock.now < 1.9:
        keeper.keep("add", {"title": f"{clock.now} seconds"})
        clock.now += 0.1
    keeper.keep("add", {"title": "on and on"})
    is_kept.wait()
    keeper.keep("add", {"title": "the last"})
    keeper.close()
    assert json.loads(all_stored_texts(log)[0].text) == {"title": "the last"}


def test_a_draft_is_kept_soon_after_the_last_key(
    log: Path, clock: Clock, is_kept: threading.Event
) -> None:
    keeper = TypedTexts(log, lambda _: None)
    keeper.keep("add", {"title": "x"})
    clock.now += 0.9
    is_kept.wait()
    keeper.close()
    assert json.loads(all_stored_texts(log)[0].text) == {"title": "x"}


def test_what_is_dropped_does_not_come_back(log: Path) -> None:
    keeper = TypedTexts(log, lambda _: None)
    keeper.keep("add", {"title": "x"})
    assert keeper.flush() == []
    keeper.keep("add", {"title": "xy"})
    keeper.drop("add")
    keeper.close()
    assert keeper.find_fields("add") is None
    assert all_stored_texts(log) == []


def test_what_the_disk_refuses_is_told_once_and_tried_again(
    log: Path, monkeypatch: pytest.MonkeyPatch, is_kept: threading.Event
) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("the draft is not kept: no space")

    told: list[StorageError] = []
    monkeypatch.setattr(typed_texts, "_RETRY_DELAY", 0.0)
    keeper = TypedTexts(log, told.append)
    with monkeypatch.context() as patch:
        patch.setattr(typed_texts, "store_text", refuse)
        keeper.keep("add", {"title": "x"})
        assert keeper.flush() == [{"title": "x"}]
        assert keeper.flush() == [{"title": "x"}]
        assert keeper.find_fields("add") == {"title": "x"}
    assert len(told) == 1
    is_kept.wait()
    keeper.close()
