"""All tables in one metadata, for migrations: importing this file imports every table. Holds no query."""

from models import (
    answers,
    bubbles,
    codings,
    consents,
    groups,
    inbox,
    invites,
    joins,
    media,
    outbox,
    people,
    slots,
    states,
    unsent,
    wakeups,
)
from models.base import metadata

# fmt: off
TABLES = (
    people, states, inbox, answers, bubbles, codings, outbox, wakeups, unsent,
    media, joins, groups, invites, consents, slots,
)
# fmt: on
__all__ = ["TABLES", "metadata"]
