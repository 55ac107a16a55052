"""Subsidies as they come in and go out: proposals, answers, decisions, time left, claims."""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field

from services.placement import events as e
from services.placement.fields import FormOf
from services.placement.schemas.examples import CASE, DECISION, EMPLOYER, EMPLOYMENT, PERSON, PROPOSAL
from shared.db import Row
from shared.http.types import Body, Day, Note, View

LastDay = Annotated[Day, Field(description="Last day with support / Sista dag med stöd", examples=["2027-02-01"])]
FirstDay = Annotated[Day, Field(description="First day with support / Första dag med stöd", examples=["2026-03-02"])]
ProposalKind = Literal["decision", "extension", "correction", "ending", "prior-support", "prior-support-error"]
ProposalStatus = Literal["open", "decided", "refused", "withdrawn"]
FactSource = Annotated[e.FactSource, Field(description="How it is known / Källa", examples=["population-register"])]
EndingReason = Literal["capacity-improved", "terms-changed", "employer-not-entitled", "own-request", "other-form", "other"]


class TestedIn(Body):
    """A form tested before the one chosen (2017:462 16 §), and why it was not the right one."""

    form: FormOf
    why: e.NotChosen = Field(examples=["no-development-expected"])
    note: Note | None = Field(default=None, examples=[None])


class NystartIn(Body):
    """What a new start job depends on (2018:43 11-12 §§). The birth date becomes an age on the first day and is not kept."""

    birth_date: Day = Field(description="Birth date / Födelsedatum", examples=["1990-05-17"])
    age_source: FactSource
    away_since: Day = Field(description="Away from work since / Utan arbete sedan", examples=["2024-09-02"])
    away_source: e.FactSource = Field(description="How it is known / Källa", examples=["registration"])


class NewSubsidyIn(Body):
    """A decision on support that is proposed."""

    kind: Literal["decision"] = Field(examples=["decision"])
    form: FormOf
    starts_on: FirstDay
    until: LastDay
    tested: list[TestedIn] = Field(
        default_factory=list,
        max_length=8,
        description="The forms before it in order, for LFA, LFT and OSA / Tidigare former i ordning",
        examples=[[]],
    )
    particular_reasons: Note | None = Field(
        default=None, description="For LFT without earlier support (33 §) / Särskilda skäl", examples=[None]
    )
    nystart: NystartIn | None = Field(default=None, description="For NYSTART only / Bara för nystartsjobb", examples=[None])


class ExtensionIn(Body):
    """A decision that follows another without a gap."""

    kind: Literal["extension"]
    extends: UUID = Field(description="The decision before / Beslutet före", examples=[DECISION])
    until: LastDay


class CorrectionIn(Body):
    """A decision's time as it should be, and why; `nystart` where those facts were wrong."""

    kind: Literal["correction"]
    decision: UUID = Field(examples=[DECISION])
    starts_on: FirstDay
    until: LastDay
    reason: Note = Field(examples=["Fel slutdatum."])
    nystart: NystartIn | None = None


class EndingIn(Body):
    """Support that ends before its time; without `last_day` it never begins."""

    kind: Literal["ending"]
    decision: UUID = Field(examples=[DECISION])
    last_day: Day | None = Field(default=None, examples=["2026-06-30"])
    why: EndingReason = Field(examples=["capacity-improved"])


class PriorSupportIn(Body):
    """Support from before or outside this service, as its source tells: its days count in the person's time."""

    kind: Literal["prior-support"]
    form: FormOf
    starts_on: FirstDay
    until: LastDay
    employer: UUID | None = Field(default=None, description="If registered here / Om registrerad här", examples=[EMPLOYER])
    source: FactSource


class PriorSupportErrorIn(Body):
    """There was no such support."""

    kind: Literal["prior-support-error"]
    support: UUID = Field(examples=[DECISION])
    reason: Note = Field(examples=["Gällde en annan person."])


ChangeIn = NewSubsidyIn | ExtensionIn | CorrectionIn | EndingIn | PriorSupportIn | PriorSupportErrorIn


class ProposalIn(Body):
    """What is proposed. Another officer decides."""

    change: ChangeIn = Field(discriminator="kind")
    on: Day = Field(description="When it is proposed / När det föreslås", examples=["2026-03-02"])


class DecisionIn(Body):
    """The proposal is decided as it stands."""

    on: Day = Field(description="The decision's date, whose rules hold / Beslutsdatum", examples=["2026-03-03"])


class RefusalIn(Body):
    """The proposal is not decided, and why."""

    reason: Note = Field(examples=["Underlaget visar inte att arbetsförmågan kan utvecklas."])
    on: Day = Field(examples=["2026-03-03"])


