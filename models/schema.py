"""All tables in one metadata, for migrations: importing this file imports every table. Holds no query."""

from models import (
    announcements,
    answers,
    audit,
    bubbles,
    codings,
    consents,
    digests,
    groups,
    inbox,
    invites,
    jobs,
    joins,
    ledger,
    media,
    organisers,
    outbox,
    people,
    searching,
    slots,
    states,
    tallies,
    unsent,
    wakeups,
)
from models.base import metadata

# fmt: off
TABLES = (
    people, states, inbox, answers, bubbles, codings, outbox, wakeups, unsent,
    media, joins, groups, invites, consents, slots, organisers, audit, announcements, digests, tallies, ledger, jobs,
    searching,
)
# fmt: on
__all__ = ["TABLES", "metadata"]
