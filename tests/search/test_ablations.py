import pytest

from benchmarks.search_quality import ABLATIONS


@pytest.mark.parametrize("name", [name for name, patches in ABLATIONS.items() if patches])
def test_every_part_that_the_benchmark_leaves_out_is_there(name: str) -> None:
    assert any(getattr(module, attribute) != value for module, attribute, value in ABLATIONS[name])
