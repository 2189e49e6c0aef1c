"""What is handed on when an entry was changed in a form and outside at the same time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.widgets import TextArea

from logtui.document.dates import PartialDate
from logtui.document.edits import draft_of
from logtui.document.parser import parse
from logtui.tui.clash import Clash, edited_lines
from logtui.tui.dialogs.edit_entry import EditEntry, EditRaw
from logtui.tui.writer import Writer
from outside import LOG
from pilots import browsing, press, until

if TYPE_CHECKING:
    from pathlib import Path

BASE = "- [Attention](https://arxiv.org/abs/1706.03762)\n    - The one with the heads"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("day", [2, 1])
def test_mine_is_what_the_form_makes_of_the_entry_where_it_stands(newline: str, day: int) -> None:
    document = parse(LOG.replace(b"\n", newline.encode()))
    entry = document.entries[0]
    draft = draft_of(document, entry)
    assert draft is not None
    assert edited_lines(document, entry, draft) == BASE
    typed = replace(draft, title="Mine", notes="one\ntwo", date=PartialDate(2024, 3, day))
    expected = "- [Mine](https://arxiv.org/abs/1706.03762)\n    - one\n    - two"
    assert edited_lines(document, entry, typed) == expected


@pytest.mark.parametrize("keys", [["e"], ["e", "ctrl+r"]], ids=["form", "lines"])
@pytest.mark.parametrize("gone", [False, True], ids=["changed", "gone"])
async def test_a_clash_has_all_three_states(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str], *, gone: bool
) -> None:
    clashes: list[Clash] = []
    monkeypatch.setattr(Writer, "changed_outside", lambda _, _form, clash: clashes.append(clash))
    log = tmp_path / "log.md"
    log.write_bytes(LOG)
    async with browsing(log) as pilot:
        await press(pilot, "g", *keys)
        form = pilot.app.screen
        if isinstance(form, EditRaw):
            form.query_one(TextArea).text = BASE.replace("Attention", "Mine")
        else:
            assert isinstance(form, EditEntry)
            form.field("title").value = "Mine"
        theirs = BASE.replace("heads", "many heads")
        text = LOG.decode().replace(f"{BASE}\n", "" if gone else f"{theirs}\n")
        log.write_text(text)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: bool(clashes))
        assert pilot.app.screen is form
    assert clashes == [Clash(BASE, BASE.replace("Attention", "Mine"), None if gone else theirs)]
    assert log.read_text() == text
