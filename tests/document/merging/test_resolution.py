"""What may take the place of two versions: lines that read back, and change nothing around."""

from __future__ import annotations

import pytest

from logtui.document.merging import conflicts
from logtui.document.merging.resolution import ResolutionError, check_chosen_lines, check_resolution
from logtui.document.reading import parser
from logtui.document.text.encoding import Encoding

OURS, THEIRS = "- [Second](https://arxiv.org/abs/1)\n", "- [Other](https://arxiv.org/abs/1)\n"
MARKED = f"<<<<<<< HEAD\n{OURS}=======\n{THEIRS}>>>>>>> branch\n"
LOG = (
    f"2024-03-02\n- [Attention](a)\n    - heads\n{MARKED}- [Below](b)\n\n2024-03-01\n- [Talk](t)\n"
)
FIRST = LOG.replace("- [Attention](a)\n    - heads\n", "")
"""The conflict is the first thing of its day."""


def check(text: str, choice: str) -> None:
    document = parser.parse_text(text, Encoding())
    (conflict,) = conflicts.find_conflicts(text)
    check_resolution(document, conflict, choice)


@pytest.mark.parametrize("log", [LOG, FIRST], ids=["below an entry", "below a day"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    "choice",
    [
        OURS,
        THEIRS,
        OURS + THEIRS,
        "- [Both](https://arxiv.org/abs/1)",
        "- [One](o)\n    - with a note\n\n- [Two](t)\n",
        "\n" + OURS,
    ],
)
def test_entries_may(log: str, line_end: str, choice: str) -> None:
    check(log.replace("\n", line_end), choice)


@pytest.mark.parametrize("log", [LOG, FIRST], ids=["below an entry", "below a day"])
@pytest.mark.parametrize(
    ("choice", "why"),
    [
        (MARKED, "is a conflict marker"),
        ("- a\n=======\n- b\n", "is a conflict marker"),
        ("    " + OURS + THEIRS, "indented under nothing"),
        ("\t" + OURS, "indented under nothing"),
        ("mm" + OURS, "begin with a list marker|change how other entries"),
        (OURS + "2023-01-01\n" + THEIRS, "change how other entries"),
    ],
)
def test_other_lines_may_not(log: str, choice: str, why: str) -> None:
    with pytest.raises(ResolutionError) as raised:
        check(log, choice)
    assert any(words in str(raised.value) for words in why.split("|"))


def test_taking_all_out_may_where_the_notes_below_stay_with_their_entry() -> None:
    check(LOG, "")
    with pytest.raises(ResolutionError, match="change how other entries"):
        check(LOG.replace("- [Below]", "    - their note\n- [Below]"), "")


def test_notes_may_take_the_place_of_notes() -> None:
    check_chosen_lines("    - note, changed\n", ("    - note\n", "    - a note\n"))
