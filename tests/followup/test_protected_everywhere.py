"""A protected identity, on every route there is: for whoever is not named for it, as if the person were not there.

What is asked comes from the OpenAPI document, so a new route has to be put into `ROUTES`, where it says how it treats the person.
"""

from typing import Literal

from shared.auth import ROLES
from shared.contracts import intake
from shared.service import Service
from tests.everywhere import Answers, differing, ids_stored, telling
from tests.followup import deliveries as d
from tests.followup.everywhere import EVERYBODY, PERSONS, TEXTS, everything, ground, reads, walk
from tests.harness import Api

Treatment = Literal["left out", "forbidden", "unlinkable", "about nobody", "of the log"]

ROUTES: dict[str, Treatment] = {
    **dict.fromkeys(
        ("list_supports", "list_planned_contacts", "list_statuses_due", "list_tasks", "count_tasks", "list_worklists"),
        "left out",
    ),
    **dict.fromkeys(
        (
            *("show_support", "list_employments", "list_introductions", "show_introduction", "list_plans", "show_plan"),
            *("list_intensifications", "show_intensification", "list_contacts", "show_contact", "show_task"),
            *("list_planned_contacts_of_case", "list_attendances", "show_attendance", "show_progress"),
            *("list_early_signs", "show_early_sign", "list_relapse_signs", "list_risk_flags", "show_risk_flag"),
            *("list_handovers", "show_handover", "list_statuses", "show_status"),
            *("list_reports", "show_report", "show_report_document", "list_report_sharings", "show_shared_document"),
            *("list_survey_invitations", "show_survey_invitation"),
        ),
        "forbidden",
    ),
    # Nobody can say whose an answer is, so nobody's can be left out. A protected person is never invited.
    **dict.fromkeys(("show_survey_count", "list_survey_texts"), "unlinkable"),
    **dict.fromkeys(
        (
            *("list_follow_up_lengths", "list_report_recipients", "list_saved_filters", "show_saved_filter"),
            *("api_info", "healthz", "readyz", "list_parked", "show_relay", "list_subscriptions"),
        ),
        "about nobody",
    ),
    # The auditor sees who has seen a protected person, by id; that is what the log is for.
    "list_accesses": "of the log",
}
OTHERS = sorted(set(ROLES) - {"auditor", "protected-identity"})
NAMED = f"{EVERYBODY}+protected-identity"
NO_IDS = {"count_tasks", "list_worklists"}
"""Left out of numbers that tell no ids."""


def of(treatment: Treatment) -> set[str]:
    return {operation for operation, treated in ROUTES.items() if treated == treatment}


def shown(answers: Answers) -> set[str]:
    return {operation for (operation, _), answer in answers.items() if answer.status_code == 200}


async def conceal(sender: d.Sender) -> None:
    await sender.send(*(intake.PersonProtected(person=person) for person in PERSONS))


def test_every_route_says_how_it_treats_a_protected_identity() -> None:
    assert {operation["operationId"] for _, operation in reads()} == set(ROUTES)


async def test_nothing_tells_of_a_protected_person_but_to_officers_named_for_it(api: Api, sender: d.Sender) -> None:
    await ground(api)
    known = await ids_stored(api)
    before = await walk(api, [])
    told = await everything(api, sender)
    hidden = await ids_stored(api) - known
    alone, single = await walk(api, []), await walk(api, told.subjects)
    assert of("forbidden") - shown(single) == set()
    open_to_all = telling(single, hidden)
    assert of("left out") - open_to_all.keys() == NO_IDS
    assert of("left out") <= differing(alone, before)
    await conceal(sender)
    after, single = await walk(api, []), await walk(api, told.subjects)
    assert (telling(after, hidden), telling(single, hidden)) == ({}, {})
    assert differing(after, before) == set()
    assert {answer.status_code for each, answer in single.items() if each not in after} == {403}
    for role in OTHERS:
        assert telling(await walk(api, told.subjects, role), hidden) == {}
    named = telling(await walk(api, told.subjects, NAMED), hidden)
    assert {op: ids - named.get(op, set()) for op, ids in open_to_all.items()} == {op: set() for op in open_to_all}


async def test_a_named_officer_sees_everything_of_a_protected_person(api: Api, sender: d.Sender) -> None:
    await ground(api)
    told = await everything(api, sender)
    before = await walk(api, told.subjects)
    await conceal(sender)
    named = await walk(api, told.subjects, NAMED)
    assert (of("forbidden") | of("left out")) - shown(named) == set()
    assert differing(named, before) <= {"list_survey_invitations", "show_survey_invitation"}


async def test_every_route_answers_without_the_texts_of_a_person_whose_key_is_destroyed(api: Api, sender: d.Sender) -> None:
    told = await everything(api, sender)
    before = await walk(api, told.subjects)
    assert [text for text in TEXTS if not any(text in answer.text for answer in before.values())] == []
    service: Service = api.app.state.service
    async with service.database.transaction() as tx:
        assert all([await service.vault.erase(tx, person) for person in PERSONS])
    after = await walk(api, told.subjects)
    assert {each: answer.status_code for each, answer in after.items()} == {each: a.status_code for each, a in before.items()}
    assert [each for each, answer in after.items() if any(text in answer.text for text in TEXTS)] == []
