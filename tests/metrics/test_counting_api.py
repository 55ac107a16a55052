"""F1, F4, F5, F8 and F10 over HTTP: what they count, whom they show what, and the files they come as."""

import csv
import io
import zipfile
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pytest

from services.metrics.formats import MEDIA, Format
from shared.contracts import followup, intake, placement
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.telling import Told, d, noon
from tests.metrics.test_api import ANALYST, MANAGER, NOW, Tell
from tests.metrics.test_api import tell as tell  # noqa: PLC0414 - a fixture

YEAR = {"from": "2025-01-01", "to": "2025-11-30"}
FIGURES = ("inflow", "results", "interruptions", "fair-access", "money")


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    started = await api_of("metrics")
    started.clock.move_to(NOW)
    return started


def case_of(number: int) -> UUID:
    return UUID(int=number)


def person_of(number: int) -> UUID:
    return UUID(int=1000 + number)


def referral_of(number: int) -> UUID:
    return UUID(int=3000 + number)


class Office(Told):
    """More words: referrals, shares, and whole courses."""

    def referral(self, number: int, on: str, *, source: Any = "af", sex: Any = "woman", accepted: bool = True) -> None:
        came = intake.ReferralReceived(
            referral=referral_of(number),
            person=person_of(number),
            unit="stockholm",
            source=source,
            source_unit=None,
            proposed=False,
            on=d(on),
            sex=sex,
            birth_year=1990,
            municipality="0180",
        )
        self.tell(f"referral-{number}", came, noon(on))
        if accepted:
            taken = intake.ReferralAccepted(
                referral=referral_of(number), person=person_of(number), case=case_of(number), on=d(on)
            )
            self.tell(f"referral-{number}", taken, noon(on))

    def returned(self, number: int, on: str, *reasons: Any) -> None:
        back = intake.ReferralReturned(referral=referral_of(number), person=person_of(number), reasons=reasons, on=d(on))
        self.tell(f"referral-{number}", back, noon(on))

    def assessed(self, number: int, on: str, *, doubtful: bool, need: Any = None) -> None:
        """By version 2 when a need is told."""
        judged = intake.ReferralAssessed(
            referral=referral_of(number), person=person_of(number), doubtful=doubtful, disability_group="61", on=d(on)
        )
        if need is not None:
            judged = intake.ReferralAssessedV2(**dict(judged), support_need=need)
        self.tell(f"eligibility-{number}", judged, noon(on))

    def started(self, number: int, on: str, **more: Any) -> None:
        self.case_started(on, case=case_of(number), person=person_of(number), **more)

    def interrupted(self, number: int, on: str, why: Any) -> None:
        ended = intake.CaseEnded(case=case_of(number), person=person_of(number), on=d(on), kind="interrupted", exit=why)
        self.tell(f"case-{case_of(number)}", ended, noon(on))

    def job(self, number: int, on: str, form: Any = "NONE") -> None:
        self.job_started(on, job=UUID(int=2000 + number), case=case_of(number), person=person_of(number), form=form)

    def decision(self, number: int, on: str, *, extension: bool = False) -> None:
        decided = placement.SubsidyDecided(
            employment=UUID(int=2000 + number),
            case=case_of(number),
            person=person_of(number),
            decision=UUID(int=5000 + 10 * number + extension),
            form="LFU",
            starts_on=d(on),
            until=d(on),
            extension=extension,
            on=d(on),
        )
        self.tell(f"subsidy-{number}", decided, noon(on))

    def share(self, percent: int, on: str, *, of: Any = "1:4", unit: str = "stockholm", number: int = 1) -> None:
        held = intake.ShareSet(
            share=UUID(int=6000 + number),
            unit=unit,
            support_person="officer-1",
            appropriation=of,
            percent=percent,
            on=d(on),
            until=None,
        )
        self.tell(f"share-{number}", held, noon(on))


