"""Who organises: people who showed a one-time code. Holds no name of theirs; `label` is what the inviter wrote."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, false

from models.base import metadata

organisers = Table(
    "organisers",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("code", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("round", Text, nullable=False, server_default=""),
    Column("label", Text, nullable=False, server_default=""),
    Column("invited_by", Text, nullable=False, server_default=""),
    Column("joined_at", BigInteger, nullable=False),
    Column("desk", Text, nullable=False, server_default=""),
    Column("digest_day", Integer, nullable=False, server_default="1"),
    Column("digest_hour", Integer, nullable=False, server_default="8"),
    Column("digest_off", Boolean, nullable=False, server_default=false()),
    Index("uq_organisers_code", "code", unique=True),
)

OWNER, ORGANISER, VIEWER = "owner", "organiser", "viewer"
ROLES = (OWNER, ORGANISER, VIEWER)
"""From the one who may do all to the one who may only look."""


@dataclass(frozen=True, slots=True)
class Organiser:
    """`code` names them to other organisers and in the log. `desk` is what is open with them, as JSON; `digest_day`
    counts from 1, Monday, `digest_hour` by the clocks of Thailand. `round` is "" for the bot's own."""

    person_id: int
    code: str
    role: str
    round: str = ""
    label: str = ""
    invited_by: str = ""
    joined_at: int = 0
    desk: str = ""
    digest_day: int = 1
    digest_hour: int = 8
    digest_off: bool = False

    def may(self, least: str) -> bool:
        """Whether this role is `least` or more."""
        return ROLES.index(self.role) <= ROLES.index(least)
