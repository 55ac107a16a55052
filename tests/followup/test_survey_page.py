"""The survey's page in a real browser: by keyboard only, on a phone and on a desk, with nothing in the way of anybody."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page

from tests.browser import DESK, PHONE, barriers, chromium, on_a_socket, overflows
from tests.followup import deliveries as d
from tests.followup.surveys import consenting, invited
from tests.followup.test_survey_unlinkable import rows, unsealed
from tests.harness import Api

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest.fixture
async def url(api: Api) -> AsyncIterator[str]:
    async with on_a_socket({"followup": api.app}) as address:
        yield f"{address}/followup/v1/survey"


@pytest.fixture
async def faults() -> list[str]:
    """What the browser complains about, and what it asks for anywhere else."""
    return []


async def opened(browser: Browser, size: dict[str, int], url: str, faults: list[str], **more: Any) -> Page:
    context: BrowserContext = await browser.new_context(viewport=size, **more)  # type: ignore[arg-type] # a plain dict
    page = await context.new_page()
    page.on(
        "console", lambda message: faults.append(message.text) if message.type == "error" and "422" not in message.text else None
    )
    page.on(
        "request",
        lambda request: faults.append(request.url) if not request.url.startswith(url[: url.index("/followup")]) else None,
    )
    await page.goto(url)
    return page


FOCUSED = """(e => [e.tagName, e.name || e.id || e.getAttribute('href'), e.type == 'radio' ? e.value : ''].join(' '))
    (document.activeElement)"""


async def focused(page: Page) -> str:
    """What has the focus: its element, its name, id or link, and a radio button's value."""
    told: str = await page.evaluate(FOCUSED)
    return told.strip()


