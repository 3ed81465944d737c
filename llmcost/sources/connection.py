"""httpx, set up by the environment, and what can go wrong with a connection as errors of our own."""

from __future__ import annotations

import os
import ssl
from typing import cast

import httpx

from llmcost import __version__
from llmcost.errors import SourceError
from llmcost.sources.address import redirected, shown

_SETTINGS = (
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "SSLKEYLOGFILE",
)
"""What httpx and OpenSSL take from the environment."""


class RetryError(Exception):
    """What happened is worth another try, after as many seconds as the server asks for.

    ``hint`` is what to do when the last try has failed.
    """

    def __init__(self, message: str, wait: int | None = None, hint: str = "try again later") -> None:
        super().__init__(message)
        self.wait = wait
        self.hint = hint


def new_client(read: int, connect: int) -> httpx.AsyncClient:
    """A client by the environment's settings, which can be wrong in ways that httpx has no error for.

    Args:
        read: seconds for each wait for more bytes.
        connect: seconds for a connection.

    Raises:
        SourceError: for settings that can't be used.
    """
    try:
        return httpx.AsyncClient(
            timeout=httpx.Timeout(read, connect=connect),
            headers={"User-Agent": f"llmcost/{__version__}", "Accept": "application/json"},
            event_hooks={"response": [_resolve]},
        )
    except ImportError:
        raise SourceError(
            "a SOCKS proxy is set, which httpx needs a package for",
            hint=f"pip install 'httpx[socks]', or change it; {_settings()}",
        ) from None
    except OSError as error:
        raise SourceError(f"the certificate settings can't be used: {error}", hint=_settings()) from None
    except (ValueError, httpx.InvalidURL):
        # Without the text of the error: it may quote a password.
        raise SourceError("the proxy settings can't be used", hint=_settings()) from None


async def _resolve(response: httpx.Response) -> None:
    """Make a redirect's target whole before httpx looks at it, which has no proper error for an odd one."""
    if response.has_redirect_location:
        response.headers["Location"] = str(redirected(response.url, response.headers["Location"]))


def failure(url: httpx.URL, error: Exception) -> Exception:
    """A broken connection is worth another try; a wrong certificate, proxy or protocol is not."""
    if isinstance(error, httpx.TimeoutException):
        return RetryError("no answer in time", hint=_connection())
    if refusal := _tls_refusal(error):
        return _insecure(url, refusal)
    if isinstance(error, httpx.ProxyError | ExceptionGroup):
        told = error.exceptions[0] if isinstance(error, ExceptionGroup) else error
        return SourceError(f"the proxy can't be used: {told}", hint=_settings())
    if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        return SourceError(f"{shown(url)}: {error}", hint="check the URL and the proxy settings")
    return RetryError(f"the connection failed ({str(error) or type(error).__name__})", hint=_connection())


def _tls_refusal(error: BaseException | None) -> ssl.SSLError | None:
    """What TLS found wrong, beneath an error."""
    while error is not None:
        # The subclasses tell of a connection that broke off, or of one that is waited for.
        if type(error) in {ssl.SSLError, ssl.SSLCertVerificationError}:
            return cast("ssl.SSLError", error)
        error = error.__cause__ or error.__context__
    return None


def _insecure(url: httpx.URL, error: ssl.SSLError) -> SourceError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return SourceError(
            f"{shown(url)}: its certificate is not trusted: {error.verify_message}",
            hint="behind a company's proxy, name its certificates with SSL_CERT_FILE",
        )
    return SourceError(f"{shown(url)}: no secure connection: {error.reason}", hint="check the URL")


def _connection() -> str:
    """What to look at where nobody answers: a proxy that is set may be the one who doesn't."""
    proxies = [name for name in _given() if name.endswith("_PROXY")]
    looked_at = f" and {', '.join(proxies)}" if proxies else ""
    return f"check the connection{looked_at}, or try again later"


def _settings() -> str:
    """Where the settings in use come from."""
    given = _given()
    return f"see {', '.join(given)}" if given else "see the system's proxy settings"


def _given() -> list[str]:
    return [name for name in _SETTINGS if {name, name.lower()} & os.environ.keys()]
