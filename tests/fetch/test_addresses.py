"""Which addresses lie in the user's own network."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.fetch.addresses import is_local, look_up_host


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104 - nothing is bound here
        *("100.64.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "::"),
        *("192.0.0.1", "192.0.0.170", "240.0.0.1", "255.255.255.255", "fec0::1", "feff::1"),
        *("224.0.0.1", "239.255.255.250", "ff02::1", "ff0e::1", "2001:0:5db8:d822::1"),
        *("64:ff9b::127.0.0.1", "64:ff9b::a01:203", "64:ff9b:1::1", "64:ff9b:1:f::5db8:d822"),
        *("2002:7f00:1::", "2002:c0a8:1::1", "::127.0.0.1", "::ffff:0:127.0.0.1"),
        *("::ffff:192.0.0.8", "2002:e000:1::1"),
    ],
)
def test_an_address_of_the_users_network_is_local(address: str) -> None:
    assert is_local([address])
    assert is_local(["93.184.216.34", address])


@pytest.mark.parametrize(
    "address",
    [
        *("93.184.216.34", "2606:4700::1", "::ffff:93.184.216.34", "64:ff9b::93.184.216.34"),
        *("2002:5db8:d822::1", "::93.184.216.34", "::ffff:0:93.184.216.34"),
    ],
)
def test_an_address_of_the_world_is_not(address: str) -> None:
    assert not is_local([address])


@given(st.ip_addresses(v=4))
def test_an_address_in_another_one_counts_as_what_it_is(inner: IPv4Address) -> None:
    for prefix in ("::", "::ffff:0:0", "::ffff:0:0:0", "64:ff9b::"):
        outer = IPv6Address(int(IPv6Address(prefix)) + int(inner))
        assert is_local([str(outer)]) == is_local([str(inner)])
    outer = IPv6Address((0x2002 << 112) + (int(inner) << 80) + 1)
    assert is_local([str(outer)]) == is_local([str(inner)])


async def test_every_spelling_of_the_loopback_address_is_seen_through() -> None:
    for host in ("127.0.0.1", "2130706433", "0x7f.1", "localhost", "::1"):
        assert is_local(await look_up_host(host)), host


async def test_what_is_no_name_of_a_host_has_no_address() -> None:
    for host in ("a" * 64 + ".invalid", "\x00", ".."):
        assert await look_up_host(host) == (), host
