"""The addresses of a host, and whether they lie in the user's own network."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.request import getproxies, proxy_bypass

HostLookup = Callable[[str], Awaitable[tuple[str, ...]]]
"""Gives the addresses of a host; none where they are unknown."""

_LOCAL_NETWORKS = tuple(map(ip_network, ("192.0.0.0/24", "fec0::/10", "64:ff9b:1::/48")))
"""Networks that are not public, though not all versions of Python say so: protocol assignments,
site-local addresses, and a translator's own prefix (RFC 8215)."""

_IPV4_PREFIXES = tuple(map(IPv6Address, ("::", "::ffff:0:0", "::ffff:0:0:0", "64:ff9b::")))
"""Prefixes of 96 bits before an IPv4 address: compatible, mapped, translated, NAT64."""


async def look_up_host(host: str) -> tuple[str, ...]:
    """Return the addresses of ``host``; empty where it has none or only a proxy knows them.

    The lookup runs in a daemon thread: a name server that does not answer holds up nothing, not
    even the end of the program.
    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[tuple[str, ...]] = loop.create_future()

    def set_result(addresses: tuple[str, ...]) -> None:
        if not result.done():
            result.set_result(addresses)

    def look_up() -> None:
        try:
            address_infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, ValueError):
            address_infos = []
        addresses = tuple(str(address[0]) for *_, address in address_infos)
        # The loop may be closed: then nobody waits for the result any more.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(set_result, addresses)

    threading.Thread(target=look_up, name="resolver", daemon=True).start()
    return await result


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
    return not all(_is_public(address) for address in addresses)


def _is_public(address: str) -> bool:
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        ip = _embedded_ipv4(ip) or ip
    is_local_network = any(ip in network for network in _LOCAL_NETWORKS)
    return ip.is_global and not ip.is_multicast and not is_local_network


def _embedded_ipv4(ip: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that packets to ``ip`` go to in the end; None without one."""
    if any(int(ip) >> 32 == int(prefix) >> 32 for prefix in _IPV4_PREFIXES):
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.sixtofour
