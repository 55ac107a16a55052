"""A real Apache Kafka (one node, KRaft) on a machine with only Python: Java from a wheel, jars checked against a lock file.

`python -m deploy.kafka lock | fetch | run`. The bus of `make run BUS=kafka`, of the tests and of the benchmark.
"""

from deploy.kafka.broker import Broker

__all__ = ["Broker"]
