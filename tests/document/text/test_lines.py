from __future__ import annotations

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
