"""All tables in one metadata, for migrations: importing this file imports every table. Holds no query."""

from models import answers, bubbles, codings, inbox, outbox, people, states, unsent, wakeups
from models.base import metadata

TABLES = (people, states, inbox, answers, bubbles, codings, outbox, wakeups, unsent)
__all__ = ["TABLES", "metadata"]