def office() -> Office:
    """Six referrals accepted and started; two get work, one is extended; one is interrupted; one more referral is returned."""
    told = Office()
    told.share(75, "2025-01-01")
    told.share(25, "2025-01-01", of="1:1", number=2)
    for number in range(1, 7):
        told.referral(number, "2025-01-07", sex="woman" if number < 4 else "man")
        told.assessed(number, "2025-01-08", doubtful=number == 6)
        told.started(number, "2025-01-10")
    told.job(1, "2025-03-01")
    told.job(2, "2025-03-01", "LFU")
    told.decision(2, "2025-03-01")
    told.decision(2, "2025-09-01", extension=True)
    told.interrupted(6, "2025-04-01", "health")
    told.referral(7, "2025-02-01", source="municipality", accepted=False)
    told.returned(7, "2025-02-10", "not-ready", "wrong-unit")
    return told


async def ask(api: Api, figure: str, who: dict[str, Any] = MANAGER, **more: Any) -> Any:
    answer = await api.get(f"/figures/{figure}", params={**YEAR, **more}, **who)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_inflow_counts_what_goes_on_against_capacity(api: Api, tell: Tell) -> None:
    await tell(office())
    shown = await ask(api, "inflow")
    assert shown["total"]["load"] == {
        "ongoing": 5,
        "paused": 0,
        "full_time": 0.75,
        "capacity": 22.5,
        "load": pytest.approx(5 / 22.5),
    }
    assert shown["total"]["flow"] == {"referrals_received": 7, "referrals_returned": 1, "referrals_accepted": 6, "started": 6}
    assert [part["unit"] for part in shown["units"]] == ["stockholm"]
    assert [one["support_person"] for one in shown["support_persons"]] == ["officer-1"]


async def test_results_count_outcomes_and_persons(api: Api, tell: Tell) -> None:
    await tell(office())
    shown = await ask(api, "results", goal=1)
    sums = {name: (found["outcomes"], found["persons"]) for name, found in shown["sums"].items()}
    assert (sums["outcomes"], sums["new_decisions"], sums["extensions"], sums["employments_new"]) == (
        (3, 2),
        (1, 1),
        (1, 1),
        (1, 1),
    )
    assert (sums["newly_in_work"], sums["subsidised_new"], shown["goal_met"]) == ((2, 2), (1, 1), True)


async def test_interruptions_tell_why_and_what_was_knowable(api: Api, tell: Tell) -> None:
    await tell(office())
    shown = await ask(api, "interruptions")
    assert shown["cells"] == [{"reason": "health", "phase": "search", "days": "31-90", "cases": 1}]
    assert [(one["source"], one["returned_knowable"], one["interrupted_knowable"]) for one in shown["sources"]] == [
        ("af", 0, 1),
        ("municipality", 1, 0),
    ]
    assert shown["referrals"]["share_knowable"] == {"numerator": 2, "denominator": 2, "value": 1.0}


async def test_phases_come_from_followup(api: Api, tell: Tell) -> None:
    told = office()
    begun = followup.IntroductionStarted(case=case_of(6), person=person_of(6), employment=UUID(int=2006), on=d("2025-03-20"))
    told.tell("followup-6", begun, noon("2025-03-20"))
    await tell(told)
    assert [cell["phase"] for cell in (await ask(api, "interruptions"))["cells"]] == ["introduction"]


async def test_money_gives_months_and_the_cost_of_each(api: Api, tell: Tell) -> None:
    await tell(office())
    shown = await ask(api, "money", cost=100_001)
    assert shown["total"] == {"unit": None, "sius": 8.25, "administration": 2.75, "other": 0.0, "total": 11.0}
    assert (shown["newly_in_work"], shown["cost_per_newly_in_work"]) == (2, 50_001)


async def test_fair_access_withholds_small_counts_from_everybody(api: Api, tell: Tell) -> None:
    told = Office()
    for number in range(60):
        told.referral(number, "2025-01-07", sex="woman" if number % 2 else "man")
        told.started(number, "2025-01-10")
        if (number % 3 == 0 and number % 2) or number % 20 == 0:
            told.job(number, "2025-03-01")
    await tell(told)
    for who in (MANAGER, ANALYST):
        shown = await ask(api, "fair-access", who, breakdown="sex")
        assert shown["total"]["stages"] == {
            "referrals_received": 60,
            "accepted": 60,
            "started": 60,
            "mature": 60,
            "in_work_within_180": 13,
            "got_work_180_days_ago": 13,
            "retained": 13,
        }
        assert [(one["group"], one["stages"]["mature"], one["stages"]["in_work_within_180"]) for one in shown["groups"]] == [
            ("man", 30, None),
            ("woman", 30, None),
        ]
        assert shown["groups"][0]["shares"]["in_work_within_180"] == {"share": None, "place": None}
        assert shown["groups"][0]["shares"]["started"]["place"] == 1
    for link in (await ask(api, "fair-access"))["rows"].values():
        assert (await api.get(link.removeprefix("/metrics/v1"), **MANAGER)).json()["total"] in {60, 13}
    refused = await api.get(
        "/figures/fair-access/referrals", params={**YEAR, "group": "retained", "value": "man", "breakdown": "sex"}, **MANAGER
    )
    assert [error["parameter"] for error in refused.json()["errors"]] == ["group"]


