"""Which URLs may be fetched, and how they are shown."""

from __future__ import annotations

from ipaddress import ip_address

import httpx

from llmcost.errors import SourceError, UsageError

MAX_PORT = 65535
LONGEST = 300
"""Characters of a URL that a ledger can state as its source."""


def checked_url(url: str) -> httpx.URL:
    """The URL, if llmcost may fetch it.

    Raises:
        UsageError: when it is not https, nor http on loopback.
    """
    try:
        parsed = _parsed(httpx.URL(url))
    except (httpx.InvalidURL, ValueError):
        parsed = httpx.URL("")
    if not parsed.host:
        # Not shown: what can't be taken apart may hold a password anywhere.
        raise UsageError("what is given for the URL is none", hint="give one that begins with https://")
    text = shown(parsed)
    if len(text) > LONGEST:
        raise UsageError(f"a URL of {len(text)} characters", hint=f"give one of up to {LONGEST}")
    if not _is_safe(parsed):
        raise UsageError(
            f"{text!r} does not begin with https://",
            hint="plain http is for this machine alone (localhost, 127.0.0.1)",
        )
    return parsed


def shown(url: httpx.URL) -> str:
    """The URL as messages and ledgers may show it: without user, password, query and fragment."""
    return str(url.copy_with(userinfo=b"", query=None, fragment=None))


def redirected(url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads; never from https to http, nor to http on another machine.

    Raises:
        SourceError: when it leads nowhere that may be fetched.
    """
    try:
        target = _parsed(url.join(location))
    except (httpx.InvalidURL, ValueError):
        raise SourceError(f"{shown(url)}: it redirects to no URL", hint="check the URL") from None
    if not _is_safe(target) or (url.scheme == "https" and target.scheme != "https"):
        raise SourceError(
            f"{shown(url)}: it redirects to {shown(target)[:100]}, which is not https", hint="check the URL"
        )
    return target


def _parsed(url: httpx.URL) -> httpx.URL:
    """The same, if it names a host and a port as there can be.

    Raises:
        ValueError: when it doesn't.
    """
    if not url.host or not 0 <= (url.port or 0) <= MAX_PORT:
        raise ValueError
    return url


def _is_safe(url: httpx.URL) -> bool:
    return url.scheme == "https" or (url.scheme == "http" and _is_loopback(url.host))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
