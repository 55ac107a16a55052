"""What the settings say about Kafka's security is what its clients are given."""

import ssl
from typing import Any

import pytest

from shared.bus.kafka import security_of
from shared.settings import Settings
from tests.harness import settings


def with_security(**more: Any) -> Settings:
    return settings("intake", database_url="postgresql://a@/b", migration_url="postgresql://o@/b", **more)


def test_without_a_word_kafka_is_spoken_to_in_the_clear() -> None:
    assert security_of(with_security()) == {}


def test_ssl_checks_the_broker_s_certificate_and_name() -> None:
    options = security_of(with_security(kafka_security="SSL"))
    assert options["security_protocol"] == "SSL"
    assert (options["ssl_context"].verify_mode, options["ssl_context"].check_hostname) == (ssl.CERT_REQUIRED, True)


def test_sasl_gives_name_and_password_over_tls() -> None:
    options = security_of(with_security(kafka_security="SASL_SSL", kafka_username="intake", kafka_password="not-real"))
    assert isinstance(options.pop("ssl_context"), ssl.SSLContext)
    assert options == {
        "security_protocol": "SASL_SSL",
        "sasl_mechanism": "SCRAM-SHA-512",
        "sasl_plain_username": "intake",
        "sasl_plain_password": "not-real",
    }


def test_sasl_without_a_password_is_refused_with_the_names_of_what_is_missing() -> None:
    with pytest.raises(ValueError, match="SIUS_KAFKA_USERNAME and SIUS_KAFKA_PASSWORD are needed"):
        with_security(kafka_security="SASL_SSL")
