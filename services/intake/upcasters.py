"""How events of older schema versions are read today."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from shared.codec import Upcaster


def _referral_without_agency(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 knew neither the agency's number nor the reasons, and partners proposed nothing themselves."""
    return {**data, "agency": None, "reasons": [], "proposed_by": None}


def _return_without_requirements(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 did not say what would make the referral acceptable."""
    return {**data, "requirements": [], "requirements_note": None}


def _assessment_of_everything(data: dict[str, Any]) -> dict[str, Any]:
    """In version 1 every assessment judged all criteria, at once and by one officer."""
    judged = {"judged_by": data["assessed_by"], "judged_on": data["on"]}
    return {
        **data,
        "findings": [{**finding, **judged} for finding in data["findings"]],
        "judged": [finding["criterion"] for finding in data["findings"]],
        "registered_since": None,
        "long_term": None,
    }


def _not_yet_without_reason(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 had no reason, and rested on the only basis there was."""
    return {**data, "reason": None, "basis": "förordning (2017:462) 11 och 45 §§"}


def _end_without_form(data: dict[str, Any]) -> dict[str, Any]:
    """In version 1 nobody asked for the form, or for who was informed."""
    return {**data, "form": None, "informed": []}


def _consent_without_purpose(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 named only the consent; what it was for stands where it was given."""
    return {**data, "purpose": None, "case": data.get("case")}


def _referral_without_characteristics(data: dict[str, Any]) -> dict[str, Any]:
    """Version 2 left sex, year of birth and municipality with the person."""
    return {**data, "sex": None, "birth_year": None, "municipality": None}


def _assessment_without_doubt(data: dict[str, Any]) -> dict[str, Any]:
    """Version 2 did not keep whether a first judgement was in doubt."""
    return {**data, "doubtful": None}


UPCASTERS: Mapping[tuple[str, int], Upcaster] = MappingProxyType(
    {
        ("ReferralReceived", 1): _referral_without_agency,
        ("ReferralReceived", 2): _referral_without_characteristics,
        ("ReferralReturned", 1): _return_without_requirements,
        ("EligibilityAssessed", 1): _assessment_of_everything,
        ("EligibilityAssessed", 2): _assessment_without_doubt,
        ("SetToNotYet", 1): _not_yet_without_reason,
        ("CaseEnded", 1): _end_without_form,
        ("ConsentWithdrawn", 1): _consent_without_purpose,
        ("ConsentCorrected", 1): _consent_without_purpose,
        ("ConsentRegisteredInError", 1): _consent_without_purpose,
    }
)
"""(type, version) → what lifts it to the next version."""
