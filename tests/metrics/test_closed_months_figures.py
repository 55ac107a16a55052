"""Every figure of a closed month: kept as its own resource answers, with lists that give its counts, and told why it changed."""

from dataclasses import replace
from typing import Any

import pytest

from services.metrics.closable import CLOSABLE, courses
from shared.contracts import followup, intake, placement
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.since import Since
from tests.metrics.telling import d, noon
from tests.metrics.test_api import ANALYST, MANAGER, NOW, Tell
from tests.metrics.test_api import tell as tell  # noqa: PLC0414 - a fixture
from tests.metrics.test_closed_months import closed, of, shown
from tests.metrics.test_counting_api import Office, case_of, person_of

OCTOBER = {"from": "2025-10-01", "to": "2025-10-31", "as_of": "2025-10-31", "unit": "stockholm"}


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    started = await api_of("metrics")
    started.clock.move_to(NOW)
    return started


def october() -> Office:
    """What a unit has to close: referrals and starts, jobs and decisions, an interruption, and a share of an officer."""
    told = Office()
    for number in range(1, 9):
        told.referral(number, f"2025-10-0{number}", accepted=number > 2)
    told.returned(1, "2025-10-20", "wrong-unit")
    for number in range(3, 9):
        told.started(number, "2025-10-10")
    told.job(3, "2025-10-20", "NYSTART")
    told.job(4, "2025-10-21", "LFU")
    told.decision(4, "2025-10-22")
    told.interrupted(5, "2025-10-25", "health")
    told.share(80, "2025-01-01")
    return told


@pytest.fixture
async def since(api: Api, tell: Tell) -> Since[Office]:
    told = october()
    await tell(told)
    return Since(api, tell, told, await closed(api))


async def test_every_figure_is_closed_with_its_arguments(since: Since[Office]) -> None:
    closed_figures = {each["figure"]: each["arguments"] for each in since.month["figures"]}
    assert set(closed_figures) == set(CLOSABLE)
    assert len(closed_figures) == 12
    assert {asked["known_at"] for asked in closed_figures.values()} == {since.month["known_at"]}
    assert {(asked["as_of"], *asked["unit"]) for asked in closed_figures.values()} == {("2025-10-31", "stockholm")}
    periods = {name: (asked["from"], asked["to"]) for name, asked in closed_figures.items()}
    assert periods.pop("outflow") == periods.pop("retention") == ("2025-04-04", "2025-05-04")
    assert periods.pop("fair-access") == ("2024-10-01", "2024-10-31")
    assert set(periods.values()) == {("2025-10-01", "2025-10-31")}


async def test_the_numbers_are_those_of_the_figures_own_resources(api: Api, since: Since[Office]) -> None:
    async def asked(figure: str) -> dict[str, Any]:
        answer = await api.get(f"/figures/{figure}", params=OCTOBER, **MANAGER)
        found: dict[str, Any] = answer.json()
        return found

    inflow, results, money = [of(since.month, name)["numbers"] for name in ("inflow", "results", "money")]
    whole = (await asked("inflow"))["total"]
    assert inflow == {name: part for name, part in whole.items() if name != "unit"}
    assert (inflow["flow"]["referrals_received"], inflow["load"]["ongoing"], inflow["load"]["capacity"]) == (8, 5, 24.0)
    answered = await asked("results")
    assert results == {name: answered[name] for name in ("sums", "parts")}
    assert results["sums"]["newly_in_work"] == {"outcomes": 2, "persons": 2}
    charged = await asked("money")
    assert money["newly_in_work"] == charged["newly_in_work"] == 2
    assert money["months"] == {name: part for name, part in charged["total"].items() if name != "unit"}
    interrupted, said = await asked("interruptions"), of(since.month, "interruptions")["numbers"]
    assert said["interrupted"] == interrupted["interrupted"] == 1
    assert said["referrals"] == {name: part for name, part in interrupted["referrals"].items() if name != "source"}
    assert said["cells"] == {"health search 0-30": 1}


async def test_every_list_of_a_closed_figure_gives_its_count(api: Api, since: Since[Office]) -> None:
    totals: dict[tuple[str, str], int] = {}
    for figure in since.month["figures"]:
        for group, link in figure["rows"].items():
            page = await shown(api, link.removeprefix("/metrics/v1"))
            assert page["total"] == len(page["items"])
            totals[figure["figure"], group] = page["total"]
    flow, sums = of(since.month, "inflow")["numbers"]["flow"], of(since.month, "results")["numbers"]["sums"]
    assert totals["inflow", "referrals-received"] == flow["referrals_received"]
    assert totals["inflow", "started"] == flow["started"]
    assert {name: totals["results", name.replace("_", "-")] for name in sums} == {
        name: tally["outcomes"] for name, tally in sums.items()
    }
    assert totals["money", "newly-in-work"] == 2
    assert totals["interruptions", "referrals-returned"] == 1


