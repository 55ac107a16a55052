"""A protected identity, on every route there is: for whoever is not named for it, as if the person were not there.

What is asked comes from the OpenAPI document, so a new route has to be put into `ROUTES`, where it says how it treats the person.
"""

from typing import Literal

from shared.auth import ROLES
from shared.contracts import intake
from tests.everywhere import Everywhere, differing, ids_stored, telling
from tests.harness import Api
from tests.placement.everywhere import EVERYBODY, MORE, Told, everything, ground
from tests.placement.journey import told

Treatment = Literal["left out", "forbidden", "counted", "masked", "about nobody", "of the log"]

ROUTES: dict[str, Treatment] = {
    **dict.fromkeys(
        (
            *("list_searches", "list_candidacies", "list_employer_sheets", "list_best_matches", "list_seekers_for_job"),
            *("list_employments", "list_subsidy_proposals", "list_subsidies", "list_tasks", "count_tasks"),
            *("show_employer_outcomes", "show_candidacy_outcomes"),
        ),
        "left out",
    ),
    **dict.fromkeys(
        (
            *("show_search", "list_profile_versions", "show_profile", "list_jobs_for_seeker"),
            *("list_presentation_agreements", "show_presentation_agreement", "preview_presentation", "list_disclosures"),
            *("show_candidacy", "show_employer_sheet", "show_employment", "show_subsidy_proposal", "show_subsidy"),
            *("show_subsidy_time", "show_claim_clock", "show_task"),
        ),
        "forbidden",
    ),
    # A place that is taken is taken: without it somebody would be promised a job that there is not.
    **dict.fromkeys(("list_opportunities", "show_opportunity"), "counted"),
    # The employer was contacted, whomever it was about: else another officer would call the same day. About whom is not told.
    **dict.fromkeys(("list_employers", "show_employer", "list_contacts", "show_contact"), "masked"),
    **dict.fromkeys(
        (
            *("list_workplaces", "show_workplace", "list_gates", "list_contact_persons", "show_contact_person"),
            *("list_contact_wishes", "show_contact_wish", "list_analyses", "show_analysis"),
            *("list_saved_filters", "show_saved_filter"),
            *("api_info", "healthz", "readyz", "list_parked", "show_relay", "list_subscriptions"),
        ),
        "about nobody",
    ),
    # The auditor sees who has seen a protected person, by id; that is what the log is for.
    "list_accesses": "of the log",
}
OTHERS = sorted(set(ROLES) - {"auditor", "protected-identity", "partner"})
NAMED = f"{EVERYBODY}+protected-identity"
NO_IDS = {"count_tasks", "show_employer_outcomes", "show_candidacy_outcomes"}
"""Left out of numbers that tell no ids."""
NEVER = {"list_employer_sheets"}
"""What an employer reads never tells of a protected person, whoever asks."""


def of(treatment: Treatment) -> set[str]:
    return {operation for operation, treated in ROUTES.items() if treated == treatment}


async def conceal(api: Api, made: Told) -> None:
    await told(api, *(intake.PersonProtected(person=person) for person in made.persons))


def test_every_route_says_how_it_treats_a_protected_identity() -> None:
    everywhere = Everywhere(service="placement", role=EVERYBODY, fixed={}, more=MORE)
    assert {operation["operationId"] for _, operation in everywhere.reads()} == set(ROUTES)


async def test_nothing_tells_of_a_protected_person_but_to_officers_named_for_it(api: Api) -> None:
    on = await ground(api)
    walk = on.everywhere.walk
    known = await ids_stored(api)
    before = await walk(api, [])
    made = await everything(api, on)
    hidden = await ids_stored(api) - known - made.contacts
    alone, single = await walk(api, []), await walk(api, made.subjects)
    open_to_all = telling(single, hidden)
    assert of("left out") - open_to_all.keys() == NO_IDS
    assert of("left out") | of("counted") | of("masked") - {"show_contact"} <= differing(alone, before)
    await conceal(api, made)
    after, single = await walk(api, []), await walk(api, made.subjects)
    assert (telling(after, hidden), telling(single, hidden)) == ({}, {})
    assert {ROUTES[operation] for operation in differing(after, before)} == {"counted", "masked"}
    assert {each for each, answer in single.items() if each not in after and answer.status_code not in {403, 404}} == set()
    for role in OTHERS:
        assert telling(await walk(api, made.subjects, role), hidden) == {}
    named = telling(await walk(api, made.subjects, NAMED), hidden)
    assert {op: ids - named.get(op, set()) for op, ids in open_to_all.items() if op not in NEVER} == {
        op: set() for op in open_to_all if op not in NEVER
    }


async def test_which_places_have_candidates_does_not_tell_of_one(api: Api) -> None:
    on = await ground(api)
    wanted = [f"/opportunities?without_candidates={asked}" for asked in ("true", "false")]
    before = [(await api.get(each)).json()["total"] for each in wanted]
    made = await everything(api, on)
    assert [(await api.get(each)).json()["total"] for each in wanted] != before
    await conceal(api, made)
    assert [(await api.get(each)).json()["total"] for each in wanted] == before
    assert [(await api.get(each, NAMED)).json()["total"] for each in wanted] != before


async def test_a_named_officer_sees_everything_of_a_protected_person(api: Api) -> None:
    on = await ground(api)
    made = await everything(api, on)
    await conceal(api, made)
    answers = await on.everywhere.walk(api, made.subjects, NAMED)
    shown = {operation for (operation, _), answer in answers.items() if answer.status_code == 200}
    assert of("forbidden") - shown == set()
    assert {answer.status_code for (operation, _), answer in answers.items() if operation != "readyz"} & {500} == set()
