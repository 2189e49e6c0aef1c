"""What the dialogs write, asserted on the bytes of the file."""

import asyncio
import re
import stat
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, Label, TextArea

from logtui.storage.lock import hold_lock
from logtui.storage.state import LogState
from logtui.storage.stored_texts import all_stored_texts
from logtui.tui.dialogs.confirm import ConfirmDialog
from logtui.tui.forms import add_form
from logtui.tui.forms.add_form import AddForm
from logtui.tui.forms.entry_form import EditForm
from logtui.tui.forms.raw_form import RawForm
from support.mojibake import mojibake
from support.outside import said
from support.pilots import (
    MEDIUM,
    NARROW,
    SIZES,
    browsing,
    lines,
    press,
    selected_title,
    shown_log,
    text,
    until,
)

LOG = """\
Legend:
- 📜: papers
- 📺: videos

03/02/2024
- 📜[Attention](https://arxiv.org/abs/1706.03762)
    - The one with the heads
- 📜[Second](https://arxiv.org/abs/1)

03/01/2024
- 📺[A talk](https://example.org/talk)"""


@pytest.fixture(params=["sound", "mojibake"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_bytes(LOG.encode() if request.param == "sound" else mojibake(LOG))
    return path


def holds(log: Path, clean: str) -> bool:
    return log.read_bytes() in {clean.encode(), mojibake(clean)}


def type_into(form: AddForm | EditForm, **values: str) -> None:
    for name, value in values.items():
        if name == "notes":
            form.query_one(TextArea).text = value
        else:
            form.query_one(f"#{name}", Input).value = value


@pytest.mark.parametrize("size", SIZES)
async def test_quick_add_writes_exactly_what_it_shows(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        await press(pilot, "a")
        form = pilot.app.screen
        assert isinstance(form, AddForm)
        type_into(
            form,
            url="https://arxiv.org/abs/2",
            title="Fresh",
            date="2024-03-03",
            notes="one\n    deeper\ntwo",
        )
        await until(pilot, lambda: "+ - 📜[Fresh](https://arxiv.org/abs/2)" in text(pilot))
        assert "guessed" in text(pilot)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, AddForm))
        assert selected_title(pilot) == "Fresh"
        await until(pilot, lambda: "u undoes" in text(pilot))
    new = (
        "03/03/2024\n- 📜[Fresh](https://arxiv.org/abs/2)\n"
        "    - one\n        - deeper\n    - two\n\n03/02/2024"
    )
    assert holds(log, LOG.replace("03/02/2024", new))


async def test_a_pasted_markdown_link_splits_itself(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a")
        form = pilot.app.screen
        assert isinstance(form, AddForm)
        type_into(form, url="[The title](https://example.org/x)")
        await press(pilot)
        assert form.field("url").value == "https://example.org/x"
        assert form.field("title").value == "The title"


async def test_the_first_link_in_a_clipboard_that_the_log_lacks_is_offered(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["words", "https://arxiv.org/abs/1", "https://example.org/new", "https://example.org/y"]
    monkeypatch.setattr(add_form, "clipboard_texts", lambda: iter(texts))
    async with browsing(log) as pilot:
        await press(pilot, "a")
        await until(pilot, lambda: "clipboard: https://example.org/new" in text(pilot))
        await press(pilot, "down")
        assert pilot.app.screen.query_one("#url", Input).value == "https://example.org/new"


@pytest.mark.parametrize("edited", [False, True])
async def test_a_second_paste_replaces_a_title_left_as_it_came(log: Path, *, edited: bool) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a")
        form = pilot.app.screen
        assert isinstance(form, AddForm)
        type_into(form, url="[First](https://example.org/1)")
        await press(pilot)
        if edited:
            await press(pilot, "tab", "end", "!")
        type_into(form, url="[Other](https://example.org/2)")
        await press(pilot)
        assert form.field("url").value == "https://example.org/2"
        assert form.field("title").value == ("First!" if edited else "Other")
        assert ("yours stays; the link came with: Other" in text(pilot)) == edited


@pytest.mark.parametrize("leaving", ["tab", "ctrl+s"])
async def test_a_link_typed_as_title_goes_to_its_own_field(log: Path, leaving: str) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a", "tab", *"https://example.org/x")
        form = pilot.app.screen
        assert isinstance(form, AddForm)
        assert form.field("url").value == ""
        assert "this is a link; it goes to Link" in text(pilot)
        await press(pilot, leaving)
        if leaving == "tab":
            assert form.field("url").value == "https://example.org/x"
            assert form.field("title").value == ""
        else:
            line = "[example.org/x](https://example.org/x)"
            await until(pilot, lambda: line in log.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://arxiv.org/pdf/2409.13373v1", "arXiv 2409.13373"),
        ("https://www.example.org/a%20b/c/?q=1#x", "example.org/a b/c"),
        ("http://example.org", "example.org"),
    ],
)
async def test_a_link_alone_is_kept_with_a_title_of_its_own(
    log: Path, url: str, title: str
) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a")
        assert "will be written" not in text(pilot)
        assert "^t fetch" not in text(pilot)
        await press(pilot, *url)
        assert "will be written at line" in text(pilot)
        assert "^t fetch · " in text(pilot)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: selected_title(pilot) == title)
    assert f"[{title}](" in log.read_text(encoding="utf-8")


async def test_the_form_tells_which_day_a_date_means(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a", "tab", "tab", "tab", *["backspace"] * 5)
        for typed, meaning in (("2024-03-02", "· 2024-03-02 Sat"), ("2024-03", "· 2024-03")):
            await press(pilot, *typed)
            assert re.search(f"Date +{typed} +{meaning} ", text(pilot))
            await press(pilot, *["backspace"] * len(typed))
        await press(pilot, *"nonsense")
        assert " · 20" not in text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_all_kinds_have_names(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "log.md"
    names = ["papers", "blog posts", "books", "general", "code", "videos", "podcasts", "talks"]
    legend = "".join(
        f"- {symbol}: {name}\n" for symbol, name in zip("📜📰📖🌐🧪📺🎧🎤", names, strict=True)
    )
    path.write_text(f"{legend}\n2024-01-01\n- 📜[One](http://a.org)\n", encoding="utf-8")
    async with browsing(path, size) as pilot:
        await press(pilot, "a", "tab", "tab")
        assert all(name in text(pilot) for name in names)
        for _ in names[:-1]:
            await press(pilot, "right")
        row = next(y for y, line in enumerate(lines(pilot)) if "[🎧 podcasts]" in line)
        assert row
        await press(pilot, "right")
        assert "[🎤 talks]" in text(pilot)


async def with_title_pasted(pilot: Pilot[None], pasted: str) -> AddForm:
    """Return the form for a new entry, with ``pasted`` on its way into the title."""
    await press(pilot, "a", "tab")
    form = pilot.app.screen
    assert isinstance(form, AddForm)
    pilot.app.post_message(Paste(pasted))
    return form


@pytest.mark.parametrize(
    ("pasted", "title"), [("https://example.org/x", ""), ("[T](https://example.org/x)", "T")]
)
async def test_a_link_pasted_as_title_goes_there_at_once(
    log: Path, pasted: str, title: str
) -> None:
    async with browsing(log) as pilot:
        form = await with_title_pasted(pilot, pasted)
        await until(pilot, lambda: form.field("url").value == "https://example.org/x")
        assert form.field("title").value == title
        assert form.field("title").has_focus


@pytest.mark.parametrize("pasted", ["A title over\ntwo lines", "A title over \r\n  two lines\n"])
async def test_a_title_pasted_in_lines_is_one(log: Path, pasted: str) -> None:
    async with browsing(log) as pilot:
        form = await with_title_pasted(pilot, pasted)
        await until(pilot, lambda: form.field("title").value == "A title over two lines")


async def test_a_title_may_be_a_link_where_there_is_one_already(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a", *"https://a.org", "tab", *"https://b.org", "tab")
        form = pilot.app.screen
        assert isinstance(form, AddForm)
        assert form.field("url").value == "https://a.org"
        assert form.field("title").value == "https://b.org"


async def test_what_cannot_be_written_is_refused_beside_its_field(log: Path) -> None:
    before = log.read_bytes()
    async with browsing(log) as pilot:
        await press(pilot, "a")
        form = pilot.app.screen
        assert isinstance(form, AddForm)
        type_into(form, title="ok", date="31/31/2024")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, AddForm)
        assert form.field("date").has_focus
        assert "31/31/2024" in text(pilot)
        type_into(form, title="", date="today")
        await press(pilot, "ctrl+s")
        assert "Give the entry a title." in text(pilot)
    assert log.read_bytes() == before


async def test_escape_keeps_the_draft_for_the_next_time(log: Path) -> None:
    before = log.read_bytes()
    async with browsing(log) as pilot:
        await press(pilot, "a", *"https://x.org", "tab", *"Half a thought")
        await pilot.pause(0.6)  # the draft goes to the disk half a second after the last key
        await press(pilot, "escape")
    async with browsing(log) as pilot:
        await press(pilot, "a")
        form = pilot.app.screen
        assert isinstance(form, AddForm)
        assert form.field("title").value == "Half a thought"
        assert form.field("url").value == "https://x.org"
    assert log.read_bytes() == before


async def test_edit_touches_only_what_was_changed(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "e")
        form = pilot.app.screen
        assert isinstance(form, EditForm)
        assert form.field("title").has_focus
        type_into(form, title="Attention is all you need")
        await until(pilot, lambda: "~" in text(pilot))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, EditForm))
        assert selected_title(pilot) == "Attention is all you need"
    assert holds(log, LOG.replace("[Attention]", "[Attention is all you need]"))


async def test_an_untouched_form_writes_nothing(log: Path) -> None:
    before = (log.read_bytes(), log.stat().st_mtime_ns)
    async with browsing(log) as pilot:
        for keys in (("e", "ctrl+s"), ("e", "ctrl+r", "ctrl+s")):
            await press(pilot, *keys)
            assert pilot.app.screen is pilot.app.screen_stack[0]
            await until(pilot, lambda: "so nothing is written" in said(pilot))
    assert (log.read_bytes(), log.stat().st_mtime_ns) == before


async def test_another_date_moves_the_entry(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "G", "e")
        form = pilot.app.screen
        assert isinstance(form, EditForm)
        type_into(form, date="2024-03-02")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, EditForm))
    moved = "- 📺[A talk](https://example.org/talk)"
    assert holds(log, LOG.replace("\n\n03/01/2024\n" + moved, "\n" + moved))


