"""Tallies that summaries read, the ledger of pushes, the record of jobs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODES = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("people", sa.Column("round", sa.Text(), server_default="", nullable=False))
    op.add_column("people", sa.Column("finished_at", sa.BigInteger(), nullable=True))
    _tallies()
    _ledger()
    _jobs()


def _tallies() -> None:
    op.create_table(
        "tallies",
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("next_day", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("round", "what", "who", "day", "next_day", name="pk_tallies"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counted",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_counted"),
    )
    op.create_table(
        "stirred",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_stirred"),
    )
    # Everybody who is here already is to be counted once.
    op.execute("INSERT INTO stirred (person_id, at) SELECT id, 0 FROM people")


def _ledger() -> None:
    op.add_column("outbox", sa.Column("purpose", sa.Text(), server_default="", nullable=False))
    op.add_column("outbox", sa.Column("carries", CODES, server_default="[]", nullable=False))
    op.add_column("outbox", sa.Column("key_at", sa.BigInteger(), nullable=True))
    parked = sa.text("status = 'parked'")
    op.create_index("ix_outbox_parked", "outbox", ["person_id"], sqlite_where=parked, postgresql_where=parked)
    op.create_table(
        "ledger",
        sa.Column("id", KEY, nullable=False),
        sa.Column("outbox_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), server_default="reserved", nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_ledger"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_ledger_outbox_id", "ledger", ["outbox_id"], unique=True)
    op.create_index("ix_ledger_month_state", "ledger", ["month", "state", "recipients"])
    op.create_table(
        "quotas",
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("used", sa.Integer(), server_default="0", nullable=False),
        sa.Column("read_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("full_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("month", name="pk_quotas"),
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("leased_until", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), server_default="1", nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "slot", name="pk_jobs"),
    )
    op.create_index("ix_jobs_kind_started_at", "jobs", ["kind", "started_at"])
