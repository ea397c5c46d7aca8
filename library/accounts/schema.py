"""The tables of accounts, as they stand now; `migrations/` holds how they came to be. None holds a secret in clear."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table

from corpus.schema import METADATA

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("name", String, primary_key=True),
    Column("folded", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("fresh", Boolean, nullable=False),
)
"""One row a person; `password` is an argon2id hash, `folded` the name without case."""

KEYS = Table(
    "account_keys",
    METADATA,
    Column("digest", String, primary_key=True),
    Column("account", ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("sort", String, nullable=False),
    Column("label", String, nullable=False),
    Column("created", Float, nullable=False),
    Column("seen", Float, nullable=False),
)
"""Sessions and tokens by the SHA-256 of what the browser or program holds; times are seconds since 1970."""

TRIES = Table(
    "login_tries",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("subject", String, nullable=False),
    Column("at", Float, nullable=False),
    Index("login_tries_by_subject", "subject", "at"),
)
"""Wrong passwords of late, one row for the name and one for the address they came from."""

SECRETS = Table(
    "server_secrets",
    METADATA,
    Column("one", Integer, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
)
"""What signs the cookie that guards forms, so that a restart of the server spoils no form half filled in."""
