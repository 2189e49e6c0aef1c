"""Which addresses lie in the user's own network."""

import pytest

from logtui.fetch.http import is_local, look_up_host


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104 - nothing is bound here
        *("100.64.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "::"),
    ],
)
def test_an_address_of_the_users_network_is_local(address: str) -> None:
    assert is_local([address])
    assert is_local(["93.184.216.34", address])


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1", "::ffff:93.184.216.34"])
def test_an_address_of_the_world_is_not(address: str) -> None:
    assert not is_local([address])


async def test_every_spelling_of_the_loopback_address_is_seen_through() -> None:
    for host in ("127.0.0.1", "2130706433", "0x7f.1", "localhost", "::1"):
        assert is_local(await look_up_host(host)), host


async def test_what_is_no_name_of_a_host_has_no_address() -> None:
    for host in ("a" * 64 + ".invalid", "\x00", ".."):
        assert await look_up_host(host) == (), host
