"""Reports as they come in and go out."""

from typing import Any, Final, Self
from uuid import UUID

from pydantic import Field, TypeAdapter

from services.followup import events as e
from services.followup.excerpts import Excerpt
from services.followup.reporting import Content, Words
from services.followup.rules.sharing import Share
from services.followup.schemas.examples import CASE, CONSENT, EMPLOYMENT, REPORT, SHARING
from services.followup.schemas.fields import Officer
from shared.db import Row
from shared.errors import unprocessable
from shared.http.types import Body, Day, Note, View

CONTENT: Final = TypeAdapter(Content)
"""A report's content as JSON, as it is sealed."""

PROGRAMME: Final = {
    "began_on": "2026-01-12",
    "follow_up_on": "2026-08-03",
    "completed_on": "2027-02-02",
    "closed_on": "2027-02-28",
}
GIVEN: Final[dict[str, Any]] = {
    **dict.fromkeys(Excerpt.__dataclass_fields__),
    "programme": PROGRAMME,
    "plan": [{"kind": "follow-up", "applies_from": "2026-08-03", "with_person": "0.50", "with_employer": "0.25"}],
    "employer_contacts": [{"month": "2026-08", "kept": 2, "no_show": 0, "moved": 1, "on_site": 2}],
}


class WordsIn(Body):
    """What the support person writes. Not what others should not read: all of it goes to the person."""

    summary: Note = Field(examples=["Arbetar 30 timmar i veckan och trivs."])
    works_well: Note | None = Field(default=None, description="Needed in an end report / Krävs i slutrapport", examples=[None])
    needs_adapted: Note | None = Field(default=None, description="Needed in an end report / Krävs i slutrapport", examples=[None])
    next_step: Note | None = Field(default=None, description="Needed in an end report / Krävs i slutrapport", examples=[None])

    def words(self, kind: e.ReportKind) -> Words:
        """Unprocessable for an end report that the next search could not use."""
        for name in ("works_well", "needs_adapted", "next_step"):
            if kind == "end" and getattr(self, name) is None:
                raise unprocessable(f"#/words/{name}", "missing", sv="Behövs i en slutrapport.", en="Needed in an end report.")
        return Words(summary=self.summary, works_well=self.works_well, needs_adapted=self.needs_adapted, next_step=self.next_step)


class VersionIn(Body):
    """The facts of a period, as they are known now, and the words."""

    first_day: Day = Field(examples=["2026-02-02"])
    last_day: Day = Field(examples=["2026-08-02"])
    words: WordsIn


class ReportIn(VersionIn):
    """A report while the support goes on, or at its end."""

    kind: e.ReportKind = Field(examples=["interval"])


class ReportView(View):
    """A version of a report."""

    report: UUID = Field(examples=[REPORT])
    case: UUID = Field(examples=[CASE])
    kind: e.ReportKind = Field(examples=["interval"])
    number: int = Field(description="Version / Version", examples=[1])
    first_day: Day = Field(examples=["2026-02-02"])
    last_day: Day = Field(examples=["2026-08-02"])
    composed_by: Officer
    composed_on: Day = Field(examples=["2026-08-03"])
    signed_by: Officer | None
    signed_on: Day | None = Field(examples=["2026-08-04"])

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"], **more})


class ReportDetail(ReportView):
    """A version with everything in it; None when the person has been erased."""

    content: Excerpt | None = Field(examples=[GIVEN])


class SignatureIn(Body):
    """Which version: the latest, so that nobody signs what they have not seen."""

    number: int = Field(ge=1, le=1000, examples=[1])


class SharingIn(Body):
    """To whom, and what it rests on. The officer names the consent; it stands in intake."""

    number: int = Field(ge=1, le=1000, examples=[1])
    recipient: e.ReportRecipient = Field(examples=["employer"])
    employment: UUID | None = Field(
        default=None, description="Whose employer: an employment or a trial / Vilken arbetsgivare", examples=[EMPLOYMENT]
    )
    consent: UUID | None = Field(default=None, description="A consent in intake / Ett samtycke i intag", examples=[None])


class SharingView(View):
    """What was given, to whom, and why it could be."""

    sharing: UUID = Field(examples=[SHARING])
    report: UUID = Field(examples=[REPORT])
    case: UUID = Field(examples=[CASE])
    number: int = Field(examples=[1])
    recipient: e.ReportRecipient = Field(examples=["employer"])
    employment: UUID | None = Field(examples=[EMPLOYMENT])
    parts: list[e.ReportPart] = Field(examples=[["programme", "plan", "employer-contacts"]])
    basis: str = Field(examples=["planen som arbetsgivaren har godkänt"])
    consent: UUID | None = Field(examples=[CONSENT])
    shared_by: Officer
    shared_on: Day = Field(examples=["2026-08-05"])

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"], **more})


class SharingDetail(SharingView):
    """The parts that were given; None when the person has been erased."""

    content: Excerpt | None = Field(examples=[GIVEN])


class RecipientView(View):
    """What may be given to somebody: by law alone, and when the person consents."""

    recipient: e.ReportRecipient = Field(examples=["municipality"])
    by_law: list[e.ReportPart] = Field(examples=[["programme"]])
    with_consent: list[e.ReportPart] = Field(examples=[["programme", "attendance"]])
    basis: str = Field(examples=["förordning (2002:623) 7 d §"])

    @classmethod
    def of(cls, recipient: e.ReportRecipient, share: Share) -> Self:
        return cls(recipient=recipient, by_law=list(share.by_law), with_consent=list(share.with_consent), basis=share.basis)
