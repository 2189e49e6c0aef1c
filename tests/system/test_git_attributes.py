from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.errors import StorageError
from logtui.system.git import add_attribute_line, attribute_line, attribute_pattern
from support.repositories import Repository

if TYPE_CHECKING:
    from pathlib import Path

LINE = "*.md merge=logtui"


@pytest.mark.parametrize("pattern", ["", "!log.md", "a\nb", "a\rb", "a\0b"])
def test_a_pattern_that_git_does_not_take_is_refused(pattern: str) -> None:
    with pytest.raises(StorageError, match="is not a pattern for git's attributes"):
        attribute_line(pattern, "merge=logtui")


@pytest.mark.parametrize("name", ["log.md", "my log.md", "a[1]*?.md", 'say "x".md', "#log.md"])
def test_git_takes_the_line_for_that_file_alone(tmp_path: Path, name: str) -> None:
    repository = Repository(tmp_path / "notes")
    add_attribute_line(
        repository.top / ".gitattributes", attribute_line(attribute_pattern(name), "merge=logtui")
    )
    said = repository.done("check-attr", "-z", "merge", "--", name, "other.md", f"below/{name}")
    assert said.split("\0")[2::3] == ["logtui", "unspecified", "unspecified"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"", b"*.md merge=logtui\n"),
        (b"*.txt text\n", b"*.txt text\n*.md merge=logtui\n"),
        (b"*.txt text", b"*.txt text\n*.md merge=logtui\n"),
        (b"*.txt text\r\n", b"*.txt text\r\n*.md merge=logtui\r\n"),
        (b"*.txt \xff\n", b"*.txt \xff\n*.md merge=logtui\n"),
    ],
)
def test_other_lines_stay_as_they_are(tmp_path: Path, old: bytes, new: bytes) -> None:
    file = tmp_path / ".gitattributes"
    file.write_bytes(old)
    assert add_attribute_line(file, LINE)
    assert file.read_bytes() == new
    assert not add_attribute_line(file, LINE)
    assert file.read_bytes() == new


def test_a_missing_file_is_made_with_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "info" / "attributes"
    assert add_attribute_line(file, LINE)
    assert file.read_bytes() == b"*.md merge=logtui\n"


def test_a_file_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "info" / "attributes"
    with pytest.raises(StorageError, match=r"info/attributes cannot be made: no such file"):
        add_attribute_line(file, LINE)
    assert list(tmp_path.iterdir()) == []
