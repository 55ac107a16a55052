"""How events of older schema versions are read today."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shared.codec import Upcaster


def _introduction_of_employment(data: dict[str, Any]) -> dict[str, Any]:
    """In version 1 only employments had introductions."""
    rest = {key: value for key, value in data.items() if key != "employment"}
    return {**rest, "introduction": data["employment"], "kind": "employment"}


def _introduction_counted_alone(data: dict[str, Any]) -> dict[str, Any]:
    """In version 1 each introduction had its six months to itself."""
    first, latest = date.fromisoformat(data["on"]), date.fromisoformat(data["latest_end"])
    return {**_introduction_of_employment(data), "counted_from": data["on"], "allowed_days": (latest - first).days + 1}


def _end_without_outcome(data: dict[str, Any]) -> dict[str, Any]:
    """In version 1 nobody asked how it went."""
    return {**_introduction_of_employment(data), "outcome": None}


def _plan_without_schedule(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 stated contacts a week, without days or channels: they are kept as stated, for no days were agreed.

    All three had agreed on the one date; there was neither an end nor a kind.
    """
    stated = {"person": data["person_contacts_per_week"], "employer": data["employer_contacts_per_week"]}
    kept = {key: data[key] for key in ("plan", "case", "person", "note", "on")}
    return {
        **kept,
        "kind": None,
        "steps": [{"applies_from": data["applies_from"], "contacts": [], "stated": stated}],
        "until": None,
        "revises": None,
        "reason": None,
        "agreements": [{"party": party, "on": data["on"]} for party in data["agreed_by"]],
    }


def _without_support_person(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 did not keep who the support person is."""
    return {**data, "support_person": None}


def _handover_without_clock(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 had no id, and said only which unit has the case: the id follows from what it said."""
    handover = uuid5(NAMESPACE_URL, f"handover:{data['case']}:{data['unit']}:{data['on']}")
    unsaid = {"from_support_person": None, "support_person": None, "first_contact_by": None}
    return {**data, **unsaid, "handover": str(handover)}


def _completion_without_ground(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 asked neither for the ground nor whether it was early."""
    return {**data, "ground": None, "at_least_until": None, "reason": None}


def _contact_without_plan(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 had kept or not; what was planned, how long it took and whose contact it was was not asked."""
    outcome = "kept" if data["kept"] else "no-show"
    rest = {key: value for key, value in data.items() if key != "kept"}
    unasked = dict.fromkeys(("moved_to", "planned_on", "minutes", "by", "corrects", "reason"))
    return {**rest, **unasked, "outcome": outcome}


UPCASTERS: Mapping[tuple[str, int], Upcaster] = MappingProxyType(
    {
        ("CaseStartNoted", 1): _without_support_person,
        ("ContactLogged", 1): _contact_without_plan,
        ("IntroductionCancelled", 1): _introduction_of_employment,
        ("IntroductionEnded", 1): _end_without_outcome,
        ("IntroductionMoved", 1): _introduction_counted_alone,
        ("IntroductionResumed", 1): _introduction_of_employment,
        ("IntroductionStarted", 1): _introduction_counted_alone,
        ("PlanAgreed", 1): _plan_without_schedule,
        ("SupportCompleted", 1): _completion_without_ground,
        ("SupportHandedOver", 1): _handover_without_clock,
        ("SupportOpened", 1): _without_support_person,
    }
)
"""(type, version) → what lifts it to the next version."""
