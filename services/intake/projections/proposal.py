"""The late registration in a case that a second officer has to answer, as it stands in the case's row."""

from typing import Any, assert_never

from services.intake import events as e


def proposal(event: e.CaseChangeProposed) -> dict[str, Any]:
    """What is proposed: dates and codes; `late_reason` is sealed."""
    change = event.change
    return {
        "proposal": event.proposal,
        "what": change.what,
        "on": change.event.on,
        "proposed_by": event.proposed_by,
        "proposed_on": event.on,
        "late_reason": event.reason.text,
        **_details(change.event),
    }


def _details(event: e.LateEvent) -> dict[str, Any]:
    match event:
        case e.CaseStarted():
            return {"support_person": event.support_person}
        case e.CaseStartCorrected():
            return {"instead_of": event.instead_of}
        case e.CasePaused():
            return {"pause_reason": event.reason, "until": event.until}
        case e.CaseResumed():
            return {}
        case e.CaseEnded():
            return {"kind": event.kind, "exit": event.exit, "form": event.form}
        case e.CaseEndCorrected():
            return {"instead_of": event.instead_of.on, "kind": event.kind, "exit": event.exit, "form": event.form}
        case _:
            assert_never(event)
