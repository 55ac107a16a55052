"""`python -m deploy.topics`: every topic of the catalogue on the Kafka that `SIUS_KAFKA_BOOTSTRAP` names.

Before the first start, and before a release that brings a new topic; those that exist are left alone.
"""

import asyncio
import os
import sys

from shared.bus import BusError
from shared.bus.kafka_topics import create_topics
from shared.contracts.catalogue import TOPICS

VARIABLE = "SIUS_KAFKA_BOOTSTRAP"


def main() -> None:
    bootstrap = os.environ.get(VARIABLE)
    if not bootstrap:
        raise SystemExit(f"{VARIABLE} is missing: host:port of the Kafka brokers, separated by commas.")
    try:
        asyncio.run(create_topics(bootstrap, TOPICS))
    except BusError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    print(f"On {bootstrap}: {', '.join(topic.name for topic in TOPICS)}")


if __name__ == "__main__":
    main()
