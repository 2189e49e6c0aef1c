from __future__ import annotations

from logtui.demo import SAMPLE, demo_log
from logtui.document.reading.parser import parse
from logtui.storage.revision import Revision
from logtui.storage.save import save_log


def test_the_sample_is_a_log_with_days_kinds_and_entries() -> None:
    document = parse(SAMPLE.read_bytes())
    assert document.legend.kinds
    assert len(document.days) > 1
    assert len(document.entries) > len(document.days)


def test_a_copy_may_be_changed_and_is_gone_afterwards() -> None:
    sample = SAMPLE.read_bytes()
    with demo_log() as log:
        assert log.read_bytes() == sample
        save_log(log, lambda old: Revision(old + b"- mine\n", "add"))
        assert log.read_bytes() == sample + b"- mine\n"
    assert not log.parent.exists()
    assert SAMPLE.read_bytes() == sample


def test_two_demonstrations_at_once_do_not_meet() -> None:
    with demo_log() as one, demo_log() as other:
        assert one != other
        one.write_bytes(b"mine\n")
        assert other.read_bytes() == SAMPLE.read_bytes()
