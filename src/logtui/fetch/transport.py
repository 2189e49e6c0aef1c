"""Connecting to the addresses that were checked, and to no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from logtui.fetch.addresses import proxy_of
from logtui.fetch.http import FetchError

if TYPE_CHECKING:
    import ssl

CONNECT_SECONDS = 2.5
"""Seconds after which the next address of a host is tried."""


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends a request to the ``addresses`` in its extensions, in their order.

    The name of the host is not looked up again, as the result might be another one. It stays in the
    header ``Host``, and the certificate has to be one for it. Where the environment names a proxy,
    the request goes there: proxies look up names by themselves.
    """

    def __init__(self, tls_context: ssl.SSLContext) -> None:
        self._tls_context = tls_context
        self._transports: list[httpx.AsyncHTTPTransport] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response of the proxy or of the first address that takes a connection."""
        if proxy := proxy_of(request.url.scheme, request.url.host):
            return await self._send_through(proxy, request)
        addresses: tuple[str, ...] = request.extensions["addresses"]
        failure: httpx.TransportError = httpx.ConnectError("its address is not known")
        for number, address in enumerate(addresses, 1):
            seconds = CONNECT_SECONDS if number < len(addresses) else None
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,
                stream=request.stream,
                extensions={
                    "sni_hostname": request.url.raw_host.decode("ascii"),
                    "timeout": {"connect": seconds},
                },
            )
            try:
                return await self._new_transport().handle_async_request(pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    async def _send_through(self, proxy: str, request: httpx.Request) -> httpx.Response:
        # The address of a proxy may hold a password and is not shown.
        variables = f"${request.url.scheme}_proxy or $all_proxy"
        try:
            transport = self._new_transport(proxy if "://" in proxy else f"http://{proxy}")
        except ImportError as error:
            raise FetchError(
                "a SOCKS proxy is used with `pip install 'httpx[socks]'` only; install that, or"
                f" change {variables}"
            ) from error
        except (ValueError, httpx.InvalidURL) as error:
            raise FetchError(
                f"the address of the proxy cannot be used; correct {variables}"
            ) from error
        try:
            return await transport.handle_async_request(request)
        except httpx.ConnectError as error:
            raise httpx.ConnectError(
                f"no connection by way of the proxy in {variables} ({error})"
            ) from error

    async def aclose(self) -> None:
        """Close all connections."""
        for transport in self._transports:
            await transport.aclose()

    def _new_transport(self, proxy: str | None = None) -> httpx.AsyncHTTPTransport:
        # One for each connection: an open one to the same address may be for another name.
        self._transports.append(httpx.AsyncHTTPTransport(verify=self._tls_context, proxy=proxy))
        return self._transports[-1]
