from __future__ import annotations

import codecs
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from logtui.document.merging import conflicts
from logtui.document.merging.three_way import Conflict, Merge
from logtui.document.reading import parser
from support import histories, merges
from support.mojibake import mojibake

if TYPE_CHECKING:
    from pathlib import Path

LEGEND = "Legend:\n- 📜: papers\n- 📺: videos\n\n"
BASE = (
    LEGEND
    + """\
09/25/2024
- 📜[Planning](https://a.org/1)
    - first note
    - second note
- 📜[Scaling](https://a.org/2)

09/20/2024
- [Probes](https://a.org/3)
- Loose thought
"""
)
NEW_DAY = "09/26/2024\n{}\n\n"


def merged(ours: str, theirs: str, base: str = BASE) -> Merge:
    return merges.merged(base, ours, theirs)


def together(ours: str, theirs: str, base: str = BASE) -> str:
    return merges.together(base, ours, theirs)


def on_top(lines: str, text: str = BASE) -> str:
    return text.replace("09/25/2024\n", f"{lines}09/25/2024\n")


def test_what_only_one_side_changed_is_taken() -> None:
    changed = BASE.replace("Scaling", "Scaling laws")
    assert together(changed, BASE) == changed
    assert together(BASE, changed) == changed
    assert together(changed, changed) == changed


def test_new_entries_of_the_same_new_day_stand_under_one_heading_ours_first() -> None:
    ours, theirs = on_top(NEW_DAY.format("- mine")), on_top(NEW_DAY.format("- yours\n    - n"))
    assert together(ours, theirs) == on_top(NEW_DAY.format("- mine\n- yours\n    - n"))


def test_new_days_stand_in_the_order_of_the_log() -> None:
    ours, theirs = on_top("09/26/2024\n- mine\n\n"), on_top("09/28/2024\n- yours\n\n")
    both = on_top("09/28/2024\n- yours\n\n09/26/2024\n- mine\n\n")
    assert together(ours, theirs) == both
    assert together(theirs, ours) == both


def test_new_days_of_a_log_that_grows_downwards_go_below_it() -> None:
    base = "## 2024-01-01\n\n- a\n\n## 2024-01-02\n\n- b"
    ours, theirs = f"{base}\n\n## 2024-01-05\n\n- c", f"{base}\n\n## 2024-01-04\n\n- d"
    assert together(ours, theirs, base) == (
        f"{base}\n\n## 2024-01-04\n\n- d\n\n## 2024-01-05\n\n- c"
    )


def test_new_entries_of_a_day_both_follow_those_that_are_there() -> None:
    ours = BASE.replace("- Loose thought\n", "- Loose thought\n- mine\n")
    theirs = BASE.replace("- Loose thought\n", "- Loose thought\n- yours\n")
    assert together(ours, theirs).endswith("- Loose thought\n- mine\n- yours\n")


def test_an_entry_that_both_added_stands_once() -> None:
    same = on_top(NEW_DAY.format("- [New](https://a.org/9)"))
    ours = same.replace("- [New]", "- mine\n- [New]")
    assert together(ours, same) == ours


def test_an_entry_that_both_added_with_different_notes_has_both() -> None:
    new = on_top(NEW_DAY.format("- [New](https://a.org/9)\n    - {}"))
    assert together(new.format("mine"), new.format("yours")) == on_top(
        NEW_DAY.format("- [New](https://a.org/9)\n    - mine\n    - yours")
    )
    bare = on_top(NEW_DAY.format("- [New](https://a.org/9)"))
    assert together(bare, new.format("yours")) == new.format("yours")


def test_entries_that_were_alike_on_purpose_stay_as_many_as_they_are() -> None:
    base = "09/25/2024\n- same\n- same\n"
    assert together(base + "- same\n", base.replace("25", "25", 1) + "- other\n", base) == (
        base + "- same\n- other\n"
    )


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("[Planning]", "[Plans]"), ("a.org/1", "b.org/1")),
        (("📜[Planning]", "📺[Planning]"), ("[Planning]", "[Plans]")),
        (("📜[Planning]", "[Planning]"), ("first note", "1st note")),
        (("first note", "1st note"), ("second note", "2nd note")),
        (("    - first note\n", ""), ("second note", "2nd note")),
        (("- Loose thought", "- [Loose thought](./x)"), ("Loose thought", "Loose thoughts")),
        (("- Loose thought", "- 📺Loose thought"), ("thought\n", "thought\n    - noted\n")),
    ],
)
def test_changes_of_different_parts_go_together(
    ours: tuple[str, str], theirs: tuple[str, str]
) -> None:
    both = BASE.replace(*ours).replace(*theirs)
    if "./x" in both:
        both = both.replace("[Loose thought]", "[Loose thoughts]")
    assert together(BASE.replace(*ours), BASE.replace(*theirs)) == both
    assert together(BASE.replace(*theirs), BASE.replace(*ours)) == both


