"""`python -m deploy.topics`: every topic of the catalogue on the Kafka that `SIUS_KAFKA_BOOTSTRAP` names.

Spoken to as `SIUS_KAFKA_SECURITY` and its companions say. Before the first start, and before a release that brings a new topic;
those that exist are left alone.
"""

import asyncio
import sys

from shared.bus import BusError
from shared.bus.kafka import security_of
from shared.bus.kafka_topics import create_topics
from shared.contracts.catalogue import TOPICS
from shared.settings import KafkaSettings, SettingsError, load


def main() -> None:
    try:
        settings = load(KafkaSettings)
        bootstrap = brokers_of(settings)
        asyncio.run(create_topics(bootstrap, TOPICS, security=security_of(settings)))
    except (SettingsError, BusError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    print(f"On {bootstrap}: {', '.join(topic.name for topic in TOPICS)}")


def brokers_of(settings: KafkaSettings) -> str:
    if not settings.kafka_bootstrap:
        raise SettingsError(f"SIUS_KAFKA_BOOTSTRAP is missing: {KafkaSettings.model_fields['kafka_bootstrap'].description}.")
    return settings.kafka_bootstrap


if __name__ == "__main__":
    main()
