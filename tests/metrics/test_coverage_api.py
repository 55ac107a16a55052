"""F9 over HTTP, on what the other services published."""

from uuid import UUID

import pytest

from shared.contracts import followup, intake
from shared.service import Service
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.telling import Told, d, message, noon
from tests.metrics.test_api import ANALYST, MANAGER, NOW, Tell, cohort, number

PERIOD = {"from": "2025-01-01", "to": "2025-03-31", "as_of": "2025-06-30"}


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    started = await api_of("metrics")
    started.clock.move_to(NOW)
    return started


@pytest.fixture
def tell(api: Api) -> Tell:
    async def tell(told: Told) -> None:
        service: Service = api.app.state.service
        await service.subscriptions[0].handle([message(one, offset=offset) for offset, one in enumerate(told.deliveries)])

    return tell


def consents() -> Told:
    """Six cases: two consented, one withdrew, one refused, one was not asked, one is protected."""
    told = cohort(6)
    for case in (1, 2, 3, 6):
        given = intake.SusConsentGiven(
            consent=number(70 + case), case=number(case), person=number(1000 + case), on=d("2025-02-01")
        )
        told.tell(f"consent-{case}", given, noon("2025-02-01"))
    out = intake.SusConsentWithdrawn(consent=number(73), case=number(3), person=number(1003), on=d("2025-05-01"))
    told.tell("consent-3", out, noon("2025-05-01"))
    no = intake.SusConsentRefused(consent=number(74), case=number(4), person=number(1004), on=d("2025-02-01"))
    told.tell("consent-4", no, noon("2025-02-01"))
    told.tell("person-6", intake.PersonProtected(person=number(1006)), noon("2025-02-01"))
    return told


def sheet(named: int, first: str | None) -> followup.SurveyAnswered:
    return followup.SurveyAnswered.model_validate(
        {
            **dict.fromkeys(("q2", "q3", "q4", "q5", "q6", "q7", "plan_follows")),
            "answer": UUID(int=named),
            "unit": "stockholm",
            "form": "ongoing",
            "wording": "2025-1",
            "sex": "no-answer",
            "first_month": "2025-02",
            "month": "2025-03",
            "q1": first,
        }
    )


async def test_coverage_says_who_consented_and_why_not(api: Api, tell: Tell) -> None:
    await tell(consents())
    answer = (await api.get("/figures/coverage", params=PERIOD, **MANAGER)).json()
    counts = answer["figure"]["counts"]
    assert (counts["worked_with"], counts["consented"], counts["withdrawn"], counts["refused"]) == (6, 2, 1, 1)
    assert (counts["not_asked"], counts["protected"], counts["registered"]) == (1, 1, None)
    assert answer["figure"]["share_consented"]["denominator"] == 6
    for group, link in answer["cases"].items():
        page = (await api.get(link.removeprefix("/metrics/v1"), role="manager+protected-identity", units=("stockholm",))).json()
        assert page["total"] == counts[group.replace("-", "_")], group


def registrations() -> Told:
    """Of the same six: 1 registered in time, 2 only out, 3 before the consent was withdrawn, 6 though protected."""
    told = consents()
    for case, on in [(1, "2025-03-01"), (3, "2025-04-01"), (6, "2025-03-01")]:
        done = intake.SusRegistered(case=number(case), person=number(1000 + case), on=d(on))
        told.tell(f"sus-{case}", done, noon(on))
    out = intake.SusEndRegistered(case=number(2), person=number(1002), ended_on=d("2025-05-31"), on=d("2025-06-02"))
    told.tell("sus-2", out, noon("2025-06-02"))
    back = intake.SusRegisteredInError(case=number(1), person=number(1001))
    told.tell("sus-1", back, noon("2025-06-20"))
    return told


NAMES = ("registered", "not_yet", "withdrawn", "refused", "not_asked", "protected")


