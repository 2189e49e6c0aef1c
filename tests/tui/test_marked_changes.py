"""What is done with all marked entries at once: changed, deleted, opened, exported, copied."""

from __future__ import annotations

import asyncio
import datetime
import threading
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input, Static

from logtui.document.bulk.plans import plan_changes
from logtui.search.periods import users_today
from logtui.tui.dialogs.confirm import ConfirmDialog
from logtui.tui.forms.change_form import ChangeForm
from logtui.tui.forms.entry_form import EditForm
from support.desktops import OUTSIDE, Recorder
from support.outside import said
from support.pilots import browsing, main_screen, press, shown_log, text, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from logtui.document.bulk.plans import ChangePlan

HEAD = """\
# Log

Legend:
- 📄: paper
- 🎧: talk

"""

LOG = f"""\
{HEAD}## 2024-03-02
- 📄 [First](https://arxiv.org/abs/1706.03762)
    - a note
- 📄 [Second](https://arxiv.org/abs/1706.03763)

## 2024-03-01
- 🎧 [Third](https://arxiv.org/abs/1706.03764)
- 📄 Fourth
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_text(LOG)
    return path


async def mark_all_and_edit(pilot: Pilot[None]) -> ChangeForm:
    """Mark all entries, and open the form that changes them."""
    await press(pilot, "*", "e")
    form = pilot.app.screen
    assert isinstance(form, ChangeForm)
    return form


class Lingering(Static):
    """A widget of a form whose plan comes back when the form's fields are gone, before itself."""

    def __init__(self, may_plan: threading.Event) -> None:
        super().__init__()
        self._may_plan = may_plan

    async def on_unmount(self) -> None:
        while self.screen.query("#count"):  # noqa: ASYNC110 - nothing tells that a field is gone
            await asyncio.sleep(0)
        self._may_plan.set()
        for worker in self.app.workers:
            if worker.group == "plans":
                await worker.wait()


# The form


async def test_the_help_names_the_keys_of_the_form(log: Path) -> None:
    async with browsing(log) as pilot:
        await mark_all_and_edit(pilot)
        await press(pilot, "f1")
        assert "change all marked entries" in text(pilot)
        assert "close, and change nothing" in text(pilot)
        assert "what is typed is kept" not in text(pilot)


async def test_a_kind_is_put_right_on_all_that_are_found_with_seven_keys(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"kind:paper", "enter")
        await press(pilot, "*", "e", "right", "right", "enter")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
        assert log.read_text() == HEAD + LOG.removeprefix(HEAD).replace("📄", "🎧")
        assert len(shown_log(pilot).marks.entries) == 3
        await press(pilot, "u")
    assert log.read_text() == LOG


async def test_the_form_shows_what_becomes_of_the_lines_and_counts_them(log: Path) -> None:
    async with browsing(log) as pilot:
        await mark_all_and_edit(pilot)
        assert "Change 4 entries" in text(pilot)
        assert "0 of 4 entries change" in text(pilot)
        await press(pilot, "right")
        assert "1 of 4 entries change" in text(pilot)
        assert "🎧→📄 [Third" in text(pilot)
        await press(pilot, "ctrl+l", "ctrl+l")
        assert "0 of 4 entries change" in text(pilot)
        assert "Third →" not in text(pilot)
        await press(pilot, "escape")
        assert "4 marked" in text(pilot)
    assert log.read_text() == LOG


