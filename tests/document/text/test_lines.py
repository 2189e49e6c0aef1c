from __future__ import annotations

import pytest

from logtui.document.text import lines


def test_only_the_three_line_ends_end_lines() -> None:
    text = "a\x0cb\u2028c\x85d\ne\r\nf\rg"
    assert [line for _, line in lines.iter_lines(text)] == ["a\x0cb\u2028c\x85d", "e", "f", "g"]


def test_a_part_of_a_text() -> None:
    assert list(lines.iter_lines("ab\ncd\nef", 3, 5)) == [(3, "cd")]


def test_long_texts_are_cut_at_line_ends() -> None:
    for end in ("\n", "\r\n", "\r"):
        line = "x" * 99
        text = (line + end) * 9000
        assert len(list(lines.iter_chunks(text, 0, len(text)))) > 1
        assert {content for _, content in lines.iter_lines(text)} == {line}
        assert len(lines.line_starts(text)) == 9000


def test_a_line_longer_than_a_block_stays_whole() -> None:
    text = "x" * (3 * lines.CHUNK_LENGTH) + "\n" + "y"
    assert [len(content) for _, content in lines.iter_lines(text)] == [3 * lines.CHUNK_LENGTH, 1]


def test_an_empty_text_has_one_line_start() -> None:
    assert list(lines.line_starts("")) == [0]


def test_tabs_go_to_the_next_stop() -> None:
    assert [lines.columns_of(indent) for indent in ("", "  ", "\t", " \t", "\t ")] == [
        0,
        2,
        4,
        4,
        5,
    ]


def test_the_first_line_end_is_the_newline() -> None:
    assert [lines.newline(text) for text in ("a", "a\r\nb\n", "a\rb", "\n\r\n")] == [
        *("\n", "\r\n", "\r", "\n"),
    ]


def test_the_newline_of_several_texts_is_that_of_the_first_that_has_one() -> None:
    assert lines.newline("a", "", "b\rc\n", "\r\n") == "\r"
    assert lines.newline("a", "b") == "\n"


def test_the_usual_newline_is_that_of_most_lines() -> None:
    texts = ("", "a", "a\nb", "a\r\nb\nc\r\n", "a\rb\r\nc\r", "\r\n")
    assert [lines.usual_newline(text) for text in texts] == [
        *(None, None, "\n", "\r\n", "\r", "\r\n"),
    ]


@pytest.mark.parametrize("offset", [0, 2, 3, 5, 6, 8])
def test_the_newline_near_a_place_is_the_last_one_before_it(offset: int) -> None:
    text = "ab\rcd\r\ne\n"
    ends = {0: "\r", 2: "\r", 3: "\r", 5: "\r", 6: "\r\n", 8: "\r\n"}
    assert lines.newline_near(text, offset) == ends[offset]


def test_lines_are_split_without_loss() -> None:
    text = "a\x0cb\n\r\n\rc\u2028\r\nd"
    assert lines.split(text) == ["a\x0cb\n", "\r\n", "\r", "c\u2028\r\n", "d"]
    many = ("x" * 99 + "\r\n") * 9000
    assert lines.split(many) == ["x" * 99 + "\r\n"] * 9000
    assert lines.split("") == []
