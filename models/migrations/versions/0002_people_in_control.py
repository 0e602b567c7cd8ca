"""What people send beside words, codes on posters, groups, invitations, and what was agreed to and when."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("bubbles", sa.Column("kind", sa.Text(), server_default="text", nullable=False))
    op.add_column("bubbles", sa.Column("edited_at", sa.BigInteger(), nullable=True))
    op.add_column("answers", sa.Column("media", sa.Integer(), server_default="0", nullable=False))
    op.add_column("answers", sa.Column("came", sa.Text(), server_default="", nullable=False))
    op.add_column("unsent", sa.Column("marked_at", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("outbox", sa.Column("sealed", sa.LargeBinary(), nullable=True))
    _media()
    _doom_files()
    _doors()
    _consents()


def _media() -> None:
    op.create_table(
        "media",
        sa.Column("id", KEY, nullable=False),
        sa.Column("bubble_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("content_type", sa.Text(), server_default="", nullable=False),
        sa.Column("bytes", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("leased_until", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bubble_id"], ["bubbles.id"], name="fk_media_bubble_id_bubbles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_media"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_media_bubble_id", "media", ["bubble_id"], unique=True)
    op.create_index("ix_media_status_due_at", "media", ["status", "due_at"], unique=False)
    op.create_table(
        "doomed_files",
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_doomed_files"),
    )


def _doom_files() -> None:
    """The file of a media row that goes, by whatever way, is to be deleted: the trigger cannot be forgotten."""
    doom = "INTO doomed_files (name) VALUES (OLD.name)"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER media_gone AFTER DELETE ON media BEGIN INSERT OR IGNORE {doom}; END")
        return
    op.execute(
        "CREATE FUNCTION doom_file() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN INSERT {doom} ON CONFLICT DO NOTHING; RETURN OLD; END $$"
    )
    op.execute("CREATE TRIGGER media_gone AFTER DELETE ON media FOR EACH ROW EXECUTE FUNCTION doom_file()")


def _doors() -> None:
    op.create_table(
        "joins",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), server_default="", nullable=False),
        sa.Column("school", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("code", name="pk_joins"),
    )
    op.create_table(
        "groups",
        sa.Column("id", KEY, nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("linked_at", sa.BigInteger(), nullable=True),
        sa.Column("round", sa.Text(), server_default="", nullable=False),
        sa.Column("leave_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_groups_handle", "groups", ["handle"], unique=True)
    op.create_table(
        "invites",
        sa.Column("id", KEY, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("round", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_invites"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_invites_digest", "invites", ["digest"], unique=True)


def _consents() -> None:
    op.create_table(
        "notices",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("full", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_notices"),
    )
    op.create_table(
        "consents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_consents_person_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_person_id", "consents", ["person_id"], unique=False)
    op.create_table(
        "slots",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "slot", name="pk_slots"),
    )