async def test_a_list_of_another_kind_is_not_found(api: Api, since: Since[Office]) -> None:
    for wrong in (
        "cases?figure=inflow&group=referrals-received",
        "referrals?figure=inflow&group=started",
        "outcomes?figure=outflow",
    ):
        assert (await api.get(f"{since.path}/{wrong}", **MANAGER)).status_code == 404
    for kind in ("referrals", "outcomes"):
        assert (await api.get(f"{since.path}/{kind}", **ANALYST)).json()["code"] == "other-unit"


async def test_a_referral_registered_late_is_a_difference_of_referrals_with_its_event(since: Since[Office]) -> None:
    assert await since.events() == []
    since.told.referral(9, "2025-10-30", accepted=False)
    since.told.deliveries[-1] = replace(since.told.deliveries[-1], recorded_at=noon("2025-12-10"))
    since.told.referral(10, "2025-11-30", accepted=False)
    await since.tell()
    assert await since.moved("inflow") == {("referrals-received", "referrals", 1, 0)}
    assert await since.changed("inflow") == {"flow.referrals_received": (8, 9)}
    assert await since.events("inflow") == [("late", "referral-received")]
    await since.stays()


async def test_a_share_corrected_late_changes_capacity_and_money_and_moves_nobody(since: Since[Office]) -> None:
    corrected = intake.ShareCorrected(
        share=_share(since.told),
        unit="stockholm",
        support_person="officer-1",
        appropriation="1:4",
        percent=100,
        on=d("2025-01-01"),
        until=None,
    )
    since.told.tell("share-1", corrected, noon("2025-12-10"))
    since.told.job_started("2025-12-01", case=case_of(6), person=person_of(6))
    await since.tell()
    assert (await since.changed("inflow"))["load.capacity"] == (24.0, 30.0)
    assert (await since.changed("money"))["months.sius"] == (0.8, 1.0)
    assert (await since.moved("inflow"), await since.moved("money")) == (set(), set())
    for figure in ("inflow", "money"):
        assert await since.events(figure) == [("corrected", "share-corrected")]
    await since.stays()


def _share(told: Office) -> Any:
    return next(one.contract.share for one in told.deliveries if isinstance(one.contract, intake.ShareSet))


async def test_a_case_registered_in_error_leaves_every_figure_that_it_was_in(since: Since[Office]) -> None:
    since.told.tell(f"case-{case_of(6)}", intake.CaseRegisteredInError(case=case_of(6), person=person_of(6)), noon("2025-12-10"))
    await since.tell()
    assert {("started", "cases", 0, 1), ("ongoing", "cases", 0, 1)} <= await since.moved("inflow")
    assert ("worked-with", "cases", 0, 1) in await since.moved("coverage")
    assert await since.events("inflow") == await since.events("coverage") == [("retracted", "case-registered-in-error")]
    await since.stays()


def contact(number: int, case: int, on: str) -> followup.ContactLogged:
    return followup.ContactLogged(
        contact=case_of(6000 + number),
        case=case_of(case),
        person=person_of(case),
        contact_with="person",
        channel="visit",
        on_site=True,
        outcome="kept",
        planned=False,
        support_person=None,
        on=d(on),
        corrects=None,
    )


async def test_a_case_reopened_after_the_close_is_no_interruption_any_more(since: Since[Office]) -> None:
    """A late contact with the same person is behind nothing: neither figure counts contacts."""
    since.told.tell("contacts-5", contact(1, 5, "2025-10-14"), noon("2025-12-09"))
    reopened = intake.CaseReopened(case=case_of(5), person=person_of(5), on=d("2025-12-10"))
    since.told.tell(f"case-{case_of(5)}", reopened, noon("2025-12-10"))
    await since.tell()
    moved = await since.moved("interruptions")
    assert {("interrupted", "cases", 0, 1), ("referrals-interrupted", "referrals", 0, 1)} <= moved
    assert ("ongoing", "cases", 1, 0) in await since.moved("inflow")
    assert await since.events("interruptions") == await since.events("inflow") == [("corrected", "case-reopened")]
    await since.stays()


async def test_a_decision_registered_late_is_an_outcome_more(since: Since[Office]) -> None:
    since.told.job(7, "2025-12-02")
    decided = placement.SubsidyDecided(
        employment=case_of(2007),
        case=case_of(7),
        person=person_of(7),
        decision=case_of(5999),
        form="LFU",
        starts_on=d("2025-10-30"),
        until=d("2026-10-30"),
        extension=False,
        on=d("2025-10-30"),
    )
    since.told.tell("subsidy-7", decided, noon("2025-12-10"))
    await since.tell()
    assert ("outcomes", "outcomes", 1, 0) in await since.moved("results")
    assert (await since.changed("money"))["newly_in_work"] == (2, 3)
    for figure in ("results", "money"):
        assert await since.events(figure) == [("late", "subsidy-decided")]
    await since.stays()