async def test_fair_access_compares_by_the_need_of_support_as_it_was_judged_last(api: Api, tell: Tell) -> None:
    told = Office()
    for number in range(60):
        told.referral(number, "2025-01-07", accepted=number < 30)
        if number < 50:
            told.assessed(number, "2025-01-08", doubtful=False, need="needed" if number % 2 else "not-needed")
    for number in range(0, 10, 2):
        told.assessed(number, "2025-01-09", doubtful=False, need="needed")
    await tell(told)
    shown = await ask(api, "fair-access", breakdown="support-need")
    assert [(one["group"], one["stages"]["referrals_received"], one["stages"]["accepted"]) for one in shown["groups"]] == [
        ("needed", 30, 20),
        ("not-needed", 20, 10),
        ("unknown", 10, 0),
    ]
    asked = {**YEAR, "group": "accepted", "breakdown": "support-need", "value": "needed"}
    page = (await api.get("/figures/fair-access/referrals", params=asked, **MANAGER)).json()
    assert page["total"] == 20


@pytest.mark.parametrize(("figure", "counted"), [("inflow", 7), ("results", 54), ("interruptions", 11)])
async def test_every_list_gives_exactly_its_count(api: Api, tell: Tell, figure: str, counted: int) -> None:
    await tell(office())
    shown = await ask(api, figure)
    totals = {}
    for group, link in shown["rows"].items():
        page = (await api.get(link.removeprefix("/metrics/v1"), **MANAGER)).json()
        assert page["total"] == len(page["items"]), (group, page)
        totals[group] = page["total"]
    assert len(totals) >= counted
    if figure == "inflow":
        said = {**shown["total"]["flow"], **{name: shown["total"]["load"][name] for name in ("ongoing", "paused")}}
        assert {name.replace("-", "_"): total for name, total in totals.items() if name != "waiting"} == said
    if figure == "results":
        assert {name.replace("_", "-"): found["outcomes"] for name, found in shown["sums"].items()}.items() <= totals.items()


@pytest.mark.parametrize(
    "by", ["sex", "age-group", "disability-group", "support-need", "unit", "referral-source", "municipality", "form-of-work"]
)
async def test_a_breakdown_cuts_every_group_whole(api: Api, tell: Tell, by: str) -> None:
    await tell(office())
    for figure in ("inflow", "results", "interruptions"):
        shown = await ask(api, figure, breakdown=by)
        slices = shown["breakdown"]["slices"]
        for group, link in shown["rows"].items():
            if group.startswith("cell"):
                continue
            whole = (await api.get(link.removeprefix("/metrics/v1"), **MANAGER)).json()["total"]
            assert sum(one["counts"][group] for one in slices) == whole, (figure, group)


async def test_a_slice_opens_its_rows(api: Api, tell: Tell) -> None:
    await tell(office())
    asked = {**YEAR, "breakdown": "sex", "value": "man", "group": "referrals-accepted"}
    page = (await api.get("/figures/inflow/referrals", params=asked, **MANAGER)).json()
    assert [UUID(item["referral"]) for item in page["items"]] == [referral_of(number) for number in (4, 5, 6)]