async def test_the_raw_lines_can_be_edited(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "e", "ctrl+r")
        form = pilot.app.screen
        assert isinstance(form, RawForm)
        area = form.query_one(TextArea)
        area.text = area.text.replace("heads", "many heads")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, RawForm))
    assert holds(log, LOG.replace("heads", "many heads"))


async def test_the_raw_lines_are_those_that_what_is_typed_makes(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "e")
        form = pilot.app.screen
        assert isinstance(form, EditForm)
        type_into(form, title="Attention!", notes="- The one with the heads\n- another")
        await press(pilot, "ctrl+r")
        lines = pilot.app.screen.query_one(TextArea)
        assert lines.text == (
            "- 📜[Attention!](https://arxiv.org/abs/1706.03762)\n"
            "    - The one with the heads\n    - another"
        )
        await press(pilot, "escape")
        assert holds(log, LOG)
        await press(pilot, "e", "ctrl+r")
        assert "Attention!" in pilot.app.screen.query_one(TextArea).text
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, RawForm))
        await until(pilot, lambda: "u undoes" in text(pilot))
    new = LOG.replace("[Attention]", "[Attention!]")
    assert holds(log, new.replace("the heads\n", "the heads\n    - another\n"))
    assert all_stored_texts(log) == []


async def test_raw_lines_that_change_other_entries_are_refused_in_a_sentence(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "e", "ctrl+r")
        pilot.app.screen.query_one(TextArea).text = "- one\n\n01/02/2024\n- other"
        await press(pilot, "ctrl+s")
        await until(
            pilot,
            lambda: "These lines would change how other entries are read." in text(pilot),
        )
        assert isinstance(pilot.app.screen, RawForm)
    assert holds(log, LOG)


