"""The thread that keeps what is typed."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from logtui.storage.errors import StorageError
from logtui.storage.stored_texts import all_stored_texts
from logtui.tui.background import typed_texts
from logtui.tui.background.typed_texts import TypedTexts

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_draft_is_kept_within_two_seconds_however_fast_the_keys_go_on(log: Path) -> None:
    keeper = TypedTexts(log, lambda _: None)
    start, number = time.monotonic(), 0
    while not all_stored_texts(log):
        number += 1
        keeper.keep("add", {"title": f"{number} letters"})
        time.sleep(0.02)
        assert time.monotonic() - start < 2
    keeper.keep("add", {"title": "the last"})
    keeper.close()
    assert json.loads(all_stored_texts(log)[0].text) == {"title": "the last"}


def test_a_draft_is_kept_soon_after_the_last_key(log: Path) -> None:
    keeper = TypedTexts(log, lambda _: None)
    keeper.keep("add", {"title": "x"})
    start = time.monotonic()
    while not all_stored_texts(log):
        time.sleep(0.01)
        assert time.monotonic() - start < 1
    keeper.close()


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
    log: Path, monkeypatch: pytest.MonkeyPatch
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
    while not all_stored_texts(log):
        time.sleep(0.01)
    keeper.close()
