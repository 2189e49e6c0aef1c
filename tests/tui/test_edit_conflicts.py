"""An entry that another program changes while it is edited: merged, or asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import TextArea

from logtui.storage.stored_texts import all_stored_texts
from logtui.tui.dialogs.conflict import ConflictDialog
from logtui.tui.forms.entry_form import EditForm
from logtui.tui.forms.raw_form import RawForm
from support.outside import LOG, said
from support.pilots import browsing, main_screen, press, selected_title, text, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


pytestmark = pytest.mark.usefixtures("_watched_closely")

MINE_OF_SECOND = b"- [My second](https://arxiv.org/abs/1)\n"
SECOND = b"- [Second](https://arxiv.org/abs/1)\n"


async def edit_second(pilot: Pilot[None], *, raw: bool) -> RawForm | EditForm:
    """Type another title for the second entry, in the form or in its lines."""
    await press(pilot, "j", "e", *(["ctrl+r"] if raw else []))
    form = pilot.app.screen
    if isinstance(form, RawForm):
        form.query_one(TextArea).text = MINE_OF_SECOND.decode().rstrip()
    else:
        assert isinstance(form, EditForm)
        form.field("title").value = "My second"
    await pilot.pause()
    return form


async def save_edit(pilot: Pilot[None], log: Path, theirs: bytes) -> None:
    """Have another program leave ``theirs`` in the log, then save."""
    log.write_bytes(theirs)
    await until(pilot, lambda: "changed on disk" in said(pilot))
    await press(pilot, "ctrl+s")


in_both_forms = pytest.mark.parametrize("raw", [False, True], ids=["form", "lines"])


@in_both_forms
@pytest.mark.parametrize(
    ("theirs", "merged"),
    [
        (SECOND + b"    - their note\n", MINE_OF_SECOND + b"    - their note\n"),
        (SECOND.replace(b"abs/1", b"abs/2"), MINE_OF_SECOND.replace(b"abs/1", b"abs/2")),
    ],
    ids=["note", "link"],
)
async def test_different_parts_of_one_entry_go_together(
    log: Path, theirs: bytes, merged: bytes, *, raw: bool
) -> None:
    async with browsing(log) as pilot:
        await edit_second(pilot, raw=raw)
        await save_edit(pilot, log, LOG.replace(SECOND, theirs))
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
        await until(pilot, lambda: "u undoes" in said(pilot))
        assert selected_title(pilot) == "My second"
    assert log.read_bytes() == LOG.replace(SECOND, merged)
    assert all_stored_texts(log) == []


THEIRS_OF_SECOND = b"- [Theirs](https://arxiv.org/abs/1)\n"


@in_both_forms
@pytest.mark.parametrize(
    ("key", "chosen"),
    [
        ("m", MINE_OF_SECOND),
        ("t", THEIRS_OF_SECOND),
        ("b", MINE_OF_SECOND + THEIRS_OF_SECOND),
    ],
    ids=["mine", "theirs", "both"],
)
async def test_the_same_part_of_one_entry_is_asked_about(
    log: Path, key: str, chosen: bytes, *, raw: bool
) -> None:
    async with browsing(log) as pilot:
        await edit_second(pilot, raw=raw)
        await save_edit(pilot, log, LOG.replace(SECOND, THEIRS_OF_SECOND))
        await until(pilot, lambda: isinstance(pilot.app.screen, ConflictDialog))
        assert "Changed on the disk while you were editing" in text(pilot)
        assert "My second" in text(pilot)
        assert "Theirs" in text(pilot)
        assert log.read_bytes() == LOG.replace(SECOND, THEIRS_OF_SECOND)
        await press(pilot, key)
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
        await until(pilot, lambda: log.read_bytes() == LOG.replace(SECOND, chosen))
    assert all_stored_texts(log) == []


async def test_what_two_versions_become_can_be_typed(log: Path) -> None:
    async with browsing(log) as pilot:
        await edit_second(pilot, raw=False)
        await save_edit(pilot, log, LOG.replace(SECOND, THEIRS_OF_SECOND))
        await until(pilot, lambda: isinstance(pilot.app.screen, ConflictDialog))
        await press(pilot, "e")
        pilot.app.screen.query_one(TextArea).text = "- [Ours](https://arxiv.org/abs/1)"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
    assert log.read_bytes() == LOG.replace(SECOND, b"- [Ours](https://arxiv.org/abs/1)\n")


@in_both_forms
@pytest.mark.parametrize("left", [THEIRS_OF_SECOND, b""], ids=["changed", "taken out"])
async def test_a_question_that_is_left_open_writes_nothing_and_keeps_what_is_typed(
    log: Path, left: bytes, *, raw: bool
) -> None:
    theirs = LOG.replace(SECOND, left)
    async with browsing(log) as pilot:
        form = await edit_second(pilot, raw=raw)
        await save_edit(pilot, log, theirs)
        await until(pilot, lambda: isinstance(pilot.app.screen, ConflictDialog))
        assert ("(deleted)" in text(pilot)) == (left == b"")
        await press(pilot, "escape")
        assert pilot.app.screen is form
        await until(pilot, lambda: "Nothing is decided, so nothing is written" in said(pilot))
        assert "My second" in text(pilot)
        await until(pilot, lambda: bool(all_stored_texts(log)))
    assert log.read_bytes() == theirs
    assert "My second" in all_stored_texts(log)[0].text
