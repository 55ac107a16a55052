import base64
from collections.abc import Iterator

import pytest

from shared.settings import Settings, SettingsError, load

MASTER = base64.b64encode(b"m" * 32).decode()
INDEX = base64.urlsafe_b64encode(b"\xff" * 32).decode()
GIVEN = {
    "SIUS_SERVICE": "intake",
    "SIUS_DATABASE_URL": "postgresql://app:hemligt@localhost/intake",
    "SIUS_MIGRATION_URL": "postgresql://owner:hemligt@localhost/intake",
    "SIUS_ISSUER": "https://id.example",
    "SIUS_JWKS_URL": "https://id.example/jwks",
    "SIUS_MASTER_KEY": MASTER,
    "SIUS_INDEX_KEY": INDEX,
}


@pytest.fixture(autouse=True)
def environment() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in GIVEN.items():
            patch.setenv(name, value)
        yield patch


def test_settings_come_from_the_environment() -> None:
    settings = load(Settings)
    assert settings.service == "intake"
    assert settings.mode == "production"
    assert settings.master_key_bytes == b"m" * 32
    assert settings.index_key_bytes == b"\xff" * 32


@pytest.mark.parametrize("name", sorted(GIVEN.keys() - {"SIUS_MIGRATION_URL"}))
def test_a_missing_setting_is_named(environment: pytest.MonkeyPatch, name: str) -> None:
    environment.delenv(name)
    with pytest.raises(SettingsError, match=f"{name} is missing"):
        load(Settings)


def test_only_what_migrates_needs_the_owners_address(environment: pytest.MonkeyPatch) -> None:
    assert load(Settings).owner_url == GIVEN["SIUS_MIGRATION_URL"]
    environment.delenv("SIUS_MIGRATION_URL")
    settings = load(Settings)
    with pytest.raises(SettingsError, match="SIUS_MIGRATION_URL is missing"):
        _ = settings.owner_url


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("SIUS_MASTER_KEY", "inte-bas64!", "SIUS_MASTER_KEY is not base64"),
        ("SIUS_INDEX_KEY", base64.b64encode(b"kort").decode(), "SIUS_INDEX_KEY must be 32 bytes in base64, and is 4"),
        ("SIUS_INDEX_KEY", MASTER, "two different keys"),
        ("SIUS_BUS", "kafka", "SIUS_KAFKA_BOOTSTRAP is needed"),
        ("SIUS_ISSUER", "http://id.example", "must start with https"),
        ("SIUS_PUBLIC_URL", "http://sius.example", "SIUS_PUBLIC_URL must start with https"),
        ("SIUS_PORT", "hemligt", "SIUS_PORT"),
    ],
)
def test_a_faulty_setting_is_named_and_never_shown(environment: pytest.MonkeyPatch, name: str, value: str, message: str) -> None:
    environment.setenv(name, value)
    with pytest.raises(SettingsError, match=message) as refused:
        load(Settings)
    assert value == "kafka" or value not in str(refused.value)


def test_a_local_run_may_use_an_issuer_without_https(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SIUS_MODE", "local")
    environment.setenv("SIUS_ISSUER", "http://127.0.0.1:8000/issuer")
    assert load(Settings).issuer.startswith("http://")


def test_settings_print_neither_passwords_nor_keys() -> None:
    shown = f"{Settings()} {Settings()!r}"
    assert "hemligt" not in shown
    assert MASTER not in shown
    assert INDEX not in shown
