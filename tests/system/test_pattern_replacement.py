from __future__ import annotations

import pytest

from logtui.document.bulk.changes import ReplacementError
from logtui.system.pattern_replacement import replace_pattern


@pytest.mark.parametrize(
    ("pattern", "new", "before", "after"),
    [
        (r"(\d+)/(\d+)", r"\2/\1", "on 3/4 and 5/6", "on 4/3 and 6/5"),
        ("^a", "b", "a\na a", "b\nb a"),
        (r"a|\udcff|日", "x", "a\udcff日b", "xxxb"),
        ("[[a]", "x", "[a", "xx"),
        ("(a+)+$", "x", "a" * 50, "x"),
        ("nothing", "x", "as it is", "as it is"),
    ],
)
def test_a_pattern_is_replaced_wherever_it_matches(
    pattern: str, new: str, before: str, after: str
) -> None:
    assert replace_pattern(pattern, new, [before, "", before]) == [after, "", after]


@pytest.mark.parametrize(
    ("pattern", "new", "message"),
    [
        ("a(b", "x", "missing ), unterminated subpattern, character 2"),
        ("*", "x", "nothing to repeat, character 1"),
        ("a" + "(" * 5000 + ")" * 5000, "x", "too large"),
        ("a{99999999999999}", "x", "too large"),
        ("a", r"\1", "invalid group reference 1"),
        ("a", r"\g<name>", "unknown group name"),
        ("a", "\\", "bad escape"),
    ],
)
def test_a_pattern_that_makes_no_sense_is_refused_with_what_is_wrong(
    pattern: str, new: str, message: str
) -> None:
    with pytest.raises(ReplacementError) as caught:
        replace_pattern(pattern, new, ["a"])
    assert message in str(caught.value)


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a?){60}a{60}b"])
def test_a_pattern_that_takes_for_ever_is_given_up(pattern: str) -> None:
    with pytest.raises(ReplacementError, match="takes too long"):
        replace_pattern(pattern, "x", ["a" * 200])
