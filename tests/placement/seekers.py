"""Builders: one seeker's profile, agreements and candidacy, told in few words; and the way there over REST."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.placement import commands as c
from services.placement import events as e
from shared.ids import Sealed
from tests.harness import Api
from tests.placement.given import (
    CASE,
    EMPLOYER,
    FEB_2,
    FEB_16,
    MAR_2,
    OFFICER,
    OPPORTUNITY,
    PERSON,
    SEARCHED,
    TODAY,
    WHY,
    offer,
)
from tests.placement.journey import a_case, an_employer, an_opportunity, employment_body, ok

AGREEMENT = UUID("0195c1de-9d00-7000-8000-0000000000d1")
OTHER_AGREEMENT = UUID("0195c1de-9d00-7000-8000-0000000000d2")
CANDIDACY = UUID("0195c1de-9d00-7000-8000-0000000000a1")
OTHER_CANDIDACY = UUID("0195c1de-9d00-7000-8000-0000000000a2")
TRIAL = UUID("0195c1de-9d00-7000-8000-0000000000a3")
WORDS = Sealed("b3JkZW4=")
ABOUT: dict[str, Any] = {"case": CASE, "person": PERSON}
MINE: dict[str, Any] = {"candidacy": CANDIDACY, **ABOUT}
EXPLANATION = e.Explanation(
    requirements=(e.Requirement(code="hours", met=True),),
    dimensions=(e.DimensionFit(dimension="pace", demand=3, ability=2, gap=1, closed_by="breaks"),),
    nearness=4,
    score=92,
)


def record(**other: Any) -> c.RecordProfile:
    facts: dict[str, Any] = {
        "search": SEARCHED,
        "skills": (WORDS,),
        "merits": (),
        "languages": (e.LanguageLevel(language="sv", level=3),),
        "licences": ("B",),
        "wished": ("5223",),
        "excluded": (),
        "hours_from": Decimal(20),
        "hours_to": Decimal(30),
        "shifts": ("day",),
        "municipality": "0180",
        "reach": ("0184",),
        "abilities": (e.Demand(dimension="pace", level=2),),
        "adaptations": ("quiet-room",),
        "motivation": "wants-to-work-now",
        "motivation_text": None,
        "by": OFFICER,
        "on": FEB_2,
        "today": TODAY,
    }
    return c.RecordProfile(**facts | other)


def recorded(number: int = 1, **other: Any) -> e.ProfileRecorded:
    facts = {name: value for name, value in vars(record()).items() if name not in {"search", "by", "today"}}
    return e.ProfileRecorded(**ABOUT, number=number, recorded_by=OFFICER, **facts | other)


def agree(**other: Any) -> c.AgreePresentation:
    facts: dict[str, Any] = {
        "search": SEARCHED,
        "agreement": AGREEMENT,
        "extent": "need-of-adaptation",
        "facts": ("name", "skills", "adaptations"),
        "wording": None,
        "to": "all",
        "unknown": (),
        "until": None,
        "by": OFFICER,
        "on": FEB_2,
        "today": TODAY,
    }
    return c.AgreePresentation(**facts | other)


def agreed(**other: Any) -> e.PresentationAgreed:
    facts = {name: value for name, value in vars(agree()).items() if name not in {"search", "unknown", "by", "today"}}
    return e.PresentationAgreed(**ABOUT, registered_by=OFFICER, **facts | other)


def take_back(agreement: UUID | None = AGREEMENT, on: date = FEB_16) -> c.WithdrawPresentation:
    return c.WithdrawPresentation(agreement=agreement, by=OFFICER, on=on, today=TODAY)


def taken_back(agreement: UUID = AGREEMENT, on: date = FEB_16) -> e.PresentationWithdrawn:
    return e.PresentationWithdrawn(**ABOUT, agreement=agreement, registered_by=OFFICER, on=on)


def use(employer: UUID = EMPLOYER, on: date = MAR_2, step: e.Step = "presented") -> c.UsePresentation:
    return c.UsePresentation(candidacy=CANDIDACY, employer=employer, step=step, on=on, today=TODAY)


def used(**other: Any) -> e.PresentationUsed:
    facts: dict[str, Any] = {
        "agreement": AGREEMENT,
        "candidacy": CANDIDACY,
        "employer": EMPLOYER,
        "step": "presented",
        "facts": ("name", "skills", "adaptations"),
        "on": MAR_2,
    }
    return e.PresentationUsed(**ABOUT, **facts | other)


def cover(on: date = FEB_16, employer: UUID = EMPLOYER, agreement: UUID | None = AGREEMENT, gap: c.Gap | None = None) -> c.Cover:
    return c.Cover(employer=employer, on=on, agreement=agreement, facts=("name",), gap=gap)


def propose(**other: Any) -> c.ProposeCandidacy:
    facts: dict[str, Any] = {
        "candidacy": CANDIDACY,
        "search": SEARCHED,
        "offer": offer(),
        "employer_is": "open",
        "explanation": EXPLANATION,
        "already": None,
        "by": OFFICER,
        "on": FEB_2,
        "today": TODAY,
    }
    return c.ProposeCandidacy(**facts | other)


def proposed(on: date = FEB_2) -> e.CandidacyProposed:
    return e.CandidacyProposed(
        **MINE, opportunity=OPPORTUNITY, employer=EMPLOYER, explanation=EXPLANATION, proposed_by=OFFICER, on=on
    )


def presented(on: date = FEB_16) -> e.CandidatePresented:
    return e.CandidatePresented(**MINE, agreement=AGREEMENT, on=on)


def offered(on: date = FEB_16) -> e.JobOffered:
    return e.JobOffered(**MINE, agreement=AGREEMENT, on=on)


def accepted(on: date = MAR_2) -> e.OfferAccepted:
    return e.OfferAccepted(**MINE, on=on)


def trial(from_on: date = FEB_16, until: date = MAR_2, on: date = FEB_16) -> e.TrialAgreed:
    return e.TrialAgreed(
        **MINE, trial=TRIAL, employer=EMPLOYER, agreement=AGREEMENT, kind="work-trial", from_on=from_on, until=until, on=on
    )


def declined(by: e.Party = "employer", reason: e.DeclineReason = "other-candidate", on: date = MAR_2) -> e.CandidacyDeclined:
    return e.CandidacyDeclined(**MINE, by=by, reason=reason, note=None, on=on)


def step(kind: type[Any], /, on: date = FEB_16, **other: Any) -> Any:
    """A step in which the employer learns of the person."""
    return kind(**{"search": SEARCHED, "cover": cover(on), "on": on, "today": TODAY} | other)


def decline(by: e.Party = "employer", reason: e.DeclineReason = "other-candidate", on: date = MAR_2) -> c.DeclineCandidacy:
    return c.DeclineCandidacy(by=by, reason=reason, note=None, on=on, today=TODAY)


def accept(on: date = MAR_2, **other: Any) -> c.AcceptOffer:
    facts: dict[str, Any] = {"search": SEARCHED, "offer": offer(), "employer_is": "open", "on": on, "today": TODAY}
    return c.AcceptOffer(**facts | other)


def reverse(reverses: e.Outcome = "declined-by-employer", on: date = TODAY, already: UUID | None = None) -> c.ReverseOutcome:
    return c.ReverseOutcome(search=SEARCHED, reverses=reverses, already=already, reason=WHY, by=OFFICER, on=on, today=TODAY)


def reversed_(reverses: e.Outcome = "declined-by-employer", outcome_on: date = MAR_2) -> e.OutcomeReversed:
    return e.OutcomeReversed(**MINE, reverses=reverses, outcome_on=outcome_on, reason=WHY, reversed_by=OFFICER, on=TODAY)


def profile_body(**more: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "skills": ["Kassavana"],
        "merits": [{"kind": "work", "occupation": "5223", "months": 18, "text": "Butiksbiträde"}],
        "languages": [{"language": "sv", "level": 3}],
        "licences": ["B"],
        "wished": ["5223"],
        "hours_from": 20,
        "hours_to": 30,
        "shifts": ["day"],
        "municipality": "0180",
        "abilities": [{"dimension": "pace", "level": 2}],
        "adaptations": ["quiet-room"],
        "motivation": "wants-to-work-now",
        "motivation_text": "Vill arbeta nära hemmet.",
        "on": "2026-02-02",
    }
    return {**body, **more}


async def a_profile(api: Api, case: str, **more: Any) -> Any:
    return ok(await api.post(f"/searches/{case}/profiles", profile_body(**more)))


async def an_agreement(api: Api, case: str, **more: Any) -> str:
    body = {"extent": "need-of-adaptation", "facts": ["name", "skills", "adaptations"], "on": "2026-02-02"}
    agreement: str = ok(await api.post(f"/searches/{case}/presentation-agreements", {**body, **more}))["agreement"]
    return agreement


async def a_seeker(api: Api, **more: Any) -> str:
    """A case with a profile and an agreement with every employer."""
    case = await a_case(api, **more)
    await a_profile(api, case)
    await an_agreement(api, case)
    return case


async def a_candidacy(api: Api, case: str | None = None, opportunity: str | None = None, **more: Any) -> str:
    """Proposed on 2 February."""
    where = opportunity or await an_opportunity(api, await an_employer(api), **more)
    body = {"case": case or await a_seeker(api), "opportunity": where, "on": "2026-02-02"}
    candidacy: str = ok(await api.post("/candidacies", body))["candidacy"]
    return candidacy


async def taken(api: Api, candidacy: str, *steps: str) -> Any:
    """The candidacy after these steps, all on 2 March."""
    view: Any = None
    for each in steps:
        view = ok(await api.post(f"/candidacies/{candidacy}/{each}", {"on": "2026-03-02"}))
    return view


async def everything_about_seekers(api: Api) -> None:
    """Every kind of event that profiles, presentations and candidacies have."""
    employer = await an_employer(api)
    opportunity = await an_opportunity(api, employer, places=3)
    case = await a_seeker(api)
    await a_profile(api, case, on="2026-03-02", wished=["9412"])
    hired = await a_candidacy(api, case, opportunity)
    await taken(api, hired, "presentations", "interviews")
    await two_trials(api, hired)
    await taken(api, hired, "offers", "acceptances")
    row = ok(await api.get(f"/candidacies/{hired}"), 200)
    body = employment_body(
        case, row["employer"], opportunity=opportunity, candidacy=hired, on="2026-03-02", starts_on="2026-03-09"
    )
    employment = ok(await api.post("/employments", body))["employment"]
    ok(await api.post(f"/employments/{employment}/retractions", {"reason": "Fel.", "on": "2026-03-10"}))
    reversal = {"reverses": "accepted", "reason": "Fel.", "on": "2026-03-10"}
    ok(await api.post(f"/candidacies/{hired}/reversals", reversal))
    ok(await api.post(f"/candidacies/{hired}/declines", {"by": "person", "reason": "pay", "note": "Nej.", "on": "2026-03-10"}))
    again = await a_candidacy(api, case, opportunity)
    ok(await api.post(f"/candidacies/{again}/withdrawals", {"reason": "other", "on": "2026-03-10"}))
    await an_agreement(api, case, employers=[employer], on="2026-03-02")
    ok(await api.post(f"/searches/{case}/presentation-withdrawals", {"on": "2026-03-10"}))


async def two_trials(api: Api, candidacy: str) -> None:
    """One ended early, one cancelled."""
    for first, last, ending in (("2026-03-03", "2026-03-06", "2026-03-04"), ("2026-03-16", "2026-03-20", "2026-03-10")):
        body = {"kind": "work-practice", "from_on": first, "until": last, "on": "2026-03-02"}
        trials = ok(await api.post(f"/candidacies/{candidacy}/trials", body))["trials"]
        ok(await api.post(f"/candidacies/{candidacy}/trials/{trials[-1]['trial']}/endings", {"on": ending}))
