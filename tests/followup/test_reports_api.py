"""Reports over HTTP: as JSON and as a page, signed, given out, and gone when the person is erased."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser

from shared.http.openapi import json_contents, operations
from tests.browser import DESK, PHONE, barriers, chromium, on_a_socket, overflows
from tests.followup import deliveries as d
from tests.followup.build import CASE, FEB_2, JOB, MAR_2, PERSON
from tests.followup.test_api import SUPPORT, a_plan, a_status, ok, refused
from tests.followup.test_projections import rebuilt_differences
from tests.harness import Api

REPORTS = f"{SUPPORT}/reports"
WORDS = {"summary": "Sover dåligt, men <trivs>.", "works_well": "Lugn.", "needs_adapted": "Pauser.", "next_step": "Fler timmar."}
SIGNER = {"subject": "officer-7"}


def a_report(**more: Any) -> dict[str, Any]:
    return {"kind": "end", "first_day": "2026-01-12", "last_day": "2026-08-31", "words": WORDS, **more}


@pytest.fixture
async def report(api: Api, sender: d.Sender) -> str:
    """The path of a report on a case with a plan, a status and an introduction that lasted too long."""
    await sender.send(d.case_started(), d.job_started())
    ok(await api.post(f"{SUPPORT}/plans", a_plan()))
    ok(await api.post(f"{SUPPORT}/statuses", a_status(MAR_2, "ill")))
    key = ok(await api.post(REPORTS, a_report()))["report"]
    return f"{REPORTS}/{key}"


@pytest.fixture
async def signed(api: Api, report: str) -> str:
    ok(await api.post(f"{report}/signatures", {"number": 1}, **SIGNER))
    return report


async def test_a_report_is_composed_of_what_is_registered(api: Api, report: str) -> None:
    shown = ok(await api.get(report), 200)
    content = shown["content"]
    assert (shown["number"], shown["signed_by"]) == (1, None)
    assert content["programme"]["began_on"] == "2026-01-12"
    assert [one["employment"] for one in content["employments"]] == [str(JOB)]
    assert content["statuses"] == [{"on": MAR_2.isoformat(), "situation": "ill", "source": "person"}]
    assert [one["latest_end"] for one in content["breaches"]] == ["2026-08-02"]
    assert content["words"]["works_well"] == "Lugn."


async def test_an_end_report_needs_what_the_next_search_needs(api: Api, report: str) -> None:
    short = await api.post(REPORTS, a_report(words={"summary": "Slut."}))
    assert ok(short, 422)["errors"][0]["pointer"] == "#/words/works_well"
    assert ok(await api.post(REPORTS, a_report(kind="interval", words={"summary": "Pågår."})))["kind"] == "interval"


async def test_every_version_is_kept_as_it_was_composed(api: Api, signed: str) -> None:
    before = ok(await api.get(signed), 200)
    ok(await api.post(f"{SUPPORT}/statuses", a_status(FEB_2)))
    body = {name: value for name, value in a_report().items() if name != "kind"}
    second = ok(await api.post(f"{signed}/versions", body))
    assert (second["number"], second["signed_by"]) == (2, None)
    assert ok(await api.get(signed, params={"number": 1}), 200) == before
    assert len(ok(await api.get(signed), 200)["content"]["statuses"]) == 2
    assert [one["number"] for one in ok(await api.get(REPORTS), 200)["items"]] == [2, 1]
    assert (await api.get(signed, params={"number": 3})).status_code == 404


async def test_only_the_support_person_signs(api: Api, report: str) -> None:
    assert refused(await api.post(f"{report}/signatures", {"number": 1})) == ["only-the-support-person-signs"]
    done = ok(await api.post(f"{report}/signatures", {"number": 1}, **SIGNER))
    assert (done["signed_by"], done["signed_on"]) == ("officer-7", "2027-03-01")


async def test_an_employer_reads_nothing_of_health_or_attendance(api: Api, signed: str) -> None:
    given = ok(await api.post(f"{signed}/sharings", {"number": 1, "recipient": "employer", "employment": str(JOB)}))
    kept = {name for name, part in given["content"].items() if part is not None}
    assert kept == {"programme", "introduction", "plan", "employer_contacts"}
    page = (await api.get(f"{signed}/sharings/{given['sharing']}/document")).text
    for word in ("Sjuk", "Sover", "Närvaro", "Situation", "Underlag"):
        assert word not in page
    assert "Till</dt><dd>Arbetsgivaren" in page
    listed = ok(await api.get(f"{signed}/sharings"), 200)["items"]
    assert [(one["recipient"], one["parts"]) for one in listed] == [("employer", given["parts"])]
    assert "content" not in listed[0]


async def test_a_municipality_gets_the_programme_alone_and_an_agency_nothing_without_consent(api: Api, signed: str) -> None:
    given = ok(await api.post(f"{signed}/sharings", {"number": 1, "recipient": "municipality"}))
    assert [name for name, part in given["content"].items() if part is not None] == ["programme"]
    assert refused(await api.post(f"{signed}/sharings", {"number": 1, "recipient": "region"})) == ["sharing-needs-consent"]


async def test_what_was_shared_is_found_under_its_own_report_only(api: Api, signed: str) -> None:
    given = ok(await api.post(f"{signed}/sharings", {"number": 1, "recipient": "person"}))
    other = ok(await api.post(REPORTS, a_report()))["report"]
    assert (await api.get(f"{REPORTS}/{other}/sharings/{given['sharing']}/document")).status_code == 404


async def test_reports_are_the_units_and_reading_is_logged(api: Api, report: str) -> None:
    for path in (REPORTS, report, f"{report}/document", f"{report}/sharings"):
        assert (await api.get(path, units=["malmo"])).status_code == 403
        assert (await api.get(path)).status_code == 200
    log = ok(await api.get("/access-log", "auditor", params={"case": str(CASE), "outcome": "allowed"}), 200)
    assert {"list_reports", "show_report", "show_report_document", "list_report_sharings"} <= {
        one["what"] for one in log["items"]
    }


async def test_an_erased_persons_report_is_a_shell(api: Api, report: str) -> None:
    service = api.app.state.service
    async with service.database.transaction() as tx:
        await service.vault.erase(tx, PERSON)
    assert ok(await api.get(report), 200)["content"] is None
    page = await api.get(f"{report}/document")
    assert (page.status_code, "Uppgifterna är raderade" in page.text) == (200, True)


async def test_no_word_of_a_report_is_kept_in_clear(api: Api, report: str) -> None:
    async with api.app.state.service.database.connection() as connection:
        kept = await connection.fetch("select data::text from events union all select reports::text from reports")
    assert kept
    assert not any("Sover" in row[0] or "works_well" in row[0] for row in kept)


async def test_who_may_get_what_can_be_asked(api: Api) -> None:
    listed = {one["recipient"]: one for one in ok(await api.get("/report-recipients"), 200)["items"]}
    assert listed["municipality"]["by_law"] == ["programme"]
    assert listed["employer"]["with_consent"] == []


async def test_every_example_of_a_body_is_accepted(api: Api, signed: str) -> None:
    document = (await api.client.get("/openapi.json")).json()
    examples = {
        path.rpartition("/")[2]: next(iter(content["examples"].values()))["value"]
        for path, method, operation in operations(document)
        for where, content in json_contents(operation)
        if method == "post" and where == "request" and path.startswith("/supports/{case}/reports")
    }
    report = f"{REPORTS}/{ok(await api.post(REPORTS, examples['reports']))['report']}"
    ok(await api.post(f"{report}/signatures", examples["signatures"], **SIGNER))
    ok(await api.post(f"{report}/sharings", examples["sharings"]))
    assert ok(await api.post(f"{report}/versions", examples["versions"]))["number"] == 2


async def test_rebuilt_is_live(api: Api, signed: str) -> None:
    ok(await api.post(f"{signed}/sharings", {"number": 1, "recipient": "person"}))
    differences = await rebuilt_differences(api)
    assert {"reports", "report_sharings"} < set(differences)
    assert set(differences.values()) == {0}


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_the_page_is_accessible_and_prints(api: Api, report: str, browser: Browser, size: Any) -> None:
    async with on_a_socket({"followup": api.app}) as url:
        context = await browser.new_context(viewport=size, extra_http_headers=api.bearer())
        page = await context.new_page()
        shown = await page.goto(f"{url}/followup/v1{report}/document")
        assert shown is not None
        assert shown.status == 200
        assert "script" not in shown.headers["content-security-policy"]
        assert await barriers(page) == []
        assert not await overflows(page)
        assert "Sover dåligt, men <trivs>." in await page.locator("p.words").first.inner_text()
        assert (await page.pdf(format="A4")).startswith(b"%PDF")
        await context.close()
