from __future__ import annotations

import pytest

from logtui.document.merging import conflicts

PLAIN = "above\n<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> other\nbelow\n"


def test_both_sides_and_their_labels_are_found() -> None:
    (found,) = conflicts.find_conflicts(PLAIN)
    assert (found.ours, found.base, found.theirs) == ("- a\n", None, "- b\n")
    assert (found.our_label, found.their_label) == ("HEAD", "other")
    assert PLAIN[: found.span.start] == "above\n"
    assert PLAIN[found.span.end :] == "below\n"


def test_the_base_is_given_in_the_style_of_diff3() -> None:
    text = "<<<<<<<\n- a\n||||||| 1a2b3c\n- o\n=======\n- b\n>>>>>>>\n"
    (found,) = conflicts.find_conflicts(text)
    assert (found.ours, found.base, found.theirs) == ("- a\n", "- o\n", "- b\n")
    assert (found.our_label, found.their_label) == ("", "")


def test_a_side_may_be_empty() -> None:
    (found,) = conflicts.find_conflicts("<<<<<<< a\n=======\n- b\n>>>>>>> b")
    assert (found.ours, found.theirs) == ("", "- b\n")
    assert found.span.end == len("<<<<<<< a\n=======\n- b\n>>>>>>> b")


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_any_line_end_will_do(newline: str) -> None:
    text = PLAIN.replace("\n", newline)
    (found,) = conflicts.find_conflicts(text)
    assert (found.ours, found.theirs) == (f"- a{newline}", f"- b{newline}")
    assert text[found.span.end :] == f"below{newline}"


def test_each_of_several_is_found() -> None:
    assert [
        found.ours for found in conflicts.find_conflicts(PLAIN + PLAIN.replace("- a", "- c"))
    ] == [
        "- a\n",
        "- c\n",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A title\n=======\n\n- a\n",
        "<<<<<<< a\n- a\n",
        "<<<<<<< a\n- a\n>>>>>>> b\n",
        "<<<<<<< a\n- a\n=======\n- b\n",
        "=======\n>>>>>>> b\n",
        "<<<<<<<< a\n=======\n>>>>>>>> b\n",
        "<<<<<<<a\n=======\n>>>>>>>b\n",
        "    <<<<<<< a\n    =======\n    >>>>>>> b\n",
        "<<<<<<< a\n||||||| o\n>>>>>>> b\n",
    ],
)
def test_lines_that_only_look_like_markers_are_text(text: str) -> None:
    assert conflicts.find_conflicts(text) == ()


def test_a_conflict_behind_one_that_nothing_closes_is_found() -> None:
    (found,) = conflicts.find_conflicts("<<<<<<< lost\n- x\n=======\n" + PLAIN)
    assert found.ours == "- a\n"


def test_the_underline_of_a_heading_inside_a_conflict_is_content() -> None:
    text = "<<<<<<< a\nA title\n=======\n||||||| o\n- o\n=======\nB title\n=======\n>>>>>>> b\n"
    (found,) = conflicts.find_conflicts(text)
    assert (found.ours, found.base) == ("A title\n=======\n", "- o\n")
    assert found.theirs == "B title\n=======\n"


@pytest.mark.parametrize(
    ("choice", "settled"),
    [
        ("- a\n", "- a\n"),
        ("- b\n", "- b\n"),
        ("- a\n- b\n", "- a\n- b\n"),
        ("- c", "- c\n"),
        ("- c\r\n    - d\r", "- c\n    - d\n"),
        ("", ""),
    ],
)
def test_a_conflict_is_settled_by_any_lines(choice: str, settled: str) -> None:
    (found,) = conflicts.find_conflicts(PLAIN)
    assert (
        conflicts.resolve_conflict(PLAIN, found, choice).apply(PLAIN) == f"above\n{settled}below\n"
    )


def test_lines_of_a_side_keep_their_ends_and_others_get_those_of_the_log() -> None:
    text = "above\r\n<<<<<<< a\r\n- a\n=======\r\n- b\r\n>>>>>>> b\r\nbelow\r\n"
    (found,) = conflicts.find_conflicts(text)
    new = conflicts.resolve_conflict(text, found, "- a\n- c\n").apply(text)
    assert new == "above\r\n- a\n- c\r\nbelow\r\n"


@pytest.mark.parametrize("choice", ["- a\n", "- c", "- a\n- b\n"])
def test_a_log_that_ends_without_a_line_end_goes_on_doing_so(choice: str) -> None:
    text = PLAIN.removesuffix("\nbelow\n")
    (found,) = conflicts.find_conflicts(text)
    new = conflicts.resolve_conflict(text, found, choice).apply(text)
    assert new == "above\n" + choice.removesuffix("\n")


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        ("- a\n", "- b\n", "- a\n- b\n"),
        ("a\n", "b\n", "a\n\nb\n"),
        ("a\r\n", "b", "a\r\n\r\nb\r\n"),
        ("a\n\n", "b\n", "a\n\nb\n"),
        ("a\n", "", "a\n"),
        ("", "b\n", "b\n"),
        ("- a\n", "[b](u)\n", "- a\n\n[b](u)\n"),
        ("> a\n", "> b\n", "> a\n\n> b\n"),
        ("a\n", "## b\n", "a\n## b\n"),
        ("| a |\n", "| b |\n", "| a |\n| b |\n"),
        ("    a note\n", "    another\n", "    a note\n    another\n"),
        ("- a\n    - n", "- b\n    - m", "- a\n    - n\n- b\n    - m\n"),
    ],
)
def test_both_sides_stay_the_blocks_that_they_are(ours: str, theirs: str, both: str) -> None:
    assert conflicts.join_sides(ours, theirs) == both