async def test_a_plan_that_is_there_when_the_form_is_being_closed_is_dropped(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_planning, may_plan = threading.Event(), threading.Event()

    def plan_late(*args: Any) -> ChangePlan:  # noqa: ANN401 - whatever the form hands over
        is_planning.set()
        may_plan.wait()
        return plan_changes(*args)

    async with browsing(log) as pilot:
        form = await mark_all_and_edit(pilot)
        await form.mount(Lingering(may_plan))
        monkeypatch.setattr("logtui.tui.forms.change_form.plan_changes", plan_late)
        await pilot.press("right")
        await until(pilot, is_planning.is_set)
        await press(pilot, "escape")
        assert "4 marked" in text(pilot)
    assert log.read_text() == LOG


@pytest.mark.parametrize(
    ("keys", "part", "new_log"),
    [
        (["T"], ["right"] * 0, LOG.replace("[Third", "[_hird")),
        (["/abs/"], ["right"], LOG.replace("/abs/", "_")),
        (["a note"], ["right", "right"], LOG.replace("a note", "_")),
    ],
)
async def test_text_is_replaced_in_one_part_of_all(
    log: Path, keys: list[str], part: list[str], new_log: str
) -> None:
    async with browsing(log) as pilot:
        form = await mark_all_and_edit(pilot)
        form.query_one("#old", Input).value = keys[0]
        form.query_one("#new", Input).value = "_"
        form.query_one("#parts").focus()
        await press(pilot, *part, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
        assert log.read_text() == new_log
        await press(pilot, "u")
    assert log.read_text() == LOG


async def test_all_move_to_the_day_that_is_typed(log: Path) -> None:
    async with browsing(log) as pilot:
        form = await mark_all_and_edit(pilot)
        form.query_one("#date", Input).focus()
        await press(pilot, *"2024-03-05")
        assert "2024-03-05 Tue" in text(pilot)
        assert "4 of 4 entries change" in text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
        assert log.read_text().startswith(f"{HEAD}## 2024-03-05\n- 📄 [First]")
        assert "03-02" not in log.read_text()
        assert len(shown_log(pilot).marks.entries) == 4


async def test_a_date_that_is_none_is_named_and_nothing_is_written(log: Path) -> None:
    async with browsing(log) as pilot:
        form = await mark_all_and_edit(pilot)
        form.query_one("#date", Input).value = "no date"
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is form
        assert "no date" in text(pilot)
        assert "0 of 4 entries change" in text(pilot)
        form.query_one("#date", Input).value = ""
        await press(pilot, "ctrl+s")
        assert "nothing is written" in said(pilot)
    assert log.read_text() == LOG


async def test_what_cannot_be_changed_exactly_stays_and_is_named(log: Path) -> None:
    async with browsing(log) as pilot:
        form = await mark_all_and_edit(pilot)
        form.query_one("#old", Input).value = "Fourth"
        await pilot.pause()
        await press(pilot)
        assert "Fourth stays: " in text(pilot)
        form.query_one("#kind").focus()
        await press(pilot, "right", "right", "enter")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
        assert '"Fourth" in line 14 stays as it is' in said(pilot)
    assert "- 📄 Fourth\n" in log.read_text()
    assert "- 🎧 [First]" in log.read_text()


@pytest.mark.usefixtures("_watched_closely")
async def test_an_entry_that_another_program_has_changed_meanwhile_stays(log: Path) -> None:
    async with browsing(log) as pilot:
        await mark_all_and_edit(pilot)
        log.with_name("new").write_text(LOG.replace("Second", "Their second"))
        log.with_name("new").replace(log)
        await press(pilot, "right", "right", "enter")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
        assert "stays as it is: another program has changed it meanwhile" in said(pilot)
    assert "- 📄 [Their second]" in log.read_text()
    assert "- 🎧 [First]" in log.read_text()


async def test_one_marked_entry_has_the_form_of_one(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "space", "G", "e")
        form = pilot.app.screen
        assert isinstance(form, EditForm)
        assert form.field("title").value == "First"


PROPERTIES = """\
## 2024-03-02
- [ ] [First](https://example.org/1) #ml
- [x] [Second](https://example.org/2) #ml #old
- [ ] [Third](https://example.org/3) #old
"""


async def test_tags_and_states_are_changed_in_the_way_of_the_log(log: Path) -> None:
    log.write_text(PROPERTIES)
    async with browsing(log) as pilot:
        form = await mark_all_and_edit(pilot)
        form.query_one("#added", Input).value = "new"
        form.query_one("#removed", Input).value = "old"
        form.query_one("#state").focus()
        await press(pilot, "right")
        assert "[open]" in text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
        changed = PROPERTIES.replace("[x]", "[ ]").replace("#ml #old", "#ml")
        assert log.read_text() == changed.replace("#old", "#new").replace("#ml", "#ml #new")
        await press(pilot, "u")
    assert log.read_text() == PROPERTIES


async def test_all_marked_are_done_where_one_is_to_be_read_else_to_be_read(log: Path) -> None:
    log.write_text(PROPERTIES)
    async with browsing(log) as pilot:
        await press(pilot, "space", "space", "x")
        done = PROPERTIES.replace("[ ]", "[x]", 1)
        assert log.read_text() == done
        await press(pilot, "x")
        assert log.read_text() == PROPERTIES.replace("[x]", "[ ]")
        await press(pilot, "u", "u")
        assert log.read_text() == PROPERTIES
        await press(pilot, "X")
        assert "State of 2 entries" in text(pilot)
        await press(pilot, "x")
        assert log.read_text() == done


async def test_a_log_without_tags_and_states_shows_nothing_of_them(log: Path) -> None:
    async with browsing(log) as pilot:
        form = await mark_all_and_edit(pilot)
        assert "Tags" not in text(pilot)
        assert "State" not in text(pilot)
        assert not form.query("#state")


# Deleting, opening, exporting, copying


async def test_all_marked_entries_are_deleted_after_one_question(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "space", "j", "space", "d")
        assert "Delete 2 entries?" in text(pilot)
        assert "First" in text(pilot)
        await press(pilot, "n")
        assert log.read_text() == LOG
        await press(pilot, "d", "enter")
        await until(pilot, lambda: "First" not in log.read_text())
        await press(pilot)
        left = f"{HEAD}## 2024-03-02\n- 📄 [Second](https://arxiv.org/abs/1706.03763)\n"
        assert log.read_text() == f"{left}\n## 2024-03-01\n- 📄 Fourth\n"
        assert "marked" not in text(pilot)
        await press(pilot, "u")
    assert log.read_text() == LOG


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """A desktop whose launcher records what it is to open."""
    for name in OUTSIDE:
        monkeypatch.delenv(name, raising=False)
    recorder = Recorder(tmp_path)
    monkeypatch.setenv("PATH", str(recorder.path))
    monkeypatch.setenv("DISPLAY", ":987654")
    recorder.program("xdg-open")
    return recorder


async def test_the_links_of_a_few_are_opened_at_once(log: Path, desktop: Recorder) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "*", "o")
        urls = [f"https://arxiv.org/abs/1706.0376{number}" for number in (2, 3, 4)]
        await until(pilot, lambda: [call[1] for call in desktop.calls] == urls)


async def test_the_links_of_many_are_opened_after_a_question(log: Path, desktop: Recorder) -> None:
    urls = [f"https://example.org/{number}" for number in range(9)]
    log.write_text("2024-01-01\n" + "".join(f"- [{url}]({url})\n" for url in [*urls, urls[0]]))
    async with browsing(log) as pilot:
        await press(pilot, "*", "o")
        assert "Open 9 links in the browser?" in text(pilot)
        await press(pilot, "n")
        assert desktop.calls == []
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "enter")
        await until(pilot, lambda: [call[1] for call in desktop.calls] == urls)


async def test_only_the_marked_entries_are_exported(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "j", "space", "ctrl+p", *"export the marked", "enter")
        await press(pilot, "m")
        await until(pilot, lambda: log.with_name("log-markdown.md").exists())
        await press(pilot)
    assert "Second" in log.with_name("log-markdown.md").read_text()
    assert "First" not in log.with_name("log-markdown.md").read_text()


async def test_three_papers_are_copied_as_bibtex_with_five_keys(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "space", "space", "space", "Y", "b")
        await until(pilot, lambda: "the entry of BibTeX of 3 entries" in text(pilot))
        copied = pilot.app.clipboard
    assert [line for line in copied.splitlines() if line.startswith("@")] == [
        f"@misc{{arxiv17060376{number}," for number in (2, 3, 4)
    ]
    assert "}\n\n@misc{arxiv170603763,\n  title = {Second},\n" in copied


async def test_five_of_last_month_are_copied_as_markdown_links(log: Path) -> None:
    this_month = users_today().replace(day=1)
    last_month = this_month - datetime.timedelta(days=1)
    entries = "".join(f"- [Title {number}](https://example.org/{number})\n" for number in range(6))
    log.write_text(
        f"## {this_month}\n- [Other](https://example.org/x)\n\n## {last_month}\n{entries}"
    )
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"in:last-month", "enter", *["space"] * 5, "Y", "m")
        await until(pilot, lambda: "title and link of 5 entries" in text(pilot))
        copied = pilot.app.clipboard
    assert copied == "\n".join(f"[Title {n}](https://example.org/{n})" for n in range(5))
