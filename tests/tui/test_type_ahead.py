"""Keys that come in one burst, as over a slow line or from a macro."""

import threading
from collections.abc import Callable, Container
from pathlib import Path

import pytest

from logtui.search import rank
from logtui.search.index import Index
from logtui.search.rank import SearchResult
from logtui.tui import type_ahead
from logtui.tui.dialogs.confirm import ConfirmDialog
from support.pilots import browsing, press, text, until
from support.terminals import CTRL_Q, Terminal

LOG = "# Log\n\n2024-01-02\n- raft consensus\n\n2024-01-01\n- sparse attention\n- transformers\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_text(LOG)
    return path


@pytest.mark.parametrize("query", ["raft", "sparse", "transformers", "add"])
def test_a_query_that_comes_with_its_slash_is_only_typed(log: Path, query: str) -> None:
    with Terminal([str(log)]) as terminal:
        terminal.wait_for("saved")
        terminal.press(f"/{query}")
        terminal.wait_for(f"⌕ {query}")
        terminal.press(CTRL_Q)
        assert terminal.wait() == 0
    assert log.read_text() == LOG


def test_a_form_is_filled_and_saved_field_by_field(log: Path) -> None:
    with Terminal([str(log)]) as terminal:
        terminal.wait_for("saved")
        terminal.press("ahttps://a.org/x\tpaperr\x7f\t\ton it\x13")
        terminal.wait_for("paper")
        terminal.wait_for("u undoes")
        terminal.press(CTRL_Q)
        assert terminal.wait() == 0
    assert "- [paper](https://a.org/x)\n    - on it\n" in log.read_text()


def test_a_key_behind_a_burst_goes_to_where_the_burst_ended(log: Path) -> None:
    with Terminal([str(log)]) as terminal:
        terminal.wait_for("saved")
        terminal.press("/sparse")
        terminal.wait_for("1/3")
        terminal.press("\rd\r")
        terminal.wait_for("u undoes")
        terminal.press("q")
        assert terminal.wait() == 0
    assert log.read_text() == LOG.replace("- sparse attention\n", "")


async def test_a_key_behind_enter_waits_for_what_is_searched(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    search, may_answer = rank.search_index, threading.Event()

    def slow(
        index: Index, query: str, scope: Container[int] | None, is_late: Callable[[], bool]
    ) -> SearchResult | None:
        may_answer.wait()
        return search(index, query, scope, is_late)

    monkeypatch.setattr(rank, "search_index", slow)
    monkeypatch.setattr(type_ahead, "_MAX_WAIT", 60)
    async with browsing(log) as pilot:
        await pilot.press("slash", *"transformers", "enter", "d")
        assert not isinstance(pilot.app.screen, ConfirmDialog)
        may_answer.set()
        await until(pilot, lambda: "Delete this entry?" in text(pilot))
        assert "- transformers" in text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "● saved" in text(pilot))
    assert log.read_text() == LOG.replace("- transformers\n", "")
