"""Whatever the machine is busy with, what is typed stays in its order and goes where it belongs."""

import asyncio
import json
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.events import Event, InputEvent, MouseDown, MouseEvent, MouseMove, MouseUp, Paste
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from logtui.log_writes import Receipt
from logtui.session import Session
from logtui.storage.stored_texts import all_stored_texts
from logtui.tui import type_ahead
from logtui.tui.dialogs.help import HelpDialog
from logtui.tui.forms.add_form import AddForm
from logtui.tui.panes.bars import SearchBar
from logtui.tui.type_ahead import TypeAhead
from support.pilots import browsing, lines, main_screen, press, text, until
from support.terminals import Terminal
from support.typists import ENTRIES, Typist, key, typists

LOG = "# Log\n\nLegend:\n- P: papers\n\n2024-01-02\n" + "".join(
    f"- entry {number}\n" for number in range(ENTRIES)
)

DELAYS = st.lists(st.sampled_from([0, 0, 0, 0, 0.0002, 0.003]), min_size=1, max_size=20)
"""Seconds for which the loop stands still in each of its turns, from the start again at the end."""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_text(LOG)
    return path


@pytest.fixture
def slow_program(tmp_path: Path) -> tuple[str, str]:
    """Give a program that is the installed one, but stands still at each key that it gets."""
    script = tmp_path / "slow.py"
    script.write_text(
        "import asyncio, sys, time\nfrom textual.events import Key\n"
        "from logtui.cli import main\nfrom logtui.tui.app import LogApp\n"
        "on_event = LogApp.on_event\n"
        "async def stand_still(app, event):\n"
        "    time.sleep(0.05 * isinstance(event, Key))\n"
        "    await asyncio.sleep(0)\n"
        "    await on_event(app, event)\n"
        "LogApp.on_event = stand_still\nsys.exit(main())\n"
    )
    return sys.executable, str(script)


@asynccontextmanager
async def blocked(delays: Sequence[float]) -> AsyncIterator[None]:
    """Have the event loop stand still again and again."""

    async def block() -> None:
        for delay in cycle(delays):
            time.sleep(delay)  # noqa: ASYNC251 - this is what it is for
            await asyncio.sleep(0)

    blocking = asyncio.create_task(block())
    yield
    blocking.cancel()


