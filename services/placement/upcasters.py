"""How events of older schema versions are read today."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from shared.codec import Upcaster


def _search_without_support_person(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 did not say who has the case."""
    return {**data, "support_person": None}


def _start_without_pauses(data: dict[str, Any]) -> dict[str, Any]:
    """In version 1 pauses were not followed."""
    return {**data, "paused_days": 0}


def _closing_of_one_registered_once(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 did not say which employer stays."""
    return {**data, "stays": None}


def _opportunity_without_analysis(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 knew occupation, hours, places and municipality. That nothing else was asked for is not known, only not said."""
    unknown = dict.fromkeys(("workplace", "tasks", "starts_on", "until_on", "opened_by"))
    unsaid: dict[str, Any] = {name: [] for name in ("shifts", "licences", "languages", "demands", "adaptations")}
    return {**data, **unknown, **unsaid, "sheltered": False, "least_weekly_hours": data["weekly_hours"]}


def _start_without_occupation(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 kept neither the occupation nor the employer's sector."""
    return {**data, "occupation": None, "sector": None}


def _terms_without_tasks(data: dict[str, Any]) -> dict[str, Any]:
    """In version 1 only hours and form could change."""
    return {**data, "occupation": None, "tasks": None}


UPCASTERS: Mapping[tuple[str, int], Upcaster] = MappingProxyType(
    {
        ("EmployerClosed", 1): _closing_of_one_registered_once,
        ("OpportunityOpened", 1): _opportunity_without_analysis,
        ("EmploymentStarted", 1): _start_without_occupation,
        ("EmploymentTermsChanged", 1): _terms_without_tasks,
        ("SearchOpened", 1): _search_without_support_person,
        ("SearchHandedOver", 1): _search_without_support_person,
        ("SearchStartCorrected", 1): _start_without_pauses,
    }
)
"""(type, version) → what lifts it to the next version."""
