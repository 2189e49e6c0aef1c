"""The addresses of a host, and whether they lie in the user's own network."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.request import getproxies, proxy_bypass

from logtui.daemon_call import call_in_daemon

HostLookup = Callable[[str], Awaitable[tuple[str, ...]]]
"""Gives the addresses of a host; none where they are unknown."""

_LOCAL_NETWORKS = tuple(map(ip_network, ("192.0.0.0/24", "fec0::/10", "64:ff9b:1::/48")))
"""Networks that are not public, though not all versions of Python say so: protocol assignments,
site-local addresses, and a translator's own prefix (RFC 8215)."""

_IPV4_BITS = 32
_IPV4_PREFIXES = frozenset(
    int(IPv6Address(prefix)) >> _IPV4_BITS
    for prefix in ("::", "::ffff:0:0", "::ffff:0:0:0", "64:ff9b::")
)
"""The 96 bits before an IPv4 address: compatible, mapped, translated, NAT64."""


async def look_up_host(host: str) -> tuple[str, ...]:
    """Return the addresses of ``host``; empty where it has none or only a proxy knows them.

    A name server that does not answer holds up nothing, not even the end of the program.
    """
    try:
        infos = await call_in_daemon(socket.getaddrinfo, host, None, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return ()
    return tuple(str(address[0]) for *_, address in infos)


def proxy_of(scheme: str, host: str) -> str | None:
    """Return the proxy that the environment names for ``host``, which looks up names by itself."""
    proxies = getproxies()
    proxy = proxies.get(scheme) or proxies.get("all")
    return proxy if proxy and not proxy_bypass(host) else None


def is_local(addresses: Iterable[str]) -> bool:
    """Tell whether any of ``addresses`` is not a public one.

    Loopback, private, link-local, site-local, shared and multicast addresses are not, as the IANA
    registries say. An IPv6 address that leads to an IPv4 address is what that one is.
    """
    for ip in map(ip_address, addresses):
        end: IPv4Address | IPv6Address = ip
        if isinstance(ip, IPv6Address):
            is_embedded = int(ip) >> _IPV4_BITS in _IPV4_PREFIXES
            end = IPv4Address(int(ip) & 0xFFFF_FFFF) if is_embedded else ip.sixtofour or ip
        if not end.is_global or end.is_multicast or any(end in net for net in _LOCAL_NETWORKS):
            return True
    return False
