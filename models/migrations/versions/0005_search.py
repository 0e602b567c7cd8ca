"""An index of what people said, for searching."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0005"
down_revision = "0004"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = sa.Text().with_variant(TSVECTOR(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "search_docs",
        sa.Column("answer_id", KEY, autoincrement=False, nullable=False),
        sa.Column("words", WORDS, nullable=False),
        sa.Column("marks", WORDS, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answers.id"], name="fk_search_docs_answer_id_answers", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", name="pk_search_docs"),
    )
    if op.get_bind().dialect.name == "sqlite":
        _full_text()
    else:
        op.create_index("search_index", "search_docs", ["words", "marks"], postgresql_using="gin")


def _full_text() -> None:
    """Words come ready cut, with spaces between them. The triggers cannot be forgotten: what goes from the table, by
    whatever way, goes from the index."""
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(words, marks, content='search_docs',"
        " content_rowid='answer_id', tokenize=\"ascii tokenchars '_'\")"
    )
    add = "INSERT INTO search_index (rowid, words, marks) VALUES (NEW.answer_id, NEW.words, NEW.marks);"
    remove = (
        "INSERT INTO search_index (search_index, rowid, words, marks)"
        " VALUES ('delete', OLD.answer_id, OLD.words, OLD.marks);"
    )
    for act, steps in (("INSERT", add), ("DELETE", remove), ("UPDATE", f"{remove} {add}")):
        op.execute(f"CREATE TRIGGER search_docs_{act.lower()} AFTER {act} ON search_docs BEGIN {steps} END")