def test_notes_that_both_added_stay_with_the_note_they_hang_on() -> None:
    below = "    - first note\n        - {}\n"
    ours = BASE.replace("    - first note\n", below.format("mine"))
    theirs = BASE.replace("    - second note\n", "    - second note\n    - yours\n")
    assert together(ours, theirs) == ours.replace("second note\n", "second note\n    - yours\n")
    theirs = BASE.replace("    - first note\n", below.format("yours"))
    assert together(ours, theirs) == ours.replace("- mine\n", "- mine\n        - yours\n")
    (conflict,) = merged(ours, BASE.replace("    - first note\n", "")).conflicts
    assert "- mine" in conflict.ours


def test_the_same_part_changed_differently_is_a_conflict_about_its_entry() -> None:
    ours = BASE.replace("Scaling", "Scaling laws").replace("first note", "1st note")
    theirs = BASE.replace("[Scaling](https://a.org/2)", "[Scaled](https://b.org/2)")
    found = merged(ours, theirs)
    assert found.conflicts == (
        Conflict(
            "- 📜[Scaling](https://a.org/2)\n",
            "- 📜[Scaling laws](https://b.org/2)\n",
            "- 📜[Scaled](https://b.org/2)\n",
        ),
    )
    assert found.resolved_text(["- settled\n"]) == ours.replace(
        "- 📜[Scaling laws](https://a.org/2)\n", "- settled\n"
    )


def test_a_link_inside_the_title_and_one_around_it_are_a_conflict_of_whole_lines() -> None:
    ours = BASE.replace("- Loose thought", "- see [Loose thought](./a) now")
    theirs = BASE.replace("- Loose thought", "- [Loose thought](./b)")
    for found in (merged(ours, theirs, BASE), merged(theirs, ours, BASE)):
        taken = {found.resolved_text([choice]) for choice in found.conflicts[0][1:]}
        assert taken == {ours, theirs}


def test_a_line_of_notes_changed_differently_is_a_conflict_about_its_entry() -> None:
    found = merged(BASE.replace("first note", "1st"), BASE.replace("first note", "one"))
    (conflict,) = found.conflicts
    assert conflict.ours == "- 📜[Planning](https://a.org/1)\n    - 1st\n    - second note\n"
    assert conflict.both == conflict.ours + conflict.ours.replace("1st", "one")


def test_a_conflict_is_marked_as_git_does() -> None:
    base = "09/25/2024\r\n- a"
    found = merged("09/25/2024\r\n- a b", "09/25/2024\r\n- a c", base)
    assert found.marked_text("HEAD", "other") == (
        "09/25/2024\r\n<<<<<<< HEAD\r\n- a b\r\n=======\r\n- a c\r\n>>>>>>> other\r\n"
    )
    assert found.resolved_text(["- a d"]) == "09/25/2024\r\n- a d"
    (marks,) = conflicts.find_conflicts(found.marked_text())
    assert (marks.ours, marks.theirs) == found.conflicts[0][1:]


def test_there_has_to_be_a_choice_for_every_conflict() -> None:
    found = merged(BASE.replace("Scaling", "Scaled"), BASE.replace("Scaling", "Scales"))
    with pytest.raises(ValueError, match="0 choices for 1 conflicts"):
        found.resolved_text()


def test_an_entry_that_one_side_deleted_is_gone() -> None:
    ours = BASE.replace("- Loose thought\n", "")
    theirs = BASE.replace("[Probes]", "[Probing]")
    assert together(ours, theirs) == ours.replace("[Probes]", "[Probing]")


def test_an_entry_that_one_side_deleted_and_the_other_changed_is_a_conflict() -> None:
    ours, theirs = BASE.replace("- Loose thought\n", ""), BASE.replace("Loose", "Tight")
    found = merged(ours, theirs)
    assert found.conflicts == (Conflict("- Loose thought\n", "", "- Tight thought\n"),)
    assert found.resolved_text([""]) == ours
    assert found.resolved_text(["- Tight thought\n"]) == theirs