class WithdrawalIn(Body):
    """The proposer takes it back."""

    on: Day = Field(examples=["2026-03-03"])


class TestedView(View):
    """A form tested before, and why it was not chosen."""

    form: FormOf
    why: e.NotChosen = Field(examples=["no-development-expected"])
    note: str | None = Field(examples=[None])


class NystartView(View):
    """What a new start job rested on."""

    age: int = Field(description="On the first day / På första dagen", examples=[35])
    age_source: FactSource
    away_since: Day = Field(examples=["2024-09-02"])
    away_source: e.FactSource = Field(examples=["registration"])


class ProposalView(View):
    """A proposal and its answer. Written reasons are null in lists, and when the person has been erased."""

    proposal: UUID = Field(examples=[PROPOSAL])
    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    employment: UUID = Field(examples=[EMPLOYMENT])
    employer: UUID = Field(examples=[EMPLOYER])
    kind: ProposalKind = Field(examples=["decision"])
    form: e.Form | None = Field(examples=["LFU"])
    decision: UUID | None = Field(description="That it changes, or became / Som den ändrar eller blev", examples=[None])
    starts_on: Day | None = Field(examples=["2026-03-02"])
    until: Day | None = Field(description="Last day / Sista dag", examples=["2027-02-01"])
    why: e.SubsidyEnding | None = Field(description="Of an end / Orsak till slut", examples=[None])
    tested: list[TestedView] = Field(examples=[[]])
    particular_reasons: str | None = Field(examples=[None])
    reason: str | None = Field(description="Of a correction / Skäl till rättelse", examples=[None])
    nystart: NystartView | None = Field(examples=[None])
    prior_employer: UUID | None = Field(description="Of prior support / Vid tidigare stöd", examples=[None])
    source: e.FactSource | None = Field(description="Of prior support / Vid tidigare stöd", examples=[None])
    status: ProposalStatus = Field(examples=["open"])
    proposed_by: str = Field(examples=["officer-7"])
    proposed_on: Day
    answered_by: str | None = Field(examples=[None])
    answered_on: Day | None = Field(examples=[None])
    refusal: str | None = Field(description="Why it was refused / Skäl till avslag", examples=[None])
    version: int = Field(description="Of the person's subsidies / Personens stödbeslut", examples=[1])

    @classmethod
    def of(cls, row: Row, texts: dict[str, Any]) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"], **texts})


class SubsidyView(View):
    """A decision on support as it stands. `until` is its last day now; null: it never began.

    Support from before or outside this service has a `source` and no employment.
    """

    decision: UUID = Field(examples=[DECISION])
    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    employment: UUID | None = Field(examples=[EMPLOYMENT])
    employer: UUID | None = Field(examples=[EMPLOYER])
    source: e.FactSource | None = Field(description="How prior support is known / Källa för tidigare stöd", examples=[None])
    form: FormOf
    starts_on: FirstDay
    until: Day | None = Field(description="Last day / Sista dag", examples=["2027-02-01"])
    extends: UUID | None = Field(examples=[None])
    ended_why: e.SubsidyEnding | None = Field(description="If ended early / Om avslutat i förtid", examples=[None])
    tested: list[TestedView] = Field(examples=[[]])
    particular_reasons: str | None = Field(examples=[None])
    nystart: NystartView | None = Field(examples=[None])
    ruleset: str = Field(description="The rules it was taken under / Regelverk", examples=["2022-01-01"])
    basis: str = Field(examples=["förordning (2017:462) 27 §"])
    proposed_by: str = Field(examples=["officer-7"])
    decided_by: str = Field(examples=["decider-1"])
    decided_on: Day
    version: int = Field(description="Of the person's subsidies / Personens stödbeslut", examples=[2])

    @classmethod
    def of(cls, row: Row, texts: dict[str, Any]) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"], **texts})


class FormTime(View):
    """A form's time, by today's rules, for the person with every employer; null where the ordinance states none."""

    form: FormOf
    basis: str | None = Field(examples=["förordning (2017:462) 27 §"])
    one_decision: int | None = Field(description="Months at most / Högst antal månader", examples=[12])
    in_total: int | None = Field(description="Months in total / Månader totalt", examples=[24])
    used_days: int = Field(description="Days decided / Beslutade dagar", examples=[365])
    total_days: int | None = Field(description="Days in total / Dagar totalt", examples=[730])
    left_days: int | None = Field(description="Days left / Dagar kvar", examples=[365])


class SubsidyTime(View):
    """How much of each form's time the person has used."""

    as_of: Day
    forms: list[FormTime]