async def test_an_analyst_is_shown_no_small_count_and_no_row(api: Api, tell: Tell) -> None:
    await tell(office())
    inflow = await ask(api, "inflow", ANALYST)
    assert (inflow["total"]["load"]["ongoing"], inflow["total"]["flow"]["referrals_returned"]) == (5, None)
    assert (inflow["support_persons"], inflow["rows"]) == (None, None)
    results = await ask(api, "results", ANALYST)
    assert (results["sums"], results["parts"], results["goal_met"]) == (None, None, None)
    interruptions = await ask(api, "interruptions", ANALYST)
    assert [interruptions[name] for name in ("interrupted", "cells", "by_reason", "referrals", "sources")] == [None] * 5
    money = await ask(api, "money", ANALYST, cost=100)
    assert (money["newly_in_work"], money["cost_per_newly_in_work"]) == (None, None)
    for path in ("inflow/cases", "inflow/referrals", "results/outcomes", "interruptions/cases", "fair-access/referrals"):
        refused = await api.get(f"/figures/{path}", params=YEAR, **ANALYST)
        assert (refused.status_code, refused.json()["code"]) == (403, "other-unit")


async def test_a_breakdown_that_would_identify_persons_is_refused_with_the_reason(api: Api, tell: Tell) -> None:
    await tell(office())
    refused = await api.get("/figures/results", params={**YEAR, "breakdown": "sex"}, **ANALYST)
    assert refused.status_code == 422
    assert [(error["parameter"], error["code"]) for error in refused.json()["errors"]] == [("breakdown", "would-identify")]


async def test_a_figure_of_the_past_can_be_produced_again(api: Api, tell: Tell) -> None:
    await tell(office())
    known: dict[str, Any] = {"known_at": "2025-03-31T12:00:00Z", "to": "2025-03-31"}
    assert (await ask(api, "interruptions", **known))["interrupted"] == 0
    assert (await ask(api, "results", **known))["sums"]["extensions"] == {"outcomes": 0, "persons": 0}
    assert (await ask(api, "inflow", **known))["total"]["load"]["ongoing"] == 6


async def test_a_correction_recorded_after_the_month_does_not_change_what_was_known_then(api: Api, tell: Tell) -> None:
    told = Office()
    told.started(1, "2025-03-31")
    told.start_corrected("2025-04-01", known="2025-04-15", case=case_of(1))
    await tell(told)
    march: dict[str, Any] = {"from": "2025-03-01", "to": "2025-03-31", "as_of": "2025-03-31"}
    then = await ask(api, "inflow", **march, known_at="2025-04-14T12:00:00Z")
    now = await ask(api, "inflow", **march)
    assert [shown["total"]["flow"]["started"] for shown in (then, now)] == [1, 0]


async def test_protected_identities_are_counted_and_in_no_list(api: Api, tell: Tell) -> None:
    told = office()
    told.tell("person-1", intake.PersonProtected(person=person_of(1)), noon("2025-06-01"))
    await tell(told)
    assert (await ask(api, "results"))["sums"]["employments_new"]["outcomes"] == 1
    page = (await api.get("/figures/results/outcomes", params={**YEAR, "group": "employments-new"}, **MANAGER)).json()
    assert (page["items"], page["total"]) == ([], 0)


def lines(text: str) -> Iterable[dict[str, str]]:
    return csv.DictReader(io.StringIO(text))


@pytest.mark.parametrize("figure", FIGURES)
async def test_every_figure_comes_as_csv_xlsx_and_json_stat_with_its_arguments(api: Api, tell: Tell, figure: str) -> None:
    await tell(office())
    as_csv = await api.get(f"/figures/{figure}", params=YEAR, headers={"Accept": "text/csv"}, **MANAGER)
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(lines(as_csv.text))
    assert rows
    assert {(row["figure"], row["from"], row["as_of"], row["units"] if "units" in row else row["unit"]) for row in rows} <= {
        (figure, "2025-01-01", "2025-12-01", "stockholm"),
        (figure, "2025-01-01", "2025-12-01", ""),
    }
    as_xlsx = await api.get(f"/figures/{figure}", params={**YEAR, "format": "xlsx"}, **MANAGER)
    assert as_xlsx.headers["content-type"] == MEDIA[Format.XLSX]
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(as_xlsx.content)).namelist()
    stat = (await api.get(f"/figures/{figure}", params={**YEAR, "format": "json-stat"}, **MANAGER)).json()
    assert (stat["version"], stat["class"]) == ("2.0", "collection")
    for dataset in stat["link"]["item"]:
        cells = 1
        for size in dataset["size"]:
            cells *= size
        assert len(dataset["value"]) == cells


