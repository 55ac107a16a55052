"""What a process is told from outside, by environment variables `SIUS_…`. Nothing secret has a default."""

import base64
import binascii
from typing import Final, Literal, Self, TypeVar

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX: Final = "SIUS_"
KEY_BYTES: Final = 32


class SettingsError(ValueError):
    """The settings cannot be used; the text names every variable at fault and never shows a value."""


class KafkaSettings(BaseSettings):
    """Where Kafka is, and how it is spoken to."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", hide_input_in_errors=True)

    kafka_bootstrap: str | None = Field(None, description="host:port of the Kafka brokers, separated by commas")
    kafka_security: Literal["PLAINTEXT", "SSL", "SASL_SSL"] = Field("PLAINTEXT", description="How Kafka is spoken to")
    kafka_ca_file: str | None = Field(None, description="The Kafka brokers' certificate authorities; else the machine's")
    kafka_username: str | None = Field(None, description="User name at Kafka (SCRAM-SHA-512), with SASL_SSL")
    kafka_password: SecretStr | None = Field(None, description="Password at Kafka, with SASL_SSL")

    @model_validator(mode="after")
    def _names_a_user(self) -> Self:
        if self.kafka_security == "SASL_SSL" and not (self.kafka_username and self.kafka_password):
            raise ValueError(
                f"{PREFIX}KAFKA_USERNAME and {PREFIX}KAFKA_PASSWORD are needed when {PREFIX}KAFKA_SECURITY is SASL_SSL"
            )
        return self


class Settings(KafkaSettings):
    """Settings of one service process. Addresses that may carry a password, and keys, are never printed."""

    service: str = Field(description="Name of the service, such as intake")
    mode: Literal["production", "local"] = Field("production", description="local = embedded or development run")

    database_url: str = Field(repr=False, description="PostgreSQL address of the application role")
    migration_url: str = Field("", repr=False, description="PostgreSQL address of the owner role; needed to migrate and rebuild")
    pool_size: int = Field(10, ge=1, le=200, description="Database connections of one process")

    bus: Literal["local", "kafka"] = Field("local", description="In-process bus or Kafka")

    issuer: str = Field(description="OpenID Connect issuer, exactly as in the token's iss claim")
    audience: str = Field("sius", description="Required aud claim")
    jwks_url: str = Field(description="Address of the issuer's public keys")
    token_algorithm: Literal["ES256", "RS256"] = Field("ES256", description="The only signature algorithm accepted")
    authorization_url: str = Field("https://id.sius.example/authorize", description="Shown in the API documentation")
    token_url: str = Field("https://id.sius.example/token", description="Shown in the API documentation")

    master_key: SecretStr = Field(description="32 bytes in base64; wraps the vault's keys")
    index_key: SecretStr = Field(description="32 bytes in base64; keys blind indexes and request fingerprints")

    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on")
    public_url: str = Field("https://sius.example", description="Public address in the API documentation")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Least severe log level written")

    @property
    def owner_url(self) -> str:
        """The owner's address; `SettingsError` for a process that was not given it, because serving does not need it."""
        if not self.migration_url:
            raise SettingsError(f"{PREFIX}MIGRATION_URL is missing: {Settings.model_fields['migration_url'].description}.")
        return self.migration_url

    @property
    def master_key_bytes(self) -> bytes:
        """The 32 bytes of the wrapping key."""
        return key_bytes(self.master_key)

    @property
    def index_key_bytes(self) -> bytes:
        """The 32 bytes of the index key."""
        return key_bytes(self.index_key)

    @field_validator("master_key", "index_key")
    @classmethod
    def _is_a_key(cls, value: SecretStr) -> SecretStr:
        key_bytes(value)
        return value

    @field_validator("public_url", "authorization_url", "token_url")
    @classmethod
    def _is_https(cls, value: str) -> str:
        if not value.startswith("https://"):
            raise ValueError("must start with https://")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.bus == "kafka" and not self.kafka_bootstrap:
            raise ValueError(f"{PREFIX}KAFKA_BOOTSTRAP is needed when {PREFIX}BUS is kafka")
        if self.mode == "production" and not (self.issuer.startswith("https://") and self.jwks_url.startswith("https://")):
            raise ValueError(f"{PREFIX}ISSUER and {PREFIX}JWKS_URL must start with https:// in production")
        if self.master_key == self.index_key:
            raise ValueError(f"{PREFIX}MASTER_KEY and {PREFIX}INDEX_KEY must be two different keys")
        return self


def key_bytes(secret: SecretStr) -> bytes:
    """The 32 bytes of a base64 key (standard or URL-safe alphabet); ValueError without the value otherwise."""
    text = secret.get_secret_value().translate(str.maketrans("-_", "+/"))
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("is not base64") from None
    if len(key) != KEY_BYTES:
        raise ValueError(f"must be {KEY_BYTES} bytes in base64, and is {len(key)}")
    return key


Kind = TypeVar("Kind", bound=KafkaSettings)


def load(kind: type[Kind]) -> Kind:
    """Settings of this kind from the environment; `SettingsError` with one line per fault."""
    try:
        return kind()
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False, include_context=False)
        raise SettingsError("\n".join(_fault(fault) for fault in faults)) from None


def _fault(fault: ErrorDetails) -> str:
    reason = fault["msg"].removeprefix("Value error, ")
    if not fault["loc"]:
        return f"{reason}."
    name = str(fault["loc"][0])
    field = Settings.model_fields.get(name.removeprefix(PREFIX.lower()))
    meaning = field.description if field else None
    if fault["type"] == "missing":
        return f"{PREFIX}{name.upper()} is missing: {meaning}."
    return f"{PREFIX}{name.upper()} {reason}: {meaning}."