async def test_what_the_log_on_the_disk_refuses_is_said_in_a_sentence(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a")
        form = pilot.app.screen
        assert isinstance(form, AddForm)
        type_into(form, title="Three")
        log.write_bytes(b"- one\n- two\n")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "This log has no days; leave the date empty." in said(pilot))
        assert pilot.app.screen is form
    assert log.read_bytes() == b"- one\n- two\n"


@pytest.mark.parametrize(
    ("values", "why"),
    [({"title": ""}, "Give the entry a title"), ({"date": "2024-03-01"}, "hold no date")],
    ids=["title", "date"],
)
async def test_what_lines_cannot_say_stays_in_the_form(
    log: Path, values: dict[str, str], why: str
) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "e")
        form = pilot.app.screen
        assert isinstance(form, EditForm)
        type_into(form, **values)
        await press(pilot, "ctrl+r")
        assert pilot.app.screen is form
        assert why in text(pilot)


async def test_delete_shows_the_lines_and_asks(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert "The one with the heads" in text(pilot)
        await press(pilot, "escape")
        assert holds(log, LOG)
        await press(pilot, "d", "enter")
        await until(pilot, lambda: selected_title(pilot) == "Second")
    gone = "- 📜[Attention](https://arxiv.org/abs/1706.03762)\n    - The one with the heads\n"
    assert holds(log, LOG.replace(gone, ""))


async def test_undo_and_redo_across_runs(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "G", "d", "enter")
        await until(pilot, lambda: selected_title(pilot) == "Second")
    shorter = log.read_bytes()
    async with browsing(log) as pilot:
        await press(pilot, "u")
        await until(pilot, lambda: selected_title(pilot) == "A talk")
        assert holds(log, LOG)
        await press(pilot, "U")
        await until(pilot, lambda: "2/2" in text(pilot))
        assert log.read_bytes() == shorter
        await press(pilot, "u", "u")
        await until(pilot, lambda: "there is no" in text(pilot))


async def test_a_form_outlives_a_save_that_fails(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a")
        form = pilot.app.screen
        assert isinstance(form, AddForm)
        type_into(form, title="Not lost")
        log.chmod(stat.S_IRUSR)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "read-only" in text(pilot))
        assert form.field("title").value == "Not lost"
        log.chmod(stat.S_IRUSR | stat.S_IWUSR)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, AddForm))
    assert b"Not lost" in log.read_bytes()


