"""A real PostgreSQL from a wheel, for the embedded run and the tests: nothing to install, no port, one folder."""

from deploy.postgres.cluster import Cluster

__all__ = ["Cluster"]
