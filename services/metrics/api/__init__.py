"""Metrics's routes, by figure."""

from services.metrics.api import outflow, retention, revisions

ROUTERS = (outflow.router, retention.router, revisions.router)
