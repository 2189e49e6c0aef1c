"""The screens as pictures, which are also those of the README.

``pytest --redraw`` draws them anew; look at them before you commit them.
"""

from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from logtui.session import Session
from logtui.storage.demo import SAMPLE
from logtui.tui.app import LogApp
from pilots import MEDIUM, NARROW, WIDE, answered, drawn, press, until

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"

PICTURES: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "browse-80x24": (NARROW, "tokyo-night", ("j", "j")),
    "browse-120x40": (MEDIUM, "tokyo-night", ("j", "j")),
    "browse-200x60": (WIDE, "tokyo-night", ("j", "j")),
    "browse-nord": (MEDIUM, "nord", ("1", "j", "j")),
    "browse-gruvbox": (MEDIUM, "gruvbox", ("enter",)),
    "browse-catppuccin-latte": (MEDIUM, "catppuccin-latte", ("j", "j")),
    "browse-textual-dark": (MEDIUM, "textual-dark", ("j", "j")),
    "search-120x40": (MEDIUM, "tokyo-night", ("slash", *"sprse autoenc")),
    "search-80x24": (NARROW, "tokyo-night", ("slash", *"sprse autoenc")),
    "edit-120x40": (MEDIUM, "tokyo-night", ("j", "j", "e", *"Really: ")),
    "delete-80x24": (NARROW, "tokyo-night", ("d",)),
}


@pytest.mark.parametrize("name", PICTURES)
async def test_looks_as_in_its_picture(name: str, tmp_path: Path, redraw: bool) -> None:  # noqa: FBT001 - a fixture
    size, theme, keys = PICTURES[name]
    path = tmp_path / "research-log.md"
    path.write_bytes(SAMPLE.read_bytes())
    app = LogApp(Session.open(path))
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await drawn(pilot)
        await press(pilot, *keys)
        await until(pilot, partial(answered, pilot))
        for field in app.screen.query(Input):
            field.cursor_blink = False
        for area in app.screen.query(TextArea):
            area.cursor_blink = False
        await press(pilot)
        look = app.export_screenshot(title="logtui") + "\n"
    picture = SCREENSHOTS / f"{name}.svg"
    if redraw:
        picture.write_text(look, encoding="utf-8")
    assert look == picture.read_text(encoding="utf-8")