async def test_a_judgement_told_later_changes_what_was_knowable(since: Since[Office]) -> None:
    since.told.assessed(5, "2025-12-01", doubtful=False)
    await since.tell()
    assert ("referrals-interrupted-knowable", "referrals", 0, 1) in await since.moved("interruptions")
    assert await since.events("interruptions") == [("later", "referral-assessed")]


def a_year_before() -> Office:
    """What F8 is closed with in October and November: 15 referrals, of whom 2 and 5 are judged to need no support."""
    told = Office()
    for month, many in (("10", 13), ("11", 10)):
        for number in range(1, 16):
            of = 100 * int(month) + number
            told.referral(of, f"2024-{month}-07", sex="man" if number > 8 else "woman")
            told.assessed(of, f"2024-{month}-08", doubtful=False, need="needed" if number <= many else "not-needed")
    return told


async def test_a_month_that_was_closed_with_fewer_comparisons_is_read_and_compared_as_it_was(
    api: Api, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One more comparison is no difference: nothing that was published has changed."""
    told = a_year_before()
    await tell(told)
    with monkeypatch.context() as earlier:
        earlier.setattr(courses, "COMPARED", courses.COMPARED[:3])
        since = Since(api, tell, told, await closed(api, {"month": "2025-11", "unit": "stockholm"}))
    numbers = of(since.month, "fair-access")["numbers"]
    assert set(numbers["by"]) == {"sex", "age-group", "disability-group"}
    assert numbers["stages"]["accepted"] == 15
    assert await since.changed("fair-access") == {}
    assert await since.moved("fair-access") == set()
    told.referral(2001, "2024-11-09")
    told.deliveries[-2:] = [replace(one, recorded_at=noon("2025-12-10")) for one in told.deliveries[-2:]]
    await since.tell()
    assert (await since.changed("fair-access"))["stages.accepted"] == (15, 16)
    changed = await since.changed("fair-access")
    assert {name.split(".")[1] for name in changed if name.startswith("by.")} == {"sex", "age-group", "disability-group"}
    await since.stays()


async def test_a_closed_month_keeps_the_comparison_by_the_need_of_support(api: Api, tell: Tell) -> None:
    await tell(a_year_before())
    by = {}
    for month in ("2025-10", "2025-11"):
        closing = await closed(api, {"month": month, "unit": "stockholm"})
        by[month] = of(closing, "fair-access")["numbers"]["by"]["support-need"]
    assert {name: one["accepted"] for name, one in by["2025-11"].items()} == {"needed": 10, "not-needed": 5}
    assert {name: one["accepted"] for name, one in by["2025-10"].items()} == {}


async def test_a_contact_logged_late_is_behind_the_support_given(api: Api, tell: Tell) -> None:
    told = october()
    begun = followup.IntroductionStarted(case=case_of(3), person=person_of(3), employment=case_of(2003), on=d("2025-10-20"))
    told.tell("followup-3", begun, noon("2025-10-20"))
    await tell(told)
    since = Since(api, tell, told, await closed(api))
    for number, on in ((1, "2025-10-24"), (2, "2025-11-24")):
        told.tell("contacts-3", contact(number, 3, on), noon("2025-12-10"))
    await since.tell()
    assert (await since.changed("support"))["contacts.kept"] == (0, 1)
    found = (await shown(api, f"{since.path}/revisions?figure=support"))["items"]
    assert [(event["why"], event["on"], event["days_late"]) for event in found] == [("late", "2025-10-24", 47)]


async def test_a_late_fact_is_behind_the_registration_delay_of_its_month(since: Since[Office]) -> None:
    for number in (3, 4, 6, 8):
        since.told.case_ended("2025-10-30", known="2025-12-10", case=case_of(number))
    since.told.case_ended("2025-11-02", known="2025-12-10", case=case_of(7))
    await since.tell()
    assert (await since.changed("delays"))["case-ended.facts"] == (None, 5)
    assert await since.events("delays") == [("late", "case-ended")] * 4


async def test_without_a_figure_each_event_is_told_once_with_its_figures(api: Api, since: Since[Office]) -> None:
    since.told.tell(f"case-{case_of(6)}", intake.CaseRegisteredInError(case=case_of(6), person=person_of(6)), noon("2025-12-10"))
    await since.tell()
    [event] = (await shown(api, f"{since.path}/revisions"))["items"]
    assert {"inflow", "coverage"} <= set(event["figures"])
    assert not {"survey", "interruptions"} & set(event["figures"])


async def test_an_analyst_is_not_given_closed_figures_with_small_counts(api: Api, since: Since[Office]) -> None:
    seen = await shown(api, since.path, **ANALYST)
    for name in ("inflow", "results", "interruptions", "money"):
        assert (of(seen, name)["suppressed"], of(seen, name)["numbers"], of(seen, name)["rows"]) == (True, None, None)
    assert of(seen, "fair-access")["numbers"]["stages"]["referrals_received"] == 0
