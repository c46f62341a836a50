"""Every setting, from the environment or a `.env` file: the only place that reads either."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from schema.errors import SettingsError

PREFIX = "ONRECORD_"
DEFAULT_STORE = "sqlite:///onrecord.db"
DEFAULT_MODEL = "fast"
LEAST_SPEAKER_CONFIDENCE = 0.5
Names = Annotated[tuple[str, ...], NoDecode]
LogLevel = Literal["debug", "info", "warning", "error"]


class Settings(BaseSettings):
    """Names are the fields' in capitals with ONRECORD_ before them; those of Neo4j are the four it is known by."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True, populate_by_name=True, env_ignore_empty=True
    )

    store: str | None = Field(
        default=None,
        min_length=1,
        description=f"Where statements are kept: `sqlite:///FILE`, `neo4j://HOST` or `bolt://HOST`. "
        f"Default: `NEO4J_URI` if that is set, else `{DEFAULT_STORE}`.",
    )
    neo4j_uri: str | None = Field(
        default=None, validation_alias="NEO4J_URI", description="Address of the Neo4j server, `neo4j://HOST:PORT`."
    )
    neo4j_username: str = Field(
        default="neo4j", validation_alias="NEO4J_USERNAME", description="User at the Neo4j server."
    )
    neo4j_password: SecretStr | None = Field(
        default=None, validation_alias="NEO4J_PASSWORD", description="That user's password."
    )
    neo4j_database: str = Field(
        default="neo4j", validation_alias="NEO4J_DATABASE", description="Database at the Neo4j server."
    )
    model: str = Field(
        default=DEFAULT_MODEL,
        min_length=1,
        description="Attribution model: `fast`, `accurate` (finds more and clips less, at a tenth of the speed or less), "  # noqa: E501
        "or the folder of another one.",
    )
    least_speaker_confidence: float = Field(
        default=LEAST_SPEAKER_CONFIDENCE,
        ge=0,
        le=1,
        description="A speaker who is less likely right than this stays unknown, with candidates. "
        "Higher: fewer speakers, fewer wrong ones.",
    )
    workers: int = Field(default=1, ge=1, le=64, description="Processes that extract during `ingest`.")
    batch: int = Field(default=16, ge=1, le=1000, description="Articles that are saved in one transaction.")
    host: str = Field(
        default="127.0.0.1",
        description="Address the service listens on. Beyond loopback only with `--allow-unauthenticated`.",
    )
    port: int = Field(default=8000, ge=0, le=65535, description="Port the service listens on; 0 takes a free one.")
    allowed_hosts: Names = Field(
        default=("localhost", "127.0.0.1", "[::1]"),
        description="Host names, separated by commas, by which the service may be called. "
        "A request with another `Host` is refused.",
    )
    max_body_bytes: int = Field(
        default=2_000_000, ge=1_000, le=100_000_000, description="Largest request body; a larger one is refused (413)."
    )
    max_extractions: int = Field(
        default=1, ge=1, le=8, description="Articles the service extracts from at the same time."
    )
    max_waiting: int = Field(
        default=8, ge=0, le=16, description="Requests that wait for an extraction; further ones are refused (503)."
    )
    log_level: LogLevel = Field(default="info", description="Least severity that is logged.")

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split_names(cls, value: Any) -> Any:
        return (
            tuple(name.strip().lower() for name in value.split(",") if name.strip())
            if isinstance(value, str)
            else value
        )

    @property
    def store_url(self) -> str:
        return self.store or self.neo4j_uri or DEFAULT_STORE


def variable_of(field: str) -> str:
    """The environment variable that sets a field."""
    return field.upper() if field.startswith("neo4j_") else PREFIX + field.upper()


def load_settings(**given: Any) -> Settings:
    """Settings from the environment, `given` ones first; SettingsError names every bad one."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as invalid:
        raise SettingsError(_explain(invalid)) from None


def _explain(invalid: ValidationError) -> str:
    return "; ".join(
        f"{variable_of(str(error['loc'][0]).lower()) if error['loc'] else 'settings'}: {error['msg']}"
        for error in invalid.errors(include_url=False)
    )
