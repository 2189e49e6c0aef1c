"""What has to hold of the code as a whole, so that a stranger finds his way."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from pathlib import Path

import logtui

ROOT = Path(logtui.__file__).parent
MODULES = sorted(path for path in ROOT.rglob("*.py") if not path.stem.startswith("__"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.rglob("*.py")}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def doubled(names: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return those of ``names`` that stand in several places, with the places."""
    return {name: places for name, places in names.items() if len(places) > 1}


def length(node: Function) -> int:
    """Return how many lines a function takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_module_has_the_name_of_another() -> None:
    names = defaultdict[str, list[str]](list)
    for path in MODULES:
        names[path.stem].append(str(path.relative_to(ROOT)))
    assert doubled(names) == {}


def test_no_public_class_or_function_has_the_name_of_another() -> None:
    names = defaultdict[str, list[str]](list)
    for path, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
                names[node.name].append(str(path.relative_to(ROOT)))
    assert doubled(names) == {}


def test_every_folder_can_be_overlooked() -> None:
    folders = Counter(path.parent for path in MODULES)
    assert {folder.name: count for folder, count in folders.items() if count > 16} == {}


def test_every_folder_has_a_front_page() -> None:
    for folder in {path.parent for path in MODULES}:
        page = ast.get_docstring(TREES[folder / "__init__.py"]) or ""
        assert folder == ROOT or len(page.splitlines()) >= 8, folder


def test_files_functions_and_classes_stay_short() -> None:
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lines.items() if count > 400} == {}
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                assert length(node) <= 60, node.name
            if isinstance(node, ast.ClassDef):
                assert sum(isinstance(part, Function) for part in node.body) <= 25, node.name
