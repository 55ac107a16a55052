"""A real browser for tests: Debian's Chromium, driven by Playwright. Without one the tests fail; they are never passed over."""

import os
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

from axe_playwright_python.async_playwright import Axe
from fastapi import FastAPI
from playwright.async_api import Browser, Page, async_playwright

from deploy.process import listen, serving
from shared.http.mount import mount

PHONE: Final = {"width": 360, "height": 740}
DESK: Final = {"width": 1280, "height": 900}
MISSING: Final = "Chromium is missing. `make test` installs it as root; otherwise: apt-get install chromium"
RULES: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless browser; RuntimeError when the machine has none."""
    path = shutil.which("chromium")
    if path is None:
        raise RuntimeError(MISSING)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox refuses to run as root
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=[*arguments, "--disable-dev-shm-usage"])
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def on_a_socket(apps: Mapping[str, FastAPI]) -> AsyncIterator[str]:
    """These running services where a browser can reach them; gives the address."""
    listener = listen("127.0.0.1", 0)
    async with serving(mount(apps), listener):
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


async def barriers(page: Page) -> list[str]:
    """What axe finds that keeps somebody out, each with its first place."""
    found: dict[str, Any] = (await Axe().run(page, options=dict(RULES))).response
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


async def overflows(page: Page) -> bool:
    """Whether one would have to scroll sideways."""
    wide: bool = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide
