"""Debian's Chromium, steered as a person would use it: found on this machine, never fetched."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver.chrome.webdriver import WebDriver

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
MISSING = [name for name, path in (("chromium", CHROMIUM), ("chromium-driver", DRIVER)) if path is None]
"""The packages of Debian that are not installed."""

needs_chromium = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # tests may be run by root
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1200,900",
)


class _OnItsOwnPort(Service):
    """A chromedriver that chooses its port itself.

    Selenium asks for a port that is free and then hands it on: until the driver listens, another test's
    server may have got it.
    """

    def start(self) -> None:
        self.process = subprocess.Popen(
            [self.path, "--port=0"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if found := re.search(r"started successfully on port (\d+)", line):
                self.port = int(found[1])
                return
        pytest.fail(f"chromedriver ended, exit code {self.process.wait()}: {''.join(said)}")


@contextlib.contextmanager
def chromium(profile: Path) -> Iterator[WebDriver]:
    """A browser with a profile of its own, which logs what it asks the network for."""
    assert CHROMIUM is not None
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=_OnItsOwnPort(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def requested(driver: WebDriver) -> list[str]:
    """The addresses that pages in files asked for since this was last called.

    Not what the browser's own new tab still asks for while the first page is loaded.
    """
    events: list[dict[str, Any]] = [json.loads(entry)["message"] for entry in _log(driver, "performance")]
    return [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
        and event["params"]["documentURL"].startswith("file:")
    ]


def complaints(driver: WebDriver) -> list[str]:
    """What the console says of pages since this was last called: errors, and what a policy stopped."""
    return [message for message in _log(driver, "browser") if not message.startswith("chrome")]


def _log(driver: WebDriver, kind: str) -> list[str]:
    # Its own get_log has no types.
    return [entry["message"] for entry in driver.execute("getLog", {"type": kind})["value"]]


def emulate(driver: WebDriver, scheme: str, width: int) -> None:
    """Show pages in a colour scheme, ``light`` or ``dark``, and so wide."""
    feature = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