def form_of(pilot: Pilot[None]) -> AddForm:
    """Return the form for a new entry, also where another dialog covers it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, AddForm))


def is_help_open(pilot: Pilot[None]) -> bool:
    """Tell whether the last key of all, which opens the help, has had its effect."""
    return isinstance(pilot.app.screen, HelpDialog) and pilot.app.focused is not None


def post(pilot: Pilot[None], *events: Event) -> None:
    """Have ``events`` come as fast as they can."""
    for event in events:
        pilot.app.post_message(event)


async def turns_until(condition: Callable[[], bool]) -> None:
    """Let the loop turn until ``condition`` holds, without asking the widgets, which may hang."""
    while not condition():  # noqa: ASYNC110 - any widget may be what makes it hold
        await asyncio.sleep(0)


def mouse(kind: type[MouseEvent], x: int, y: int) -> MouseEvent:
    """Return an event of the left button at a place on the screen."""
    return kind(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False)


# Keys that go astray may leave an app that waits for ever, each time that they are made fewer.
@settings(max_examples=6, phases=set(Phase) - {Phase.shrink})
@given(typist=typists(), delays=DELAYS)
async def test_all_that_is_typed_goes_where_it_belongs(
    tmp_path_factory: pytest.TempPathFactory, typist: Typist, delays: list[float]
) -> None:
    path = tmp_path_factory.mktemp("typed") / "log.md"
    path.write_text(LOG)
    async with browsing(path) as pilot:
        async with blocked(delays):
            post(pilot, *typist.events, key("f1"))
            await until(pilot, lambda: is_help_open(pilot) or not pilot.app.is_running)
        form, screen = form_of(pilot), main_screen(pilot)
        assert form.field("title").value == typist.title.text
        assert form.query_one(TextArea).text == typist.notes.text
        assert form.field("url").value == ""
        assert screen.query_one(SearchBar).query_text == typist.query.text
        if typist.selected is not None:
            assert screen.shown_log.selected == typist.selected
    assert path.read_text() == LOG


def test_a_slow_program_keeps_the_order_and_is_left_when_all_is_typed(
    log: Path, slow_program: tuple[str, str]
) -> None:
    with Terminal([str(log)], program=slow_program) as terminal:
        terminal.wait_for("saved")
        terminal.press(f"a\t{ascii_lowercase}\t\t\t\x1b[200~one\ntwo\x1b[201~, three\x11")
        assert terminal.wait() == 0
    fields = json.loads(all_stored_texts(log)[0].text)
    assert (fields["title"], fields["notes"]) == (ascii_lowercase, "one\ntwo, three")
    assert log.read_text() == LOG


async def test_no_key_overtakes_one_before_it_that_hangs(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type_ahead, "_MAX_WAIT", 0.02)
    may_go_on = asyncio.Event()
    async with browsing(log) as pilot:
        await press(pilot, "a", "tab")
        form = form_of(pilot)
        form.call_later(may_go_on.wait)
        post(pilot, *map(key, ascii_lowercase), Paste("!"), key("f1"))
        await turns_until(lambda: form.field("title").value == f"{ascii_lowercase}!")
        await turns_until(lambda: is_help_open(pilot))
        may_go_on.set()


async def test_a_key_after_saving_waits_until_the_form_is_closed(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit, may_commit = Session.commit, threading.Event()

    def slow(session: Session, *arguments: object) -> Receipt | None:
        may_commit.wait()
        return commit(session, *arguments)  # type: ignore[arg-type] # as they came

    monkeypatch.setattr(Session, "commit", slow)
    monkeypatch.setattr(type_ahead, "_MAX_WAIT", 60)
    async with browsing(log) as pilot:
        await pilot.press("a", "tab", *"paper", "ctrl+s", "d")
        typed = form_of(pilot).field("title").value
        may_commit.set()  # before anything can fail: quitting waits for it
        assert typed == "paper"
        await until(pilot, lambda: "Delete this entry?" in text(pilot))
        assert "- paper" in text(pilot)
        await press(pilot, "escape")
    assert "- paper\n" in log.read_text()


async def test_a_click_comes_after_the_keys_before_it_and_before_those_after_it(log: Path) -> None:
    async with browsing(log) as pilot:
        row, line = next((row, line) for row, line in enumerate(lines(pilot)) if "entry 4" in line)
        place = line.index("entry 4"), row
        post(pilot, key("slash"), key("e"), mouse(MouseDown, *place), mouse(MouseUp, *place))
        post(pilot, *map(key, "dxy"))
        await until(pilot, lambda: "Delete this entry?" in text(pilot))
        assert "- entry 4" in text(pilot)
        assert main_screen(pilot).query_one(SearchBar).query_text == "e"


class Returning(Input):
    """A field that the focus leaves when its app has sent it back what it has submitted."""

    class Returned(Message):
        """What was submitted comes back."""

    async def on_returning_returned(self) -> None:
        """Move the focus, after much work."""
        for _ in range(20):
            await self.screen.mount(Static())
        self.screen.focus_next()


class Roundabout(App[None]):
    """Moves the focus only after several messages, each of which takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self._type_ahead = TypeAhead(self, super().on_event, lambda: False)

    def compose(self) -> ComposeResult:
        """Yield two fields."""
        yield Returning(id="first")
        yield Input(id="second")

    async def on_event(self, event: Event) -> None:
        """Have keys in one queue."""
        if isinstance(event, InputEvent) and not event.is_forwarded:
            await self._type_ahead.take(event)
        else:
            await super().on_event(event)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send it back, after some work."""
        await self.screen.mount(Static())
        event.input.post_message(Returning.Returned())


async def test_a_key_waits_for_the_last_message_that_the_one_before_caused() -> None:
    app = Roundabout()
    async with app.run_test() as pilot:
        post(pilot, *map(key, ["a", "enter", "b"]))
        first, second = app.query_one("#first", Input), app.query_one("#second", Input)
        await until(pilot, lambda: "b" in first.value + second.value)
        assert (first.value, second.value) == ("a", "b")


class Recorder(App[None]):
    """Takes note of what is handed out to it."""

    def __init__(self) -> None:
        super().__init__()
        self.handed_out: list[InputEvent | Paste] = []
        self._type_ahead = TypeAhead(self, self.record, lambda: False)

    async def on_event(self, event: Event) -> None:
        """Have all that a user does in one queue."""
        if isinstance(event, InputEvent | Paste):
            await self._type_ahead.take(event)
        else:
            await super().on_event(event)

    async def record(self, event: InputEvent | Paste) -> None:
        """Take note of ``event``."""
        self.handed_out.append(event)


async def test_many_keys_at_once_need_no_more_than_their_place_in_the_queue() -> None:
    keys = [key("x") for _ in range(500)]
    app = Recorder()
    async with app.run_test() as pilot:
        before = len(asyncio.all_tasks())
        post(pilot, *keys)
        await turns_until(lambda: len(app.handed_out) > len(keys) // 2)
        # What hands out and what follows one key, but nobody for each that waits.
        assert len(asyncio.all_tasks()) - before <= 3
        await turns_until(lambda: len(app.handed_out) == len(keys))
        assert [*map(id, app.handed_out)] == [*map(id, keys)]


async def test_of_a_mouse_on_its_way_only_the_last_place_waits() -> None:
    first, second = key("x"), key("y")
    moves = [mouse(MouseMove, place, 1) for place in range(60)]
    app = Recorder()
    async with app.run_test() as pilot:
        post(pilot, first, *moves[:30], second, *moves[30:])
        await until(pilot, lambda: moves[-1] in app.handed_out)
        handed_out = app.handed_out
        assert handed_out[0] is first
        assert handed_out[handed_out.index(second) - 1] is moves[29]
        assert len(handed_out) < 10
