"""Profiles and what employers may be told, over REST; and a withdrawal and a telling at once, stepped by hand."""

from typing import Any
from uuid import UUID

import pytest

from services.placement import commands as c
from services.placement import streams
from services.placement.presentation import presentation
from shared.contracts import intake
from shared.decider import handle
from shared.errors import Refused, VersionConflict
from shared.eventstore import Log
from shared.ids import new_id
from shared.vault import Vault
from tests.harness import Api
from tests.placement.given import OFFICER, TODAY
from tests.placement.journey import a_case, an_employer, ok, refused, told
from tests.placement.seekers import a_profile, a_seeker, an_agreement, profile_body

UNTOLD = (
    *("support", "wording", "skills", "merits", "languages", "licences", "wished", "hours_from", "hours_to", "shifts"),
    *("municipality", "adaptations", "abilities"),
)


async def preview(api: Api, case: str, **params: Any) -> Any:
    return ok(await api.get(f"/searches/{case}/presentation-previews", params=params), 200)


async def test_every_version_of_a_profile_is_kept_and_read_as_it_was(api: Api) -> None:
    case = await a_case(api)
    first = await api.post(f"/searches/{case}/profiles", profile_body())
    assert first.headers["Location"] == f"/placement/v1/searches/{case}/profiles/1"
    other = profile_body(skills=["Truckvana"], wished=["9412"], on="2026-03-02")
    second = ok(await api.post(f"/searches/{case}/profiles", other, headers={"If-Match": first.headers["ETag"]}))
    assert (await api.post(f"/searches/{case}/profiles", other, headers={"If-Match": '"1"'})).status_code == 412
    assert ok(await api.get(f"/searches/{case}/profiles/1"), 200) == ok(first)
    assert ok(await api.get(f"/searches/{case}/profiles/2"), 200) == second
    assert (second["skills"], ok(first)["skills"]) == (["Truckvana"], ["Kassavana"])
    listed = ok(await api.get(f"/searches/{case}/profiles"), 200)
    assert [each["number"] for each in listed["items"]] == [2, 1]
    assert (await api.get(f"/searches/{case}/profiles/3")).status_code == 404


async def test_a_profile_says_what_is_wrong_with_it_all_at_once(api: Api) -> None:
    case = await a_case(api)
    body = profile_body(hours_from=40, hours_to=20, excluded=["5223"], on="2026-03-11")
    refused(await api.post(f"/searches/{case}/profiles", body), "hours-out-of-order", "wished-and-excluded", "date-in-the-future")
    answer = await api.post(f"/searches/{case}/profiles", profile_body(adaptations=["no-such-thing"], wished=["0001"]))
    assert {error["code"] for error in ok(answer, 422)["errors"]} == {"measure-unknown", "occupation-unknown"}


async def test_the_texts_of_an_erased_person_are_gone_and_nothing_breaks(api: Api) -> None:
    person = new_id()
    case = await a_seeker(api, person=person)
    words = {"extent": "named-facts", "facts": ["skills", "merits", "own-words"], "wording": "Jag behöver lugn och ro."}
    agreement = await an_agreement(api, case, **words)
    assert (await preview(api, case))["sheet"]["wording"] == words["wording"]
    service = api.app.state.service
    async with service.database.transaction() as tx:
        vault: Vault = service.vault
        assert await vault.erase(tx, person)
    shown = ok(await api.get(f"/searches/{case}/profiles/1"), 200)
    assert (shown["skills"], shown["merits"][0]["text"], shown["motivation_text"]) == ([None], None, None)
    sheet = (await preview(api, case))["sheet"]
    assert (sheet["wording"], sheet["skills"], sheet["merits"][0]["text"]) == (None, [None], None)
    assert ok(await api.get(f"/searches/{case}/presentation-agreements/{agreement}"), 200)["wording"] is None


async def test_a_preview_shows_exactly_what_the_agreement_names(api: Api) -> None:
    case, employer = await a_seeker(api), await an_employer(api)
    shown = await preview(api, case, employer=employer)
    sheet = shown["sheet"]
    assert (shown["may_be_told"], shown["gap"], shown["facts"]) == (True, None, ["name", "skills", "adaptations"])
    assert (sheet["said"], sheet["skills"], sheet["adaptations"]) == (["name"], ["Kassavana"], ["quiet-room"])
    assert [part for part in UNTOLD if sheet[part] is None] == [part for part in UNTOLD if part not in {"skills", "adaptations"}]


