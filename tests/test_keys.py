from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import _character_to_key

import logtui.tui
from logtui.config.key_names import key_name, parse_key, parse_keys, spell_key, without_clashes
from logtui.config.loading import load_config
from logtui.config.starter import starter_text
from logtui.key_table import KEYS, KEYS_BY_ID, can_overlap, effective_keys
from logtui.keys import CONTEXTS, GROUPS, PANE_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def bound_ids() -> Iterator[str]:
    """Yield the id of every binding of the screens."""
    for module in pkgutil.walk_packages(logtui.tui.__path__, "logtui.tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, DOMNode):
                for binding in vars(thing).get("BINDINGS", ()):
                    if isinstance(binding, Binding) and binding.id:
                        yield binding.id


def test_every_key_of_the_table_is_bound_and_no_other() -> None:
    assert {*bound_ids()} == {*KEYS_BY_ID}


_README_NAMES = {"↑": "up", "↓": "down", "←": "left", "→": "right"}

_FOCUS_KEYS = {"tab", "shift+tab"}
"""Keys with which Textual moves the focus; the table of keys need not have them."""


def named_keys(cells: Iterable[str]) -> set[str]:
    """Return the keys that stand in code spans in ``cells``, as Textual calls them."""
    names = (name for cell in cells for name in re.findall(r"`([^`]+)`", cell))
    return {parse_key(_README_NAMES.get(name, name)) for name in names}


def readme_section(heading: str) -> str:
    readme = Path(__file__).parents[1].joinpath("README.md").read_text()
    return readme.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_the_readme_names_keys_of_the_table() -> None:
    table, forms = readme_section("Keys").strip().split("\n\n")[:2]
    cells = [row.split("|")[1] for row in table.splitlines()[2:]]
    bound = {name for key in PANE_KEYS for name in key.keys.split(",")}
    assert len(cells) > 8
    assert named_keys(cells) <= bound | _FOCUS_KEYS
    in_forms = {name for key in KEYS if key.context == "form" for name in key.keys.split(",")}
    assert named_keys([forms]) <= in_forms | {"question_mark"}


def test_the_first_minutes_name_keys_of_the_table() -> None:
    bound = {name for key in KEYS for name in key.keys.split(",")} | _FOCUS_KEYS
    texts = {"logtui research-log.md", "sprse autoenc"}
    steps = readme_section("Five minutes")
    for text in texts:
        assert f"`{text}`" in steps
        steps = steps.replace(f"`{text}`", "")
    assert named_keys([steps]) <= bound


def test_every_key_stands_where_the_readme_says_that_all_do() -> None:
    settings = starter_text()
    for key in KEYS:
        names = ", ".join(
            "comma" if name == "comma" else spell_key(name) for name in key.keys.split(",")
        )
        assert f'#"{key.id}" = "{names}"  # {key.description}\n' in settings


def test_each_id_stands_once_and_has_a_place_and_a_group() -> None:
    assert len(KEYS_BY_ID) == len(KEYS)
    assert {key.context for key in KEYS} == {*CONTEXTS}
    assert {key.group for key in KEYS} == {*GROUPS}


def test_keys_are_delivered_without_clashes() -> None:
    inner = {("escape", "search.leave", "screen.back")}
    users = [(key, binding) for binding in KEYS for key in binding.keys.split(",")]
    shared = {
        (key, first.id, second.id)
        for at, (key, first) in enumerate(users)
        for other, second in users[at + 1 :]
        if key == other and can_overlap(first, second)
    }
    assert shared == inner


def test_every_delivered_key_may_be_configured() -> None:
    for binding in KEYS:
        keys = binding.keys.split(",")
        if binding.id not in {"search.keep", "tree.jump"}:
            assert parse_keys([spell_key(key) for key in keys], binding) == binding.keys


@pytest.mark.parametrize("code", range(0x21, 0x7F))
def test_characters_are_called_as_textual_calls_them(code: int) -> None:
    character = chr(code)
    assert key_name(character) == _character_to_key(character)
    assert parse_key(character) == key_name(character)
    assert parse_key(spell_key(parse_key(character))) == parse_key(character)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Ctrl+F", "ctrl+f"),
        ("ctrl++", "ctrl+plus"),
        ("shift+ctrl+up", "ctrl+shift+up"),
        ("shift+g", "G"),
        ("G", "G"),
        ("PgUp", "pageup"),
        ("Esc", "escape"),
        ("Question_Mark", "question_mark"),
        ("ö", "ö"),
        ("f24", "f24"),
        *((word, "") for word in ("", " ", "f25", "ctrl+", "++", "+x", "a+b", "hyper+x", "\x1b")),
    ],
)
def test_how_keys_may_be_written(word: str, key: str) -> None:
    assert parse_key(word) == key


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("screen.add", "3", "must be text"),
        ("screen.add", "[]", "must name at least one key"),
        ("screen.add", '"x, , z"', '"" is not a key'),
        ("screen.add", '"ctrl+m"', "a terminal sends it for Enter"),
        ("screen.add", '"tab"', "it leads to the next pane"),
        ("search.next", '"j"', "needed for typing"),
        ("form.save", '"ctrl+w"', "needed for typing"),
        ("form.save", '"down"', "needed inside the form"),
        ("form.save", '"!"', "needed for typing"),
        ("app.help_anywhere", '"h"', "needed for typing"),
        ("app.quit_anywhere", '"ctrl+x"', "needed for typing"),
        ("app.palette", '"p"', "needed for typing"),
    ],
)
def test_keys_that_cannot_be_used(tmp_path: Path, name: str, value: str, why: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'[keys]\n"{name}" = {value}\n', encoding="utf-8")
    config = load_config(file)
    (problem,) = config.problems
    assert why in problem.message
    assert (problem.line, problem.setting, config.keys) == (2, f"keys.{name}", {})


