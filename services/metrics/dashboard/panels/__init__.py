"""The page's panels, in the order in which they stand on it."""

from services.metrics.dashboard.answered import Sources
from services.metrics.dashboard.panels.coverage import coverage
from services.metrics.dashboard.panels.funnel import funnel
from services.metrics.dashboard.panels.interruptions import interruptions
from services.metrics.dashboard.panels.load import load
from services.metrics.dashboard.panels.outflow import outflow
from services.metrics.dashboard.panels.retention import retention
from services.metrics.dashboard.panels.taper import taper
from services.metrics.dashboard.shown import Panel
from services.metrics.dashboard.words import Words

IN_ORDER = (outflow, retention, load, funnel, interruptions, taper, coverage)


def panels(sources: Sources, words: Words) -> list[Panel]:
    """Every panel."""
    return [panel(sources, words) for panel in IN_ORDER]
