"""Protected identities, as intake tells of them: followup hides the person's support from all but named officers."""

from shared.contracts import intake
from tests.followup import deliveries as d
from tests.harness import Api

NAMED = "caseworker+protected-identity"


async def test_a_protected_persons_support_is_hidden_until_it_is_lifted(api: Api, sender: d.Sender) -> None:
    started = d.case_started()
    await sender.send(started, intake.PersonProtected(person=started.person))
    for path in (f"/supports/{started.case}", f"/supports/{started.case}/contacts", f"/supports/{started.case}/plans"):
        refused = await api.get(path)
        assert (refused.status_code, refused.json()["code"]) == (403, "protected-identity")
        assert (await api.get(path, NAMED)).status_code == 200
    assert [(await api.get("/supports", role)).json()["total"] for role in ("caseworker", NAMED)] == [0, 1]
    await sender.send(intake.PersonProtectionLifted(person=started.person))
    assert (await api.get("/supports")).json()["total"] == 1


async def test_a_person_protected_before_the_case_started_is_hidden_from_its_start(api: Api, sender: d.Sender) -> None:
    started = d.case_started()
    await sender.send(intake.PersonProtected(person=started.person), started)
    assert (await api.get("/supports")).json()["total"] == 0