def test_the_heading_of_a_day_in_doubt_goes_with_its_only_entry() -> None:
    base = LEGEND + "09/25/2024\n- a\n\n09/24/2024\n- b thought\n\n09/23/2024\n- c\n"
    ours = base.replace("09/24/2024\n- b thought\n\n", "")
    theirs = base.replace("b thought", "b thoughts")
    found = merged(ours, theirs, base)
    (conflict,) = found.conflicts
    assert conflict.ours == ""
    assert found.resolved_text([conflict.ours]) == ours
    assert found.resolved_text([conflict.theirs]) == theirs


def test_a_day_whose_entries_are_all_deleted_leaves_no_heading() -> None:
    ours = BASE.replace("- Loose thought\n", "")
    theirs = BASE.replace("- [Probes](https://a.org/3)\n", "")
    assert together(ours, theirs) == BASE[: BASE.index("\n09/20")]


def test_a_day_that_one_side_deleted_stays_for_what_the_other_added() -> None:
    ours = BASE[: BASE.index("\n09/20")]
    theirs = BASE + "- yours\n"
    assert together(ours, theirs) == ours + "\n09/20/2024\n- yours\n"


def test_a_heading_that_one_side_added_to_meets_a_deletion_of_its_entries() -> None:
    ours = BASE.replace("- [Probes](https://a.org/3)\n- Loose thought\n", "- mine\n")
    assert together(ours, BASE + "- yours\n").endswith("09/20/2024\n- mine\n- yours\n")


def test_an_entry_moved_to_another_day_takes_along_what_the_other_side_changed() -> None:
    line = "- 📜[Scaling](https://a.org/2)\n"
    ours = BASE.replace(line, "").replace("- [Probes]", f"{line}- [Probes]")
    theirs = BASE.replace(line, f"{line}    - noted\n")
    assert together(ours, theirs) == ours.replace(line, f"{line}    - noted\n")


def test_an_entry_moved_to_two_different_days_is_settled_in_both_places() -> None:
    line = "- Loose thought\n"
    ours = on_top(NEW_DAY.format(line.strip()), BASE.replace(line, ""))
    theirs = BASE.replace(line, "").replace("\n\n09/20", f"\n{line}\n09/20")
    found = merged(ours, theirs)
    first, second = found.conflicts
    assert found.resolved_text([first.ours, second.ours]) == ours
    assert found.resolved_text([first.theirs, second.theirs]) == theirs


def test_a_topic_that_both_sides_gave_the_same_date_stays_a_day_of_its_own() -> None:
    base = "# 2024-09-25 - reading\n\n- a\n"
    ours = "# 2024-09-26 - reading\n\n- b\n\n" + base
    theirs = "# 2024-09-26 - writing\n\n- c\n\n" + base
    assert together(ours, theirs, base) == (
        "# 2024-09-26 - reading\n\n- b\n\n# 2024-09-26 - writing\n\n- c\n\n" + base
    )


def test_a_month_heading_stays_above_its_days() -> None:
    base = "# September 2024\n\n## 2024-09-25\n\n- a\n"
    ours = base.replace("## 2024-09-25", "## 2024-09-28\n\n- b\n\n## 2024-09-25")
    theirs = "# October 2024\n\n## 2024-10-02\n\n- c\n\n" + base
    assert together(ours, theirs, base) == "# October 2024\n\n## 2024-10-02\n\n- c\n\n" + ours


def test_kinds_that_both_added_to_the_legend_are_both_there() -> None:
    ours = BASE.replace("- 📺: videos\n", "- 📺: videos\n- 🎧: podcasts\n")
    theirs = BASE.replace("- 📺: videos\n", "- 📺: videos\n- 🎮: games\n")
    assert together(ours, theirs) == ours.replace("podcasts\n", "podcasts\n- 🎮: games\n")


def test_text_without_days_is_merged_by_lines() -> None:
    base = "one\ntwo\nthree\n"
    assert together("1\ntwo\nthree\n", "one\ntwo\n3\n", base) == "1\ntwo\n3\n"
    found = merged("one\n2\nthree\n", "one\nII\nthree", base)
    assert found.pieces == ("one\n", Conflict("two\n", "2\n", "II\n"), "three")


def test_days_that_share_a_line_with_their_entry_are_merged() -> None:
    base = "- 2024-09-25: a\n- 2024-09-24: b\n- 2024-09-23: c\n"
    ours, theirs = "- 2024-09-26: mine\n" + base, "- 2024-09-27: yours\n" + base
    assert together(ours, theirs.replace(": b", ": b c"), base) == (
        "- 2024-09-27: yours\n- 2024-09-26: mine\n" + base.replace(": b", ": b c")
    )


