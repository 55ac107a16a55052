"""Metrics's routes, by figure."""

from services.metrics.api import (
    access,
    closed_months,
    coverage,
    delays,
    fidelity,
    inflow,
    interruptions,
    money,
    outflow,
    results,
    retention,
    revisions,
    support,
)

ROUTERS = (
    access.router,
    closed_months.router,
    coverage.router,
    delays.router,
    fidelity.router,
    inflow.router,
    interruptions.router,
    money.router,
    outflow.router,
    results.router,
    retention.router,
    revisions.router,
    support.router,
)