@pytest.mark.parametrize("gap", ["not-agreed", "over", "withdrawn"])
async def test_a_preview_without_leave_is_empty_and_says_why(api: Api, gap: str) -> None:
    case, employer = await a_case(api), await an_employer(api)
    await a_profile(api, case)
    if gap != "not-agreed":
        await an_agreement(api, case, until="2026-03-09" if gap == "over" else None)
    if gap == "withdrawn":
        ok(await api.post(f"/searches/{case}/presentation-withdrawals", {"on": "2026-03-10"}))
    shown = await preview(api, case, employer=employer)
    assert (shown["may_be_told"], shown["gap"], shown["facts"], shown["sheet"]["said"]) == (False, gap, [], [])
    assert all(shown["sheet"][part] is None for part in UNTOLD)


async def test_named_employers_are_told_and_no_others(api: Api) -> None:
    case, employer, other = await a_case(api), await an_employer(api), await an_employer(api)
    await an_agreement(api, case, employers=[employer])
    assert (await preview(api, case, employer=employer))["may_be_told"]
    assert not (await preview(api, case, employer=other))["may_be_told"]
    assert not (await preview(api, case))["may_be_told"]
    body = {"extent": "nothing", "facts": ["name"], "employers": [str(new_id())], "on": "2026-03-02"}
    refused(await api.post(f"/searches/{case}/presentation-agreements", body), "employer-unknown")


async def test_one_agreement_is_withdrawn_by_its_id_and_listed_as_such(api: Api) -> None:
    case = await a_case(api)
    agreement = await an_agreement(api, case)
    body = {"agreement": agreement, "on": "2026-03-02"}
    (withdrawn,) = ok(await api.post(f"/searches/{case}/presentation-withdrawals", body))["agreements"]
    assert (withdrawn["agreement"], withdrawn["withdrawn_on"]) == (agreement, "2026-03-02")
    refused(await api.post(f"/searches/{case}/presentation-withdrawals", body), "presentation-is-withdrawn")
    listed = ok(await api.get(f"/searches/{case}/presentation-agreements"), 200)
    assert [each["withdrawn_on"] for each in listed["items"]] == ["2026-03-02"]
    other = await a_case(api)
    assert (await api.get(f"/searches/{other}/presentation-agreements/{agreement}")).status_code == 404


PATHS = ("profiles", "profiles/1", "presentation-agreements", "presentation-previews", "disclosures")


@pytest.mark.parametrize("path", PATHS)
async def test_a_seeker_of_another_unit_or_protected_is_not_shown_and_every_read_is_logged(api: Api, path: str) -> None:
    person = new_id()
    case = await a_seeker(api, person=person)
    ok(await api.get(f"/searches/{case}/{path}"), 200)
    assert (await api.get(f"/searches/{case}/{path}", units=["malmo"])).status_code == 403
    await told(api, intake.PersonProtected(person=person))
    assert (await api.get(f"/searches/{case}/{path}")).status_code == 403
    logged = ok(await api.get("/access-log", "auditor", params={"person": str(person)}), 200)["items"]
    assert [each["outcome"] for each in logged] == ["refused", "refused", "allowed"]


def telling(employer: str) -> c.UsePresentation:
    return c.UsePresentation(candidacy=new_id(), employer=UUID(employer), step="presented", on=TODAY, today=TODAY)


WITHDRAWING = c.WithdrawPresentation(agreement=None, by=OFFICER, on=TODAY, today=TODAY)


@pytest.mark.parametrize("first", ["withdrawal", "telling"])
async def test_of_a_withdrawal_and_a_telling_at_once_only_one_passes_and_the_other_decides_anew(api: Api, first: str) -> None:
    """Both have read the agreement in force before either has written. Whoever comes second is thrown back, and reads again."""
    case, employer = await a_seeker(api), await an_employer(api)
    stream = streams.presentation(UUID(case))
    commands: dict[str, c.PresentationCommand] = {"withdrawal": WITHDRAWING, "telling": telling(employer)}
    (second,) = set(commands) - {first}
    database = api.app.state.service.database

    async def log_of(tx: Any) -> Log:
        log: Log = api.app.state.service.log(tx, by=OFFICER, correlation="c")
        await log.read(stream)
        return log

    with pytest.raises(VersionConflict):
        async with database.transaction() as later:
            log_later = await log_of(later)
            async with database.transaction() as sooner:
                await handle(await log_of(sooner), presentation, stream, commands[first])
            await handle(log_later, presentation, stream, commands[second])
    async with database.transaction() as again:
        log_again = await log_of(again)
        if second == "withdrawal":
            assert await handle(log_again, presentation, stream, commands[second]) == 3
        else:
            with pytest.raises(Refused, match="presentation-is-withdrawn"):
                await handle(log_again, presentation, stream, commands[second])