async def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is there; the focus is always visible on the way."""
    now = ""
    for _ in range(40):
        await page.keyboard.press("Tab")
        now = await focused(page)
        assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", now
        if now.startswith(wanted):
            return
    raise AssertionError(f"Tab does not lead to {wanted}, only to {now}")


async def open_form(page: Page, code: str) -> None:
    await tab_to(page, "INPUT code")
    await page.keyboard.type(code.lower())
    await tab_to(page, "BUTTON step")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("fieldset")


async def choose(page: Page, question: str, presses: int) -> None:
    """With the arrow keys, up from the choice to skip the question, which is the last one."""
    await tab_to(page, f"INPUT {question}")
    for _ in range(presses):
        await page.keyboard.press("ArrowUp")


@SIZES
async def test_the_whole_survey_is_answered_by_keyboard_without_a_script(
    api: Api, sender: d.Sender, browser: Browser, url: str, faults: list[str], size: dict[str, int]
) -> None:
    await consenting(sender)
    code = (await invited(api, "closing"))["code"]
    page = await opened(browser, size, url, faults, java_script_enabled=False)
    await open_form(page, code)
    for number in range(1, 8):
        await choose(page, f"q{number}", 7 - number if number < 7 else 0)
    await tab_to(page, "TEXTAREA q8")
    await page.keyboard.type("Lugn och ro.")
    await choose(page, "plan_follows", 3)
    await choose(page, "sex", 2)
    await tab_to(page, "BUTTON step")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/survey/thanks*")
    assert await page.title() == "Tack för dina svar"
    [held] = unsealed(api, await rows(api, "select sealed from survey_held"))
    scaled = {"q1": "never", "q2": "seldom", "q3": "sometimes", "q4": "often", "q5": "very-largely", "q6": "fully"}
    assert held == {**scaled, "sex": "woman", "plan_follows": "yes"}
    assert unsealed(api, await rows(api, "select sealed from survey_held_texts")) == [{"question": 8, "text": "Lugn och ro."}]
    assert faults == []
    await page.context.close()


@SIZES
@pytest.mark.parametrize("language", ["sv", "easy"])
async def test_nothing_is_in_the_way_of_anybody(
    api: Api, sender: d.Sender, browser: Browser, url: str, faults: list[str], size: dict[str, int], language: str
) -> None:
    await consenting(sender)
    code = (await invited(api, "closing"))["code"]
    page = await opened(browser, size, f"{url}?language={language}", faults)
    found = {"code": await barriers(page)}
    await open_form(page, code)
    found["form"] = await barriers(page)
    sideways = [await overflows(page)]
    await page.locator("button[value=answer]").click()
    await page.wait_for_selector(".faults")
    found["faults"] = await barriers(page)
    sideways.append(await overflows(page))
    await page.goto(f"{url}/thanks?language={language}")
    found["thanks"] = await barriers(page)
    assert found == {"code": [], "form": [], "faults": [], "thanks": []}
    assert sideways == [False, False]
    assert faults == []
    await page.context.close()


async def test_faults_get_the_focus_and_lead_to_their_place(
    api: Api, sender: d.Sender, browser: Browser, url: str, faults: list[str]
) -> None:
    await consenting(sender)
    code = (await invited(api))["code"]
    page = await opened(browser, PHONE, url, faults)
    await tab_to(page, "INPUT code")
    await page.keyboard.type("AAAA-AAAA-AAAA")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".faults")
    assert await focused(page) == "DIV"
    assert (await page.title()).startswith("Något behöver rättas")
    assert await page.locator("#code").input_value() == ""
    await tab_to(page, "A #code")
    await page.keyboard.press("Enter")
    assert await focused(page) == "INPUT code"
    await page.keyboard.type(code)
    await page.keyboard.press("Enter")
    await page.wait_for_selector("fieldset")
    assert faults == []
    await page.context.close()


async def test_enter_in_a_field_sends_nothing_and_loses_nothing(
    api: Api, sender: d.Sender, browser: Browser, url: str, faults: list[str]
) -> None:
    await consenting(sender)
    page = await opened(browser, DESK, url, faults)
    await open_form(page, (await invited(api))["code"])
    await choose(page, "q1", 1)
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert await page.locator("input[name=q1]:checked").get_attribute("value") == "always"
    assert await rows(api, "select 1 from survey_held") == []
    assert faults == []
    await page.context.close()


async def test_the_language_changes_and_the_answers_stay(
    api: Api, sender: d.Sender, browser: Browser, url: str, faults: list[str]
) -> None:
    await consenting(sender)
    page = await opened(browser, DESK, url, faults)
    await open_form(page, (await invited(api))["code"])
    await choose(page, "q2", 2)
    await page.locator("button[value=switch]").click()
    await page.wait_for_selector("text=Hjälpen får ta den tid som jag behöver.")
    assert await page.locator("input[name=q2]:checked").get_attribute("value") == "mostly"
    assert await page.locator("html").get_attribute("lang") == "sv"
    assert faults == []
    await page.context.close()


async def test_the_code_is_never_in_an_address(api: Api, sender: d.Sender, browser: Browser, url: str, faults: list[str]) -> None:
    await consenting(sender)
    code = (await invited(api))["code"]
    page = await opened(browser, DESK, url, faults)
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    await open_form(page, code)
    await choose(page, "q1", 1)
    await page.locator("button[value=answer]").click()
    await page.wait_for_url("**/survey/thanks*")
    assert seen
    assert not any(part.lower() in one.lower() for one in seen for part in (code, code.replace("-", ""), code[:4]))
    await page.context.close()


async def test_on_paper_there_are_questions_and_no_buttons(
    api: Api, sender: d.Sender, browser: Browser, url: str, faults: list[str]
) -> None:
    await consenting(sender)
    page = await opened(browser, DESK, url, faults)
    await open_form(page, (await invited(api))["code"])
    await page.emulate_media(media="print")
    assert await page.locator("button:visible").count() == 0
    assert await page.locator("fieldset:visible").count() == 8
    assert (await page.pdf(format="A4")).startswith(b"%PDF")
    await page.context.close()