def test_swapped_keys_do_not_clash() -> None:
    swapped = {"screen.add": "d", "screen.delete": "a"}
    assert without_clashes(swapped) == (swapped, {})


def test_of_two_that_clash_the_later_stays_as_delivered() -> None:
    kept, left_out = without_clashes({"screen.add": "f5", "screen.edit": "f6", "list.first": "f5"})
    assert kept == {"screen.add": "f5", "screen.edit": "f6"}
    assert "f5 is the key of" in left_out["list.first"]


def test_leaving_one_out_may_make_another_clash() -> None:
    # `d` is free as long as delete is `a`; but `a` is also what copying wants.
    kept, left_out = without_clashes({"screen.copy": "a", "screen.add": "d", "screen.delete": "a"})
    assert left_out.keys() == {"screen.delete", "screen.add", "screen.copy"}
    assert kept == {}


def test_a_clash_names_the_binding_that_has_the_key_in_the_end() -> None:
    kept, left_out = without_clashes({"screen.search": "f,slash", "screen.undo": "f"})
    assert kept == {}
    for name in ("screen.search", "screen.undo"):
        assert f'keys of "{name}": f is the key of "screen.follow"' in left_out[name]


def test_a_key_that_a_refused_binding_wanted_is_free_for_others() -> None:
    kept, left_out = without_clashes({"screen.search": "f5,u", "screen.add": "f5"})
    assert kept == {"screen.add": "f5"}
    assert 'u is the key of "screen.undo"' in left_out["screen.search"]


@pytest.mark.parametrize(
    ("name", "key", "other"),
    [
        ("app.help_anywhere", "ctrl+s", "form.save"),
        ("app.quit_anywhere", "ctrl+r", "form.raw"),
        ("app.help_anywhere", "f5", "conflict.mine"),
        ("form.fetch", "f1", "app.help_anywhere"),
        ("raw.close", "ctrl+q", "app.quit_anywhere"),
    ],
)
def test_what_counts_everywhere_clashes_with_the_keys_of_every_place(
    name: str, key: str, other: str
) -> None:
    configured = {"conflict.mine": "f5"} | {name: key}
    kept, left_out = without_clashes(configured)
    assert name not in kept
    assert f'{key} is the key of "{other}"' in left_out[name]


def test_the_palette_leaves_the_keys_of_forms_alone() -> None:
    assert without_clashes({"app.palette": "ctrl+r"}) == ({"app.palette": "ctrl+r"}, {})
    assert "app.palette" in without_clashes({"app.palette": "ctrl+d"})[1]


def test_other_places_may_have_the_same_key() -> None:
    kept, left_out = without_clashes(
        {"form.raw": "f5", "screen.reload": "f5", "tree.jump": "space"}
    )
    assert len(kept) == 3
    assert left_out == {}


async def test_the_keymap_does_what_it_says() -> None:
    class Two(App[None]):
        BINDINGS = [  # noqa: RUF012 - as App declares it
            Binding(KEYS_BY_ID[name].keys, f"note('{name}')", id=name)
            for name in ("screen.add", "screen.delete", "screen.search")
        ]
        noted: list[str]

        def on_mount(self) -> None:
            self.noted = []
            self.set_keymap(without_clashes({"screen.add": "d", "screen.delete": "a,plus"})[0])

        def action_note(self, name: str) -> None:
            self.noted.append(name)

    app = Two()
    async with app.run_test() as pilot:
        await pilot.press("d", "a", "plus", "slash")
    assert app.noted == ["screen.add", "screen.delete", "screen.delete", "screen.search"]


def test_keys_in_force() -> None:
    in_force = effective_keys({"screen.add": "f5,f6"})
    assert in_force["screen.add"] == ("f5", "f6")
    assert in_force["list.down"] == ("j", "down")
