"""What is taken from inside of Textual is still there, and does what is expected of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import Input

from logtui.tui.textual_private import (
    configured_keys,
    remove_notifications,
    shown_notifications,
    suggest,
    suggestion,
)
from support.pilots import text, until

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FieldApp(App[None]):
    """Shows a field."""

    def compose(self) -> ComposeResult:
        """Yield the field."""
        yield Input()


async def test_one_message_is_taken_off_the_screen_and_the_others_stay() -> None:
    app = FieldApp()
    async with app.run_test(notifications=True) as pilot:
        for message in ("first", "second", "third"):
            app.notify(message)
        await until(pilot, lambda: all(word in text(pilot) for word in ("first", "third")))
        first, second, third = shown_notifications(app)
        remove_notifications(app, [second])
        await until(pilot, lambda: "second" not in text(pilot))
        assert shown_notifications(app) == [first, third]
        assert "first" in text(pilot)
        assert "third" in text(pilot)


async def test_the_keys_of_the_keymap_are_known() -> None:
    app = FieldApp()
    app.set_keymap({"app.quit": "f10,ctrl+x"})
    assert configured_keys(app, "app.quit") == "f10,ctrl+x"
    assert configured_keys(app, "app.help") is None


async def test_a_suggestion_is_drawn_after_the_cursor_and_taken_with_a_key() -> None:
    app = FieldApp()
    async with app.run_test() as pilot:
        field = app.query_one(Input)
        await pilot.press(*"kind:")
        assert suggestion(field) == ""
        suggest(field, "kind:paper")
        await until(pilot, lambda: "kind:paper" in text(pilot))
        assert suggestion(field) == "kind:paper"
        assert field.value == "kind:"
        await pilot.press("right")
        assert field.value == "kind:paper"
