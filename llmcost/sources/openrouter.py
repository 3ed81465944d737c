"""The network: one GET that ends in time, in bounds, and in a complete answer or a clear error."""

from __future__ import annotations

import asyncio
import random
import re
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

import httpx

from llmcost.errors import SourceError
from llmcost.sources.address import checked_url, shown
from llmcost.sources.connection import RetryError, failure, new_client
from llmcost.sources.threads import DaemonThreads
from llmcost.sources.unpacking import BrokenError, TooLongError, Unpacking

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmcost.sources.ledger import Validator

KEY_HOST = "openrouter.ai"
"""The only host that a key is ever sent to, and over https only."""

MAX_REDIRECTS = 3
_SECOND = timedelta(seconds=1)
_SENDABLE = re.compile(r"[\x21-\x7e]([\x20-\x7e]{0,998}[\x21-\x7e])?")
_TYPES = re.compile(r"application/([\w.-]+\+)?json|text/plain|application/octet-stream|", re.ASCII)


class Patience(NamedTuple):
    """How long a fetch may take, in seconds, and how often it is tried."""

    total: int = 60
    """For everything: all tries, all waiting, the whole body."""
    connect: int = 5
    read: int = 10
    """For each wait for more bytes."""
    tries: int = 3
    retry_after: int = 10
    """The longest wait that a server may ask for."""
    backoff_ms: int = 1000
    """The longest first wait of our own; it doubles with each try, and chance shortens it."""


class Fetched(NamedTuple):
    """An answer of the server."""

    body: bytes | None
    """Unpacked. None: the same as when the validator was given."""
    etag: str | None = None
    last_modified: str | None = None
    date: datetime | None = None
    """The server's clock; None where it doesn't tell."""


class Fetch(NamedTuple):
    """What to get, and how."""

    url: str
    """https, or http on loopback."""
    validator: Validator | None = None
    """Of the answer at hand; with it the server may say that nothing changed."""
    key: str | None = None
    """An OpenRouter key, sent to ``KEY_HOST`` only."""
    patience: Patience = Patience()
    progress: Callable[[int, int | None], None] | None = None
    """Called with the bytes received and the number expected, None where that isn't known."""

    def run(self) -> Fetched:
        """Do it.

        Proxies and certificates are those of the environment (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE, ...), as
        httpx takes them; without SSL_CERT_FILE or SSL_CERT_DIR Mozilla's list of authorities counts.

        Raises:
            UsageError: for a URL that isn't allowed.
            SourceError: for everything that can go wrong on the way.
        """
        url = checked_url(self.url)
        with asyncio.Runner() as runner:
            runner.get_loop().set_default_executor(DaemonThreads())
            return runner.run(self._in_time(url))

    async def _in_time(self, url: httpx.URL) -> Fetched:
        # httpx limits each single wait; a server that drips bytes, of the head too, passes all of those.
        deadline = asyncio.timeout(self.patience.total)
        try:
            async with deadline, new_client(self.patience.read, self.patience.connect) as client:
                return await self._tries(client, url)
        except TimeoutError:
            raise SourceError(
                f"{shown(url)}: no complete answer within {self.patience.total} seconds",
                hint="try again, or give it more time with --timeout",
            ) from None

    async def _tries(self, client: httpx.AsyncClient, url: httpx.URL) -> Fetched:
        left = self.patience.tries
        while True:
            left -= 1
            try:
                return await self._follow(client, url)
            except RetryError as failed:
                if left == 0:
                    raise SourceError(
                        f"{shown(url)}: {failed}, {self.patience.tries} times", hint=failed.hint
                    ) from None
                if failed.wait is not None and failed.wait > self.patience.retry_after:
                    raise SourceError(
                        f"{shown(url)}: {failed}, and asks to wait for {failed.wait} seconds",
                        hint="try again then",
                    ) from None
                wait = failed.wait
            if wait is None:
                most = self.patience.backoff_ms << (self.patience.tries - left - 1)
                await asyncio.sleep(random.randint(most // 2, most) / 1000)  # noqa: S311 - not a secret
            else:
                await asyncio.sleep(wait)

    async def _follow(self, client: httpx.AsyncClient, url: httpx.URL) -> Fetched:
        for _ in range(MAX_REDIRECTS + 1):
            try:
                async with client.stream("GET", url, headers=self.headers(url)) as response:
                    if not response.has_redirect_location:
                        return await self._answer(response)
                    url = httpx.URL(response.headers["Location"])
            # httpx lets some through as they are: TLS alerts after the handshake, a proxy's port above 65535.
            except (httpx.TransportError, ssl.SSLError, ExceptionGroup) as error:
                raise failure(url, error) from None
        raise SourceError(
            f"{shown(url)}: more than {MAX_REDIRECTS} redirects",
            hint="give the URL that it ends at, with --url",
        )

    def headers(self, url: httpx.URL) -> dict[str, str]:
        """What this URL is sent; the key only to whom it belongs."""
        headers: dict[str, str | None] = {"Accept-Encoding": "gzip"}
        if self.key and url.scheme == "https" and url.host == KEY_HOST and url.port is None:
            headers["Authorization"] = f"Bearer {self.key}"
        if self.validator:
            headers["If-None-Match"] = self.validator.etag
            headers["If-Modified-Since"] = self.validator.last_modified
        # httpx has no proper error for what can't be sent, and its text would show the key.
        return {name: text for name, text in headers.items() if text and _SENDABLE.fullmatch(text)}

    async def _answer(self, response: httpx.Response) -> Fetched:
        status, where = response.status_code, shown(response.url)
        told = _date(response.headers.get("Date"))
        if status == HTTPStatus.NOT_MODIFIED and self.validator:
            return Fetched(None, self.validator.etag, self.validator.last_modified, told)
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise RetryError(f"it answered {_named(status)}", _wait(response.headers.get("Retry-After")))
        if status != HTTPStatus.OK:
            raise SourceError(f"{where}: it answered {_named(status)}", hint="check the URL", status=status)
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if not _TYPES.fullmatch(kind):
            hint = "a login page of the network, perhaps; open any web page and try again"
            raise SourceError(
                f"{where}: it answered with {kind[:60]} instead of JSON",
                hint=hint if kind == "text/html" else "check the URL",
            )
        body = await self._body(response, where)
        etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
        return Fetched(body, etag, modified, told)

    async def _body(self, response: httpx.Response, where: str) -> bytes:
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        length = response.headers.get("Content-Length", "")
        expected = int(length) if re.fullmatch(r"[0-9]{1,15}", length) else None
        try:
            unpacking = Unpacking(encoding)
        except ValueError as error:
            raise SourceError(f"{where}: {error}, which nobody asked for", hint="check the URL") from None
        try:
            async for chunk in response.aiter_raw():
                unpacking.take(chunk)
                if self.progress:
                    self.progress(unpacking.received, expected)
            return unpacking.body()
        except TooLongError:
            raise SourceError(f"{where}: too long for a price list", hint="check the URL") from None
        except BrokenError:
            raise RetryError("its packing is damaged or breaks off") from None


def _named(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def _wait(retry_after: str | None) -> int | None:
    """Seconds to wait, of a header that states them, or a date."""
    if retry_after is None:
        return None
    if re.fullmatch(r"[0-9]{1,18}", retry_after.strip()):
        return int(retry_after)
    until = _date(retry_after)
    return None if until is None else max(0, -(-(until - datetime.now(UTC)) // _SECOND))


def _date(text: str | None) -> datetime | None:
    """A date of a header, in UTC; None where it isn't one."""
    try:
        told = parsedate_to_datetime(text or "")
        return told.replace(tzinfo=told.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
