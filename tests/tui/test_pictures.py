"""The screens as pictures, which are also those of the README.

``pytest --redraw`` draws them anew; look at them before you commit them.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from textual.widgets import Input, TextArea

from logtui.demo import SAMPLE
from logtui.tui.dialogs.conflict import ConflictDialog
from logtui.tui.forms.entry_form import EditForm
from logtui.tui.panes.bars import TopBar
from support.pilots import (
    MEDIUM,
    NARROW,
    WIDE,
    answered,
    browsing,
    configure,
    main_screen,
    press,
    related,
    text,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot


SCREENSHOTS = Path(__file__).parents[2] / "screenshots"


class Scene(NamedTuple):
    """What a picture shows.

    Attributes:
        size: Of the terminal, columns and rows.
        keys: Pressed in the sample log.
        theme: Its colours.
        act: What else is done before the picture is taken.
    """

    size: tuple[int, int]
    keys: tuple[str, ...]
    theme: str = "tokyo-night"
    act: Callable[[Pilot[None], Path], Awaitable[None]] | None = None


async def type_entry(pilot: Pilot[None], _: Path) -> None:
    """Type a new entry, of which the form shows the lines."""
    form = pilot.app.screen
    for name, value in (
        ("url", "https://arxiv.org/abs/2304.15004"),
        ("title", "Are Emergent Abilities of Large Language Models a Mirage?"),
        ("date", "2024-12-20"),
    ):
        form.query_one(f"#{name}", Input).value = value
    form.query_one("#notes", TextArea).text = "Change the metric and the jump is gone"
    await until(pilot, lambda: "12/20/2024" in text(pilot))


async def change_on_both_sides(pilot: Pilot[None], log: Path) -> None:
    """Have another program change the very title that is being typed over."""
    form = pilot.app.screen
    assert isinstance(form, EditForm)
    form.field("title").value = "Deep Double Descent, read again"
    log.write_bytes(log.read_bytes().replace(b"More Data Hurt]", b"More Data Can Hurt]"))
    screen = main_screen(pilot)
    await until(pilot, lambda: "More Data Can Hurt" in screen.document.text)
    await until(pilot, lambda: screen.query_one(TopBar).state[1] == "reloaded")
    await press(pilot, "ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, ConflictDialog))
    await related(pilot)


SCENES = {
    "browse-80x24": Scene(NARROW, ("j", "j")),
    "browse-120x40": Scene(MEDIUM, ("j", "j")),
    "browse-200x60": Scene(WIDE, ("j", "j")),
    "browse-nord": Scene(MEDIUM, ("1", "j", "j"), "nord"),
    "browse-gruvbox": Scene(MEDIUM, ("enter",), "gruvbox"),
    "browse-catppuccin-latte": Scene(MEDIUM, ("j", "j"), "catppuccin-latte"),
    "browse-solarized-light": Scene(MEDIUM, ("j", "j"), "solarized-light"),
    "browse-textual-dark": Scene(MEDIUM, ("j", "j"), "textual-dark"),
    "search-120x40": Scene(MEDIUM, ("slash", *"sprse autoenc")),
    "search-80x24": Scene(NARROW, ("slash", *"sprse autoenc")),
    "quick-add-120x40": Scene(MEDIUM, ("a",), act=type_entry),
    "edit-120x40": Scene(MEDIUM, ("j", "j", "e", *"Really: ")),
    "delete-80x24": Scene(NARROW, ("d",)),
    "conflict-120x40": Scene(MEDIUM, ("j", "j", "e"), act=change_on_both_sides),
    "help-120x40": Scene(MEDIUM, ("question_mark",)),
}


@pytest.mark.parametrize("name", SCENES)
async def test_looks_as_in_its_picture(name: str, tmp_path: Path, redraw: bool) -> None:  # noqa: FBT001 - a fixture
    scene = SCENES[name]
    path = tmp_path / "research-log.md"
    path.write_bytes(SAMPLE.read_bytes())
    configure(f'theme = "{scene.theme}"\n')
    async with browsing(path, scene.size) as pilot:
        await related(pilot)
        await press(pilot, *scene.keys)
        await until(pilot, partial(answered, pilot))
        if scene.act is not None:
            await scene.act(pilot, path)
        pilot.app.clear_notifications()
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        for area in pilot.app.screen.query(TextArea):
            area.cursor_blink = False
        await press(pilot)
        look = pilot.app.export_screenshot(title="logtui") + "\n"
    picture = SCREENSHOTS / f"{name}.svg"
    if redraw:
        picture.write_text(look, encoding="utf-8")
    assert look == picture.read_text(encoding="utf-8")
