"""Figures of a service's own running, for Prometheus. Labels are route templates and statuses, never an id."""

from typing import Final

from prometheus_client import CollectorRegistry, Histogram, ProcessCollector, generate_latest

METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Measures:
    """One registry per service, so that several services in a process do not mix. Further collectors may join `registry`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._seconds = Histogram(
            "sius_http_request_seconds",
            "Time to answer, by method, route template and status",
            ("method", "route", "status"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self._resolved: dict[tuple[str, str, int], Histogram] = {}

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """One answered request. `method` is one of METHODS or "other": a client cannot make up labels."""
        place = (method, route, status)
        child = self._resolved.get(place)
        if child is None:
            child = self._resolved[place] = self._seconds.labels(method, route, str(status))
        child.observe(seconds)

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self.registry)