@pytest.mark.parametrize("changed", ["ours", "theirs"])
def test_line_ends_that_one_side_changed_do_not_get_in_the_way(changed: str) -> None:
    ours, theirs = on_top(NEW_DAY.format("- mine")), on_top(NEW_DAY.format("- yours"))
    both = together(ours, theirs).replace("\n", "\r\n")
    if changed == "ours":
        ours = ours.replace("\n", "\r\n")
    else:
        theirs = theirs.replace("\n", "\r\n")
    assert together(ours, theirs) == both


def test_the_last_line_ends_as_ours_does_unless_only_theirs_changed_that() -> None:
    ours, theirs = on_top(NEW_DAY.format("- mine")), on_top(NEW_DAY.format("- yours"))
    both = together(ours, theirs)
    assert together(ours.rstrip(), theirs) == both.rstrip()
    assert together(ours, theirs.rstrip()) == both.rstrip()
    assert together(ours + "\n", theirs) == both + "\n"


def test_a_conflict_in_the_last_line_keeps_the_end_of_the_log() -> None:
    base = BASE.rstrip()
    ours, theirs = base.replace("\n- Loose thought", ""), base.replace("Loose", "Tight")
    found = merged(ours, theirs, base)
    assert found.resolved_text([found.conflicts[0].ours]) == ours
    assert found.resolved_text([found.conflicts[0].theirs]) == theirs


def test_a_sound_character_in_their_mojibake_does_not_make_every_line_theirs() -> None:
    ours = on_top(NEW_DAY.format("- 📺mine"))
    sound = on_top(NEW_DAY.format("- 📺 yours"), mojibake(BASE).decode())
    found = merges.merged(mojibake(BASE), mojibake(ours), sound)
    assert not found.conflicts
    both = on_top(NEW_DAY.format("- 📺mine\n- 📺 yours"))
    assert found.resolved_text() == both
    assert found.encoding.encode(found.resolved_text()) == mojibake(both)


def test_a_sound_character_in_our_mojibake_leaves_the_bytes_of_the_rest() -> None:
    sound = on_top(NEW_DAY.format("- 📺 mine"), mojibake(BASE).decode())
    theirs = mojibake(on_top(NEW_DAY.format("- 📺yours")))
    found = merges.merged(mojibake(BASE), sound, theirs)
    yours = mojibake("- 📺yours").decode()
    assert (
        found.encoding.encode(found.resolved_text())
        == on_top(NEW_DAY.format(f"- 📺 mine\n{yours}"), mojibake(BASE).decode()).encode()
    )


@pytest.mark.parametrize("repaired", ["ours", "theirs"])
def test_a_log_that_one_side_repaired_is_repaired(repaired: str) -> None:
    ours, theirs = on_top(NEW_DAY.format("- 📺mine")), on_top(NEW_DAY.format("- 📺yours"))
    found = merges.merged(
        mojibake(BASE),
        ours if repaired == "ours" else mojibake(ours),
        theirs if repaired == "theirs" else mojibake(theirs),
    )
    both = on_top(NEW_DAY.format("- 📺mine\n- 📺yours"))
    assert found.encoding.encode(found.resolved_text()) == both.encode()


def test_a_byte_order_mark_is_kept_as_ours_has_it_unless_only_theirs_changed_it() -> None:
    plain, marked = BASE, codecs.BOM_UTF8 + BASE.encode()
    assert merges.merged(plain, plain, marked).encoding.has_bom
    assert merges.merged(plain, marked, plain).encoding.has_bom
    assert not merges.merged(marked, plain, marked).encoding.has_bom


def test_bytes_that_are_no_text_come_through() -> None:
    data = b"2024-01-02\n- a \xff b\n"
    new = b"2024-01-03\n- c \xfe\n\n"
    found = merges.merged(data, data + b"- d\n", new + data)
    assert found.encoding.encode(found.resolved_text()) == new + data + b"- d\n"


def test_histories_of_the_sample_log_come_out_as_both_sides_wrote_them() -> None:
    document = parser.parse(resources.files("logtui").joinpath("demo/research-log.md").read_bytes())
    for history in histories.histories(document, 20, seed=11):
        assert histories.faults(history) == []


def test_histories_of_the_first_log_come_out_as_both_sides_wrote_them(shared_logs: Path) -> None:
    document = parser.parse((shared_logs / "research-log.md").read_bytes())
    for history in histories.histories(document, 8, seed=12):
        assert histories.faults(history) == []
