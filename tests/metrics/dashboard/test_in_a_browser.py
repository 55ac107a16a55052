"""The dashboard in a real browser: on a phone, on a desk and on paper, by keyboard only, with nothing in the way of anybody."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from deploy.sign_in import COOKIE, DASHBOARD
from tests.browser import DESK, PHONE, barriers, chromium, on_a_socket, overflows
from tests.harness import Api
from tests.metrics.dashboard.conftest import PERIOD, TOWN
from tests.metrics.test_api import ANALYST

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])
ASKED = "&".join(f"{name}={value}" for name, value in PERIOD.items())


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest.fixture
async def url(town: Api) -> AsyncIterator[str]:
    async with on_a_socket({"metrics": town.app}) as address:
        yield f"{address}{DASHBOARD}"


@pytest.fixture
async def faults() -> list[str]:
    """What the browser complains about, and what it asks for anywhere else."""
    return []


async def opened(
    browser: Browser, api: Api, url: str, faults: list[str], size: dict[str, int], who: dict[str, Any] | None = None, **more: Any
) -> Page:
    """A page of somebody signed in, without scripts."""
    context = await browser.new_context(viewport=size, locale="sv-SE", java_script_enabled=True, **more)  # type: ignore[arg-type] # a plain dict
    token = api.bearer(**(who or TOWN))["Authorization"].removeprefix("Bearer ")
    await context.add_cookies([{"name": COOKIE, "value": token, "url": url.partition("?")[0]}])
    page = await context.new_page()
    origin = url.partition("/metrics")[0]
    page.on("console", lambda message: faults.append(message.text) if "status of 4" not in message.text else None)
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith(origin) else None)
    await page.goto(url)
    return page


@SIZES
@LANGUAGES
@pytest.mark.parametrize("who", [TOWN, ANALYST], ids=["manager", "analyst"])
async def test_nothing_is_in_the_way_of_anybody(
    town: Api, browser: Browser, url: str, faults: list[str], size: dict[str, int], language: str, who: dict[str, Any]
) -> None:
    page = await opened(browser, town, f"{url}?{ASKED}&lang={language}", faults, size, who)
    found, sideways = {"closed": await barriers(page)}, [await overflows(page)]
    for folded in await page.locator("details > summary").all():
        await folded.click()
    found["open"] = await barriers(page)
    sideways.append(await overflows(page))
    for name, path in (("rows", "/rows?figure=inflow&group=ongoing&"), ("error", "?as_of=2090-01-01&")):
        await page.goto(f"{url}{path}{ASKED}&lang={language}")
        found[name] = await barriers(page)
        sideways.append(await overflows(page))
    await page.context.clear_cookies()
    await page.goto(f"{url}?lang={language}")
    found["signed out"] = await barriers(page)
    assert found == {"closed": [], "open": [], "rows": [], "error": [], "signed out": []}
    assert sideways == [False] * 4
    assert faults == []
    await page.context.close()


async def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on what matches; it is visible all the way."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        shown = await page.evaluate("[getComputedStyle(document.activeElement).outlineStyle, document.activeElement.outerHTML]")
        assert shown[0] != "none", shown[1][:200]
        if await page.evaluate("selector => document.activeElement.matches(selector)", wanted):
            return
    raise AssertionError(f"Tab does not lead to {wanted}")


async def test_the_selection_is_changed_and_a_number_opened_by_keyboard(
    town: Api, browser: Browser, url: str, faults: list[str]
) -> None:
    page = await opened(browser, town, f"{url}?{ASKED}&lang=en", faults, DESK)
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.className") == "skip"
    await page.keyboard.press("Enter")
    await tab_to(page, ".choices summary")
    await page.keyboard.press("Enter")
    await tab_to(page, "input[name=unit][value=umea]")
    await page.keyboard.press("Space")
    await tab_to(page, "button")
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert "Units\ngavle, stockholm" in await page.locator(".chosen").inner_text()
    assert "lang=en" in page.url
    await tab_to(page, "#outflow-counts a")
    number = await page.evaluate("document.activeElement.innerText")
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert f"{number} rows" in await page.locator("main").inner_text()
    assert await page.locator("html").get_attribute("lang") == "en"
    assert faults == []
    await page.context.close()


async def test_a_table_wider_than_a_phone_is_reached_and_scrolled_by_keyboard(
    town: Api, browser: Browser, url: str, faults: list[str]
) -> None:
    page = await opened(browser, town, f"{url}?{ASKED}", faults, PHONE)
    wide = page.locator("#load-units")
    await wide.focus()
    await page.keyboard.press("ArrowRight")
    async with asyncio.timeout(10):  # a script that waits in the page would be against its content security policy
        while not await wide.evaluate("table => table.scrollLeft"):
            await asyncio.sleep(0.02)
    await page.context.close()


async def test_it_is_the_same_without_scripts(town: Api, browser: Browser, url: str, faults: list[str]) -> None:
    plain = await opened(browser, town, f"{url}?{ASKED}", faults, DESK)
    with_scripts = await plain.locator("main").inner_text()
    await plain.context.close()
    context = await browser.new_context(viewport=DESK, locale="sv-SE", java_script_enabled=False)  # type: ignore[arg-type] # a plain dict
    await context.add_cookies([{"name": COOKIE, "value": town.bearer(**TOWN)["Authorization"][7:], "url": url}])
    page = await context.new_page()
    await page.goto(f"{url}?{ASKED}")
    assert await page.locator("main").inner_text() == with_scripts
    await page.locator(".choices summary").click()
    assert await page.locator("input[name=from]").is_visible()
    await context.close()


async def test_on_paper_every_table_is_there_and_no_control(town: Api, browser: Browser, url: str, faults: list[str]) -> None:
    page = await opened(browser, town, f"{url}?{ASKED}", faults, {"width": 794, "height": 1123})
    tables = await page.locator("table").count()
    hidden = await page.locator("table:visible").count()
    await page.emulate_media(media="print")
    assert hidden < tables
    assert await page.locator("table:visible").count() == tables
    for control in ("form", "summary", "button", "nav"):
        assert await page.locator(f"{control}:visible").count() == 0, control
    assert not await overflows(page)
    assert (await page.pdf(format="A4")).startswith(b"%PDF")
    await page.context.close()


async def test_whoever_is_not_signed_in_is_led_to_the_sign_in(town: Api, browser: Browser, url: str, faults: list[str]) -> None:
    context = await browser.new_context(viewport=PHONE, locale="en-GB")  # type: ignore[arg-type] # a plain dict
    page = await context.new_page()
    answer = await page.goto(url)
    assert answer is not None
    assert answer.status == 401
    assert await page.locator("a.button").inner_text() == "Sign in"
    await context.close()