async def test_an_outside_change_is_kept_by_a_save(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a")
        form = pilot.app.screen
        assert isinstance(form, AddForm)
        type_into(form, title="Mine", date="2024-03-05")
        log.write_bytes(log.read_bytes().replace(b"Second", b"Theirs"))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: selected_title(pilot) == "Mine")
    assert b"Theirs" in log.read_bytes()
    assert b"Mine" in log.read_bytes()


async def test_the_entry_goes_to_the_users_editor(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    before = log.read_bytes()
    async with browsing(log, MEDIUM) as pilot:
        await press(pilot, "E")
        await press(pilot)
        assert pilot.app.screen is pilot.app.screen_stack[0]
    assert log.read_bytes() == before


async def test_the_label_of_the_field_in_use_stands_out(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a")
        for name in ("Link", "Title", "Kind"):
            labels = pilot.app.screen.query(Label)
            bold = [str(label.render()) for label in labels if label.styles.text_style.bold]
            assert bold == [name]
            await press(pilot, "tab")


@pytest.mark.parametrize("keys", [["ctrl+s"], ["escape"], ["f1"], ["f1", "ctrl+s"], ["z"]], ids=str)
async def test_whatever_is_pressed_while_a_form_is_saved_it_is_saved_once_and_closed(
    log: Path, keys: list[str]
) -> None:
    state = LogState.of(log)
    state.make()
    async with browsing(log) as pilot:
        await press(pilot, "a")
        form = pilot.app.screen
        assert isinstance(form, AddForm)
        type_into(form, title="Mine", date="2024-03-05")
        with hold_lock(state.lock, log):
            # What is pressed meanwhile waits for the form to close.
            pressing = asyncio.create_task(pilot.press("ctrl+s", *keys))
            await until(pilot, lambda: shown_log(pilot).actions.is_writing)
            assert b"Mine" not in log.read_bytes()
        await pressing
        if "f1" in keys:  # what was said goes with the key that opens the help
            await press(pilot, "escape")
        else:
            await until(pilot, lambda: "u undoes" in said(pilot))
        await until(pilot, lambda: pilot.app.screen is pilot.app.screen_stack[0])
        assert selected_title(pilot) == "Mine"
    assert log.read_bytes().count(b"Mine") == 1
    assert all_stored_texts(log) == []