@pytest.mark.parametrize(
    ("as_of", "known_at", "expected"),
    [
        ("2025-02-28", "2025-07-15T12:00:00Z", (None, None, 0, 1, 1, 1)),
        ("2025-03-01", "2025-07-15T12:00:00Z", (0, 3, 0, 1, 1, 1)),
        ("2025-04-01", "2025-07-15T12:00:00Z", (1, 2, 0, 1, 1, 1)),
        ("2025-06-01", "2025-07-15T12:00:00Z", (1, 2, 0, 1, 1, 1)),
        ("2025-06-02", "2025-07-15T12:00:00Z", (2, 1, 0, 1, 1, 1)),
        ("2025-06-02", "2025-06-19T12:00:00Z", (3, 0, 0, 1, 1, 1)),
        ("2025-02-28", "2025-02-28T12:00:00Z", (None, None, 0, 1, 1, 1)),
    ],
)
async def test_registered_on_the_day_and_why_the_others_are_not(
    api: Api, tell: Tell, as_of: str, known_at: str, expected: tuple[int | None, ...]
) -> None:
    await tell(registrations())
    asked = {**PERIOD, "to": as_of, "as_of": as_of, "known_at": known_at}
    figure = (await api.get("/figures/coverage", params=asked, **MANAGER)).json()["figure"]
    assert tuple(figure["counts"][name] for name in NAMES) == expected
    assert figure["not_known"] == ("none-told" if expected[0] is None else None)


async def test_the_registered_are_listed(api: Api, tell: Tell) -> None:
    await tell(registrations())
    answer = (await api.get("/figures/coverage", params=PERIOD, **MANAGER)).json()
    for group in ("registered", "not-yet"):
        page = (await api.get(answer["cases"][group].removeprefix("/metrics/v1"), **MANAGER)).json()
        shown = sorted(row["case_id"] for row in page["items"])
        assert shown == [str(number(case)) for case in {"registered": (2, 3), "not-yet": (1,)}[group]]


async def test_a_withdrawal_counts_from_its_day(api: Api, tell: Tell) -> None:
    await tell(consents())
    before = (await api.get("/figures/coverage", params={**PERIOD, "as_of": "2025-04-30"}, **MANAGER)).json()
    assert (before["figure"]["counts"]["consented"], before["figure"]["counts"]["withdrawn"]) == (3, 0)


async def test_the_survey_is_not_assessable_under_five_answers(api: Api, tell: Tell) -> None:
    told = Told()
    for index in range(5):
        told.tell(f"answer-{index}", sheet(index, "always" if index < 4 else None), noon("2025-04-02"))
    told.tell("survey", followup.SurveyInvited(unit="stockholm", form="ongoing", month="2025-03", invited=8), noon("2025-04-01"))
    await tell(told)
    ongoing, closing = (await api.get("/figures/survey", params=PERIOD, **ANALYST)).json()["forms"]
    first = ongoing["questions"][0]
    assert (first["answered"], first["not_assessable"], first["two_highest"]) == (4, True, None)
    assert (ongoing["answer_rate"]["value"], closing["answer_rate"], closing["answers"]) == (0.625, None, 0)
    api.clock.move_to(NOW)
    more = Told()
    more.tell("answer-9", sheet(9, "seldom"), noon("2025-04-02"))
    await tell(more)
    first = (await api.get("/figures/survey", params=PERIOD, **ANALYST)).json()["forms"][0]["questions"][0]
    assert first["two_highest"] == {"numerator": 4, "denominator": 5, "value": 0.8}


async def test_who_was_protected_later_was_not_when_the_figure_was_known_earlier(api: Api, tell: Tell) -> None:
    told = consents()
    told.tell("person-5", intake.PersonProtected(person=number(1005)), noon("2025-10-01"))
    told.tell("person-6", intake.PersonProtectionLifted(person=number(1006)), noon("2025-10-02"))
    await tell(told)
    counts = {}
    for known_at in ("2025-09-30T12:00:00Z", "2025-10-03T12:00:00Z"):
        answer = await api.get("/figures/coverage", params={**PERIOD, "known_at": known_at}, **MANAGER)
        found = answer.json()["figure"]["counts"]
        counts[known_at] = (found["protected"], found["not_asked"], found["consented"])
    assert list(counts.values()) == [(1, 1, 2), (1, 0, 3)]