async def test_the_files_hold_the_numbers_of_the_answer(api: Api, tell: Tell) -> None:
    await tell(office())
    shown = (await ask(api, "results"))["sums"]
    text = (await api.get("/figures/results", params={**YEAR, "format": "csv"}, **MANAGER)).text
    found = {
        row["sum"].replace("-", "_"): row["value"]
        for row in lines(text)
        if row["table"] == "sums" and row["measure"] == "persons"
    }
    assert found == {name: str(tally["persons"]) for name, tally in shown.items()}


async def test_a_file_says_what_is_withheld(api: Api, tell: Tell) -> None:
    await tell(office())
    text = (await api.get("/figures/inflow", params={**YEAR, "format": "csv"}, **ANALYST)).text
    [row] = [row for row in lines(text) if row["table"] == "total" and row["measure"] == "referrals_returned"]
    assert (row["value"], row["status"]) == ("", "withheld")


async def test_a_format_that_is_not_offered_is_not_acceptable(api: Api) -> None:
    answer = await api.get("/figures/inflow", headers={"Accept": "application/pdf"}, **MANAGER)
    assert answer.status_code == 406


@pytest.mark.parametrize("figure", FIGURES)
async def test_a_question_without_an_answer_is_refused_by_parameter(api: Api, figure: str) -> None:
    for asked, parameter in (({"from": "2025-03-01", "to": "2025-02-01"}, "to"), ({"as_of": "2025-12-02"}, "as_of")):
        answer = await api.get(f"/figures/{figure}", params=asked, **MANAGER)
        assert answer.status_code == 422
        assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


async def test_a_group_that_the_figure_does_not_have_is_refused(api: Api) -> None:
    for path in ("inflow/cases", "inflow/referrals", "results/outcomes", "interruptions/cases", "fair-access/referrals"):
        answer = await api.get(f"/figures/{path}", params={"group": "no-such-group"}, **MANAGER)
        assert [error["parameter"] for error in answer.json()["errors"]] == ["group"]


async def test_outflow_can_be_broken_down_and_its_slices_opened(api: Api, tell: Tell) -> None:
    await tell(office())
    shown = await ask(api, "outflow", breakdown="form-of-work")
    counts = {one["value"]: one["counts"] for one in shown["breakdown"]["slices"]}
    assert {value: (counted["cohort"], counted["in-work-within-180"]) for value, counted in counts.items()} == {
        "LFU": (1, 1),
        "NONE": (1, 1),
        "no-work": (4, 0),
    }
    asked = {**YEAR, "breakdown": "form-of-work", "value": "no-work"}
    assert (await api.get("/figures/outflow/cases", params=asked, **MANAGER)).json()["total"] == 4
    text = (await api.get("/figures/outflow", params={**asked, "format": "csv"}, **MANAGER)).text
    assert {row["table"] for row in lines(text)} == {"outflow", "curve", "breakdown"}


async def test_a_breakdown_of_outflow_that_would_identify_persons_is_refused(api: Api, tell: Tell) -> None:
    await tell(office())
    refused = await api.get("/figures/outflow", params={**YEAR, "breakdown": "sex"}, **ANALYST)
    assert [(error["parameter"], error["code"]) for error in refused.json()["errors"]] == [("breakdown", "would-identify")]


async def test_a_value_without_its_breakdown_is_refused(api: Api) -> None:
    for path in ("outflow/cases", "inflow/cases", "inflow/referrals", "results/outcomes", "interruptions/referrals"):
        answer = await api.get(f"/figures/{path}", params={**YEAR, "value": "man"}, **MANAGER)
        assert [(error["parameter"], error["code"]) for error in answer.json()["errors"]] == [("value", "without-breakdown")]


async def test_a_unit_that_nothing_is_known_of_is_refused(api: Api, tell: Tell) -> None:
    await tell(office())
    for figure in (*FIGURES, "outflow", "retention"):
        answer = await api.get(f"/figures/{figure}", params={**YEAR, "unit": ["stockholm", "atlantis"]}, **ANALYST)
        assert [(error["parameter"], error["code"]) for error in answer.json()["errors"]] == [("unit", "unknown-unit")]
    assert (await ask(api, "inflow", ANALYST, unit="stockholm"))["arguments"]["unit"] == ["stockholm"]
